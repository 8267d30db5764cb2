"""Second-order Heun steps in sigma (Karras et al. 2022, Algorithm 2; seed 002)."""

from math import sqrt

from drumgen.diffusion.samplers.stepping import checked_levels, report
from drumgen.diffusion.types import Array, Denoiser, Noise, Sigmas, StepCallback


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
    levels, steps = checked_levels(sigmas)
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
        report(callback, i + 1, steps)
    return x
