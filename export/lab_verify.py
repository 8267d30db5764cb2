"""Parity of an exported laboratory model with its torch network and decoder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from drumgen.engine.conditions import conditions_of
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.request import GenerationRequest
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.inference.cards import ModelCard
from drumgen.inference.sessions import Arrays, Model
from drumgen.inference.store import ModelStore
from export.graphs import round_weights
from export.lab import joined_decoder
from export.verify import LATENT_TOLERANCE, Parity
from training.lab.run import open_run
from training.representations.base import Representation
from training.representations.registry import build_representation
from training.representations.signal.framing import magnitudes

_MOST_STEPS = 40
_CLASSES = 2
_BLOCKS = 2
_WINDOW = 512
MAGNITUDE_TOLERANCE = 5e-2


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
    """Compare latents over a sampling chain, and the audio of the pictures of a test sound.

    The chain is sampled with both from the same random streams, under all kinds of wishes at once. It has the card's
    number of steps or 40, whichever is less, and two blocks where the model continues. The torch weights are rounded
    to float16 as the exported ones are, so that only the arithmetic differs.

    Finding phases for a picture is no smooth function: where two peaks are equally high, a rounding decides, and from
    there on the two sounds are out of phase. So their STFT magnitudes are compared, which are what the picture says.
    """
    store = ModelStore(models)
    ours, decoder = store.denoiser(name), store.codec_decoder()
    recipe, _, network = open_run(run)
    theirs = TorchModel(ours.card, round_weights(network))
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    blocks = _BLOCKS if ours.card.continues else 1
    numbers = list(range(seeds))
    latents = 0.0
    for label in ours.card.classes[:_CLASSES]:
        request = everything(label, ours.card)
        conditions = conditions_of(request, ours.card)[0].repeated(seeds)
        plan = _plan(request, ours)
        ours_made = sample_latents(ours, plan, conditions, numbers, blocks=blocks)
        theirs_made = sample_latents(theirs, plan, conditions, numbers, blocks=blocks)
        latents = max(latents, *(_largest(a, b) for a, b in zip(ours_made, theirs_made, strict=True)))
    difference = _decoder_difference(decoder, representation)
    return Parity(latents, difference, LATENT_TOLERANCE, MAGNITUDE_TOLERANCE, "relative difference of magnitudes")


def _decoder_difference(decoder: Model, representation: Representation) -> float:
    """Return how much the magnitudes of the decoders' sounds differ; root mean square, relative to their own."""
    n_samples = _BLOCKS * representation.n_samples
    pictures = representation.blocks(rising_notes(representation.rate_hz, n_samples))
    noise = NormalStreams([0], Purpose.DECODER_NOISE).draw((n_samples,)).astype(np.float32)
    inputs = {"latents": pictures[np.newaxis].astype(np.float32), "noise": noise}
    theirs = TorchModel(decoder.card, joined_decoder(representation)).run(inputs)["audio"][0]
    expected, found = (_magnitudes(audio) for audio in (theirs, decoder.run(inputs)["audio"][0]))
    return float(np.linalg.norm(found - expected) / np.linalg.norm(expected))


def _magnitudes(audio: NDArray[np.float32]) -> NDArray[np.float64]:
    return magnitudes(audio, n_fft=_WINDOW, hop=_WINDOW // 4, frames=4 * len(audio) // _WINDOW)


def rising_notes(rate_hz: int, n_samples: int) -> NDArray[np.float32]:
    """Return notes of three partials each, two a second, that rise by a fourth; float32 (N,), peak below 1."""
    time_s = np.arange(n_samples) / rate_hz
    note = np.floor(2.0 * time_s)
    since_s = time_s - 0.5 * note
    f_hz = 110.0 * 2.0 ** ((5.0 * note % 24.0) / 12.0)
    partials = sum(np.sin(2.0 * np.pi * k * f_hz * since_s) / k for k in (1, 2, 3))
    return np.asarray(0.4 * np.exp(-4.0 * since_s) * partials, dtype=np.float32)


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
