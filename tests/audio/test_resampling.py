"""Resampling keeps pitch, length and level."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from drumgen.audio.measuring import spectral_centroid_hz
from drumgen.audio.resampling import resample


def faded_sine(rate_hz: int, *, channels: int = 2, duration_s: float = 0.5) -> Clip:
    """Return a 1 kHz sine under a Hann window, so that its ends are quiet at any rate."""
    n_samples = round(duration_s * rate_hz)
    t = np.arange(n_samples) / rate_hz
    x = np.sin(2 * np.pi * 1000.0 * t) * np.sin(np.pi * t / duration_s) ** 2
    return Clip(np.tile(x, (channels, 1)).astype(np.float32), rate_hz)


@pytest.mark.parametrize("from_hz", [22_050, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("to_hz", [44_100, 48_000])
def test_a_sine_arrives_as_the_same_sine(from_hz, to_hz):
    there = resample(faded_sine(from_hz), to_hz)
    wanted = faded_sine(to_hz)
    assert there.rate_hz == to_hz
    assert there.samples.shape == wanted.samples.shape
    np.testing.assert_allclose(there.samples, wanted.samples, atol=1e-5)
    assert spectral_centroid_hz(there.samples, to_hz) == pytest.approx(1000.0, rel=0.01)


@settings(deadline=None)
@given(st.integers(1, 3000), st.integers(1, 6), st.sampled_from([8000, 44_100, 48_000]))
def test_length_channels_and_type_of_any_clip(n_samples, channels, rate_hz):
    clip = Clip(np.ones((channels, n_samples), dtype=np.float32) * np.float32(0.1), 44_100)
    out = resample(clip, rate_hz).samples
    assert out.dtype == np.float32
    assert out.shape[0] == channels
    assert abs(out.shape[1] - n_samples * rate_hz / 44_100) <= 1
    assert out.flags.c_contiguous


def test_there_and_back_again():
    clip = faded_sine(44_100)
    np.testing.assert_allclose(resample(resample(clip, 48_000), 44_100).samples, clip.samples, atol=1e-5)


def test_the_same_rate_costs_nothing_and_a_wrong_rate_is_refused():
    clip = faded_sine(44_100)
    assert resample(clip, 44_100) is clip
    with pytest.raises(ValueError, match="must be positive"):
        resample(clip, 0)
