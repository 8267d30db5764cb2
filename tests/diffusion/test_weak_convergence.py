"""The weak orders of the stochastic samplers: how fast expectations over their results reach the true ones.

Nothing here is drawn at random. Each sampler's step is read off as its mean, as a function of x, and the deviation of
its noise; then expectations follow by quadrature. The start has the true distribution at the highest level, so the
only error is the sampler's. `pytest -s` shows the figures.
"""

from functools import partial

import numpy as np
import pytest

from drumgen.diffusion.processes import VpSdeProcess
from drumgen.diffusion.samplers import SAMPLERS, STOCHASTIC, euler_maruyama
from drumgen.diffusion.schedules import cosine_sigmas, edm_sigmas
from tests.support.models.exact_denoisers import gaussian_denoiser, mixture_denoiser

ORDERS = {"ddpm_ancestral": 1, "euler_maruyama": 1}
STEPS = (32, 64, 128, 256, 512)
TOLERANCE = 0.15
WEIGHTS, MEANS, SPREAD = np.array([0.3, 0.7]), np.array([-1.0, 0.8]), 0.4
PROCESS = VpSdeProcess(time_min=0.02)

SCHEDULES = {
    "edm": lambda steps: edm_sigmas(steps, sigma_min=0.05, sigma_max=10.0, rho=7.0)[:-1],
    "cosine": lambda steps: cosine_sigmas(steps, sigma_min=0.05, sigma_max=10.0)[:-1],
    "vp-sde": lambda steps: PROCESS.sigmas(steps)[:-1],
}
RUNS = {
    **{f"{name}, {schedule}": (SAMPLERS[name], SCHEDULES[schedule]) for name in ORDERS for schedule in SCHEDULES},
    "euler_maruyama in vp-sde's time": (partial(euler_maruyama, process=PROCESS), SCHEDULES["vp-sde"]),
}


def test_every_stochastic_sampler_has_a_stated_order():
    assert ORDERS.keys() == STOCHASTIC


def assert_first_order(title, errors):
    orders = np.log2(np.abs(np.array(errors[:-1]) / np.array(errors[1:])))
    print(f"{title}: errors {', '.join(f'{e:.2e}' for e in errors)}; orders {', '.join(f'{o:.2f}' for o in orders)}")
    assert orders[-1] == pytest.approx(1.0, abs=TOLERANCE)


@pytest.mark.parametrize("run", RUNS)
def test_weak_order_on_a_gaussian(run):
    # With a Gaussian's denoiser, every x on the way is a sum of the mean and of the independent draws so far. Run on
    # the coefficients of that sum, the sampler gives the result's exact variance: the sum of their squares.
    sampler, schedule = RUNS[run]
    errors = []
    for steps in STEPS:
        sigmas = schedule(steps + 1)
        draws = iter(np.eye(steps + 2)[1:])
        start = np.sqrt(SPREAD**2 + sigmas[0] ** 2) * np.eye(steps + 2)[0]
        coefficients = sampler(gaussian_denoiser(0.0, SPREAD), start, sigmas, noise=lambda draws=draws: next(draws))
        errors.append((coefficients**2).sum() - (SPREAD**2 + sigmas[-1] ** 2))
    assert_first_order(f"{run}, variance of a Gaussian", errors)


@pytest.mark.parametrize("run", RUNS)
def test_weak_order_on_a_mixture(run):
    sampler, schedule = RUNS[run]
    truth = true_expectations(schedule(2)[-1])
    errors = np.array([expectations(sampler, schedule(steps + 1)) - truth for steps in STEPS[:4]])
    for k, title in enumerate(("mean", "mean square", "mean cosine of 2 x")):
        assert_first_order(f"{run}, {title} of a mixture", errors[:, k])


def true_expectations(sigma):
    variance = SPREAD**2 + sigma**2
    return np.array(
        [
            WEIGHTS @ MEANS,
            WEIGHTS @ (MEANS**2 + variance),
            WEIGHTS @ np.cos(2.0 * MEANS) * np.exp(-2.0 * variance),
        ]
    )


def expectations(sampler, sigmas):
    """Return the means of x, x**2 and cos(2 x) over a sampler's results, from a start of the true distribution."""
    denoiser = mixture_denoiser(WEIGHTS, MEANS, SPREAD)
    nodes, shares = np.polynomial.hermite_e.hermegauss(7)
    shares = shares / shares.sum()
    grid = points(sigmas[-1])
    values = np.stack([grid, grid**2, np.cos(2.0 * grid)])
    for sigma, sigma_next in zip(sigmas[-2::-1], sigmas[:0:-1], strict=True):
        # From the expectation given x at sigma_next to the one given x at sigma.
        x = points(sigma)
        step = partial(sampler, denoiser, x, np.array([sigma, sigma_next]))
        mean = step(noise=lambda: 0.0)
        deviation = (step(noise=lambda: 1.0) - mean)[0]
        reached = mean + deviation * nodes[:, None]
        values = np.stack([shares @ value for value in interpolated(reached, grid, values)])
        grid = x
    variance = SPREAD**2 + sigmas[0] ** 2
    density = np.exp(-((grid[:, None] - MEANS) ** 2) / (2.0 * variance)) @ WEIGHTS
    return values @ density / density.sum()


def points(sigma):
    return np.linspace(-9.0, 9.0, 501) * np.sqrt(1.0 + sigma**2)


def interpolated(x, grid, values):
    """Return the values at x, by cubics through the four nearest points of an even grid; constant beyond its ends."""
    place = np.clip((x - grid[0]) / (grid[1] - grid[0]), 0.0, len(grid) - 1.0)
    first = np.clip(place.astype(int) - 1, 0, len(grid) - 4)
    t = place - first
    weights = (
        -(t - 1.0) * (t - 2.0) * (t - 3.0) / 6.0,
        t * (t - 2.0) * (t - 3.0) / 2.0,
        -t * (t - 1.0) * (t - 3.0) / 2.0,
        t * (t - 1.0) * (t - 2.0) / 6.0,
    )
    return sum(weight * values[:, first + k] for k, weight in enumerate(weights))
