"""`python -m training evaluate`: measure what a model generates against the sounds that it learned from."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.finishing import finish
from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import DataError
from drumgen.inference.store import ModelStore
from drumgen.representations import layout
from training.evaluation.embeddings.interface import Embedding
from training.evaluation.embeddings.yamnet import Yamnet
from training.evaluation.fullband.saved import FullBand, load_full_band
from training.evaluation.judging.judge import Judge, Verdict, folds_of
from training.evaluation.judging.pairs import NearestPair, draw_pairs, nearest_pairs
from training.evaluation.judging.report import Report, rounded
from training.evaluation.judging.sounds import RealSounds, drawn_rows, equal_counts, load_real
from training.evaluation.round_trip import has_codec, round_trip
from training.evaluation.sheet import save_sheet
from training.evaluation.soundness.table import check_classes
from training.run_folder import open_folder
from training.running.console import say

Audio = list[NDArray[np.float32]]
SHEET_COLUMNS = 6
_YAMNET, _FULL_BAND = "YAMNet", "full band"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("evaluate", help="measure a model against its training set")
    parser.add_argument("--data", type=Path, required=True, help="the training set")
    parser.add_argument("--yamnet", type=Path, help="yamnet.tflite, the first embedding")
    parser.add_argument("--embedding", type=Path, help="folder of a full-band embedding, the second")
    parser.add_argument("--models", type=Path, help="folder of models (default: the shipped)")
    parser.add_argument("--name", default="drums", help="model (default: %(default)s)")
    parser.add_argument(
        "--beside", nargs="+", default=[], metavar="NAME[:STEPS]", help="further models in the same table, as they are"
    )
    parser.add_argument("--count", type=int, default=240, help="sounds in all, equal classes (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the first sound of each class (default: %(default)s)")
    parser.add_argument("--steps", type=int, help="sampling steps (default: the model card's)")
    parser.add_argument("--guidance", type=float, help="guidance (default: the model card's)")
    parser.add_argument("--holdout", type=Path, help="folder of real sounds of other kits, measured likewise")
    parser.add_argument("--share-alike", action="store_true", help="the training set includes CC-BY-SA sounds")
    parser.add_argument("--out", type=Path, help="folder for evaluate.md, evaluate.json and pictures")
    parser.add_argument("--sheet", type=Path, help="write a sheet of spectrograms beside real ones (PNG)")
    parser.add_argument("--json", type=Path, help="write the figures as JSON")
    parser.add_argument("--card", action="store_true", help="write YAMNet's figures into the model's card")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure and print one table."""
    store = ModelStore(arguments.models)
    classes = store.card(arguments.name).classes
    counts = equal_counts(classes, arguments.count)
    embeddings = _embeddings(arguments)
    real = load_real(arguments.data, share_alike=arguments.share_alike)
    rows = drawn_rows(real.labels, counts, arguments.seed)
    # Steps that are left open may be served by a student, but what is named is what is measured.
    steps = store.card(arguments.name).default_steps if arguments.steps is None else arguments.steps
    asked = GenerationRequest(classes[0], 1, arguments.seed, steps, arguments.guidance, model=arguments.name)
    generated, wanted, seeds = _generate(store, counts, asked)
    beside = {text: _generate(store, counts, _other(text, asked))[0] for text in arguments.beside}
    trip = round_trip([real.audio[row] for row in rows], store) if has_codec(store) else []
    verdicts: dict[str, Verdict] = {}
    pairs: dict[str, list[NearestPair]] = {}
    for name, embedding in embeddings.items():
        say(f"measuring by {name} ...")
        unseen = embedding.held_out_kits if isinstance(embedding, FullBand) else ()
        judge = Judge(embedding, real, folds_of(real, unseen))
        verdict = judge.judge(rows, trip, generated, wanted)
        others = {name: judge.other(sounds, wanted) for name, sounds in beside.items()}
        if arguments.holdout:
            folder = load_real(arguments.holdout, share_alike=True)
            others["other folder"] = judge.other(folder.audio, folder.labels)
        verdict = replace(verdict, rows={**verdict.rows, **others})
        verdicts[name] = verdict
        pairs[name] = nearest_pairs(verdict, wanted, seeds, real.names, real.labels)
    # Real sounds are finished as generated ones are, but for what mends the codec's tails.
    finished = [finish(real.audio[row], layout.RATE_HZ, steady=0.0).mono for row in rows]
    soundness = {
        "generated": check_classes(generated, wanted, layout.RATE_HZ),
        "real": check_classes(finished, real.labels[rows], layout.RATE_HZ),
    }
    report = Report(_facts(arguments, store), verdicts, pairs, soundness)
    print(report.text())
    _save(arguments, store, report, generated, wanted, real)
    return 0


def _embeddings(arguments: argparse.Namespace) -> dict[str, Embedding]:
    found: dict[str, Embedding] = {}
    if arguments.yamnet:
        found[_YAMNET] = Yamnet(arguments.yamnet)
    if arguments.embedding:
        found[_FULL_BAND] = load_full_band(arguments.embedding)
    if not found or (arguments.card and _YAMNET not in found):
        raise DataError(
            "Nothing to measure with: name --yamnet, --embedding or both (the card's figures are YAMNet's)."
        )
    return found


def _other(text: str, asked: GenerationRequest) -> GenerationRequest:
    """Read NAME or NAME:STEPS; what is not named is the model's own."""
    name, colon, steps = text.partition(":")
    if colon and not steps.isdecimal():
        raise DataError(f"The number of steps {steps!r} is no whole number; write NAME or NAME:STEPS.")
    return replace(asked, steps=int(steps) if steps else None, guidance=None, model=name)


def _generate(
    store: ModelStore, counts: Mapping[str, int], asked: GenerationRequest
) -> tuple[Audio, NDArray[np.str_], list[int]]:
    """Return the sounds of all classes, the classes and the seeds; label and count of what is asked are open."""
    generator = Generator(store)
    sounds: Audio = []
    seeds: list[int] = []
    for label, count in counts.items():
        sounds += [sound.clip.mono for sound in generator.generate(replace(asked, label=label, count=count))]
        seeds += range(asked.seed, asked.seed + count)
        say(f"generated {count} x {label}")
    return sounds, np.repeat(np.array(list(counts)), list(counts.values())), seeds


def _facts(arguments: argparse.Namespace, store: ModelStore) -> dict[str, Any]:
    card = store.card(arguments.name)
    return {
        "model": arguments.name,
        "model_sha256": card.sha256,
        "data": str(arguments.data),
        "count": arguments.count,
        "seed": arguments.seed,
        "steps": arguments.steps or card.default_steps,
        "guidance": card.default_guidance if arguments.guidance is None else arguments.guidance,
    }


def _sheet(path: Path, generated: Audio, wanted: NDArray[np.str_], real: RealSounds) -> None:
    rng = np.random.default_rng(0)
    classes = list(dict.fromkeys(map(str, wanted)))
    ours = {c: [generated[i] for i in np.flatnonzero(wanted == c)[:SHEET_COLUMNS]] for c in classes}
    theirs = {
        c: [real.audio[i] for i in rng.permutation(np.flatnonzero(real.labels == c))[:SHEET_COLUMNS]] for c in ours
    }
    save_sheet(path, ours, theirs)
    say(f"wrote {path}")


def _save(
    arguments: argparse.Namespace,
    store: ModelStore,
    report: Report,
    generated: Audio,
    wanted: NDArray[np.str_],
    real: RealSounds,
) -> None:
    """Write what was asked for: the report with its pictures, a sheet, the figures, the card's figures."""
    if arguments.out:
        folder = open_folder(arguments.out)
        pictures = {"generated and real sounds": "sheet.png"}
        _sheet(folder / "sheet.png", generated, wanted, real)
        for name, pairs in report.pairs.items():
            title = f"nearest to training sounds by {name}"
            pictures[title] = f"pairs-{name.lower().replace(' ', '-')}.png"
            draw_pairs(folder / pictures[title], pairs, generated, real.audio, title=title)
        whole = Report(report.facts, report.verdicts, report.pairs, report.soundness, pictures)
        (folder / "evaluate.md").write_text(whole.markdown(), encoding="utf-8")
        _write_json(folder / "evaluate.json", whole.content())
        say(f"wrote {folder / 'evaluate.md'} and evaluate.json")
    if arguments.sheet:
        _sheet(arguments.sheet, generated, wanted, real)
    if arguments.json:
        _write_json(arguments.json, report.content())
    if arguments.card:
        path = store.folder / f"{arguments.name}.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        figures = rounded(report.verdicts[_YAMNET].rows)
        content["metrics"] = {"embedding": "YAMNet, first 64 principal components", **figures}
        _write_json(path, content)


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
