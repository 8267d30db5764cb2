"""A tiny denoiser trained by real processes: `python -m tests.support.training.tiny_training --out DIR ...`."""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch

from drumgen.errors import DrumgenError
from training.commands.common import add_engine_options, choose_device, choose_fabric
from training.denoiser_step import DenoiserLossSettings, DenoiserStep
from training.loop import LoopSettings, Trainer
from training.networks.denoiser import DenoiserSettings, LatentDenoiser
from training.running.attempt import resume, train
from training.share import BatchNoise

SHAPE, CLASSES, BATCH = (4, 3), 2, 8


def main(argv: list[str] | None = None) -> int:
    """Train `--steps` steps in float32, a log line and a checkpoint each."""
    parser = argparse.ArgumentParser()
    add_engine_options(parser)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--slow-s", type=float, default=0.0)
    parser.add_argument("--broken-at", type=int, default=-1)
    arguments = parser.parse_args(argv)
    try:
        return run(arguments)
    except DrumgenError as error:
        print(error, file=sys.stderr)
        return 2


def run(arguments: argparse.Namespace) -> int:
    torch.set_num_threads(1)
    fabric = choose_fabric(arguments, choose_device("cpu"))
    torch.manual_seed(0)
    network = LatentDenoiser(SHAPE, CLASSES, DenoiserSettings(width=16, hidden=32, depth=2, condition=8, dropout=0.0))
    settings = LoopSettings(
        minutes=5.0,
        steps=arguments.steps,
        warmup_steps=5,
        log_seconds=0.0,
        checkpoint_minutes=0.0,
        learning_rate=0.01,
    )
    step = DenoiserStep(network, DenoiserLossSettings(), bf16=False)
    trainer = Trainer(network, settings, arguments.out, heads=("write",), fabric=fabric, step=step)
    resume(trainer, arguments)
    rng = np.random.default_rng((1, trainer.step))
    noise = BatchNoise(torch.Generator().manual_seed(int(rng.integers(2**31))), trainer.share)
    data = torch.from_numpy(np.random.default_rng(0).normal(size=(64, *SHAPE)).astype(np.float32))
    classes = torch.eye(CLASSES)[torch.arange(64) % CLASSES]

    def losses() -> dict[str, torch.Tensor]:
        time.sleep(arguments.slow_s)
        rows = torch.from_numpy(trainer.share.take(rng.integers(0, 64, BATCH)))
        parts = trainer.forward(data[rows], classes[rows], noise)
        if trainer.step == arguments.broken_at and trainer.is_first:
            parts["loss"] = parts["loss"] * float("nan")
        return parts

    return train(trainer, losses, on_log=lambda line: None)


if __name__ == "__main__":
    sys.exit(main())
