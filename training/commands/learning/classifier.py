"""`python -m training classifier`: train a small judge of pitch, instrument or label."""

import argparse
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.classifiers.examples import TARGETS, Example, class_names, held_out, read_examples
from training.evaluation.classifiers.fitting import FitSettings, fit, run_network
from training.evaluation.classifiers.network import NetworkSettings, PictureClassifier
from training.evaluation.classifiers.saved import Classifier
from training.evaluation.classifiers.training_set import PictureSet, draw_pictures
from training.evaluation.mel_pictures import PictureSettings
from training.run_folder import open_folder
from training.running.console import say

_LINES = 20


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    fitting, picture = FitSettings(), PictureSettings()
    parser = commands.add_parser("classifier", help="train a judge of pitch, instrument or label for measure")
    parser.add_argument("--data", type=Path, required=True, help="folder of sounds (pitch needs a manifest.csv)")
    parser.add_argument("--target", choices=TARGETS, required=True, help="what to recognise")
    parser.add_argument("--out", type=Path, required=True, help="folder for the classifier")
    parser.add_argument("--steps", type=int, default=fitting.steps, help="training steps (default: %(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=picture.duration_s, help="what it hears of a sound (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the split, the draws and the start")
    parser.add_argument("--share-alike", action="store_true", help="also use sounds under CC-BY-SA")
    parser.add_argument("--no-bf16", action="store_true", help="compute in float32 throughout")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train a classifier and print what it achieves on sounds that it never saw."""
    if arguments.steps < 1 or not 0.1 <= arguments.seconds <= 30.0:
        raise DataError("A classifier needs at least 1 step and hears 0.1 to 30 seconds; correct --steps or --seconds.")
    started = time.monotonic()
    settings = FitSettings(steps=arguments.steps, seed=arguments.seed)
    examples = read_examples(arguments.data, arguments.target, share_alike=arguments.share_alike)
    folder = open_folder(arguments.out)
    classes = class_names(examples, arguments.target)
    picture, size = PictureSettings(duration_s=arguments.seconds), NetworkSettings()
    say(f"Drawing {len(examples)} sounds of {len({e.target for e in examples})} classes ...")
    drawn = draw_pictures(
        examples,
        classes,
        picture,
        pitched=arguments.target == "pitch",
        variants=settings.variants,
        seed=settings.seed,
    )
    tested = held_out(examples, share=settings.held_out, seed=settings.seed)[drawn.example]
    torch.manual_seed(settings.seed)
    network = PictureClassifier(picture.bands, len(classes), size)

    def on_step(step: int, loss: float) -> None:
        if step % max(settings.steps // _LINES, 1) == 0:
            say(f"step {step:>6}  loss {loss:.3f}  {time.monotonic() - started:.0f} s")

    fit(network, drawn.pictures[~tested], drawn.targets[~tested], settings, bf16=not arguments.no_bf16, on_step=on_step)
    figures = _figures(network, drawn, tested, examples)
    minutes = round((time.monotonic() - started) / 60.0, 2)
    Classifier(arguments.target, classes, picture, size, network).save(
        folder,
        facts={
            "held_out": figures,
            "fit": asdict(settings),
            "minutes": minutes,
            "share_alike": bool(arguments.share_alike),
            "licences": dict(Counter(e.sound.licence or "unknown" for e in examples).most_common()),
        },
    )
    print(
        f"{arguments.target}: {figures['accuracy']:.1%} of {figures['sounds']} held-out sounds from "
        f"{figures['groups']} kits or takes right ({figures['classes']} of {len(classes)} classes among them); "
        f"training sounds {figures['training_accuracy']:.1%}; {minutes:.1f} minutes."
    )
    return 0


def _figures(
    network: PictureClassifier, drawn: PictureSet, tested: NDArray[np.bool_], examples: list[Example]
) -> dict[str, float]:
    """Return the accuracy on untransposed sounds that training saw, and on those that it did not."""
    _, probabilities = run_network(network, drawn.pictures)
    right = probabilities.argmax(dim=1).numpy() == drawn.targets
    test, seen = tested & ~drawn.varied, ~tested & ~drawn.varied
    return {
        "accuracy": round(float(right[test].mean()), 4) if test.any() else float("nan"),
        "sounds": int(test.sum()),
        "groups": len({examples[i].group for i in drawn.example[test]}),
        "classes": len(np.unique(drawn.targets[test])),
        "training_accuracy": round(float(right[seen].mean()), 4),
    }
