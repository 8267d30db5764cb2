"""The lows of a tail: what swells is steadied, what does not is left alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from drumgen.representations.steadying import MOST_DB, falling, steady_decay

RATE_HZ = 44100
TIME_S = np.arange(RATE_HZ) / RATE_HZ
numbers = st.lists(st.floats(-60, 0), min_size=1, max_size=60).map(np.array)


def kick(swell_db: float, *, hz: float = 80.0) -> NDArray[np.float32]:
    """A falling tone, 40 dB a second, that dips at 0.2 s and swells at 0.3 s."""
    bump = np.exp(-(((TIME_S - 0.3) / 0.04) ** 2)) - np.exp(-(((TIME_S - 0.2) / 0.04) ** 2))
    level_db = -40.0 * TIME_S + swell_db * bump
    return (0.8 * np.sin(2 * np.pi * hz * TIME_S) * 10.0 ** (level_db / 20.0)).astype(np.float32)


def rise_db(samples: NDArray[np.float32]) -> float:
    """How far the level of 25 ms rises again after 60 ms at most."""
    hop = round(0.025 * RATE_HZ)
    level = 10.0 * np.log10(np.mean(samples[: len(samples) // hop * hop].reshape(-1, hop) ** 2.0, axis=1) + 1e-12)[3:-2]
    return float((level - np.minimum.accumulate(level)).max())


@given(numbers)
def test_the_falling_sequence_falls_has_the_same_mean_and_stays(values):
    found = falling(values)
    assert (np.diff(found) <= 1e-9).all()
    assert found.mean() == pytest.approx(values.mean(), abs=1e-6)
    np.testing.assert_allclose(falling(found), found, atol=1e-9)


@given(numbers, st.integers(0, 2**31))
def test_no_other_falling_sequence_is_nearer(values, seed):
    other = np.sort(np.random.default_rng(seed).uniform(-60, 0, len(values)))[::-1]
    assert np.sum((falling(values) - values) ** 2) <= np.sum((other - values) ** 2) + 1e-6


@settings(max_examples=20)
@given(st.floats(45, 250), st.floats(2, 8))
def test_a_swelling_tail_is_steadied(hz, swell_db):
    before = rise_db(kick(swell_db, hz=hz))
    after = rise_db(steady_decay(kick(swell_db, hz=hz), RATE_HZ))
    assert after < max(0.4 * before, 1.0)


@pytest.mark.parametrize("hz", [50.0, 120.0, 300.0])
def test_a_tail_that_falls_stays_as_it_is(hz):
    plain = kick(0.0, hz=hz)
    changed = steady_decay(plain, RATE_HZ) - plain
    assert np.sqrt(np.mean(changed[:-2000] ** 2)) < 0.01 * np.sqrt(np.mean(plain**2))


def test_the_attack_and_all_above_the_lows_stay():
    sound = kick(6.0)
    hiss = (0.2 * np.sin(2 * np.pi * 3000.0 * TIME_S) * (1.5 + np.sin(2 * np.pi * 4.0 * TIME_S))).astype(np.float32)
    steadied = steady_decay(sound + hiss, RATE_HZ)
    attack = round(0.03 * RATE_HZ)
    np.testing.assert_allclose(steadied[:attack], (sound + hiss)[:attack], atol=1e-6)
    np.testing.assert_allclose(steadied - steady_decay(sound, RATE_HZ), hiss, atol=0.003)


def test_no_sample_moves_further_than_the_most():
    sound = kick(30.0)
    ratio = np.abs(steady_decay(sound, RATE_HZ)).max() / np.abs(sound).max()
    assert ratio <= 10.0 ** (MOST_DB / 20.0) + 1e-3


def test_amounts_lie_between_nothing_and_all():
    sound = kick(6.0)
    rises = [rise_db(steady_decay(sound, RATE_HZ, amount=amount)) for amount in (0.0, 0.5, 1.0)]
    assert rises == sorted(rises, reverse=True)
    assert steady_decay(sound, RATE_HZ, amount=0.0) is sound


@pytest.mark.parametrize("samples", [np.zeros(9000, np.float32), np.ones(3, np.float32), np.zeros(0, np.float32)])
def test_silence_and_clicks_come_back(samples):
    np.testing.assert_array_equal(steady_decay(samples, RATE_HZ), samples)
