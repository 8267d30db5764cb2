"""The orders of convergence of the deterministic samplers, measured against the true distribution.

A sampler of order p makes an error of about steps**-p, so halving the steps' length divides it by 2**p. The flow on a
line carries every quantile of the start's distribution to the same quantile of the data's, so the true end of each
point is known, and the largest error is a distance of the two distributions. The runs end above 0: the last step to 0
is a single denoiser call in every sampler and has an error of its own. `pytest -s` shows the figures.
"""

from functools import partial

import numpy as np
import pytest

from drumgen.diffusion.processes import VpSdeProcess
from drumgen.diffusion.samplers import SAMPLERS, STOCHASTIC, heun, probability_flow
from drumgen.diffusion.schedules import cosine_sigmas, edm_sigmas
from tests.support.models.exact_denoisers import (
    gaussian_denoiser,
    gaussian_solution,
    mixture_denoiser,
    mixture_solution,
)

ORDERS = {"ddim": 1, "heun": 2, "dpmpp_2m": 2, "probability_flow": 4}
STEPS = (32, 64, 128, 256, 512)
MIXTURE = ([0.3, 0.7], [-1.0, 0.8], 0.4)
TOLERANCE = 0.15


def uneven_sigmas(steps):
    """Take steps in log sigma that are long and short in turn, for samplers that look back over unequal steps."""
    lengths = np.where(np.arange(steps - 1) % 2, 1.5, 0.5)
    share = np.append(0.0, np.cumsum(lengths) / lengths.sum())
    return 10.0 * (0.05 / 10.0) ** share


SCHEDULES = {
    "uneven": uneven_sigmas,
    "edm": lambda steps: edm_sigmas(steps, sigma_min=0.05, sigma_max=10.0, rho=7.0)[:-1],
    "cosine": lambda steps: cosine_sigmas(steps, sigma_min=0.05, sigma_max=10.0)[:-1],
}


def test_every_deterministic_sampler_has_a_stated_order():
    assert ORDERS.keys() == SAMPLERS.keys() - STOCHASTIC


def measured_order(title, sampler, denoiser, x, schedule, exact, expected):
    errors = [np.abs(sampler(denoiser, x, schedule(steps + 1)) - exact).max() for steps in STEPS]
    orders = np.log2(np.array(errors[:-1]) / np.array(errors[1:]))
    print(f"{title}: errors {', '.join(f'{e:.2e}' for e in errors)}; orders {', '.join(f'{o:.2f}' for o in orders)}")
    # The best estimate is the last one that rounding (about 1e-14 a step) cannot have touched.
    assert orders[np.array(errors[1:]) > 1e-11][-1] == pytest.approx(expected, abs=TOLERANCE)


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("name", ORDERS)
def test_order_on_a_gaussian(name, schedule):
    x = 10.0 * np.linspace(-2.0, 2.0, 9)
    exact = gaussian_solution(x, 10.0, 0.05, 0.7, 0.4)
    title, denoiser = f"{name}, Gaussian, {schedule}", gaussian_denoiser(0.7, 0.4)
    measured_order(title, SAMPLERS[name], denoiser, x, SCHEDULES[schedule], exact, ORDERS[name])


@pytest.mark.parametrize("name", ORDERS)
def test_order_on_a_mixture(name):
    x = 10.0 * np.linspace(-2.0, 2.0, 9)
    exact = mixture_solution(x, 10.0, 0.05, *MIXTURE)
    title, denoiser = f"{name}, mixture, edm", mixture_denoiser(*MIXTURE)
    measured_order(title, SAMPLERS[name], denoiser, x, SCHEDULES["edm"], exact, ORDERS[name])


def test_order_of_the_probability_flow_in_the_time_of_its_process():
    process = VpSdeProcess(time_min=0.02)
    sigmas = process.sigmas(10)
    x = sigmas[0] * np.linspace(-2.0, 2.0, 9)
    exact = mixture_solution(x, sigmas[0], sigmas[-2], *MIXTURE)
    sampler = partial(probability_flow, process=process)
    title, denoiser = "probability_flow, mixture, vp-sde's time", mixture_denoiser(*MIXTURE)
    measured_order(title, sampler, denoiser, x, lambda steps: process.sigmas(steps)[:-1], exact, 4)


def test_the_quantiles_agree_with_a_very_fine_run():
    x = 10.0 * np.linspace(-2.0, 2.0, 9)
    fine = heun(mixture_denoiser(*MIXTURE), x, SCHEDULES["edm"](5_001))
    np.testing.assert_allclose(mixture_solution(x, 10.0, 0.05, *MIXTURE), fine, atol=1e-6)


def test_higher_order_is_more_exact_at_equal_cost():
    x = 10.0 * np.linspace(-2.0, 2.0, 9)
    exact = gaussian_solution(x, 10.0, 0.05, 0.7, 0.4)
    runs = {"ddim": 32, "dpmpp_2m": 32, "heun": 16, "probability_flow": 8}  # 32 denoiser calls each
    errors = {
        name: np.abs(SAMPLERS[name](gaussian_denoiser(0.7, 0.4), x, SCHEDULES["edm"](steps + 1)) - exact).max()
        for name, steps in runs.items()
    }
    assert errors["dpmpp_2m"] < errors["ddim"] / 4
    assert errors["heun"] < errors["ddim"] / 2
    assert errors["probability_flow"] < errors["ddim"] / 4
