"""`python -m training RECIPE`: train one of the laboratory's recipes on a folder of sounds."""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from drumgen.errors import DataError
from training.commands.common import (
    add_run_options,
    choose_device,
    choose_fabric,
    one_after_the_other,
    resume,
    say,
)
from training.data.scan import scan
from training.lab import settings as lab_settings
from training.lab.pictures import save_samples
from training.lab.prepared import prepare_examples
from training.lab.run import Engine, drawer_of, facts_of, fit, trainer_of
from training.run_folder import open_folder


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add one command a recipe."""
    for name in lab_settings.names():
        recipe = lab_settings.load(lab_settings.RECIPES / f"{name}.toml")
        parser = commands.add_parser(name, help=recipe.title)
        add_run_options(parser, name)
        parser.add_argument("--small", action="store_true", help="the settings that a CPU trains in minutes")
        parser.add_argument(
            "--set", action="append", default=[], metavar="SECTION.NAME=VALUE", help="change a setting (repeatable)"
        )
        parser.set_defaults(run=run, command=name)


def run(arguments: argparse.Namespace) -> int:
    """Train the recipe."""
    path: Path = arguments.recipe
    if arguments.small:
        path = path.parent / "small" / path.name
    recipe = lab_settings.load(path, tuple(arguments.set))
    if arguments.minutes is not None:
        if not 0.0 < arguments.minutes < 1e5:
            raise DataError(f"The training time is {arguments.minutes:g} minutes, but it must be above 0.")
        recipe = replace(recipe, loop=replace(recipe.loop, minutes=arguments.minutes))
    report = scan(arguments.data, share_alike=arguments.share_alike)
    say("\n".join(report.lines()))
    say(lab_settings.describe(recipe))
    if arguments.dry_run:
        return 0
    folder = open_folder(arguments.out)
    device = choose_device(arguments.device)
    fabric = choose_fabric(arguments, device)
    with one_after_the_other(fabric):
        data = prepare_examples(recipe, report, folder, seed=arguments.seed)
    say("\n".join(data.report))
    facts = facts_of(recipe, report, data)
    if recipe.conditioning.classes and len(facts.classes) == 1:
        say(f"Notice: all sounds are of the class {facts.classes[0]}, so the model learns nothing about classes.")
    engine = Engine(fabric.device if fabric else device, fabric, bf16=not arguments.no_bf16, seed=arguments.seed)
    trainer, step = trainer_of(recipe, facts, folder, engine)
    resume(trainer, arguments)
    drawer = drawer_of(recipe, facts, data)
    code = fit(trainer, step, recipe, facts, drawer, engine)
    if code or not trainer.is_first:
        return code
    save_samples(folder / "samples.png", step.network.cpu(), recipe, drawer, np.random.default_rng(0))
    say(f"Done after {trainer.step} steps; look at {folder / 'samples.png'}, export with:")
    say(f"  python -m export lab --run {folder} --out FOLDER")
    return 0
