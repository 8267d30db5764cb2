"""Sampling that starts from existing data: partly noised, partly held, or between two of them."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.diffusion.types import Array, Denoiser, Noise, Sampler, Sigmas, StepCallback

Float64 = NDArray[np.float64]

_KNEE = 0.15
"""Noise level, in units of sigma_data, up to which data change in proportion to the noise and above which with its
logarithm; measured on the drum model's latents (docs/editing.md)."""


def strength_sigma(strength: float, *, sigma_max: float, sigma_data: float) -> float:
    """Return the noise level that makes a variation of some strength: 0 at 0, sigma_max at 1.

    The change of denoised data grows first in proportion to sigma, then with its logarithm. sinh is the inverse of
    that, so that the change grows about evenly with the strength.
    """
    knee = _KNEE * sigma_data
    return knee * math.sinh(strength * math.asinh(sigma_max / knee))


def levels_below(sigmas: Sigmas, sigma: float) -> Sigmas:
    """Return the part of a schedule that leads from `sigma` (above 0) down to the schedule's end."""
    return np.concatenate([[sigma], sigmas[sigmas < 0.999 * sigma]])


def noised(denoiser: Denoiser, x: Array, sigmas: Sigmas) -> Array:
    """Return data carried up to a noise level without random numbers, against the probability flow (Heun steps).

    Parameters
    ----------
    denoiser : callable (x, sigma) -> D
    x : array, shape (B, ...)
        Clean data; those are taken to be at the lowest level.
    sigmas : float64, shape (steps + 1,)
        A sampling schedule, falling to 0; the way goes from its lowest level above 0 to its first.

    Returns
    -------
    array, shape (B, ...)
        What a deterministic sampler carries down the schedule to the data, up to the error of the steps.
    """
    levels = [float(sigma) for sigma in reversed(sigmas) if sigma > 0.0]
    for sigma, sigma_next in pairwise(levels):
        slope = (x - denoiser(x, sigma)) / sigma
        ahead = x + (sigma_next - sigma) * slope
        slope_next = (ahead - denoiser(ahead, sigma_next)) / sigma_next
        x = x + (sigma_next - sigma) * 0.5 * (slope + slope_next)
    return x


def slerp(first: Float64, second: Float64, amount: float) -> Float64:
    """Return numpy arrays of shape (B, ...) between two others, on the arc between their directions.

    White noise stays white noise of the same strength on this way, where the straight line would weaken it by up to
    3 dB. The length goes evenly from the one to the other. Arrays that are (nearly) parallel are joined by a line.
    """
    axes = tuple(range(1, first.ndim))
    length_1, length_2 = _norm(first, axes), _norm(second, axes)
    cosine = ((first * second).sum(axes, keepdims=True) / (length_1 * length_2 + 1e-30)).clip(-1.0, 1.0)
    angle = np.arccos(cosine)
    share_1, share_2 = 1.0 - amount, amount
    sine = np.sin(angle)
    bent = sine > 1e-6
    safe = np.where(bent, sine, 1.0)
    weight_1 = np.where(bent, np.sin(share_1 * angle) / safe, share_1)
    weight_2 = np.where(bent, np.sin(share_2 * angle) / safe, share_2)
    length = share_1 * length_1 + share_2 * length_2
    return np.asarray(length * (weight_1 * first / (length_1 + 1e-30) + weight_2 * second / (length_2 + 1e-30)))


def holding(denoiser: Denoiser, data: Array, known: Array) -> Denoiser:
    """Return the denoiser that knows a part of the data already.

    Parameters
    ----------
    denoiser : callable (x, sigma) -> D
    data : array, shape (B, ...)
        Clean data; it matters only where it is known.
    known : array that broadcasts against data
        1 where the data are known, 0 where they are to be made.

    Returns
    -------
    callable (x, sigma) -> D
        A deterministic sampler that starts at ``data + sigma * noise`` keeps the known part of x on the straight line
        to the data, and ends there exactly.
    """

    def denoise(x: Array, sigma: Any) -> Array:
        return known * data + (1.0 - known) * denoiser(x, sigma)

    return denoise


def repaint(
    step: Sampler | Callable[..., Array],
    denoiser: Denoiser,
    x: Array,
    sigmas: Sigmas,
    *,
    noise: Noise,
    rounds: int,
    between: tuple[float, float],
    callback: StepCallback | None = None,
) -> Array:
    """Sample with steps taken several times, noise put back in between (RePaint, Lugmayr et al. 2022).

    What is made at one level then has time to agree with what is known.

    Parameters
    ----------
    step : callable
        A deterministic sampler.
    denoiser : callable (x, sigma) -> D
        Usually one that is `holding` a part.
    x : array, shape (B, ...)
        data + sigmas[0] * noise.
    sigmas : float64, shape (steps + 1,)
        Falling noise levels.
    noise : callable
        Draws N(0, 1) of x's shape.
    rounds : int
        How often a step is taken; 1 is the sampler alone.
    between : (float, float)
        Lowest and highest noise level of the steps that are taken several times. Steps to level 0 are taken once.
    callback : callable or None
        Called as (steps done, steps) after each level.
    """
    steps = len(sigmas) - 1
    for i in range(steps):
        pair = sigmas[i : i + 2]
        for turn in range(rounds if pair[1] > 0.0 and between[0] <= pair[1] and pair[0] <= between[1] else 1):
            if turn:
                x = x + math.sqrt(pair[0] ** 2 - pair[1] ** 2) * noise()
            x = step(denoiser, x, pair)
        if callback is not None:
            callback(i + 1, steps)
    return x


def _norm(x: Float64, axes: tuple[int, ...]) -> Float64:
    return np.asarray(np.sqrt((x * x).sum(axes, keepdims=True)))
