"""From a denoiser model and conditions to latents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.diffusion.clipping import clipped
from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import preconditioned
from drumgen.diffusion.samplers import sample
from drumgen.diffusion.types import Denoiser, StepCallback
from drumgen.engine.conditions import Conditions
from drumgen.engine.request import GenerationRequest
from drumgen.engine.seeds import NormalStreams, Purpose
from drumgen.inference.diffusion_settings import DiffusionSettings
from drumgen.inference.sessions import Model

Float64 = NDArray[np.float64]
_LARGEST_JOINED = 4
"""Sounds in a batch up to which guidance doubles it; twice as many as this are a batch of their own already."""


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


def model_denoiser(
    model: Model, settings: DiffusionSettings, conditions: Conditions, previous: Float64 | None = None
) -> Denoiser:
    """Return the denoiser D(x; sigma) of a model under given conditions.

    Parameters
    ----------
    model : Model
        A denoiser model.
    settings : DiffusionSettings
        How to wrap it.
    conditions : Conditions
        One row a sound.
    previous : float64, shape (B, *shape), or None
        The block that each sound goes on from; None: it begins. Models that do not continue are not told.

    Returns
    -------
    callable (x, sigma) -> D
        x and D float64 of shape (B, *shape); sigma a number. The network computes in float32, all else in float64.
    """
    told = conditions.inputs()
    size = len(conditions.class_weights)
    if model.card.continues:
        shape = _latent_shape(model)
        block = np.zeros((size, *shape)) if previous is None else previous
        told["previous"] = block.astype(np.float32)
        told["has_previous"] = np.full((size, 1), previous is not None, dtype=np.float32)

    def network(x: Float64, c_noise: Any) -> Float64:
        level = np.full(x.shape[0], c_noise, dtype=np.float32)
        return model.run({"x": x.astype(np.float32), "c_noise": level, **told})["f"].astype(np.float64)

    return preconditioned(
        network,
        parameterization=settings.parameterization,
        sigma_data=settings.sigma_data,
        label=settings.process.label,
    )


def guided_denoiser(
    model: Model, settings: DiffusionSettings, conditions: Conditions, scale: float, previous: Float64 | None = None
) -> Denoiser:
    """Return the denoiser of a model under classifier-free guidance.

    Guidance strengthens the wishes; what a block goes on from is no wish and stays in the null denoiser. Small batches
    go through the network with and without their wishes at once: reading the weights is most of the work there.

    Parameters
    ----------
    model, settings, conditions, previous
        As in `model_denoiser`.
    scale : float
        As in `drumgen.diffusion.guidance.guided`.
    """
    size = len(conditions.class_weights)
    if scale in (0.0, 1.0) or size > _LARGEST_JOINED:
        conditional = model_denoiser(model, settings, conditions, previous)
        return guided(conditional, model_denoiser(model, settings, conditions.null(), previous), scale)
    before = None if previous is None else np.concatenate([previous, previous])
    both = model_denoiser(model, settings, conditions.joined(conditions.null()), before)

    def denoise(x: Float64, sigma: Any) -> Float64:
        guesses: Float64 = both(np.concatenate([x, x]), sigma)
        wished, null = guesses[:size], guesses[size:]
        return null + scale * (wished - null)

    return denoise


def sample_latents(
    model: Model,
    plan: SamplingPlan,
    conditions: Conditions,
    seeds: Sequence[int],
    *,
    blocks: int = 1,
    callback: StepCallback | None = None,
) -> list[Float64]:
    """Sample one batch of latents, block after block.

    Every block after the first is told its predecessor. A sound's random numbers run on from block to block, so that
    its first block is the same however many follow.

    Parameters
    ----------
    model : Model
        A denoiser model.
    plan : SamplingPlan
        Steps, guidance and the rest.
    conditions : Conditions
        One row a sound.
    seeds : sequence of int, length B
        One a sound.
    blocks : int
        How many blocks each sound has; more than one needs a continuing model.
    callback : callable or None
        Called as (steps done, steps) after each step of each block; may raise `Cancelled`.

    Returns
    -------
    list of float64, shape (B, *shape)
        One array a block.
    """
    settings, shape = plan.settings, _latent_shape(model)
    sigmas = settings.sigmas(plan.steps)
    start = NormalStreams(seeds, Purpose.LATENTS)
    churn = NormalStreams(seeds, Purpose.CHURN)
    done: list[Float64] = []
    for _ in range(blocks):
        previous = done[-1] if done else None
        denoiser = guided_denoiser(model, settings, conditions, plan.guidance, previous)
        if settings.clip is not None:
            denoiser = clipped(denoiser, *settings.clip)
        x = settings.start_mean + sigmas[0] * start.draw(shape)
        done.append(sample(settings.sampler, denoiser, x, sigmas, noise=lambda: churn.draw(shape), callback=callback))
    return done


def _latent_shape(model: Model) -> tuple[int, ...]:
    return tuple(int(size) for size in model.card.inputs["x"][1:])
