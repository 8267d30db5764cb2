"""`python -m training retrieval`: whether sounds that are asked for in held-out words measure what these say."""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from drumgen.engine.generator import Generator
from drumgen.errors import DataError
from drumgen.inference.store import PACKAGED_FOLDER, ModelStore
from drumgen.wishes.words.likeness import Likeness, open_likeness
from drumgen.wishes.words.understanding import understand
from training.running.console import say
from training.words.descriptions import COUNT, descriptions
from training.words.retrieval import KINDS, Agreement, agreement
from training.words.vocabulary import held_out

_EVERY = 50


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("retrieval", help="measure whether sounds agree with held-out words")
    parser.add_argument("--models", type=Path, default=PACKAGED_FOLDER, help="folder of models (default: the shipped)")
    parser.add_argument("--words", type=Path, help="folder of the encoder of words (default: that of --models)")
    parser.add_argument("--count", type=int, default=COUNT, help="descriptions (default: %(default)s)")
    parser.add_argument("--candidates", type=int, default=8, help="sounds to choose from (default: %(default)s)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the agreement of the lexicon alone and of the lexicon with the encoder; return 0."""
    if arguments.count < 1:
        raise DataError("The test needs at least 1 description; correct --count.")
    generator = Generator(ModelStore(arguments.models), device="cpu")
    encoder = open_likeness(ModelStore(arguments.words or arguments.models))
    if encoder is None:
        raise DataError("There is no usable encoder of words in the folder of models; name its folder with --words.")
    held, started = held_out(), time.monotonic()
    described = descriptions(held, generator.labels(), count=arguments.count)
    print("| understood by | synonyms | misspelt words | classes | all words | not understood | unrelated reported |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, likeness in (("lexicon", None), ("lexicon and encoder", encoder)):

        def show(done: int, name: str = name) -> None:
            if done % _EVERY == 0:
                say(f"{name}: {done} of {len(described)}, {time.monotonic() - started:.0f} s")

        found = agreement(generator, described, likeness, candidates=arguments.candidates, progress=show)
        print(_row(name, found, _reported(held.unrelated, likeness)), flush=True)
    tags = ", ".join(f"{kind} {found.asked[kind]}" for kind in KINDS)
    print(f"{len(described)} descriptions; tags: {tags}; {arguments.candidates} candidates a sound.")
    return 0


def _row(name: str, found: Agreement, reported: float) -> str:
    shares = [found.share((kind,)) for kind in KINDS]
    unknown = sum(found.unknown.values()) / max(sum(found.asked.values()), 1)
    return f"| {name} | " + " | ".join(f"{share:.1%}" for share in (*shares, found.share(), unknown, reported)) + " |"


def _reported(words: Sequence[str], likeness: Likeness | None) -> float:
    return sum(bool(understand(word, lambda: likeness).unknown) for word in words) / len(words)
