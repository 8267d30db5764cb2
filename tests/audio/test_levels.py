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


def drum(peak=0.8):
    times_s = np.arange(12_000) / RATE_HZ
    noise = np.random.default_rng(1).standard_normal((2, 12_000))
    hit = noise * (np.exp(-times_s * 400.0) * 3.0 + np.exp(-times_s * 30.0) * 0.4)
    return (peak * hit / np.abs(hit).max()).astype(np.float32)


def test_peaks_are_lowered_so_that_the_level_is_reached_all_the_same():
    samples = drum()
    level = hit_level_dbfs(samples, RATE_HZ) + 3.0
    made = at_hit_level(samples, RATE_HZ, level)
    assert np.abs(made).max() <= 10 ** (-1 / 20) + 1e-6
    assert hit_level_dbfs(made, RATE_HZ) == pytest.approx(level, abs=0.2)


def test_the_quiet_part_is_only_scaled():
    samples = drum()
    made = at_hit_level(samples, RATE_HZ, hit_level_dbfs(samples, RATE_HZ) + 4.0)
    ratio = made[:, 3000:] / samples[:, 3000:]
    np.testing.assert_allclose(ratio, ratio[0, 0], rtol=1e-4)


def test_limiting_has_a_limit():
    click = np.zeros((1, 4000), dtype=np.float32)
    click[0, 100] = 0.1
    made = at_hit_level(click, RATE_HZ, 0.0)
    assert np.abs(made).max() == pytest.approx(10 ** (-1 / 20), rel=1e-3)
    assert np.flatnonzero(made).tolist() == [100]
