"""`python -m training list`: the recipes with the document each implements and its main settings."""

import argparse

from rich.console import Console
from rich.table import Table

from training.lab import settings as lab_settings
from training.lab.settings import LabRecipe


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("list", help="show the laboratory's recipes")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the table."""
    del arguments
    table = Table("recipe", "seed", "what", "representation", "process, prediction", "network", "sampler", box=None)
    for name in lab_settings.names():
        table.add_row(*_cells(lab_settings.load(lab_settings.RECIPES / f"{name}.toml")))
    Console(width=200, soft_wrap=True).print(table)
    return 0


def _cells(recipe: LabRecipe) -> list[str]:
    return [
        recipe.name,
        recipe.seed,
        recipe.title,
        recipe.representation.name,
        f"{recipe.process.name}, {recipe.loss.parameterization}",
        recipe.network.name,
        f"{recipe.sampling.sampler} {recipe.sampling.steps}",
    ]
