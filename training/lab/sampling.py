"""Examples from a torch network, by the samplers, noise levels and random streams of the app."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from drumgen.diffusion.clipping import clipped
from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import preconditioned
from drumgen.diffusion.processes import Process
from drumgen.diffusion.samplers import sample
from drumgen.diffusion.types import Denoiser
from drumgen.engine.seeds import NormalStreams, Purpose
from training.lab.conditions import Conditions
from training.lab.settings import LabRecipe

Float64 = NDArray[np.float64]


def process_of(recipe: LabRecipe) -> Process:
    """Return the recipe's process."""
    process: Process = recipe.process.settings
    return process


def clip_of(recipe: LabRecipe) -> tuple[float, float] | None:
    """Return the range that the denoiser's guesses are clipped to; None: they are not."""
    values = recipe.representation.settings
    return (float(values.low), float(values.high)) if recipe.sampling.clip else None


def torch_denoiser(network: nn.Module, recipe: LabRecipe, conditions: Conditions) -> Denoiser:
    """Return D(x; sigma) of a torch network on float64 numpy arrays, as the app's samplers want it."""
    spec: Any = network.spec
    device = next(network.parameters()).device
    told = [torch.from_numpy(array).to(device) for array in conditions.arrays(spec)]

    @torch.no_grad()
    def f(x: Float64, c_noise: Any) -> Float64:
        level = torch.full((len(x),), float(c_noise), device=device)
        out = network(torch.from_numpy(x.astype(np.float32)).to(device), level, *told)
        return np.asarray(out.double().cpu().numpy(), dtype=np.float64)

    return preconditioned(
        f,
        parameterization=recipe.loss.parameterization,
        sigma_data=recipe.loss.sigma_data,
        label=process_of(recipe).label,
    )


def guided_denoiser(network: nn.Module, recipe: LabRecipe, conditions: Conditions, scale: float) -> Denoiser:
    """Return the denoiser under guidance of the given scale, clipped if the recipe says so."""
    denoiser = torch_denoiser(network, recipe, conditions)
    if scale != 1.0:
        denoiser = guided(denoiser, torch_denoiser(network, recipe, conditions.null()), scale)
    clip = clip_of(recipe)
    return denoiser if clip is None else clipped(denoiser, *clip)


class Streams:
    """The random numbers of a batch, one seed each: they run on from block to block, as the generator's do.

    Parameters
    ----------
    seeds : sequence of int
    """

    def __init__(self, seeds: Sequence[int]) -> None:
        self.start, self.fresh = NormalStreams(seeds, Purpose.LATENTS), NormalStreams(seeds, Purpose.CHURN)


def sample_values(
    network: nn.Module,
    recipe: LabRecipe,
    conditions: Conditions,
    seeds: Sequence[int] | Streams,
    *,
    steps: int | None = None,
    guidance: float | None = None,
    sampler: str | None = None,
) -> Float64:
    """Sample one batch of examples (B, *shape), one seed each; None takes the recipe's setting."""
    process, settings = process_of(recipe), recipe.sampling
    sigmas = np.array(settings.levels) if settings.levels else process.sigmas(steps or settings.steps)
    shape: tuple[int, ...] = tuple(network.shape)  # type: ignore[arg-type]
    scale = settings.guidance if guidance is None else guidance
    streams = seeds if isinstance(seeds, Streams) else Streams(seeds)
    values: Float64 = sample(
        settings.sampler if sampler is None else sampler,
        guided_denoiser(network, recipe, conditions, scale),
        settings.start_mean + sigmas[0] * streams.start.draw(shape),
        sigmas,
        noise=lambda: streams.fresh.draw(shape),
    )
    return values


def sample_blocks(
    network: nn.Module, recipe: LabRecipe, conditions: Conditions, seeds: Sequence[int], blocks: int
) -> list[Float64]:
    """Sample consecutive blocks, each told the one before it (seed 002, section III.E)."""
    out: list[Float64] = []
    streams = Streams(seeds)
    for _ in range(blocks):
        told = conditions.after(out[-1].astype(np.float32)) if out else conditions
        out.append(sample_values(network, recipe, told, streams))
    return out
