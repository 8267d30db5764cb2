"""`python -m training distill`: fewer sampling steps from a trained run, or from an exported drum model."""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from drumgen.errors import DataError
from drumgen.inference.store import ModelStore
from training.commands.common import choose_device, open_or_build_pack
from training.commands.learning.teachers import Teacher, exported_teacher, trained_teacher
from training.data.examples import drum_examples
from training.data.scan import scan
from training.distilling.drums import DrumsCourse
from training.distilling.ladder import Halving, climb_down, ladder, land
from training.distilling.trajectories import Trajectories, record
from training.evaluation.sheet import save_sheet
from training.lab.distilling import LabCourse
from training.lab.pictures import save_samples
from training.lab.prepared import prepare_examples
from training.lab.run import drawer_of, open_run
from training.loop import Interrupted, LoopSettings
from training.networks.denoiser import LatentDenoiser
from training.run_folder import open_folder, read_run
from training.running.attempt import resume_command
from training.running.console import say
from training.sampling import sample_audio
from training.settings import recipe_from

SHEET_PER_CLASS = 4
TRAJECTORIES = "trajectories.pt"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("distill", help="distill a model into models of fewer and fewer steps")
    teacher = parser.add_mutually_exclusive_group(required=True)
    teacher.add_argument("--run", dest="folder", type=Path, help="folder of the trained run")
    teacher.add_argument("--model", help="an exported drum model in --models, such as drums")
    parser.add_argument("--models", type=Path, help="folder of models (default: the shipped)")
    parser.add_argument("--data", type=Path, required=True, help="the sounds that it was trained on")
    parser.add_argument("--out", type=Path, help="folder of the students (default: RUN/distilled)")
    parser.add_argument("--from", dest="first", type=int, default=32, help="the teacher's steps (default: %(default)s)")
    parser.add_argument("--to", dest="last", type=int, default=1, help="the last student's steps")
    parser.add_argument("--heun", action="store_true", help="the teacher takes Heun steps: 16 are then plenty")
    parser.add_argument(
        "--trajectories", type=int, metavar="N", help="learn from N of a drum model's own ways instead of noised sounds"
    )
    parser.add_argument("--begin", type=Path, metavar="RUN", help="with --trajectories: begin with a student's weights")
    parser.add_argument("--minutes", type=float, default=2.0, help="training time of each halving")
    parser.add_argument(
        "--updates", type=int, help="end each halving after so many updates (default: time alone decides)"
    )
    parser.add_argument("--batch", type=int, help="sounds per update of a drum model (default: the recipe's)")
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
    if arguments.folder is not None and read_run(arguments.folder).get("kind") == "lab":
        halvings = _lab(arguments)
    else:
        halvings = _drums(arguments)
    started = time.monotonic()
    try:
        for halving in halvings:
            say(f"{halving.folder} is a run to export.")
    except Interrupted:
        say(f"Stopped, and saved; go on with:\n  {resume_command()}")
        return 130
    say(f"Done after {(time.monotonic() - started) / 60.0:.1f} minutes.")
    return 0


def _lab(arguments: argparse.Namespace) -> Iterator[Halving]:
    recipe, facts, teacher = open_run(arguments.folder)
    if recipe.loss.parameterization == "epsilon":
        raise DataError(
            f"The run {arguments.folder} predicts epsilon, which tells nothing at the highest noise level; "
            "distill a run that predicts v, x or EDM's F."
        )
    folder = open_folder(arguments.out or arguments.folder / "distilled")
    report = scan(arguments.data, share_alike=arguments.share_alike)
    data = prepare_examples(recipe, report, arguments.folder, seed=arguments.seed)
    drawer = drawer_of(recipe, facts, data)
    course = LabCourse(recipe, facts, drawer, choose_device(arguments.device))
    options = _options(arguments, recipe.loop, recipe.sampling.guidance)
    for halving in climb_down(course, teacher, folder, device=course.device, **options):
        student, _, _ = open_run(halving.folder)
        save_samples(halving.folder / "samples.png", halving.network, student, drawer, np.random.default_rng(0))
        yield halving


def _drums(arguments: argparse.Namespace) -> Iterator[Halving]:
    device, store = choose_device(arguments.device), ModelStore(arguments.models)
    report = scan(arguments.data, share_alike=arguments.share_alike)
    if arguments.folder is not None:
        teacher: Teacher = trained_teacher(arguments.folder)
        folder, prepared = open_folder(arguments.out or arguments.folder / "distilled"), arguments.folder
    else:
        teacher = exported_teacher(store, arguments.model)
        folder = prepared = open_folder(arguments.out or Path("runs") / f"{arguments.model}-distilled")
    recipe = teacher.recipe
    if arguments.batch is not None:
        recipe = replace(recipe, data=replace(recipe.data, batch=arguments.batch))
    pack = open_or_build_pack(prepared, report, variants=0, seed=arguments.seed)
    network = teacher.network(pack.labels)
    examples = drum_examples(pack, recipe, store, prepared, teacher.attributes)
    known = None if examples.known is None else torch.from_numpy(examples.known).to(device)
    course = DrumsCourse(
        recipe,
        teacher.facts_for(pack, str(device)),
        torch.from_numpy(examples.latents).to(device),
        torch.from_numpy(examples.classes).to(device),
        known,
        examples.rows,
    )
    decoder = store.codec_decoder()
    options = _options(arguments, recipe.loop, recipe.sampling.guidance)
    if arguments.trajectories is None:
        halvings = climb_down(course, network, folder, device=device, **options)
    else:
        halvings = _landings(arguments, course, network, folder, options)
    for halving in halvings:
        student = recipe_from(read_run(halving.folder)["recipe"])
        assert isinstance(halving.network, LatentDenoiser)
        sounds = sample_audio(
            halving.network, decoder, student, list(pack.labels), per_class=SHEET_PER_CLASS, seed=arguments.seed
        )
        save_sheet(halving.folder / "samples.png", sounds)
        yield halving


def _landings(
    arguments: argparse.Namespace, course: DrumsCourse, teacher: LatentDenoiser, folder: Path, options: dict[str, Any]
) -> Iterator[Halving]:
    """Record the teacher's trajectories, unless they are there, and let students learn from them."""
    begin, first = arguments.begin, arguments.first
    students = ladder(first, arguments.last)
    if begin is not None:
        students = [steps for steps in students if steps <= int(read_run(begin)["recipe"]["sampling"]["steps"])]
    path = folder / TRAJECTORIES
    if path.is_file():
        trajectories = Trajectories.load(path)
    else:
        say(f"Sampling {arguments.trajectories} sounds by {first} steps ...")
        trajectories = record(
            teacher,
            course.objective,
            course.levels(first),
            course.conditions(arguments.trajectories, arguments.seed),
            teacher.latent_shape,
            guidance=options["guidance"],
            bf16=options["bf16"],
            seed=arguments.seed,
        )
        trajectories.save(path)
    return land(
        course,
        teacher if begin is None else course.open(begin),
        trajectories,
        folder,
        students,
        batch=course.recipe.data.batch,
        first=first,
        **{name: options[name] for name in ("guidance", "loop", "bf16", "seed", "resume", "on_line")},
    )


def _options(arguments: argparse.Namespace, loop: LoopSettings, guidance: float) -> dict[str, Any]:
    """Return what both kinds of run hand to `climb_down`."""
    return {
        "first": arguments.first,
        "last": arguments.last,
        "guidance": guidance if arguments.guidance is None else arguments.guidance,
        "loop": replace(
            loop,
            minutes=arguments.minutes,
            steps=arguments.updates or 0,
            learning_rate=arguments.learning_rate,
            warmup_steps=20,
        ),
        "bf16": not arguments.no_bf16,
        "seed": arguments.seed,
        "heun": arguments.heun,
        "resume": arguments.resume is not None,
        "on_line": lambda line: say(json.dumps(line)),
    }
