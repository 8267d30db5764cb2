"""`python -m training obedience`: whether a model's sounds measure what it was told of attributes."""

import argparse
from pathlib import Path

import numpy as np

from drumgen.engine.generator import Generator
from drumgen.errors import DataError
from drumgen.inference.store import ModelStore
from training.evaluation.obedience import obedience
from training.running.console import say


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("obedience", help="compare asked and measured attributes of a drum model's sounds")
    parser.add_argument("--models", type=Path, help="folder of models (default: the shipped)")
    parser.add_argument("--name", default="drums", help="model (default: %(default)s)")
    parser.add_argument("--count", type=int, default=16, help="sounds a class and attribute (default: %(default)s)")
    parser.add_argument("--steps", type=int, help="sampling steps (default: the model card's)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the table, a row a class, with the mean of each attribute below."""
    store = ModelStore(arguments.models)
    names = [attribute.name for attribute in store.card(arguments.name).attributes if attribute.ranges]
    if not names:
        raise DataError(f"The model {arguments.name} knows no attributes by class; train one that does.")
    if arguments.count < 3:
        raise DataError(f"The count is {arguments.count}, but a correlation needs 3 sounds at least.")
    table = obedience(Generator(store), arguments.name, count=arguments.count, steps=arguments.steps, say=say)
    print("".join([f"{'class':<12}", *(f"{name:>12}" for name in names)]))
    for label, row in table.items():
        print("".join([f"{label:<12}", *(f"{row[name]:>12.2f}" if name in row else f"{'':>12}" for name in names)]))
    means = [np.mean([row[name] for row in table.values() if name in row]) for name in names]
    print("".join([f"{'mean':<12}", *(f"{mean:>12.2f}" for mean in means)]))
    return 0
