"""Every sampler against solutions known in closed form, and the contract they share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.samplers import SAMPLERS, ddim, dpmpp_2m, heun
from drumgen.diffusion.schedules import cosine_sigmas, ddpm_sigmas, edm_sigmas
from drumgen.errors import Cancelled
from tests.support.exact_denoisers import gaussian_denoiser, gaussian_solution, mixture_denoiser

MEAN, SPREAD = 0.7, 0.4
every_sampler = pytest.mark.parametrize("sampler", SAMPLERS.values(), ids=SAMPLERS.keys())


def start(sigmas, shape=(64,), seed=0):
    return sigmas[0] * np.random.default_rng(seed).standard_normal(shape)


@every_sampler
@given(steps=st.integers(1, 40), rho=st.floats(1.0, 10.0), target=st.floats(-2.0, 2.0))
def test_a_single_possible_sound_is_reached_whatever_the_schedule(sampler, steps, rho, target):
    sigmas = edm_sigmas(steps, sigma_min=0.01, sigma_max=60.0, rho=rho)
    x = sampler(lambda x, sigma: np.full_like(x, target), start(sigmas), sigmas)
    np.testing.assert_allclose(x, target, atol=1e-10)


@every_sampler
@pytest.mark.parametrize("schedule", [edm_sigmas, cosine_sigmas, ddpm_sigmas])
def test_many_steps_follow_the_gaussian_solution_down_to_zero(sampler, schedule):
    sigmas = schedule(1000)
    x = start(sigmas)
    exact = gaussian_solution(x, sigmas[0], 0.0, MEAN, SPREAD)
    np.testing.assert_allclose(sampler(gaussian_denoiser(MEAN, SPREAD), x, sigmas), exact, atol=0.02)


@every_sampler
def test_a_mixture_gets_its_weights_and_spread(sampler):
    sigmas = edm_sigmas(250, sigma_min=0.002, sigma_max=40.0)
    x = sampler(mixture_denoiser([0.3, 0.7], [-2.0, 1.0], 0.2), start(sigmas, (20_000,)), sigmas)
    left, right = x[x < -0.5], x[x >= -0.5]
    assert left.size / x.size == pytest.approx(0.3, abs=0.015)
    assert (left.mean(), right.mean()) == pytest.approx((-2.0, 1.0), abs=0.02)
    assert (left.std(), right.std()) == pytest.approx((0.2, 0.2), abs=0.02)


@every_sampler
def test_one_step_to_zero_is_the_denoiser(sampler):
    denoiser = gaussian_denoiser(MEAN, SPREAD)
    sigmas = edm_sigmas(1)
    x = start(sigmas)
    np.testing.assert_allclose(sampler(denoiser, x, sigmas), denoiser(x, sigmas[0]), atol=1e-12)


@every_sampler
def test_a_run_can_be_split_at_any_level_except_for_the_memory_of_2m(sampler):
    denoiser = gaussian_denoiser(MEAN, SPREAD)
    sigmas = edm_sigmas(20)
    x = start(sigmas)
    halves = sampler(denoiser, sampler(denoiser, x, sigmas[:11]), sigmas[10:])
    tolerance = 0.05 if sampler is dpmpp_2m else 1e-12
    np.testing.assert_allclose(halves, sampler(denoiser, x, sigmas), atol=tolerance)


@every_sampler
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_precision_and_shape_stay_and_the_start_is_not_changed(sampler, dtype):
    sigmas = edm_sigmas(5)
    x = start(sigmas, (2, 3, 4)).astype(dtype)
    before = x.copy()
    sampled = sampler(gaussian_denoiser(MEAN, SPREAD), x, sigmas)
    assert sampled.dtype == dtype
    assert sampled.shape == (2, 3, 4)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize(("name", "calls"), [("heun", 13), ("ddim", 7), ("dpmpp_2m", 7)])
def test_the_denoiser_is_called_as_often_as_documented(name, calls):
    seen = []

    def denoiser(x, sigma):
        assert type(sigma) is float
        seen.append(sigma)
        return 0.0 * x

    sigmas = edm_sigmas(7)
    SAMPLERS[name](denoiser, start(sigmas), sigmas)
    assert len(seen) == calls
    assert set(seen) == set(sigmas[:-1])


@every_sampler
def test_the_callback_hears_each_step_and_can_stop(sampler):
    sigmas = edm_sigmas(4)
    heard = []
    sampler(gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas, callback=lambda *step: heard.append(step))
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def stop(done, steps):
        if done == 2:
            raise Cancelled("enough")

    calls = []

    def counted(x, sigma):
        calls.append(sigma)
        return x

    with pytest.raises(Cancelled, match="enough"):
        sampler(counted, start(sigmas), sigmas, callback=stop)
    assert min(calls) >= sigmas[2]


@every_sampler
@pytest.mark.parametrize("sigmas", [[1.0], [1.0, 1.0, 0.0], [0.0, 1.0], [1.0, -1.0], [1.0, float("nan"), 0.0]])
def test_a_schedule_that_does_not_fall_is_refused(sampler, sigmas):
    with pytest.raises(ValueError, match="noise levels"):
        sampler(gaussian_denoiser(MEAN, SPREAD), np.ones(3), np.array(sigmas))


def test_fresh_noise_needs_a_source():
    sigmas = edm_sigmas(3)
    with pytest.raises(ValueError, match="noise source"):
        heun(gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas, s_churn=5.0)
    with pytest.raises(ValueError, match="noise source"):
        ddim(gaussian_denoiser(MEAN, SPREAD), start(sigmas), sigmas, eta=1.0)


@pytest.mark.parametrize(
    "stochastic",
    [
        lambda *run, noise: ddim(*run, eta=1.0, noise=noise),
        lambda *run, noise: ddim(*run, eta=0.5, noise=noise),
        lambda *run, noise: heun(*run, s_churn=20.0, noise=noise),
        lambda *run, noise: heun(*run, s_churn=20.0, s_min=0.05, s_max=5.0, noise=noise),
    ],
    ids=["ddim eta 1", "ddim eta 0.5", "heun churn", "heun churn in a range"],
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
        heun(denoiser, x, sigmas, s_churn=40.0, noise=lambda: rng.standard_normal(x.shape)),
    ):
        assert sampled.mean() == pytest.approx(MEAN, abs=0.02)
        assert sampled.std() == pytest.approx(SPREAD, rel=0.05)
