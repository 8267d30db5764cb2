"""Samplers: plain functions that carry noise down a schedule to a sound.

All solve dx/dsigma = (x - D(x; sigma)) / sigma. The few numbers per step are Python floats (float64); x stays in the
type, precision and place it came in.
"""

from itertools import pairwise
from math import log, sqrt

from drumgen.diffusion.types import Array, Denoiser, Noise, Sampler, Sigmas, StepCallback


def heun(
    denoiser: Denoiser,
    x: Array,
    sigmas: Sigmas,
    *,
    callback: StepCallback | None = None,
    s_churn: float = 0.0,
    s_min: float = 0.0,
    s_max: float = float("inf"),
    s_noise: float = 1.0,
    noise: Noise | None = None,
) -> Array:
    """Sample with EDM's second-order Heun steps, optionally with fresh noise before each step.

    Parameters
    ----------
    denoiser : callable (x, sigma) -> D
        Called twice a step, once in the last step when that goes to 0.
    x : array, shape (B, ...)
        Start: noise of standard deviation sigmas[0] (plus data, when a sound is varied).
    sigmas : float64, shape (steps + 1,)
        Falling noise levels.
    callback : callable or None
        Called as (steps done, steps) after each step; may raise `Cancelled`.
    s_churn : float
        How much noise to add over all steps; 0 is the deterministic sampler.
    s_min, s_max : float
        Noise is added only at levels in this range.
    s_noise : float
        Standard deviation of the added noise.
    noise : callable or None
        Draws N(0, 1) of x's shape; needed when s_churn is above 0.

    Returns
    -------
    array, shape (B, ...)

    Raises
    ------
    ValueError
        If s_churn asks for noise and `noise` is None.
    """
    if s_churn > 0.0 and noise is None:
        raise ValueError("s_churn above 0 needs a noise source")
    levels, steps = _levels(sigmas)
    for i in range(steps):
        sigma, sigma_next = levels[i], levels[i + 1]
        if noise is not None and s_churn > 0.0 and s_min <= sigma <= s_max:
            sigma_hat = sigma * (1.0 + min(s_churn / steps, sqrt(2.0) - 1.0))
            x = x + sqrt(sigma_hat**2 - sigma**2) * s_noise * noise()
            sigma = sigma_hat
        slope = (x - denoiser(x, sigma)) / sigma
        x_next = x + (sigma_next - sigma) * slope
        if sigma_next > 0.0:
            slope_next = (x_next - denoiser(x_next, sigma_next)) / sigma_next
            x_next = x + (sigma_next - sigma) * (0.5 * slope + 0.5 * slope_next)
        x = x_next
        _report(callback, i + 1, steps)
    return x


def ddim(
    denoiser: Denoiser,
    x: Array,
    sigmas: Sigmas,
    *,
    callback: StepCallback | None = None,
    eta: float = 0.0,
    noise: Noise | None = None,
) -> Array:
    """Sample with DDIM: Euler steps in sigma, with a share of fresh noise when eta is above 0.

    Parameters
    ----------
    denoiser : callable (x, sigma) -> D
        Called once a step.
    x : array, shape (B, ...)
        Start: noise of standard deviation sigmas[0].
    sigmas : float64, shape (steps + 1,)
        Falling noise levels.
    callback : callable or None
        Called as (steps done, steps) after each step; may raise `Cancelled`.
    eta : float
        0 is deterministic, 1 replaces as much noise as DDPM's own chain does.
    noise : callable or None
        Draws N(0, 1) of x's shape; needed when eta is above 0.

    Returns
    -------
    array, shape (B, ...)

    Raises
    ------
    ValueError
        If eta asks for noise and `noise` is None.
    """
    if eta > 0.0 and noise is None:
        raise ValueError("eta above 0 needs a noise source")
    levels, steps = _levels(sigmas)
    for i in range(steps):
        sigma, sigma_next = levels[i], levels[i + 1]
        D_x = denoiser(x, sigma)
        fresh = min(sigma_next, eta * sigma_next * sqrt(1.0 - (sigma_next / sigma) ** 2))
        kept = sqrt(sigma_next**2 - fresh**2)
        x = D_x + (kept / sigma) * (x - D_x)
        if noise is not None and fresh > 0.0:
            x = x + fresh * noise()
        _report(callback, i + 1, steps)
    return x


def dpmpp_2m(
    denoiser: Denoiser,
    x: Array,
    sigmas: Sigmas,
    *,
    callback: StepCallback | None = None,
) -> Array:
    """Sample with DPM-Solver++ (2M): second order from one denoiser call a step, by looking back at the last D.

    With ratio = sigma_next / sigma, the exact solution over a step is ratio * x + (1 - ratio) * mean of D in
    log sigma; D is extended linearly from its last two values. The first step, and a last one to 0, take D itself.

    Parameters
    ----------
    denoiser : callable (x, sigma) -> D
        Called once a step.
    x : array, shape (B, ...)
        Start: noise of standard deviation sigmas[0].
    sigmas : float64, shape (steps + 1,)
        Falling noise levels.
    callback : callable or None
        Called as (steps done, steps) after each step; may raise `Cancelled`.

    Returns
    -------
    array, shape (B, ...)
    """
    levels, steps = _levels(sigmas)
    D_last: Array = None
    for i in range(steps):
        sigma, sigma_next = levels[i], levels[i + 1]
        D_x = denoiser(x, sigma)
        ahead = D_x
        if i > 0 and sigma_next > 0.0:
            ahead = D_x + _half_step_ratio(levels[i - 1], sigma, sigma_next) * (D_x - D_last)
        ratio = sigma_next / sigma
        x = ratio * x + (1.0 - ratio) * ahead
        D_last = D_x
        _report(callback, i + 1, steps)
    return x


SAMPLERS: dict[str, Sampler] = {"heun": heun, "ddim": ddim, "dpmpp_2m": dpmpp_2m}


def _half_step_ratio(sigma_last: float, sigma: float, sigma_next: float) -> float:
    """Return half of this step's length over the last one's, both in log sigma."""
    return 0.5 * log(sigma / sigma_next) / log(sigma_last / sigma)


def _levels(sigmas: Sigmas) -> tuple[list[float], int]:
    """Return the noise levels as floats, checked, and the number of steps."""
    levels = [float(sigma) for sigma in sigmas]
    if len(levels) < 2:
        raise ValueError("a schedule needs at least two noise levels")
    falling = all(high > low for high, low in pairwise(levels))
    if not falling or levels[-1] < 0.0:
        raise ValueError("the noise levels of a schedule must fall strictly and end at 0 or above")
    return levels, len(levels) - 1


def _report(callback: StepCallback | None, done: int, steps: int) -> None:
    if callback is not None:
        callback(done, steps)
