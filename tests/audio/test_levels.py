import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.audio.levels import at_hit_level, hit_level_dbfs

RATE_HZ = 44_100


def test_the_loudest_50_ms_count():
    samples = np.zeros((1, RATE_HZ), dtype=np.float32)
    samples[0, 10_000 : 10_000 + round(0.05 * RATE_HZ)] = 0.5
    assert hit_level_dbfs(samples, RATE_HZ) == pytest.approx(-6.02, abs=0.01)


def test_a_shorter_sound_is_less_loud():
    samples = np.full((1, round(0.0125 * RATE_HZ)), 0.5, dtype=np.float32)
    assert hit_level_dbfs(samples, RATE_HZ) == pytest.approx(-12.04, abs=0.05)


@pytest.mark.parametrize("samples", [np.zeros((1, 0)), np.zeros((2, 100))])
def test_silence_has_no_level_and_stays(samples):
    silent = samples.astype(np.float32)
    assert hit_level_dbfs(silent, RATE_HZ) == -np.inf
    np.testing.assert_array_equal(at_hit_level(silent, RATE_HZ, -20.0), silent)


@given(st.floats(-60.0, -15.0))
def test_a_level_is_reached_unless_the_peak_would_be_too_high(level):
    noise = np.random.default_rng(0).uniform(-1.0, 1.0, (2, 8000)).astype(np.float32)
    assert hit_level_dbfs(at_hit_level(noise, RATE_HZ, level), RATE_HZ) == pytest.approx(level, abs=0.01)


def test_the_peak_bounds_the_level():
    click = np.zeros((1, 4000), dtype=np.float32)
    click[0, 100] = 0.1
    assert np.abs(at_hit_level(click, RATE_HZ, 0.0)).max() == pytest.approx(10 ** (-1 / 20))
