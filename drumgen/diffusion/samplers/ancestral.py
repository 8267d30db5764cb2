"""DDPM's own chain, backwards (Ho et al. 2020, Algorithm 2; seed 000)."""

from math import sqrt

from drumgen.diffusion.samplers.stepping import checked_levels, report
from drumgen.diffusion.types import Array, Denoiser, Noise, Sigmas, StepCallback


def ddpm_ancestral(
    denoiser: Denoiser,
    x: Array,
    sigmas: Sigmas,
    *,
    callback: StepCallback | None = None,
    noise: Noise | None = None,
) -> Array:
    """Sample by drawing each level from the forward process's posterior, given x and the denoiser's guess of the data.

    The variance-preserving chain, with its scale divided out, only adds noise: from level s to a higher level sigma it
    adds the variance sigma**2 - s**2. So x at s, given x at sigma and the data, is normal with

    mean = data + (s / sigma)**2 (x - data),  variance = s**2 (1 - (s / sigma)**2),

    which is DDPM's posterior q(x_{t-1} | x_t, x_0) (its eq. 6 and 7) between any two levels, neighbours in the chain
    or not. D(x; sigma) stands in for the data. The same numbers come from `ddim` with eta = 1.

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
    noise : callable
        Draws N(0, 1) of x's shape, once a step but for a last one to 0.

    Returns
    -------
    array, shape (B, ...)

    Raises
    ------
    ValueError
        If `noise` is None.
    """
    if noise is None:
        raise ValueError("ddpm_ancestral needs a noise source")
    levels, steps = checked_levels(sigmas)
    for i in range(steps):
        sigma, sigma_next = levels[i], levels[i + 1]
        kept = (sigma_next / sigma) ** 2
        D_x = denoiser(x, sigma)
        x = D_x + kept * (x - D_x)
        if sigma_next > 0.0:
            x = x + sigma_next * sqrt(1.0 - kept) * noise()
        report(callback, i + 1, steps)
    return x
