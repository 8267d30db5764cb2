"""The orders of convergence that the samplers claim, measured on an exact denoiser.

A sampler of order p makes an error of about steps**-p, so halving the steps' length divides it by 2**p. The runs end
above 0: the last step to 0 is a single denoiser call in every sampler and has an error of its own.
"""

import numpy as np
import pytest

from drumgen.diffusion.samplers import SAMPLERS, heun
from drumgen.diffusion.schedules import cosine_sigmas, edm_sigmas
from tests.support.exact_denoisers import gaussian_denoiser, gaussian_solution, mixture_denoiser

ORDERS = {"ddim": 1, "heun": 2, "dpmpp_2m": 2}
STEPS = (32, 64, 128, 256, 512)


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


def test_every_sampler_has_a_stated_order():
    assert ORDERS.keys() == SAMPLERS.keys()


def measured_order(title, sampler, denoiser, x, schedule, exact):
    errors = [np.abs(sampler(denoiser, x, schedule(steps + 1)) - exact).max() for steps in STEPS]
    orders = np.log2(np.array(errors[:-1]) / np.array(errors[1:]))
    print(f"{title}: errors {', '.join(f'{e:.2e}' for e in errors)}; orders {', '.join(f'{o:.2f}' for o in orders)}")
    return orders[-1]


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("name", ORDERS)
def test_order_on_a_gaussian(name, schedule):
    x = 10.0 * np.linspace(-2.0, 2.0, 9)
    exact = gaussian_solution(x, 10.0, 0.05, 0.7, 0.4)
    order = measured_order(
        f"{name}, Gaussian, {schedule}", SAMPLERS[name], gaussian_denoiser(0.7, 0.4), x, SCHEDULES[schedule], exact
    )
    assert order == pytest.approx(ORDERS[name], abs=0.15)


@pytest.mark.parametrize("name", ORDERS)
def test_order_on_a_mixture(name):
    denoiser = mixture_denoiser([0.3, 0.7], [-1.0, 0.8], 0.4)
    x = 10.0 * np.linspace(-2.0, 2.0, 9)
    exact = heun(denoiser, x, SCHEDULES["edm"](20_001))
    order = measured_order(f"{name}, mixture, edm", SAMPLERS[name], denoiser, x, SCHEDULES["edm"], exact)
    assert order == pytest.approx(ORDERS[name], abs=0.15)


def test_second_order_is_more_exact_at_equal_cost():
    x = 10.0 * np.linspace(-2.0, 2.0, 9)
    exact = gaussian_solution(x, 10.0, 0.05, 0.7, 0.4)
    runs = {"ddim": 32, "dpmpp_2m": 32, "heun": 16}  # 32 denoiser calls each
    errors = {
        name: np.abs(SAMPLERS[name](gaussian_denoiser(0.7, 0.4), x, SCHEDULES["edm"](steps + 1)) - exact).max()
        for name, steps in runs.items()
    }
    assert errors["dpmpp_2m"] < errors["ddim"] / 4
    assert errors["heun"] < errors["ddim"] / 2
