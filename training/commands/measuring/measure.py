"""`python -m training measure`: one table of all measures over real, generated and noise sounds."""

import argparse
from pathlib import Path

from drumgen.errors import DataError
from training.evaluation.classifiers.saved import Classifier, load_classifier
from training.evaluation.embeddings.interface import Embedding
from training.evaluation.embeddings.vggish import Vggish
from training.evaluation.embeddings.yamnet import Yamnet
from training.evaluation.mel_pictures import PictureSettings
from training.evaluation.table.generated import Model, Sampling, generate_like, open_models
from training.evaluation.table.loading import halves, load_set
from training.evaluation.table.measuring import measure_sets
from training.evaluation.table.pictures import save_pictures
from training.evaluation.table.round_trips import codec_round_trip, picture_round_trip
from training.evaluation.table.sounds import SoundSet, white_noise
from training.evaluation.table.tools import Tools
from training.run_folder import open_folder
from training.running.console import say

_SHORTEST_PICTURE_S = 0.25
"""SSIM's window is 7 frames wide."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("measure", help="measure exported models: distances, scores, novelty, in one table")
    parser.add_argument("--data", type=Path, required=True, help="the sounds that the models learned from")
    parser.add_argument("--out", type=Path, required=True, help="folder for the table (Markdown, JSON) and pictures")
    parser.add_argument(
        "--models", type=Path, action="append", help="folder of exported models, repeatable (default: the shipped)"
    )
    parser.add_argument("--name", action="append", help="model, repeatable, one for each folder (default: drums)")
    parser.add_argument("--yamnet", type=Path, help="yamnet.tflite")
    parser.add_argument("--vggish", type=Path, help="VGGish as ONNX or tflite, log-mel examples to 128 numbers")
    for target in ("pitch", "instrument", "label"):
        parser.add_argument(f"--{target}-classifier", type=Path, help=f"folder of a classifier of the {target}")
    parser.add_argument("--count", type=int, default=240, help="sounds in each row (default: %(default)s)")
    parser.add_argument("--reference", type=int, default=1000, help="most reference sounds (default: %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=0, help="of the first sound and of all draws (default: %(default)s)"
    )
    parser.add_argument("--steps", type=int, help="sampling steps (default: the model card's)")
    parser.add_argument("--guidance", type=float, help="guidance (default: the model card's)")
    parser.add_argument("--share-alike", action="store_true", help="the data include CC-BY-SA sounds")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure and print one table."""
    if arguments.count < 2 or arguments.reference < 2:
        raise DataError("A row and the reference need at least 2 sounds; raise --count or --reference.")
    folder = open_folder(arguments.out)
    models = open_models(*_folders_and_names(arguments.models, arguments.name))
    rate_hz = min(model.rate_hz for model in models)
    duration_s = min(model.duration_s for model in models)
    tools = _tools(arguments, duration_s)
    training = load_set(
        arguments.data,
        rate_hz=rate_hz,
        duration_s=duration_s,
        share_alike=arguments.share_alike,
        labels=tuple(set.intersection(*(set(model.classes) for model in models))),
        seed=arguments.seed,
    )
    real, reference = halves(training, arguments.count, largest=arguments.reference, seed=arguments.seed)
    say(f"{len(training)} real sounds at {rate_hz} Hz, up to {duration_s:.2f} s; {len(real)} in each row.")
    sampling = Sampling(arguments.seed, arguments.steps, arguments.guidance)
    generated = {}
    for model in models:
        say(f"generating {model.title} ...")
        generated[model.title] = generate_like(real, model, sampling)
    sets = {"real": real, **_round_trips(real, models), **generated, "noise": white_noise(real, seed=arguments.seed)}
    table = measure_sets(sets, reference, tools, training=training, progress=lambda name: say(f"measuring {name} ..."))
    print(table.text())
    files = list(table.save(folder, facts=_facts(arguments, models, tools)))
    files += save_pictures(folder, generated, real, training, table, tools)
    say("wrote " + ", ".join(map(str, files)))
    return 0


def _folders_and_names(folders: list[Path] | None, names: list[str] | None) -> tuple[list[Path | None], list[str]]:
    """Return one folder and one name a model; a single one serves for all of the other."""
    all_folders: list[Path | None] = list(folders) if folders else [None]
    all_names = names or ["drums"]
    count = max(len(all_folders), len(all_names))
    if len(all_folders) not in (1, count) or len(all_names) not in (1, count):
        raise DataError(
            f"There are {len(all_folders)} --models and {len(all_names)} --name; give one of each for every model."
        )
    return all_folders * (count // len(all_folders)), all_names * (count // len(all_names))


def _tools(arguments: argparse.Namespace, duration_s: float) -> Tools:
    embeddings: dict[str, Embedding] = {}
    if arguments.vggish:
        embeddings["VGGish"] = Vggish(arguments.vggish)
    if arguments.yamnet:
        embeddings["YAMNet"] = Yamnet(arguments.yamnet)
    return Tools(
        embeddings,
        label=_classifier(arguments.label_classifier, "label"),
        instrument=_classifier(arguments.instrument_classifier, "instrument"),
        pitch=_classifier(arguments.pitch_classifier, "pitch"),
        picture=PictureSettings(duration_s=max(duration_s, _SHORTEST_PICTURE_S)),
        seed=arguments.seed,
    )


def _classifier(folder: Path | None, target: str) -> Classifier | None:
    return load_classifier(folder, target) if folder else None


def _round_trips(real: SoundSet, models: list[Model]) -> dict[str, SoundSet]:
    """Return the round trip of codec or picture, once for every folder of models that has one."""
    stores = {model.store.folder: model.store for model in models}
    trips = {
        folder: codec_round_trip(real, store) or picture_round_trip(real, store) for folder, store in stores.items()
    }
    found = {folder: trip for folder, trip in trips.items() if trip is not None}
    return {f"round trip {folder.name}" if len(found) > 1 else "round trip": trip for folder, trip in found.items()}


def _facts(arguments: argparse.Namespace, models: list[Model], tools: Tools) -> dict[str, object]:
    """Return what the JSON file says about how the table was made."""
    return {
        "data": str(arguments.data),
        "models": {model.title: {"folder": str(model.store.folder), "name": model.name} for model in models},
        "embeddings": list(tools.embeddings),
        "classifiers": {name: list(judge.classes) for name, judge in tools.classifiers.items()},
        "seed": arguments.seed,
        "steps": arguments.steps,
        "guidance": arguments.guidance,
    }
