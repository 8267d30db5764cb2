"""`python -m training distill`: fewer sampling steps from a trained laboratory run."""

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from drumgen.errors import DataError
from training.commands.common import choose_device
from training.data.scan import scan
from training.lab.distilling import distil, ladder
from training.lab.pictures import save_samples
from training.lab.prepared import prepare_examples
from training.lab.run import drawer_of, open_run
from training.loop import Interrupted
from training.run_folder import open_folder
from training.running.attempt import resume_command
from training.running.console import say


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("distill", help="distill a laboratory run into models of fewer and fewer steps")
    parser.add_argument("--run", dest="folder", type=Path, required=True, help="folder of the trained run")
    parser.add_argument("--data", type=Path, required=True, help="the sounds that it was trained on")
    parser.add_argument("--out", type=Path, help="folder of the students (default: RUN/distilled)")
    parser.add_argument("--from", dest="first", type=int, default=32, help="the teacher's steps (default: %(default)s)")
    parser.add_argument("--to", dest="last", type=int, default=1, help="the last student's steps")
    parser.add_argument("--minutes", type=float, default=2.0, help="training time of each halving")
    parser.add_argument("--learning-rate", type=float, default=2e-4, help="falls to zero in each halving")
    parser.add_argument("--guidance", type=float, help="guidance to distill in (default: the recipe's)")
    parser.add_argument(
        "--resume", nargs="?", const="auto", choices=["auto"], help="keep finished students, go on with the next"
    )
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps (default: %(default)s)")
    parser.add_argument("--no-bf16", action="store_true", help="compute in float32 throughout")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share-alike", action="store_true", help="also use sounds under CC-BY-SA")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Distill, halving by halving."""
    ladder(arguments.first, arguments.last)
    recipe, facts, teacher = open_run(arguments.folder)
    if recipe.loss.parameterization == "epsilon":
        raise DataError(
            f"The run {arguments.folder} predicts epsilon, which tells nothing at the highest noise level; "
            "distill a run that predicts v, x or EDM's F."
        )
    guidance = recipe.sampling.guidance if arguments.guidance is None else arguments.guidance
    folder = open_folder(arguments.out or arguments.folder / "distilled")
    report = scan(arguments.data, share_alike=arguments.share_alike)
    data = prepare_examples(recipe, report, arguments.folder, seed=arguments.seed)
    drawer = drawer_of(recipe, facts, data)
    loop = replace(recipe.loop, minutes=arguments.minutes, learning_rate=arguments.learning_rate, warmup_steps=20)

    def on_line(line: dict[str, Any]) -> None:
        say(json.dumps(line))

    halvings = distil(
        recipe,
        facts,
        drawer,
        teacher,
        folder,
        first=arguments.first,
        last=arguments.last,
        guidance=guidance,
        loop=loop,
        device=choose_device(arguments.device),
        bf16=not arguments.no_bf16,
        seed=arguments.seed,
        resume=arguments.resume is not None,
        on_line=on_line,
    )
    started = time.monotonic()
    try:
        for halving in halvings:
            student, _, _ = open_run(halving.folder)
            save_samples(halving.folder / "samples.png", halving.network, student, drawer, np.random.default_rng(0))
    except Interrupted:
        say(f"Stopped, and saved; go on with:\n  {resume_command()}")
        return 130
    say(f"Done after {(time.monotonic() - started) / 60.0:.1f} minutes; each folder in {folder} is a run to export.")
    return 0
