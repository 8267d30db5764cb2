"""`python -m training codec`: train the codec that all models share."""

import argparse
import json
from typing import Any

import numpy as np
import torch

from drumgen.errors import DataError
from drumgen.representations import layout
from training.codec_step import CodecBatch, CodecLossSettings, CodecStep, codec_losses
from training.commands.common import (
    add_run_options,
    choose_device,
    choose_fabric,
    one_after_the_other,
    open_or_build_pack,
    resolve,
)
from training.data.pack import Pack
from training.data.rows import split_rows
from training.loop import Trainer
from training.networks.codec import Codec
from training.run_folder import open_folder, plot_loss, save_run
from training.running.attempt import resume, train
from training.running.console import say
from training.settings import CodecRecipe
from training.share import BatchNoise, Share

VALIDATION_EVERY_LINES = 6
_AUDIBLE = 10  # int16 steps


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("codec", help="train the one-shot codec")
    add_run_options(parser, "codec")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train the codec."""
    recipe, report = resolve(arguments)
    if not isinstance(recipe, CodecRecipe):
        raise DataError(f"The recipe {arguments.recipe} is not of the kind codec; name another one.")
    if arguments.dry_run:
        return 0
    folder = open_folder(arguments.out)
    device = choose_device(arguments.device)
    fabric = choose_fabric(arguments, device)
    with one_after_the_other(fabric):
        pack = open_or_build_pack(folder, report, variants=recipe.data.variants, seed=arguments.seed)
    device = fabric.device if fabric else device
    rows = split_rows(
        pack,
        validation_share=recipe.data.validation_share,
        class_power=recipe.data.class_power,
        variant_share=recipe.data.variant_share,
    )
    torch.manual_seed(arguments.seed)
    codec = Codec(recipe.network).to(device)
    bf16 = not arguments.no_bf16
    step = CodecStep(codec, recipe.loss, bf16=bf16)
    trainer = Trainer(codec, recipe.loop, folder, heads=Codec.HEADS, fabric=fabric, step=step)
    resume(trainer, arguments)
    facts: dict[str, Any] = {"device": str(device)}
    if trainer.is_first:
        save_run(folder, recipe, pack, **facts)
    rng = np.random.default_rng((arguments.seed, trainer.step))
    generator = torch.Generator(device).manual_seed(int(rng.integers(2**31)))
    noise = BatchNoise(generator, trainer.share)

    def losses() -> dict[str, torch.Tensor]:
        picked = rows.draw(recipe.data.batch, rng)
        batch = draw_batch(pack, picked, recipe.loss, rng, device, share=trainer.share)
        return trainer.forward(batch.audio, batch.features, batch.partials, batch.low, batch.start, noise)

    lines = 0

    def on_log(line: dict[str, Any]) -> None:
        nonlocal lines
        lines += 1
        if len(rows.validation) and lines % VALIDATION_EVERY_LINES == 0:
            line["validation"] = _validation(codec, pack, rows.validation, recipe.loss, device, bf16=bf16)
        say(json.dumps(line))

    code = train(trainer, losses, on_log=on_log)
    if code or not trainer.is_first:
        return code
    save_run(folder, recipe, pack, **facts, steps=trainer.step, minutes=round(trainer.seconds / 60.0, 2))
    plot_loss(folder)
    say(f"Done after {trainer.step} steps; export with: python -m export codec --run {folder}")
    return 0


def draw_batch(
    pack: Pack,
    rows: np.ndarray[Any, np.dtype[np.int64]],
    loss: CodecLossSettings,
    rng: np.random.Generator,
    device: torch.device,
    *,
    share: Share | None = None,
) -> CodecBatch:
    """Read this process's share of `rows` of a pack as a batch, each with the token at which its scored run begins."""
    share = share or Share()
    place, attack = share.take(rng.random(len(rows))), share.take(rng.random(len(rows)))
    rows = share.take(np.sort(rows))
    audio = pack.audio[rows]
    active = [int(np.flatnonzero(np.abs(sound) > _AUDIBLE)[-1]) // layout.TOKEN_SAMPLES + 1 for sound in audio]
    inside = (place * np.maximum(np.array(active) - 8, 1)).astype(np.int64)
    start = np.where(attack < loss.attack_share, 0, inside)
    start = np.minimum(start, layout.TOKENS - loss.segment_tokens)

    def tensor(values: np.ndarray[Any, Any], scale: float = 1.0) -> torch.Tensor:
        return torch.from_numpy(values.astype(np.float32) * np.float32(scale)).to(device)

    return CodecBatch(
        audio=tensor(audio, 1.0 / 32767.0),
        features=tensor(pack.features[rows]),
        partials=tensor(pack.partials[rows]),
        low=tensor(pack.low[rows]),
        start=torch.from_numpy(start).to(device),
    )


@torch.no_grad()
def _validation(
    codec: Codec,
    pack: Pack,
    rows: np.ndarray[Any, np.dtype[np.int64]],
    loss: CodecLossSettings,
    device: torch.device,
    *,
    bf16: bool,
) -> float:
    """Return the spectral loss on the first validation rows, with the same draws every time."""
    batch = draw_batch(pack, rows[:64], loss, np.random.default_rng(0), device)
    noise = BatchNoise(torch.Generator(device).manual_seed(1))
    return round(float(codec_losses(codec, batch, loss, noise=noise, bf16=bf16)["spectral"]), 5)
