"""Parity of an exported laboratory model with its torch network and decoder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from drumgen.engine.conditions import conditions_of
from drumgen.engine.decoding import decode
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.request import GenerationRequest
from drumgen.inference.cards import ModelCard
from drumgen.inference.sessions import Arrays, Model
from drumgen.inference.store import ModelStore
from export.graphs import round_weights
from export.lab import joined_decoder
from export.verify import AUDIO_TOLERANCE, LATENT_TOLERANCE, Parity
from training.lab.run import open_run
from training.representations.registry import build_representation

_MOST_STEPS = 40
_CLASSES = 2
_BLOCKS = 2
_ROUNDING = 1e-6
_ALLOWANCE = 4.0


@dataclass(frozen=True)
class TorchModel:
    """A torch module in the place of an open ONNX model.

    Parameters
    ----------
    card : ModelCard
        Names its inputs in their order, and its one output.
    module : nn.Module
    """

    card: ModelCard
    module: nn.Module

    def run(self, inputs: Arrays) -> dict[str, NDArray[np.float32]]:
        """Compute the output."""
        (output,) = self.card.outputs
        arrays: list[Tensor] = [torch.from_numpy(np.ascontiguousarray(inputs[name])) for name in self.card.inputs]
        with torch.no_grad():
            result: Any = self.module(*arrays).numpy()
        return {output: result}


def verify_lab(models: Path, name: str, run: Path, *, seeds: int = 2) -> Parity:
    """Sample with both from the same random streams, under all kinds of wishes at once, and compare latents and audio.

    The chain has the card's number of steps or 40, whichever is less, and two blocks where the model continues. The
    torch weights are rounded to float16 as the exported ones are, so that only the arithmetic differs.

    Finding phases for a picture is no smooth function: where two peaks are equally high, a rounding decides. The audio
    may therefore differ by some times what a relative change of the latents by 1e-6 does to the torch decoder itself,
    if that is more than the usual tolerance.
    """
    store = ModelStore(models)
    ours, decoder = store.denoiser(name), store.codec_decoder()
    recipe, _, network = open_run(run)
    theirs = TorchModel(ours.card, round_weights(network))
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    torch_decoder = TorchModel(decoder.card, joined_decoder(representation))
    blocks = _BLOCKS if ours.card.continues else 1
    numbers = list(range(seeds))
    latents, audio, allowed = 0.0, 0.0, AUDIO_TOLERANCE
    for label in ours.card.classes[:_CLASSES]:
        request = everything(label, ours.card)
        conditions = conditions_of(request, ours.card)[0].repeated(seeds)
        plan = _plan(request, ours)
        ours_made = sample_latents(ours, plan, conditions, numbers, blocks=blocks)
        theirs_made = sample_latents(theirs, plan, conditions, numbers, blocks=blocks)
        latents = max(latents, *(_largest(a, b) for a, b in zip(ours_made, theirs_made, strict=True)))
        expected = decode(torch_decoder, ours_made, numbers)
        moved = decode(torch_decoder, [values * (1.0 + _ROUNDING) for values in ours_made], numbers)
        audio = max(audio, _largest(decode(decoder, ours_made, numbers), expected))
        allowed = max(allowed, _ALLOWANCE * _largest(moved, expected))
    return Parity(latents, audio, LATENT_TOLERANCE, allowed)


def everything(label: str, card: ModelCard) -> GenerationRequest:
    """Return a request that uses all that a model can be told."""
    return GenerationRequest(
        label,
        model=card.name,
        prompt=" ".join(card.vocabulary[: card.text_length]) or None if card.text_length else None,
        attributes={a.name: 0.5 * (a.low + a.high) for a in card.attributes},
    )


def _plan(request: GenerationRequest, model: Model) -> SamplingPlan:
    settings = model.card.diffusion
    assert settings is not None  # the card of every denoiser has them
    steps = settings.steps if settings.levels else min(settings.steps, _MOST_STEPS)
    return SamplingPlan(settings, steps, settings.guidance)


def _largest(a: NDArray[Any], b: NDArray[Any]) -> float:
    return float(np.abs(a - b).max())
