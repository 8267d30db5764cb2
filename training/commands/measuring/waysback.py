"""`python -m training waysback`: compare the ways from a recipe's pictures back to sound, on real sounds."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.output import write_atomically
from drumgen.errors import DataError
from training.data.preparation import load_mono, prepare_file
from training.data.scan import Sound, scan
from training.lab import settings as lab_settings
from training.representations.base import Representation
from training.representations.comparison import compare, markdown
from training.representations.registry import build_representation
from training.running.console import say


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("waysback", help="compare the ways from pictures back to sound, on real sounds")
    parser.add_argument("--data", type=Path, required=True, help="folder of sounds")
    parser.add_argument(
        "--recipe", required=True, choices=lab_settings.names(), help="laboratory recipe whose representation is meant"
    )
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change a setting")
    parser.add_argument("--count", type=int, default=48, help="sounds (default: %(default)s)")
    parser.add_argument("--iterations", type=int, nargs="+", default=[32, 100], help="of Griffin-Lim, one row each")
    parser.add_argument("--seed", type=int, default=0, help="of the sounds, the phases and the noise")
    parser.add_argument("--json", type=Path, help="write the figures as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare, print one table and write it if asked."""
    if arguments.count < 1 or min(arguments.iterations) < 1:
        raise DataError("The options --count and --iterations must be above 0.")
    recipe = lab_settings.load(lab_settings.RECIPES / f"{arguments.recipe}.toml", tuple(arguments.set))
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    report = scan(arguments.data, share_alike=True)
    sounds = draw(report.sounds, representation, arguments.count, takes=recipe.data.takes, seed=arguments.seed)
    scores = compare(representation, sounds, griffin_lim=arguments.iterations, seed=arguments.seed)
    say(f"{len(sounds)} sounds of {arguments.data}, recipe {arguments.recipe}, shape {representation.shape}")
    for line in markdown(scores):
        print(line)
    if arguments.json:
        content = {"recipe": arguments.recipe, "sounds": len(sounds), "ways": [asdict(score) for score in scores]}
        write_atomically(arguments.json, json.dumps(content, indent=2).encode())
    return 0


def draw(
    sounds: list[Sound], representation: Representation, count: int, *, takes: bool, seed: int
) -> list[NDArray[np.float32]]:
    """Return `count` prepared sounds of different files, or blocks of takes in turn; fewer where there are fewer.

    Raises
    ------
    DataError
        If none can be prepared.
    """
    rng = np.random.default_rng(seed)
    n_samples, rate_hz = representation.n_samples, representation.rate_hz
    prepared: list[NDArray[np.float32]] = []
    order = rng.permutation(len(sounds))
    rounds = -(-count // len(sounds)) if takes else 1
    for i in order:
        if len(prepared) >= count:
            break
        try:
            if not takes:
                prepared.append(prepare_file(sounds[i].path, rate_hz, n_samples).audio)
                continue
            audio = load_mono(sounds[i].path, rate_hz)[0]
        except DataError as error:
            say(str(error))
            continue
        places = rng.integers(0, max(len(audio) - n_samples, 0) + 1, rounds)
        blocks = [audio[place : place + n_samples] for place in places]
        prepared += [block for block in blocks if len(block) == n_samples and np.abs(block).max() > 0.0]
    if not prepared:
        raise DataError("None of the sounds could be prepared; name a folder of readable, long enough sounds.")
    return prepared[:count]
