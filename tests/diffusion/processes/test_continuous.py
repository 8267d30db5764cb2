"""The continuous processes and EDM's against their formulas."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.processes import ContinuousCosineProcess, DdpmProcess, EdmProcess, VpSdeProcess

BETAS = st.tuples(st.floats(0.01, 1.0), st.floats(1.0, 20.0))


@given(st.floats(0.0, 0.99))
def test_alpha_of_the_continuous_cosine_is_a_cosine(time):
    process = ContinuousCosineProcess()
    assert process.scale(time) == np.cos(0.5 * np.pi * time)
    assert 1.0 / np.sqrt(1.0 + process.sigma(time) ** 2) == pytest.approx(np.cos(0.5 * np.pi * time))
    assert process.label(process.sigma(time)) == pytest.approx(1000.0 * time)


@given(st.integers(1, 64), st.floats(2.0, 500.0))
def test_every_other_cosine_level_is_a_level_of_half_as_many_steps(steps, sigma_max):
    process = ContinuousCosineProcess(sigma_max=sigma_max)
    np.testing.assert_allclose(process.sigmas(2 * steps)[::2], process.sigmas(steps), rtol=1e-9)
    times = process.time(process.sigmas(steps))
    np.testing.assert_allclose(times, np.linspace(process.time(sigma_max), 0.0, steps + 1), atol=1e-12)


@given(BETAS, st.floats(0.0, 1.0))
def test_the_vp_sde_is_equation_10_of_seed_002(betas, time):
    process = VpSdeProcess(*betas)
    grid = np.linspace(0.0, time, 2_001)
    integral = np.trapezoid(process.beta(grid), grid)
    gamma, variance = np.exp(-0.5 * integral), -np.expm1(-integral)
    assert process.scale(time) == pytest.approx(gamma)
    assert (process.scale(time) * process.sigma(time)) ** 2 == pytest.approx(variance)
    assert process.label(process.sigma(time)) == pytest.approx(1000.0 * time, rel=1e-6, abs=1e-6)


def test_the_vp_sde_has_the_moments_of_its_simulated_equation():
    # Seed 002 eq. 5 by small steps, 20,000 paths from one data value.
    process, rng = VpSdeProcess(), np.random.default_rng(0)
    x, dt = np.full(20_000, 1.5), 1.0 / 2_000
    for i in range(1_000):
        rate = process.beta((i + 0.5) * dt)
        x = x - 0.5 * rate * x * dt + np.sqrt(rate * dt) * rng.standard_normal(x.shape)
        if i % 250 == 249:
            time = (i + 1) * dt
            deviation = process.scale(time) * process.sigma(time)
            assert x.mean() == pytest.approx(process.scale(time) * 1.5, abs=5.0 * deviation / np.sqrt(20_000) + 2e-3)
            assert x.std() == pytest.approx(deviation, rel=0.02)


def test_ddpms_chain_is_the_vp_sde_in_small_steps():
    # beta_t = beta(t) / T: DDPM's 1e-4 to 0.02 over 1000 steps are the SDE's 0.1 to 20 (Song et al. 2021, app. B).
    times = np.linspace(0.05, 1.0, 20)
    chain, sde = DdpmProcess().sigma(1000.0 * times - 1.0), VpSdeProcess().sigma(times)
    np.testing.assert_allclose(chain, sde, rtol=0.06)


def test_continuous_times_are_drawn_evenly():
    cosine, sde = ContinuousCosineProcess(), VpSdeProcess(time_min=0.2)
    for process, low, high in ((cosine, cosine.time(0.002), cosine.time(80.0)), (sde, 0.2, 1.0)):
        times = np.sort(process.time(process.draw(np.random.default_rng(0), 10_000)))
        assert times[0] >= low - 1e-9
        assert times[-1] <= high + 1e-9
        # Kolmogorov-Smirnov: above 1.95 / sqrt(n) once in a thousand draws.
        assert np.abs((times - low) / (high - low) - np.linspace(0.0, 1.0, 10_000)).max() < 0.0195


def test_edm_draws_log_normally():
    logs = np.log(EdmProcess(p_mean=-0.4, p_std=1.4).draw(np.random.default_rng(0), 40_000))
    assert logs.mean() == pytest.approx(-0.4, abs=5.0 * 1.4 / 200.0)
    assert logs.std() == pytest.approx(1.4, rel=0.02)
    assert ((logs + 0.4) ** 3).mean() == pytest.approx(0.0, abs=5.0 * 1.4**3 * np.sqrt(15.0) / 200.0)


@given(st.floats(1e-3, 1e3))
def test_edm_is_its_own_time(sigma):
    process = EdmProcess()
    assert (process.sigma(sigma), process.time(sigma), process.scale(sigma)) == (sigma, sigma, 1.0)
    assert process.label(sigma) == pytest.approx(np.log(sigma) / 4.0)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: ContinuousCosineProcess(sigma_min=0.0), "sigma_min must lie between"),
        (lambda: ContinuousCosineProcess(sigma_max=float("inf")), "sigma_min must lie between"),
        (lambda: VpSdeProcess(beta_min=0.0), "betas must be positive and rise"),
        (lambda: VpSdeProcess(beta_min=5.0, beta_max=1.0), "betas must be positive and rise"),
        (lambda: VpSdeProcess(time_min=1.0), "time_min must lie between 0 and 1"),
        (lambda: EdmProcess(sigma_min=3.0, sigma_max=2.0), "sigma_min must lie between"),
        (lambda: EdmProcess(rho=0.0), "rho must be positive"),
        (lambda: EdmProcess(p_std=0.0), "p_std must be positive"),
    ],
)
def test_parameters_out_of_range_are_named(build, message):
    with pytest.raises(ValueError, match=message):
        build()
