"""Noise levels of strengths, arcs, held parts, repeated steps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from drumgen.diffusion.editing import holding, levels_below, noised, repaint, slerp, strength_sigma
from drumgen.diffusion.samplers import dpmpp_2m, heun
from drumgen.diffusion.schedules import edm_sigmas

SIGMAS = edm_sigmas(24, sigma_min=0.02, sigma_max=60.0, rho=7.0)
SPREAD = 0.5
ROWS = arrays(np.float64, (2, 3, 4), elements=st.floats(-10.0, 10.0))


def gaussian(mean=0.0):
    """Return the exact denoiser of data distributed as N(mean, SPREAD**2)."""
    return lambda x, sigma: (SPREAD**2 * x + sigma**2 * mean) / (SPREAD**2 + sigma**2)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.1, 1000.0), st.floats(0.01, 10.0))
def test_the_level_rises_with_the_strength_from_none_to_the_highest(one, other, sigma_max, sigma_data):
    low, high = (strength_sigma(s, sigma_max=sigma_max, sigma_data=sigma_data) for s in sorted((one, other)))
    assert 0.0 <= low <= high <= sigma_max * (1 + 1e-9)
    assert strength_sigma(0.0, sigma_max=sigma_max, sigma_data=sigma_data) == 0.0
    assert strength_sigma(1.0, sigma_max=sigma_max, sigma_data=sigma_data) == pytest.approx(sigma_max)


@given(st.floats(1e-6, 60.0))
def test_a_schedule_from_a_level_begins_there_and_falls_to_0(sigma):
    levels = levels_below(SIGMAS, sigma)
    assert levels[0] == sigma
    assert levels[-1] == 0.0
    assert (np.diff(levels) < 0.0).all()


@given(ROWS, ROWS)
def test_an_arc_begins_and_ends_at_its_ends(first, second):
    np.testing.assert_allclose(slerp(first, second, 0.0), first, atol=1e-6)
    np.testing.assert_allclose(slerp(first, second, 1.0), second, atol=1e-6)


@given(ROWS, st.floats(0.0, 1.0))
def test_an_arc_between_the_same_is_the_same(row, amount):
    np.testing.assert_allclose(slerp(row, row, amount), row, atol=1e-6)


@pytest.mark.parametrize("amount", [0.1, 0.5, 0.8])
def test_noise_stays_noise_on_an_arc(amount):
    first, second = np.random.default_rng(0).standard_normal((2, 4, 20_000))
    assert slerp(first, second, amount).std(axis=1) == pytest.approx([1.0] * 4, abs=0.02)


def test_what_is_held_comes_out_exactly_and_the_rest_is_made():
    rng = np.random.default_rng(1)
    data, noise = rng.standard_normal((2, 2, 5, 3))
    known = np.array([1.0, 0.0, 1.0, 0.0, 0.0])[None, :, None]
    x = known * data + SIGMAS[0] * noise
    made = heun(holding(gaussian(3.0), data, known), x, SIGMAS)
    np.testing.assert_allclose(made[:, [0, 2]], data[:, [0, 2]], atol=1e-9)
    alone = heun(gaussian(3.0), SIGMAS[0] * noise, SIGMAS)
    np.testing.assert_allclose(made[:, [1, 3, 4]], alone[:, [1, 3, 4]], atol=1e-9)


@pytest.mark.parametrize("sampler", [heun, dpmpp_2m])
def test_repeated_steps_keep_the_distribution_and_what_is_held(sampler):
    rng = np.random.default_rng(2)
    data = rng.standard_normal((4000, 2))
    known = np.array([[1.0, 0.0]])
    x = known * data + SIGMAS[0] * rng.standard_normal(data.shape)
    made = repaint(
        sampler,
        holding(gaussian(2.0), data, known),
        x,
        SIGMAS,
        noise=lambda: rng.standard_normal(data.shape),
        rounds=3,
        between=(0.1, 10.0),
    )
    np.testing.assert_allclose(made[:, 0], data[:, 0], atol=1e-9)
    assert made[:, 1].mean() == pytest.approx(2.0, abs=0.1)
    assert made[:, 1].std() == pytest.approx(SPREAD, rel=0.15)


def test_steps_within_the_bounds_are_repeated_and_all_are_told_of():
    calls, told = [], []

    def step(denoiser, x, pair):
        calls.append(tuple(pair))
        return x

    sigmas = np.array([8.0, 4.0, 2.0, 1.0, 0.0])
    zeros = np.zeros((1, 1))
    repaint(
        step,
        gaussian(),
        zeros,
        sigmas,
        noise=lambda: zeros,
        rounds=3,
        between=(0.5, 4.0),
        callback=lambda *at: told.append(at),
    )
    assert [calls.count(pair) for pair in ((8, 4), (4, 2), (2, 1), (1, 0))] == [1, 3, 3, 1]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_noised_is_the_way_back_of_sampling():
    data = np.random.default_rng(3).standard_normal((2, 5))
    sigmas = levels_below(SIGMAS, 2.0)
    above = noised(gaussian(0.5), data, sigmas)
    assert np.abs(above - data).max() > 0.5
    np.testing.assert_allclose(heun(gaussian(0.5), above, sigmas), data, atol=0.02)
