"""Parity: the exported models against their torch networks over a whole sampling chain."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from drumgen.engine.conditions import told_classes
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.errors import ModelError
from drumgen.inference.store import ModelStore
from drumgen.representations import layout
from export.graphs import ScaledDecoder, round_weights
from export.models import load_codec, load_denoiser
from training.run_folder import read_run
from training.sampling import sample_torch_latents
from training.settings import recipe_from

LATENT_TOLERANCE = 1e-3
AUDIO_TOLERANCE = 2e-3


@dataclass(frozen=True)
class Parity:
    """Largest differences over a chain, and what is tolerated.

    Parameters
    ----------
    latents : float
        Largest absolute difference between torch and onnxruntime.
    audio : float
        Of the audio, see `audio_measure`.
    latent_tolerance, audio_tolerance : float
        The largest that are tolerated.
    audio_measure : str
        What `audio` is.
    """

    latents: float
    audio: float
    latent_tolerance: float = LATENT_TOLERANCE
    audio_tolerance: float = AUDIO_TOLERANCE
    audio_measure: str = "largest difference"

    @property
    def holds(self) -> bool:
        """Whether both differences are within tolerance."""
        return self.latents <= self.latent_tolerance and self.audio <= self.audio_tolerance


def verify(models: Path, name: str, run: Path, codec_run: Path, *, seeds: int = 4) -> Parity:
    """Sample every class with both, from the same random streams, and compare latents and audio.

    The torch weights are rounded to float16 as the exported ones are, so that only the arithmetic differs.

    Raises
    ------
    ModelError
        If the exported denoiser is none, or the folder lacks a model.
    """
    store = ModelStore(models)
    denoiser, decoder = store.denoiser(name), store.codec_decoder()
    settings = denoiser.card.diffusion
    if settings is None:
        raise ModelError(f"The card of {name} has no sampling settings; export it again.")
    recipe = recipe_from(read_run(run)["recipe"])
    network = round_weights(load_denoiser(run))
    codec = round_weights(load_codec(codec_run))
    torch_decoder = ScaledDecoder(codec, float(decoder.card.training["latent_scale"])).eval()
    worst_latents, worst_audio = 0.0, 0.0
    for k in range(len(denoiser.card.classes)):
        weights = np.zeros((seeds, len(denoiser.card.classes)))
        weights[:, k] = 1.0
        numbers = list(range(seeds))
        plan = SamplingPlan(settings, settings.steps, settings.guidance)
        conditions = told_classes(weights.astype(np.float32), denoiser.card)
        if conditions.attributes is not None:  # of half of the sounds
            conditions.attributes[::2] = 1.0
        (ours,) = sample_latents(denoiser, plan, conditions, numbers)
        theirs = sample_torch_latents(network, recipe, weights, numbers, attributes=conditions.attributes)
        worst_latents = max(worst_latents, float(np.abs(ours - theirs).max()))
        noise = NormalStreams(numbers, Purpose.DECODER_NOISE).draw((layout.SOUND_SAMPLES,)).astype(np.float32)
        audio = decoder.run({"latents": ours.astype(np.float32), "noise": noise})["audio"]
        with torch.no_grad():
            expected = torch_decoder(torch.from_numpy(theirs.astype(np.float32)), torch.from_numpy(noise)).numpy()
        worst_audio = max(worst_audio, float(np.abs(audio - expected).max()))
    return Parity(worst_latents, worst_audio)
