"""Stereo width, measured on the samples: what mono hears, how wide it is, what stays in the middle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from drumgen.audio.width import widen
from drumgen.errors import RequestError
from tests.support.sounds import noise_burst

RATE_HZ = 44100
widths = st.floats(0.01, 1.0)


def halves(clip: Clip) -> tuple[np.ndarray, np.ndarray]:
    left, right = clip.samples.astype(np.float64)
    return (left + right) / 2.0, (left - right) / 2.0


def tone(hz: float) -> Clip:
    time_s = np.arange(RATE_HZ // 2) / RATE_HZ
    return Clip((0.5 * np.sin(2 * np.pi * hz * time_s)).astype(np.float32)[np.newaxis], RATE_HZ)


def wideness(clip: Clip) -> float:
    middle, side = halves(clip)
    return float(np.sqrt(np.mean(side**2) / np.mean(middle**2)))


@settings(max_examples=40)
@given(
    widths, st.integers(0, 50), st.sampled_from([1, 2]), st.integers(1, 6000), st.sampled_from([22050, 44100, 96000])
)
def test_mono_hears_the_sound_itself_and_no_sample_is_higher_than_before(width, seed, channels, frames, rate_hz):
    clip = noise_burst(seed, frames=frames, channels=channels, rate_hz=rate_hz)
    wide = widen(clip, width)
    assert wide.samples.shape == (2, frames)
    assert np.abs(wide.samples).max() <= np.abs(clip.samples).max() + 1e-6
    before, (after, _) = clip.samples.mean(axis=0, dtype=np.float64), halves(wide)
    factor = float(after @ before) / max(float(before @ before), 1e-30)
    assert 0.3 < factor <= 1.0 + 1e-6 or not before.any()
    np.testing.assert_allclose(after, factor * before, atol=2e-7)


def test_more_width_is_wider_and_the_channels_still_agree():
    clip = noise_burst(4, frames=20000)
    found = [wideness(widen(clip, width)) for width in (0.1, 0.3, 0.5, 0.7, 1.0)]
    assert found == sorted(found)
    assert found[0] > 0.04
    assert 0.4 < found[-1] < 1.0
    left, right = widen(clip, 1.0).samples
    assert np.corrcoef(left, right)[0, 1] > 0.0


@pytest.mark.parametrize(("hz", "most"), [(50.0, 0.1), (2000.0, 2.0)])
def test_lows_stay_in_the_middle(hz, most):
    assert wideness(widen(tone(hz), 1.0)) < most


def test_highs_do_not():
    assert np.mean([wideness(widen(tone(hz), 1.0)) for hz in (1500.0, 2500.0, 4000.0, 7000.0)]) > 0.3


def test_the_attack_stays_in_the_middle():
    left, right = widen(noise_burst(5, frames=8000), 1.0).samples
    np.testing.assert_array_equal(left[:66], right[:66])
    assert (left[66:] != right[66:]).any()


def test_the_end_stays_silent():
    samples = noise_burst(6, frames=8000).samples.copy()
    samples[:, -2:] = 0.0
    wide = widen(Clip(samples, RATE_HZ), 1.0)
    assert np.abs(wide.samples[:, -1]).max() < 1e-4


@pytest.mark.parametrize("channels", [1, 2])
def test_no_width_changes_nothing(channels):
    clip = noise_burst(7, channels=channels)
    assert widen(clip, 0.0) is clip


def test_silence_stays_silence():
    assert not widen(Clip(np.zeros((1, 500), np.float32), RATE_HZ), 1.0).samples.any()
    assert widen(Clip(np.zeros((1, 0), np.float32), RATE_HZ), 1.0).samples.shape == (1, 0)


@pytest.mark.parametrize("width", [-0.1, 1.01, float("nan"), float("inf")])
def test_other_widths_are_refused(width):
    with pytest.raises(RequestError, match=r"stereo width is .*between 0 and 1"):
        widen(noise_burst(1), width)
