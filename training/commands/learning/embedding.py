"""`python -m training embedding`: train the full-band embedding, the second judge beside YAMNet."""

import argparse
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.classifiers.examples import class_names, held_out, read_examples
from training.evaluation.fullband.degrading import NAMES
from training.evaluation.fullband.examples import IGNORED, draw_examples, kit_numbers
from training.evaluation.fullband.fitting import EmbeddingFit, fit, run_network
from training.evaluation.fullband.network import FullBandNetwork, FullBandSettings
from training.evaluation.fullband.saved import FullBand
from training.evaluation.fullband.views import Views, ViewSettings
from training.run_folder import open_folder
from training.running.console import say

_HEADS = ("class", "kit", "degradation")
_LINES = 20


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    fitting = EmbeddingFit()
    parser = commands.add_parser("embedding", help="train the 44.1 kHz embedding that evaluate measures with")
    parser.add_argument("--data", type=Path, required=True, help="folder of sounds")
    parser.add_argument("--out", type=Path, required=True, help="folder for the embedding")
    parser.add_argument("--steps", type=int, default=fitting.steps, help="training steps (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the split, the draws and the start")
    parser.add_argument("--share-alike", action="store_true", help="also use sounds under CC-BY-SA")
    parser.add_argument("--no-bf16", action="store_true", help="compute in float32 throughout")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train an embedding and print what its heads achieve on kits that it never saw."""
    if arguments.steps < 1:
        raise DataError("An embedding needs at least 1 training step; correct --steps.")
    started = time.monotonic()
    settings, seen, size = EmbeddingFit(steps=arguments.steps, seed=arguments.seed), ViewSettings(), FullBandSettings()
    examples = read_examples(arguments.data, "label", share_alike=arguments.share_alike)
    folder = open_folder(arguments.out)
    classes = class_names(examples, "label")
    hidden = held_out(examples, share=settings.held_out, seed=settings.seed)
    kits, kit_count = kit_numbers(examples, hidden)
    say(f"Drawing {len(examples)} sounds of {len(classes)} classes, {hidden.sum()} of them held out ...")
    drawn = draw_examples(examples, classes, kits, seen, degraded=settings.degraded, seed=settings.seed)
    tested = hidden[drawn.example]
    torch.manual_seed(settings.seed)
    network = FullBandNetwork(seen, (len(classes), max(kit_count, 1), len(NAMES)), size)

    def on_step(step: int, loss: float) -> None:
        if step % max(settings.steps // _LINES, 1) == 0:
            say(f"step {step:>6}  loss {loss:.3f}  {time.monotonic() - started:.0f} s")

    learned = _rows(drawn.views, ~tested)
    fit(network, learned, drawn.targets[~tested], settings, bf16=not arguments.no_bf16, on_step=on_step)
    figures = {
        "held out": _right(network, _rows(drawn.views, tested), drawn.targets[tested]) if tested.any() else {},
        "learned": _right(network, learned, drawn.targets[~tested]),
    }
    minutes = round((time.monotonic() - started) / 60.0, 2)
    unseen = sorted({example.group for example, out in zip(examples, hidden, strict=True) if out})
    FullBand(seen, size, network, tuple(unseen)).save(
        folder,
        facts={
            "classes": list(classes),
            "degradations": list(NAMES),
            "right": figures,
            "fit": asdict(settings),
            "minutes": minutes,
            "share_alike": bool(arguments.share_alike),
            "licences": dict(Counter(example.sound.licence or "unknown" for example in examples).most_common()),
        },
    )
    for name, right in figures.items():
        print(f"{name}: " + ", ".join(f"{head} {share:.1%} right" for head, share in right.items()))
    print(f"{len(unseen)} kits held out; {minutes:.1f} minutes.")
    return 0


def _rows(views: Views, wanted: NDArray[np.bool_]) -> Views:
    return views[0][wanted], views[1][wanted]


def _right(network: FullBandNetwork, views: Views, targets: NDArray[np.int64]) -> dict[str, float]:
    """Return each head's share of right answers where the answer is known."""
    _, answers = run_network(network, views)
    right = {}
    for k, (head, logits) in enumerate(zip(_HEADS, answers, strict=True)):
        known = targets[:, k] != IGNORED
        if known.any():
            right[head] = round(float((logits.argmax(dim=1).numpy() == targets[:, k])[known].mean()), 4)
    return right
