import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.audio.splicing import splice

RATE_HZ = 44_100


def sine(frequency_hz, size, phase=0.0):
    return np.sin(2 * np.pi * frequency_hz * np.arange(size) / RATE_HZ + phase).astype(np.float32)[np.newaxis]


@given(st.integers(0, 2**32 - 1), st.integers(1, 2), st.data())
def test_nothing_outside_the_range_changes(seed, channels, data):
    rng = np.random.default_rng(seed)
    size = data.draw(st.integers(2, 3000))
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    length = data.draw(st.integers(1, 4000))
    old, new = (rng.standard_normal((channels, n)).astype(np.float32) for n in (size, length))
    made = splice(old, new, start, end, RATE_HZ)
    assert made.dtype == np.float32
    np.testing.assert_array_equal(made[:, :start], old[:, :start])
    if end < size:
        np.testing.assert_array_equal(made[:, end:], old[:, end:])
        assert made.shape == old.shape
    else:
        assert made.shape == (channels, max(length, start + 1))
    assert np.isfinite(made).all()


@pytest.mark.parametrize("phase", [0.0, 1.0, 2.0, 3.14])
@pytest.mark.parametrize("frequency_hz", [55.0, 330.0, 2000.0])
def test_a_tone_goes_on_through_the_seams_without_a_click_whatever_its_phase(frequency_hz, phase):
    old, new = sine(frequency_hz, 20_000), sine(frequency_hz, 20_000, phase)
    made = splice(old, new, 6000, 13_000, RATE_HZ)[0]
    curvature = np.abs(np.diff(made.astype(np.float64), 2))
    assert curvature.max() < 1.6 * np.abs(np.diff(old[0].astype(np.float64), 2)).max() + 1e-4


@pytest.mark.parametrize("phase", [1.0, 3.14])
def test_one_seam_is_met_in_phase(phase):
    old, new = sine(110.0, 12_000), sine(110.0, 20_000, phase)
    made = splice(old, new, 6000, 12_000, RATE_HZ)[0]
    windows = np.lib.stride_tricks.sliding_window_view(made[4000:12_000], 802)
    levels = np.sqrt(np.mean(np.square(windows, dtype=np.float64), axis=1))
    assert levels.min() > 0.9 * levels.max()


def test_noise_keeps_its_level_through_the_seams():
    rng = np.random.default_rng(0)
    levels = []
    for _ in range(60):
        old, new = (rng.standard_normal((1, 6000)).astype(np.float32) for _ in range(2))
        made = splice(old, new, 2000, 4500, RATE_HZ)[0]
        levels.append(np.square(made))
    level_db = 10 * np.log10(np.convolve(np.mean(levels, axis=0), np.ones(100) / 100, "valid"))
    assert np.abs(level_db).max() < 0.7


def test_a_range_from_the_beginning_is_not_shifted():
    old, new = np.zeros((1, 8000), dtype=np.float32), np.zeros((1, 8000), dtype=np.float32)
    new[0, 5] = 1.0
    assert np.flatnonzero(splice(old, new, 0, 3000, RATE_HZ)[0]) == [5]
