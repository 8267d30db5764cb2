"""The probability-flow ODE, solved by the classical Runge-Kutta method (Song et al. 2021; seed 002 eq. 19 and 20)."""

from collections.abc import Callable

from drumgen.diffusion.processes import VpSdeProcess
from drumgen.diffusion.samplers.stepping import checked_levels, report
from drumgen.diffusion.types import Array, Denoiser, Sigmas, StepCallback

Slope = Callable[[Array, float], Array]


def probability_flow(
    denoiser: Denoiser,
    x: Array,
    sigmas: Sigmas,
    *,
    callback: StepCallback | None = None,
    process: VpSdeProcess | None = None,
) -> Array:
    """Sample with fourth-order Runge-Kutta steps along the probability flow.

    Without `process` the flow is written as seed 002 eq. 20 with s = 1 and sigma(t) = t:
    dx/dsigma = (x - D(x; sigma)) / sigma. With it, as eq. 19 of the variance-preserving SDE in its own time and
    coordinates z = gamma x: dz/dt = -beta(t)/2 (z + score). Both follow the same curves and differ in where a step
    has its middle; the first bears few, long steps better, because the curves bend less in sigma.

    A last step to 0 gives D, since neither slope can be computed there.

    Parameters
    ----------
    denoiser : callable (x, sigma) -> D
        Called four times a step, once in a last step to 0; between the levels of the schedule too.
    x : array, shape (B, ...)
        Start: noise of standard deviation sigmas[0].
    sigmas : float64, shape (steps + 1,)
        Falling noise levels.
    callback : callable or None
        Called as (steps done, steps) after each step; may raise `Cancelled`.
    process : VpSdeProcess or None
        In whose time and coordinates to step.

    Returns
    -------
    array, shape (B, ...)
    """
    levels, steps = checked_levels(sigmas)
    for i in range(steps):
        sigma, sigma_next = levels[i], levels[i + 1]
        if sigma_next == 0.0:
            x = denoiser(x, sigma)
        elif process is None:
            x = _runge_kutta(_slope_in_sigma(denoiser), x, sigma, sigma_next)
        else:
            time, time_next = process.time(sigma), process.time(sigma_next)
            z = _runge_kutta(_slope_in_time(denoiser, process), process.scale(time) * x, time, time_next)
            x = z / process.scale(time_next)
        report(callback, i + 1, steps)
    return x


def _slope_in_sigma(denoiser: Denoiser) -> Slope:
    return lambda x, sigma: (x - denoiser(x, sigma)) / sigma


def _slope_in_time(denoiser: Denoiser, process: VpSdeProcess) -> Slope:
    def slope(z: Array, time: float) -> Array:
        gamma, sigma = process.scale(time), process.sigma(time)
        score = (gamma * denoiser(z / gamma, sigma) - z) / (gamma * sigma) ** 2
        return -0.5 * process.beta(time) * (z + score)

    return slope


def _runge_kutta(slope: Slope, x: Array, start: float, end: float) -> Array:
    """Return x at `end`, one step of the classical fourth-order method away from `start`."""
    length = end - start
    middle = start + 0.5 * length
    first = slope(x, start)
    second = slope(x + 0.5 * length * first, middle)
    third = slope(x + 0.5 * length * second, middle)
    fourth = slope(x + length * third, end)
    return x + (length / 6.0) * (first + 2.0 * second + 2.0 * third + fourth)
