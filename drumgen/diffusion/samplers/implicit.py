"""DDIM (Song, Meng & Ermon 2021; the steps of seed 003, Algorithm 1)."""

from math import sqrt

from drumgen.diffusion.samplers.stepping import checked_levels, report
from drumgen.diffusion.types import Array, Denoiser, Noise, Sigmas, StepCallback


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
    levels, steps = checked_levels(sigmas)
    for i in range(steps):
        sigma, sigma_next = levels[i], levels[i + 1]
        D_x = denoiser(x, sigma)
        fresh = min(sigma_next, eta * sigma_next * sqrt(1.0 - (sigma_next / sigma) ** 2))
        kept = sqrt(sigma_next**2 - fresh**2)
        x = D_x + (kept / sigma) * (x - D_x)
        if noise is not None and fresh > 0.0:
            x = x + fresh * noise()
        report(callback, i + 1, steps)
    return x
