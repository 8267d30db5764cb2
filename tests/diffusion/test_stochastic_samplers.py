"""Samplers that draw fresh noise: how much they draw, and that they say what their papers say."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.processes import CosineProcess, DdpmProcess, VpSdeProcess
from drumgen.diffusion.samplers import ddim, ddpm_ancestral, euler_maruyama, heun
from drumgen.diffusion.schedules import edm_sigmas
from tests.support.models.exact_denoisers import gaussian_denoiser, mixture_denoiser

MEAN, SPREAD = 0.7, 0.4


def start(sigmas, shape=(64,), seed=0):
    return sigmas[0] * np.random.default_rng(seed).standard_normal(shape)


def draws(x, seed=1):
    rng = np.random.default_rng(seed)
    return lambda: rng.standard_normal(x.shape)


@pytest.mark.parametrize(
    "stochastic",
    [
        ddpm_ancestral,
        lambda *run, noise: ddim(*run, eta=1.0, noise=noise),
        lambda *run, noise: ddim(*run, eta=0.5, noise=noise),
        lambda *run, noise: heun(*run, s_churn=20.0, noise=noise),
        lambda *run, noise: heun(*run, s_churn=20.0, s_min=0.05, s_max=5.0, noise=noise),
    ],
    ids=["ddpm ancestral", "ddim eta 1", "ddim eta 0.5", "heun churn", "heun churn in a range"],
)
def test_fresh_noise_keeps_the_noise_level_at_every_step(stochastic):
    # With one possible sound, x is that sound plus noise whose level must follow the schedule.
    rng = np.random.default_rng(3)
    sigmas = edm_sigmas(12, sigma_min=0.01, sigma_max=20.0)
    x = start(sigmas, (40_000,))
    for i in range(1, 12):
        sampled = stochastic(lambda x, sigma: 0.0 * x, x, sigmas[: i + 1], noise=lambda: rng.standard_normal(x.shape))
        assert sampled.std() == pytest.approx(sigmas[i], rel=0.02)
    moved = sampled / sigmas[11] - x / sigmas[0]
    assert np.abs(moved).mean() > 0.1


@pytest.mark.parametrize(("s_churn", "raise_by"), [(0.0, 0.0), (1.2, 0.1), (1000.0, np.sqrt(2.0) - 1.0)])
def test_churn_raises_the_noise_level_by_its_share_within_its_range(s_churn, raise_by):
    sigmas = edm_sigmas(12, sigma_min=0.01, sigma_max=20.0)
    seen = []

    def denoiser(x, sigma):
        seen.append(sigma)
        return 0.0 * x

    x = start(sigmas)
    heun(denoiser, x, sigmas, s_churn=s_churn, s_min=0.05, s_max=5.0, noise=lambda: np.ones_like(x))
    expected = [sigma * (1.0 + raise_by) if 0.05 <= sigma <= 5.0 else sigma for sigma in sigmas[:-1]]
    assert sum(level != sigma for level, sigma in zip(expected, sigmas, strict=False)) in (0, 7)
    np.testing.assert_allclose(seen[::2], expected)


def test_fresh_noise_still_ends_at_the_data():
    rng = np.random.default_rng(4)
    sigmas = edm_sigmas(500, sigma_min=0.002, sigma_max=20.0)
    x = start(sigmas, (10_000,))
    denoiser = gaussian_denoiser(MEAN, SPREAD)
    for sampled in (
        ddim(denoiser, x, sigmas, eta=1.0, noise=lambda: rng.standard_normal(x.shape)),
        euler_maruyama(denoiser, x, sigmas, noise=lambda: rng.standard_normal(x.shape)),
        heun(denoiser, x, sigmas, s_churn=40.0, noise=lambda: rng.standard_normal(x.shape)),
    ):
        assert sampled.mean() == pytest.approx(MEAN, abs=0.02)
        assert sampled.std() == pytest.approx(SPREAD, rel=0.05)


@pytest.mark.parametrize("process", [DdpmProcess(50), CosineProcess(50)], ids=["linear", "cosine"])
@given(step=st.integers(1, 49), seed=st.integers(0, 2**32 - 1))
def test_ancestral_steps_are_the_posterior_of_the_variance_preserving_chain(process, step, seed):
    # DDPM's equation 7 in its own coordinates, with the betas of the chain.
    rng = np.random.default_rng(seed)
    alpha_bar = 1.0 / (1.0 + process.ladder**2)
    alpha = alpha_bar[step] / alpha_bar[step - 1]
    beta = 1.0 - alpha
    z, data, noise = rng.standard_normal((3, 5))
    mean = np.sqrt(alpha_bar[step - 1]) * beta / (1.0 - alpha_bar[step]) * data
    mean += np.sqrt(alpha) * (1.0 - alpha_bar[step - 1]) / (1.0 - alpha_bar[step]) * z
    variance = (1.0 - alpha_bar[step - 1]) / (1.0 - alpha_bar[step]) * beta
    expected = mean + np.sqrt(variance) * noise
    sampled = ddpm_ancestral(
        lambda x, sigma: data,
        z / process.scale(step),
        process.ladder[[step, step - 1]],
        noise=lambda: noise,
    )
    np.testing.assert_allclose(process.scale(step - 1) * sampled, expected, rtol=1e-7, atol=1e-9)


@given(steps=st.integers(1, 30), seed=st.integers(0, 2**32 - 1))
def test_ancestral_sampling_is_ddim_with_all_noise_replaced(steps, seed):
    sigmas = edm_sigmas(steps)
    x = start(sigmas, seed=seed)
    denoiser = mixture_denoiser([0.3, 0.7], [-2.0, 1.0], 0.2)
    ancestral = ddpm_ancestral(denoiser, x, sigmas, noise=draws(x, seed))
    np.testing.assert_allclose(ancestral, ddim(denoiser, x, sigmas, eta=1.0, noise=draws(x, seed)), atol=1e-9)


@pytest.mark.parametrize("beta_max", [0.1, 5.0, 20.0])
@pytest.mark.parametrize("steps", [5, 100])
def test_euler_maruyama_is_equation_18_of_seed_002_in_its_own_coordinates(steps, beta_max):
    process = VpSdeProcess(beta_max=beta_max)
    denoiser = mixture_denoiser([0.3, 0.7], [-2.0, 1.0], 0.2)
    times = np.linspace(1.0, process.time_min, steps)
    x = start(process.sigmas(steps), (20,))
    noise = draws(x, 7)
    z = np.exp(-0.5 * (0.1 + 0.5 * (beta_max - 0.1))) * x
    for t, t_next in pairwise(times):
        integral = 0.1 * t + 0.5 * (beta_max - 0.1) * t**2
        gamma, deviation = np.exp(-0.5 * integral), np.sqrt(-np.expm1(-integral))
        epsilon = (z - gamma * denoiser(z / gamma, deviation / gamma)) / deviation
        s_theta = -epsilon / deviation
        beta, dt = 0.1 + (beta_max - 0.1) * t, t_next - t
        z = z - 0.5 * beta * (z + 2.0 * s_theta) * dt + np.sqrt(beta * -dt) * noise()
    sampled = euler_maruyama(denoiser, x, process.sigmas(steps)[:-1], noise=draws(x, 7), process=process)
    np.testing.assert_allclose(process.scale(times[-1]) * sampled, z, rtol=1e-9, atol=1e-9)


def test_without_a_process_euler_maruyama_runs_on_the_clock_of_a_constant_beta():
    constant = VpSdeProcess(beta_min=6.0, beta_max=6.0)
    sigmas = constant.sigmas(12)
    x = start(sigmas)
    denoiser = gaussian_denoiser(MEAN, SPREAD)
    with_process = euler_maruyama(denoiser, x, sigmas, noise=draws(x), process=constant)
    np.testing.assert_allclose(euler_maruyama(denoiser, x, sigmas, noise=draws(x)), with_process, rtol=1e-9)
