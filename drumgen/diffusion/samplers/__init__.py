"""Samplers: plain functions that carry noise down a schedule to a sound.

The deterministic ones solve dx/dsigma = (x - D(x; sigma)) / sigma, the probability flow; the stochastic ones solve a
stochastic equation with the same distribution at every level. The few numbers per step are Python floats (float64);
x stays in the type, precision and place it came in. docs/samplers.md compares them.
"""

from drumgen.diffusion.samplers.ancestral import ddpm_ancestral
from drumgen.diffusion.samplers.dpm_solver import dpmpp_2m
from drumgen.diffusion.samplers.flow import probability_flow
from drumgen.diffusion.samplers.implicit import ddim
from drumgen.diffusion.samplers.karras import heun
from drumgen.diffusion.samplers.reverse_sde import euler_maruyama
from drumgen.diffusion.types import Array, Denoiser, Noise, Sampler, Sigmas, StepCallback, StochasticSampler

_STOCHASTIC: dict[str, StochasticSampler] = {"ddpm_ancestral": ddpm_ancestral, "euler_maruyama": euler_maruyama}

SAMPLERS: dict[str, Sampler] = {
    "heun": heun,
    "ddim": ddim,
    "dpmpp_2m": dpmpp_2m,
    "probability_flow": probability_flow,
    **_STOCHASTIC,
}
"""All samplers by name; those in `STOCHASTIC` must be given `noise`."""

STOCHASTIC: frozenset[str] = frozenset(_STOCHASTIC)
"""The samplers that draw fresh noise at every step."""


def sample(
    name: str,
    denoiser: Denoiser,
    x: Array,
    sigmas: Sigmas,
    *,
    noise: Noise | None = None,
    callback: StepCallback | None = None,
) -> Array:
    """Sample with the sampler of this name, at its default options.

    Parameters
    ----------
    name : str
        A key of `SAMPLERS`.
    denoiser, x, sigmas, callback
        As every sampler takes them.
    noise : callable or None
        Draws N(0, 1) of x's shape; only stochastic samplers draw from it.

    Returns
    -------
    array, shape (B, ...)

    Raises
    ------
    KeyError
        If there is no such sampler.
    ValueError
        If a stochastic sampler gets no noise.
    """
    if name in STOCHASTIC:
        return _STOCHASTIC[name](denoiser, x, sigmas, noise=noise, callback=callback)
    return SAMPLERS[name](denoiser, x, sigmas, callback=callback)


__all__ = [
    "SAMPLERS",
    "STOCHASTIC",
    "ddim",
    "ddpm_ancestral",
    "dpmpp_2m",
    "euler_maruyama",
    "heun",
    "probability_flow",
    "sample",
]
