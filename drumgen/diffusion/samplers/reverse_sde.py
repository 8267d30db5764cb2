"""The reverse stochastic differential equation, solved by Euler-Maruyama (Song et al. 2021; seed 002 eq. 8 and 18)."""

from math import log1p, sqrt

from drumgen.diffusion.processes import VpSdeProcess
from drumgen.diffusion.samplers.stepping import checked_levels, report
from drumgen.diffusion.types import Array, Denoiser, Noise, Sigmas, StepCallback


def euler_maruyama(
    denoiser: Denoiser,
    x: Array,
    sigmas: Sigmas,
    *,
    callback: StepCallback | None = None,
    noise: Noise | None = None,
    process: VpSdeProcess | None = None,
) -> Array:
    """Sample with Euler-Maruyama steps of the reverse variance-preserving SDE.

    In the SDE's own coordinates z = gamma x, with gamma = 1 / sqrt(1 + sigma**2) and the noise's variance
    gamma**2 sigma**2, a step is

    z_next = z + h/2 (z + 2 score) + sqrt(h) noise,  score = (gamma D(x; sigma) - z) / (gamma sigma)**2,

    which is seed 002 eq. 18, where h = beta(t) times the length of the step in time. (Time falls, so that equation's
    minus sign and its negative step in time make the plus here; under the root stands the step's length.) With
    `process`, h is just that. Without, the SDE runs on the clock B = ln(1 + sigma**2), the integral of beta, on which
    beta is 1 whatever the process was: h is then the difference of B, and any schedule of levels will do.

    A last step to 0 gives D, since eq. 18 would leave the noise of its last step in the sound.

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
    process : VpSdeProcess or None
        Whose beta(t) and time to step in.

    Returns
    -------
    array, shape (B, ...)

    Raises
    ------
    ValueError
        If `noise` is None.
    """
    if noise is None:
        raise ValueError("euler_maruyama needs a noise source")
    levels, steps = checked_levels(sigmas)
    for i in range(steps):
        sigma, sigma_next = levels[i], levels[i + 1]
        D_x = denoiser(x, sigma)
        if sigma_next > 0.0:
            h = _step_length(sigma, sigma_next, process)
            gamma, gamma_next = _scale(sigma), _scale(sigma_next)
            z = gamma * x
            score = (gamma * D_x - z) / (gamma * sigma) ** 2
            x = (z + 0.5 * h * (z + 2.0 * score) + sqrt(h) * noise()) / gamma_next
        else:
            x = D_x
        report(callback, i + 1, steps)
    return x


def _step_length(sigma: float, sigma_next: float, process: VpSdeProcess | None) -> float:
    """Return beta(t) dt of the step from one level to the next."""
    if process is None:
        return log1p(sigma**2) - log1p(sigma_next**2)
    time = process.time(sigma)
    return float(process.beta(time) * (time - process.time(sigma_next)))


def _scale(sigma: float) -> float:
    return 1.0 / sqrt(1.0 + sigma**2)
