"""DPM-Solver++ (Lu et al. 2022)."""

from math import log

from drumgen.diffusion.samplers.stepping import checked_levels, report
from drumgen.diffusion.types import Array, Denoiser, Sigmas, StepCallback


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
    levels, steps = checked_levels(sigmas)
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
        report(callback, i + 1, steps)
    return x


def _half_step_ratio(sigma_last: float, sigma: float, sigma_next: float) -> float:
    """Return half of this step's length over the last one's, both in log sigma."""
    return 0.5 * log(sigma / sigma_next) / log(sigma_last / sigma)
