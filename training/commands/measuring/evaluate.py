"""`python -m training evaluate`: measure what a model generates against the sounds that it learned from."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import DataError
from drumgen.inference.store import ModelStore
from drumgen.representations import layout
from training.data.pack import load_sound
from training.data.scan import scan
from training.evaluation.embeddings.yamnet import Yamnet
from training.evaluation.reference import Reference, Scores, balanced_rows
from training.evaluation.round_trip import round_trip
from training.evaluation.sheet import save_sheet
from training.running.console import say

Audio = list[NDArray[np.float32]]
SHEET_COLUMNS = 6


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("evaluate", help="measure a model against its training set")
    parser.add_argument("--data", type=Path, required=True, help="the training set")
    parser.add_argument("--yamnet", type=Path, required=True, help="yamnet.tflite, the embedding")
    parser.add_argument("--models", type=Path, help="folder of models (default: the shipped)")
    parser.add_argument("--name", default="drums", help="model (default: %(default)s)")
    parser.add_argument(
        "--beside", nargs="+", default=[], metavar="NAME[:STEPS]", help="further models in the same table, as they are"
    )
    parser.add_argument("--count", type=int, default=240, help="sounds in all, the same number a class")
    parser.add_argument("--seed", type=int, default=0, help="of the first sound of each class (default: %(default)s)")
    parser.add_argument("--steps", type=int, help="sampling steps (default: the model card's)")
    parser.add_argument("--guidance", type=float, help="guidance (default: the model card's)")
    parser.add_argument(
        "--keep", type=Path, help="file (.npz) that keeps the training set's embeddings for the next call"
    )
    parser.add_argument("--holdout", type=Path, help="folder of real sounds of other kits, measured likewise")
    parser.add_argument("--share-alike", action="store_true", help="the training set includes CC-BY-SA sounds")
    parser.add_argument("--sheet", type=Path, help="write a sheet of spectrograms beside real ones (PNG)")
    parser.add_argument("--json", type=Path, help="write the figures as JSON")
    parser.add_argument("--card", action="store_true", help="write the figures into the model's card")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure and print one table."""
    store = ModelStore(arguments.models)
    classes = store.card(arguments.name).classes
    per_class = arguments.count // len(classes)
    if per_class < 2:
        raise DataError(
            f"The count {arguments.count} is too small: at least {2 * len(classes)}, two a class, are needed."
        )
    yamnet = Yamnet(arguments.yamnet)
    paths, labels, embedded = _training_set(arguments, yamnet)
    reference = Reference(embedded, labels)
    rows = balanced_rows(labels, per_class, np.random.default_rng(arguments.seed + 1), replace=False)
    table = {"real": reference.score(reference.embeddings[rows], labels[rows], own_rows=rows)}
    if arguments.holdout:
        other, _, other_labels = _load(arguments.holdout, share_alike=True)
        table["other kits"] = reference.score(yamnet.embed_all(other, layout.RATE_HZ), other_labels)
    trip = round_trip([load_sound(paths[row]) for row in rows], store)
    table["round trip"] = reference.score(yamnet.embed_all(trip, layout.RATE_HZ), labels[rows], own_rows=rows)
    generated, wanted = _generate(arguments, store, classes, per_class)
    embeddings = yamnet.embed_all(generated, layout.RATE_HZ)
    table["generated"] = reference.score(embeddings, wanted)
    for other in arguments.beside:
        name, _, steps = other.partition(":")
        theirs, labels_of_theirs = _generate(
            arguments, store, classes, per_class, name=name, steps=_whole(steps) if steps else None
        )
        table[other] = reference.score(yamnet.embed_all(theirs, layout.RATE_HZ), labels_of_theirs)
    _print(table)
    for label in classes:
        picked = wanted == label
        print(f"  {label:<12} agreement {reference.score(embeddings[picked], wanted[picked]).agreement:.0%}")
    if arguments.sheet:
        _sheet(arguments.sheet, classes, generated, wanted, paths, labels)
    _save(arguments, store, {name: asdict(scores) for name, scores in table.items()})
    return 0


def _training_set(
    arguments: argparse.Namespace, yamnet: Yamnet
) -> tuple[list[Path], NDArray[np.str_], NDArray[np.float32]]:
    """Return files, labels and embeddings of the training set, kept ones if they are of the same files."""
    found = np.array([str(sound.path) for sound in scan(arguments.data, share_alike=arguments.share_alike).sounds])
    if arguments.keep is not None and arguments.keep.is_file():
        with np.load(arguments.keep) as kept:
            if np.array_equal(kept["found"], found):
                return [Path(path) for path in kept["paths"]], kept["labels"], kept["embeddings"]
    sounds, paths, labels = _load(arguments.data, share_alike=arguments.share_alike)
    embeddings = yamnet.embed_all(sounds, layout.RATE_HZ)
    if arguments.keep is not None:
        names = np.array([str(path) for path in paths])
        np.savez(arguments.keep, found=found, paths=names, labels=labels, embeddings=embeddings)
    return paths, labels, embeddings


def _load(folder: Path, *, share_alike: bool) -> tuple[Audio, list[Path], NDArray[np.str_]]:
    report = scan(folder, share_alike=share_alike)
    say(report.lines()[0])
    sounds: Audio = []
    paths: list[Path] = []
    labels: list[str] = []
    for sound in report.sounds:
        try:
            sounds.append(load_sound(sound.path))
        except ValueError:
            continue
        paths.append(sound.path)
        labels.append(sound.label)
    return sounds, paths, np.array(labels)


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise DataError(f"The number of steps {text!r} is no whole number; write NAME or NAME:STEPS.")
    return int(text)


def _generate(
    arguments: argparse.Namespace,
    store: ModelStore,
    classes: tuple[str, ...],
    per_class: int,
    *,
    name: str | None = None,
    steps: int | None = None,
) -> tuple[Audio, NDArray[np.str_]]:
    """Return the sounds of the model that the options name, or of another one at its own settings."""
    generator = Generator(store)
    sounds: Audio = []
    for label in classes:
        if name is None:
            request = GenerationRequest(
                label, per_class, arguments.seed, arguments.steps, arguments.guidance, model=arguments.name
            )
        else:
            request = GenerationRequest(label, per_class, arguments.seed, steps, model=name)
        sounds += [sound.clip.mono for sound in generator.generate(request)]
        say(f"generated {per_class} x {label}")
    return sounds, np.repeat(np.array(classes), per_class)


def _print(table: dict[str, Scores]) -> None:
    print(f"{'':<12}{'sounds':>7}{'Fréchet':>9}{'(large)':>9}{'kernel':>8}{'agreement':>11}{'novelty':>9}")
    for name, s in table.items():
        print(
            f"{name:<12}{s.count:>7}{s.frechet:>9.2f}{s.frechet_large:>9.2f}{s.kernel:>8.2f}"
            f"{s.agreement:>11.0%}{s.novelty:>9.3f}"
        )


def _sheet(
    path: Path,
    classes: tuple[str, ...],
    generated: Audio,
    wanted: NDArray[np.str_],
    paths: list[Path],
    labels: NDArray[np.str_],
) -> None:
    rng = np.random.default_rng(0)
    ours = {c: [generated[i] for i in np.flatnonzero(wanted == c)[:SHEET_COLUMNS]] for c in classes}
    theirs = {
        c: [load_sound(paths[i]) for i in rng.permutation(np.flatnonzero(labels == c))[:SHEET_COLUMNS]] for c in classes
    }
    save_sheet(path, ours, theirs)
    say(f"wrote {path}")


def _save(arguments: argparse.Namespace, store: ModelStore, figures: dict[str, dict[str, float]]) -> None:
    rounded = {name: {key: round(value, 4) for key, value in row.items()} for name, row in figures.items()}
    if arguments.json:
        arguments.json.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    if arguments.card:
        path = store.folder / f"{arguments.name}.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        content["metrics"] = {"embedding": "YAMNet, first 64 principal components", **rounded}
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
