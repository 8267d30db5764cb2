"""From a denoiser model and class weights to latents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import preconditioned
from drumgen.diffusion.samplers import SAMPLERS
from drumgen.diffusion.schedules import edm_sigmas
from drumgen.diffusion.types import Denoiser, StepCallback
from drumgen.engine.request import GenerationRequest
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.inference.cards import DiffusionSettings
from drumgen.inference.sessions import OnnxModel

Float64 = NDArray[np.float64]


@dataclass(frozen=True)
class SamplingPlan:
    """How latents are sampled, with nothing left open.

    Parameters
    ----------
    settings : DiffusionSettings
        From the model's card.
    steps : int
        Sampling steps.
    guidance : float
        Scale of classifier-free guidance.
    """

    settings: DiffusionSettings
    steps: int
    guidance: float

    @classmethod
    def of(cls, request: GenerationRequest, settings: DiffusionSettings) -> "SamplingPlan":
        """Return the request's wishes, filled up with the card's defaults."""
        steps = settings.steps if request.steps is None else request.steps
        guidance = settings.guidance if request.guidance is None else request.guidance
        return cls(settings, steps, guidance)


def model_denoiser(model: OnnxModel, settings: DiffusionSettings, class_weights: Float64) -> Denoiser:
    """Return the denoiser D(x; sigma) of a model under given class weights.

    Parameters
    ----------
    model : OnnxModel
        A denoiser model.
    settings : DiffusionSettings
        How to wrap it.
    class_weights : float64, shape (B, K)
        One row a sound; all zeros is the null class.

    Returns
    -------
    callable (x, sigma) -> D
        x and D float64 of shape (B, L, C); sigma a number. The network computes in float32, all else in float64.
    """
    weights = class_weights.astype(np.float32)

    def network(x: Float64, c_noise: Any) -> Float64:
        inputs = {
            "x": x.astype(np.float32),
            "c_noise": np.full(x.shape[0], c_noise, dtype=np.float32),
            "class_weights": weights,
        }
        return model.run(inputs)["f"].astype(np.float64)

    return preconditioned(network, parameterization=settings.parameterization, sigma_data=settings.sigma_data)


def sample_latents(
    model: OnnxModel,
    plan: SamplingPlan,
    class_weights: Float64,
    seeds: Sequence[int],
    *,
    callback: StepCallback | None = None,
) -> Float64:
    """Sample one batch of latents.

    Parameters
    ----------
    model : OnnxModel
        A denoiser model.
    plan : SamplingPlan
        Steps, guidance and the rest.
    class_weights : float64, shape (B, K)
        One row a sound.
    seeds : sequence of int, length B
        One a sound.
    callback : callable or None
        Called as (steps done, steps) after each step; may raise `Cancelled`.

    Returns
    -------
    float64, shape (B, L, C)
    """
    settings = plan.settings
    sigmas = edm_sigmas(plan.steps, sigma_min=settings.sigma_min, sigma_max=settings.sigma_max, rho=settings.rho)
    denoiser = guided(
        model_denoiser(model, settings, class_weights),
        model_denoiser(model, settings, np.zeros_like(class_weights)),
        plan.guidance,
    )
    latent_shape = [int(size) for size in model.card.inputs["x"][1:]]
    x = sigmas[0] * NormalStreams(seeds, Purpose.LATENTS).draw(latent_shape)
    latents: Float64 = SAMPLERS[settings.sampler](denoiser, x, sigmas, callback=callback)
    return latents
