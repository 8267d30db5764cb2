"""Sounds from a torch denoiser, by the samplers and random streams of the app."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import preconditioned
from drumgen.diffusion.processes import EdmProcess
from drumgen.diffusion.samplers import SAMPLERS
from drumgen.diffusion.types import Denoiser
from drumgen.engine.finishing import finish
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.inference.sessions import OnnxModel
from drumgen.representations import layout
from training.networks.denoiser import LatentDenoiser
from training.settings import DenoiserRecipe


def torch_denoiser(
    network: LatentDenoiser,
    sigma_data: float,
    class_weights: NDArray[np.float64],
    attributes: NDArray[np.float32] | None = None,
) -> Denoiser:
    """Return D(x; sigma) of a torch network on float64 numpy arrays, as the app's samplers want it."""
    device = network.read.weight.device
    weights = torch.from_numpy(class_weights.astype(np.float32)).to(device)
    known = None if attributes is None else torch.from_numpy(attributes).to(device)

    @torch.no_grad()
    def f(x: NDArray[np.float64], c_noise: Any) -> NDArray[np.float64]:
        level = torch.full((len(x),), float(c_noise), device=device)
        out = network(torch.from_numpy(x.astype(np.float32)).to(device), level, weights, known)
        return np.asarray(out.double().cpu().numpy(), dtype=np.float64)

    return preconditioned(f, parameterization="edm", sigma_data=sigma_data)


def sample_torch_latents(
    network: LatentDenoiser,
    recipe: DenoiserRecipe,
    class_weights: NDArray[np.float64],
    seeds: list[int],
    *,
    attributes: NDArray[np.float32] | None = None,
) -> NDArray[np.float64]:
    """Sample latents (B, L, C) as the card's defaults will; each sound has a row of conditions and a seed."""
    settings = recipe.sampling
    process = EdmProcess(settings.sigma_min, settings.sigma_max, settings.rho)
    sigmas = np.array(settings.levels) if settings.levels else process.sigmas(settings.steps)
    denoiser = guided(
        torch_denoiser(network, recipe.loss.sigma_data, class_weights, attributes),
        torch_denoiser(network, recipe.loss.sigma_data, np.zeros_like(class_weights)),
        settings.guidance,
    )
    x = sigmas[0] * NormalStreams(seeds, Purpose.LATENTS).draw(network.latent_shape)
    latents: NDArray[np.float64] = SAMPLERS[settings.sampler](denoiser, x, sigmas)
    return latents


def sample_audio(
    network: LatentDenoiser,
    decoder: OnnxModel,
    recipe: DenoiserRecipe,
    labels: list[str],
    *,
    per_class: int,
    seed: int,
) -> dict[str, list[NDArray[np.float32]]]:
    """Return finished sounds by class, each of shape (N,)."""
    sounds: dict[str, list[NDArray[np.float32]]] = {}
    for k, label in enumerate(labels):
        weights = np.zeros((per_class, len(labels)))
        weights[:, k] = 1.0
        seeds = [seed + i for i in range(per_class)]
        latents = sample_torch_latents(network, recipe, weights, seeds).astype(np.float32)
        noise = NormalStreams(seeds, Purpose.DECODER_NOISE).draw((layout.SOUND_SAMPLES,)).astype(np.float32)
        audio = decoder.run({"latents": latents, "noise": noise})["audio"]
        sounds[label] = [finish(sound, layout.RATE_HZ).samples[0] for sound in audio]
    return sounds
