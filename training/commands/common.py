"""What the training commands share: options, devices, reports, packs."""

import argparse
import contextlib
import sys
from pathlib import Path

import torch

from drumgen.errors import DataError, DeviceError
from training.data.pack import INDEX, Pack, build_pack, open_pack
from training.data.scan import ScanReport, scan
from training.settings import CodecRecipe, DenoiserRecipe, describe, load_recipe, recipe_path, with_minutes

PACK = "pack"


def add_run_options(parser: argparse.ArgumentParser, recipe: str) -> None:
    """Add the options of a training run."""
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of sounds: manifest.csv, or a subfolder a class"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs") / recipe, help="folder of the run (default: %(default)s)"
    )
    parser.add_argument("--recipe", type=Path, default=recipe_path(recipe), help="settings (TOML)")
    parser.add_argument("--minutes", type=float, help="training time over all runs (default: the recipe's)")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps (default: %(default)s)")
    parser.add_argument("--no-bf16", action="store_true", help="compute in float32 throughout")
    parser.add_argument(
        "--seed", type=int, default=0, help="of the split, the draws and the start (default: %(default)s)"
    )
    parser.add_argument("--share-alike", action="store_true", help="also use sounds under CC-BY-SA")
    parser.add_argument("--dry-run", action="store_true", help="print the data report and the settings, then stop")


def choose_device(name: str) -> torch.device:
    """Return the torch device of a name.

    Raises
    ------
    DeviceError
        If it is unknown or not there.
    """
    available = ["cpu"]
    if torch.cuda.is_available():
        available.insert(0, "cuda")
    if torch.backends.mps.is_available():
        available.insert(0, "mps")
    if name == "auto":
        return torch.device(available[0])
    if name not in available:
        raise DeviceError(f"The training device {name!r} is not available here; choose one of {', '.join(available)}.")
    return torch.device(name)


def resolve(arguments: argparse.Namespace) -> tuple[CodecRecipe | DenoiserRecipe, ScanReport]:
    """Scan the data, resolve the settings and print both."""
    recipe = with_minutes(load_recipe(arguments.recipe), arguments.minutes)
    report = scan(arguments.data, share_alike=arguments.share_alike)
    say("\n".join(report.lines()))
    say(describe(recipe))
    return recipe, report


def open_or_build_pack(folder: Path, report: ScanReport, *, variants: int, seed: int) -> Pack:
    """Open the run's pack if it was made of the same files, else make it."""
    wanted = sorted(str(sound.path) for sound in report.sounds)
    if (folder / PACK / INDEX).is_file():
        with contextlib.suppress(DataError):
            pack = open_pack(folder / PACK)
            kept = {row.file for row in pack.rows}
            if kept <= set(wanted) and len(pack.rows) >= 0.95 * len(wanted) * (1 + variants):
                say(f"Using the prepared sounds in {folder / PACK}.")
                return pack
    say(f"Preparing {len(wanted)} sounds in {1 + variants} variants each ...")
    pack = build_pack(report.sounds, folder / PACK, variants=variants, seed=seed)
    lost = len(wanted) - len(pack.originals())
    if lost:
        say(f"{lost} sounds were silent or unreadable and left out.")
    if not pack.rows:
        raise DataError(f"All sounds in {report.folder} are silent; nothing to train on.")
    return pack


def say(text: str) -> None:
    """Print a message to standard error: standard output is for results."""
    print(text, file=sys.stderr, flush=True)
