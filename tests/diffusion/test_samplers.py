"""Every sampler against solutions known in closed form, and the contract they share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.samplers import SAMPLERS, STOCHASTIC, ddim, heun, sample
from drumgen.diffusion.schedules import cosine_sigmas, ddpm_sigmas, edm_sigmas
from drumgen.errors import Cancelled
from tests.support.models.exact_denoisers import gaussian_denoiser, gaussian_solution, mixture_denoiser

MEAN, SPREAD = 0.7, 0.4
every_sampler = pytest.mark.parametrize("name", SAMPLERS)
every_deterministic_sampler = pytest.mark.parametrize("name", sorted(SAMPLERS.keys() - STOCHASTIC))
every_stochastic_sampler = pytest.mark.parametrize("name", sorted(STOCHASTIC))


def start(sigmas, shape=(64,), seed=0):
    return sigmas[0] * np.random.default_rng(seed).standard_normal(shape)


def draws(x, seed=1):
    rng = np.random.default_rng(seed)
    return lambda: rng.standard_normal(x.shape).astype(x.dtype)


def run(name, denoiser, x, sigmas, callback=None):
    return sample(name, denoiser, x, sigmas, noise=draws(x), callback=callback)


@every_sampler
@given(steps=st.integers(1, 40), rho=st.floats(1.0, 10.0), target=st.floats(-2.0, 2.0))
def test_a_single_possible_sound_is_reached_whatever_the_schedule(name, steps, rho, target):
    sigmas = edm_sigmas(steps, sigma_min=0.01, sigma_max=60.0, rho=rho)
    x = run(name, lambda x, sigma: np.full_like(x, target), start(sigmas), sigmas)
    np.testing.assert_allclose(x, target, atol=1e-10)


@every_deterministic_sampler
@pytest.mark.parametrize("schedule", [edm_sigmas, cosine_sigmas, ddpm_sigmas])
def test_many_steps_follow_the_gaussian_solution_down_to_zero(name, schedule):
    sigmas = schedule(1000)
    x = start(sigmas)
    exact = gaussian_solution(x, sigmas[0], 0.0, MEAN, SPREAD)
    np.testing.assert_allclose(run(name, gaussian_denoiser(MEAN, SPREAD), x, sigmas), exact, atol=0.02)


@every_stochastic_sampler
@pytest.mark.parametrize("schedule", [edm_sigmas, cosine_sigmas, ddpm_sigmas])
def test_many_noisy_steps_draw_the_gaussian(name, schedule):
    sigmas = schedule(1000)
    sampled = run(name, gaussian_denoiser(MEAN, SPREAD), start(sigmas, (20_000,)), sigmas)
    assert sampled.mean() == pytest.approx(MEAN, abs=4.0 * SPREAD / np.sqrt(20_000))
    assert sampled.std() == pytest.approx(SPREAD, rel=0.04)


@every_sampler
def test_a_mixture_gets_its_weights_and_spread(name):
    sigmas = edm_sigmas(200, sigma_min=0.002, sigma_max=40.0)
    x = run(name, mixture_denoiser([0.3, 0.7], [-2.0, 1.0], 0.2), start(sigmas, (10_000,)), sigmas)
    left, right = x[x < -0.5], x[x >= -0.5]
    assert left.size / x.size == pytest.approx(0.3, abs=0.015)
    assert (left.mean(), right.mean()) == pytest.approx((-2.0, 1.0), abs=0.02)
    assert (left.std(), right.std()) == pytest.approx((0.2, 0.2), abs=0.02)


@every_sampler
def test_one_step_to_zero_is_the_denoiser(name):
    denoiser = gaussian_denoiser(MEAN, SPREAD)
    sigmas = edm_sigmas(1)
    x = start(sigmas)
    np.testing.assert_allclose(run(name, denoiser, x, sigmas), denoiser(x, sigmas[0]), atol=1e-12)


@every_sampler
def test_a_run_can_be_split_at_any_level_except_for_the_memory_of_2m(name):
    denoiser = gaussian_denoiser(MEAN, SPREAD)
    sigmas = edm_sigmas(20)
    x = start(sigmas)
    noise = draws(x)
    middle = sample(name, denoiser, x, sigmas[:11], noise=noise)
    halves = sample(name, denoiser, middle, sigmas[10:], noise=noise)
    tolerance = 0.05 if name == "dpmpp_2m" else 1e-12
    np.testing.assert_allclose(halves, run(name, denoiser, x, sigmas), atol=tolerance)


@every_sampler
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_precision_and_shape_stay_and_the_start_is_not_changed(name, dtype):
    sigmas = edm_sigmas(5)
    x = start(sigmas, (2, 3, 4)).astype(dtype)
    before = x.copy()
    sampled = run(name, gaussian_denoiser(MEAN, SPREAD), x, sigmas)
    assert sampled.dtype == dtype
    assert sampled.shape == (2, 3, 4)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize(
    ("name", "calls"),
    [
        ("heun", 13),
        ("ddim", 7),
        ("dpmpp_2m", 7),
        ("probability_flow", 25),
        ("ddpm_ancestral", 7),
        ("euler_maruyama", 7),
    ],
)
def test_the_denoiser_is_called_as_often_as_documented(name, calls):
    seen = []

    def denoiser(x, sigma):
        assert type(sigma) is float
        seen.append(sigma)
        return 0.0 * x

    sigmas = edm_sigmas(7)
    run(name, denoiser, start(sigmas), sigmas)
    assert len(seen) == calls
    assert set(seen) >= set(sigmas[:-1])
    if name != "probability_flow":  # which looks between the levels too
        assert set(seen) == set(sigmas[:-1])


@every_sampler
def test_the_callback_hears_each_step_and_can_stop(name):
    sigmas = edm_sigmas(4)
    heard = []
    run(name, gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas, callback=lambda *step: heard.append(step))
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def stop(done, steps):
        if done == 2:
            raise Cancelled("enough")

    calls = []

    def counted(x, sigma):
        calls.append(sigma)
        return x

    with pytest.raises(Cancelled, match="enough"):
        run(name, counted, start(sigmas), sigmas, callback=stop)
    assert min(calls) >= sigmas[2]


@every_sampler
@pytest.mark.parametrize("sigmas", [[1.0], [1.0, 1.0, 0.0], [0.0, 1.0], [1.0, -1.0], [1.0, float("nan"), 0.0]])
def test_a_schedule_that_does_not_fall_is_refused(name, sigmas):
    with pytest.raises(ValueError, match="noise levels"):
        run(name, gaussian_denoiser(MEAN, SPREAD), np.ones(3), np.array(sigmas))


def test_fresh_noise_needs_a_source():
    sigmas = edm_sigmas(3)
    with pytest.raises(ValueError, match="noise source"):
        heun(gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas, s_churn=5.0)
    with pytest.raises(ValueError, match="noise source"):
        ddim(gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas, eta=1.0)
    for name in STOCHASTIC:
        with pytest.raises(ValueError, match="noise source"):
            sample(name, gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas)


def test_deterministic_samplers_draw_no_noise():
    sigmas = edm_sigmas(3)

    def refuse():
        raise AssertionError("noise was drawn")

    for name in SAMPLERS.keys() - STOCHASTIC:
        sample(name, gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas, noise=refuse)
    with pytest.raises(KeyError):
        sample("euler", gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas)
