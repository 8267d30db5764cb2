"""`python -m training words`: train the small encoder that finds the nearest entry of the lexicon for a word."""

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from drumgen import __version__
from drumgen.errors import DataError
from training.run_folder import RUN, open_folder
from training.running.console import say
from training.words.fitting import WordFit, fit
from training.words.network import WordSettings
from training.words.places import PLACES, vectors_of
from training.words.saved import WEIGHTS as STUDENT
from training.words.sources import sources_of
from training.words.targets import Targets, aim, scatter
from training.words.teacher import WEIGHTS, read_teacher
from training.words.vocabulary import general_words, held_out, meaningless, taught

_LINES = 15


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    fitting = WordFit()
    parser = commands.add_parser("words", help="train the encoder of words that the lexicon lacks")
    parser.add_argument("--out", type=Path, required=True, help="folder for the run")
    parser.add_argument("--teacher", type=Path, help="folder of a sentence encoder (vocab.txt, model.safetensors)")
    parser.add_argument("--general", type=Path, help="list of general words, one a line, for the teacher to place")
    parser.add_argument("--steps", type=int, default=fitting.steps, help="training steps (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the start, the draws and the typing errors")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train an encoder and write it to its folder."""
    if arguments.steps < 2:
        raise DataError("The encoder of words needs at least 2 training steps; correct --steps.")
    if (arguments.teacher is None) != (arguments.general is None):
        raise DataError("A teacher places general words, so --teacher and --general go together; give both or neither.")
    started = time.monotonic()
    pairs, nothing = taught(), meaningless()
    words, meaning = [word for word, _ in pairs], np.array([number for _, number in pairs], dtype=np.int64)
    general = [] if arguments.general is None else general_words(arguments.general)
    folder = open_folder(arguments.out)
    settings, size = WordFit(steps=arguments.steps, seed=arguments.seed), WordSettings()
    say(f"{len(words)} words with a meaning, {len(nothing)} without, {len(general)} general ones ...")
    if arguments.teacher is None:
        targets = scatter(meaning, size=size.size, seed=settings.seed)
    else:
        targets = _aimed(arguments.teacher, folder, words, meaning, nothing, general, size.size, settings.seed)
        say(f"placed by the teacher after {time.monotonic() - started:.0f} s")

    def on_step(step: int, loss: float) -> None:
        if step % max(settings.steps // _LINES, 1) == 0:
            say(f"step {step:>6}  loss {loss:.3f}  {time.monotonic() - started:.0f} s")

    unwanted = frozenset((*words, *general, *nothing)) | held_out().spellings
    network = fit(words, meaning, general, nothing, targets, unwanted, settings, size, on_step=on_step)
    torch.save(network.state_dict(), folder / STUDENT)
    facts = {
        "drumgen_version": __version__,
        "kind": "words",
        "network": asdict(size),
        "fit": asdict(settings),
        "words": {"meaning": len(words), "nothing": len(nothing), "general": len(general)},
        "sources": sources_of(arguments.teacher, arguments.general, len(words), len(general)),
        "parameters": sum(values.numel() for values in network.parameters()),
        "minutes": round((time.monotonic() - started) / 60.0, 2),
    }
    (folder / RUN).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    print(f"{folder / STUDENT}: {facts['parameters']} numbers after {facts['minutes']} minutes")
    return 0


def _aimed(
    folder: Path,
    out: Path,
    words: list[str],
    meaning: "np.typing.NDArray[np.int64]",
    nothing: list[str],
    general: list[str],
    size: int,
    seed: int,
) -> Targets:
    teacher = read_teacher(folder)
    say("asking the teacher ...")
    places = vectors_of(teacher, folder / WEIGHTS, general, out / PLACES)
    return aim(teacher.encode(words), meaning, teacher.encode(nothing), places, size=size, seed=seed)
