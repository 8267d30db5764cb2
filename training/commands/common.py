"""What the training commands share: options, devices, reports, packs."""

import argparse
import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from drumgen.errors import DataError, DeviceError
from training.data.pack import INDEX, Pack, build_pack, open_pack
from training.data.scan import ScanReport, scan
from training.interrupts import stop_when_input_ends
from training.loop import LostProcessError
from training.parallel import STRATEGIES, is_lost_peer, make_fabric
from training.running.console import say
from training.settings import CodecRecipe, DenoiserRecipe, describe, load_recipe, recipe_path, with_minutes

if TYPE_CHECKING:
    from lightning_fabric import Fabric

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
    add_engine_options(parser)
    parser.add_argument("--no-bf16", action="store_true", help="compute in float32 throughout")
    parser.add_argument(
        "--seed", type=int, default=0, help="of the split, the draws and the start (default: %(default)s)"
    )
    parser.add_argument("--share-alike", action="store_true", help="also use sounds under CC-BY-SA")
    parser.add_argument("--dry-run", action="store_true", help="print the data report and the settings, then stop")
    parser.add_argument("--json", action="store_true", help="with --dry-run: print the data report as JSON")
    parser.add_argument(
        "--until-input-ends", action="store_true", help="stop, and save, when standard input ends (for other programs)"
    )


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where and from which state to train."""
    parser.add_argument(
        "--resume", nargs="?", const="auto", choices=["auto"], help="go on from the checkpoint in --out if there is one"
    )
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps (default: %(default)s)")
    parser.add_argument("--devices", type=int, help="processes on each machine, one a device (default: 1)")
    parser.add_argument("--num-nodes", type=int, help="machines (default: 1)")
    parser.add_argument("--strategy", choices=STRATEGIES, default=STRATEGIES[0], help="default: %(default)s")
    parser.add_argument(
        "--timeout-s", type=float, default=1800.0, help="how long a process may keep the others waiting"
    )


def choose_fabric(arguments: argparse.Namespace, device: torch.device) -> "Fabric | None":
    """Start or join the processes that the options ask for; None: this process alone."""
    return make_fabric(
        device,
        devices=arguments.devices,
        num_nodes=arguments.num_nodes,
        strategy=arguments.strategy,
        timeout_s=arguments.timeout_s,
    )


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
    """Scan the data, resolve the settings and print both; from here on the end of the input may stop the run."""
    if arguments.until_input_ends:
        stop_when_input_ends()
    recipe = with_minutes(load_recipe(arguments.recipe), arguments.minutes)
    report = scan(arguments.data, share_alike=arguments.share_alike)
    if arguments.dry_run and arguments.json:
        print(json.dumps(report.summary()))
        return recipe, report
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


@contextlib.contextmanager
def one_after_the_other(fabric: "Fabric | None") -> Iterator[None]:
    """Let the processes through one by one: each finds what an earlier one left on a disk that they share."""
    rank, world = (0, 1) if fabric is None else (fabric.global_rank, fabric.world_size)
    _wait(fabric, rank)
    yield
    _wait(fabric, world - rank)


def _wait(fabric: "Fabric | None", turns: int) -> None:
    if fabric is None:
        return
    try:
        for _ in range(turns):
            fabric.barrier()
    except RuntimeError as error:
        if not is_lost_peer(error):
            raise
        raise LostProcessError("Another process of this run ended before training began; see its message.") from error
