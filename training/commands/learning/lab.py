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
)
from training.data.scan import scan
from training.data.shards import open_shards
from training.lab import settings as lab_settings
from training.lab.pictures import save_samples
from training.lab.prepared import PreparedData, prepare_examples
from training.lab.run import Engine, RunFacts, batches_of, drawer_of, facts_of, facts_on, fit, trainer_of
from training.lab.sampling import process_of
from training.lab.settings import LabRecipe
from training.lab.step import Batches, LabStep
from training.lab.streaming import StreamedBatches, is_sharded, sample_of
from training.loop import Trainer
from training.run_folder import open_folder, read_sources
from training.running.attempt import resume
from training.running.console import say


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add one command a recipe."""
    for name in lab_settings.names():
        recipe = lab_settings.load(lab_settings.RECIPES / f"{name}.toml")
        parser = commands.add_parser(name, help=recipe.title)
        add_run_options(parser, name)
        parser.add_argument(
            "--workers", type=int, default=0, help="extra processes that read shards (default: %(default)s)"
        )
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
    say(lab_settings.describe(recipe))
    if is_sharded(arguments.data):
        return _run_on_shards(arguments, recipe)
    report = scan(arguments.data, share_alike=arguments.share_alike)
    say("\n".join(report.lines()))
    if arguments.dry_run:
        return 0
    folder = open_folder(arguments.out)
    device = choose_device(arguments.device)
    fabric = choose_fabric(arguments, device)
    with one_after_the_other(fabric):
        data = prepare_examples(recipe, report, folder, seed=arguments.seed)
    facts = facts_of(recipe, report, data)
    engine = Engine(fabric.device if fabric else device, fabric, bf16=not arguments.no_bf16, seed=arguments.seed)
    trainer, step = _start(arguments, recipe, facts, data, engine)
    batches = batches_of(recipe, drawer_of(recipe, facts, data), trainer, engine)
    return _finish(fit(trainer, step, recipe, facts, batches, engine), trainer, step, recipe, batches)


def _run_on_shards(arguments: argparse.Namespace, recipe: LabRecipe) -> int:
    shards = open_shards(arguments.data)
    say(f"{sum(shard.count for shard in shards)} sounds in {len(shards)} shards in {arguments.data}")
    if arguments.dry_run:
        return 0
    open_folder(arguments.out)
    device = choose_device(arguments.device)
    fabric = choose_fabric(arguments, device)
    data = sample_of(recipe, shards)
    labels = {label for shard in shards for label in shard.labels}
    wanted = labels & set(recipe.data.labels) if recipe.data.labels else labels
    facts = facts_on(recipe, wanted, read_sources(arguments.data), data)
    engine = Engine(fabric.device if fabric else device, fabric, bf16=not arguments.no_bf16, seed=arguments.seed)
    trainer, step = _start(arguments, recipe, facts, data, engine)
    batches = StreamedBatches(
        shards,
        recipe,
        facts.vocabulary,
        drawer_of(recipe, facts, data),
        process_of(recipe),
        device=engine.device,
        seed=engine.seed + trainer.step,
        share=trainer.share,
        workers=arguments.workers,
    )
    return _finish(fit(trainer, step, recipe, facts, batches, engine), trainer, step, recipe, batches)


def _start(
    arguments: argparse.Namespace, recipe: LabRecipe, facts: RunFacts, data: PreparedData, engine: Engine
) -> tuple[Trainer, LabStep]:
    """Report on the data; return a trainer, resumed if wanted, and its step."""
    say("\n".join(data.report))
    if recipe.conditioning.classes and len(facts.classes) == 1:
        say(f"Notice: all sounds are of the class {facts.classes[0]}, so the model learns nothing about classes.")
    trainer, step = trainer_of(recipe, facts, arguments.out, engine)
    resume(trainer, arguments)
    return trainer, step


def _finish(code: int, trainer: Trainer, step: LabStep, recipe: LabRecipe, batches: Batches) -> int:
    """Draw samples of a run that went to its end."""
    if code or not trainer.is_first:
        return code
    folder = trainer.folder
    save_samples(folder / "samples.png", step.network.cpu(), recipe, batches.drawer, np.random.default_rng(0))
    say(f"Done after {trainer.step} steps; look at {folder / 'samples.png'}, export with:")
    say(f"  python -m export lab --run {folder} --out FOLDER")
    return 0
