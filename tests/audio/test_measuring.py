"""Measures against sounds whose answers are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from drumgen.audio.measuring import (
    attack_s,
    decay_s,
    magnitude_spectrogram_db,
    peak_dbfs,
    rms_dbfs,
    spectral_centroid_hz,
    waveform_peaks,
)

RATE_HZ = 44_100


def sine(freq_hz: float, duration_s: float = 1.0) -> np.ndarray:
    """Return a full-scale sine, shape (1, N)."""
    t = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    return np.sin(2 * np.pi * freq_hz * t, dtype=np.float64).astype(np.float32)[None]


def test_levels_of_a_sine_and_of_silence():
    assert peak_dbfs(0.5 * sine(441.0)) == pytest.approx(-6.0206, abs=1e-3)
    assert rms_dbfs(sine(441.0)) == pytest.approx(-3.0103, abs=1e-3)
    for silence in (np.zeros((2, 100), dtype=np.float32), np.zeros((1, 0), dtype=np.float32)):
        assert peak_dbfs(silence) == rms_dbfs(silence) == -np.inf
        assert spectral_centroid_hz(silence, RATE_HZ) == 0.0
        assert attack_s(silence, RATE_HZ) == decay_s(silence, RATE_HZ) == 0.0


@pytest.mark.parametrize("freq_hz", [100.0, 1000.0, 10_000.0])
def test_the_centroid_of_a_sine_is_its_frequency(freq_hz):
    assert spectral_centroid_hz(sine(freq_hz), RATE_HZ) == pytest.approx(freq_hz, rel=0.01)


def test_the_centroid_of_two_sines_lies_between_them_by_weight():
    mixed = (0.75 * sine(1000.0) + 0.25 * sine(5000.0)).astype(np.float32)
    assert spectral_centroid_hz(mixed, RATE_HZ) == pytest.approx(2000.0, rel=0.01)


@pytest.mark.parametrize("rise_s", [0.01, 0.05, 0.2])
def test_attack_of_a_linear_rise(rise_s):
    ramp = np.minimum(np.arange(RATE_HZ) / RATE_HZ / rise_s, 1.0).astype(np.float32)
    assert attack_s(ramp[None], RATE_HZ) == pytest.approx(0.8 * rise_s, abs=0.002)


@pytest.mark.parametrize("drop_db", [20.0, 40.0])
@pytest.mark.parametrize("tau_s", [0.02, 0.1])
def test_decay_of_an_exponential(drop_db, tau_s):
    t = np.arange(2 * RATE_HZ) / RATE_HZ
    x = np.exp(-t / tau_s).astype(np.float32)[None]
    wanted_s = tau_s * np.log(10.0) * drop_db / 20.0
    assert decay_s(x, RATE_HZ, drop_db=drop_db) == pytest.approx(wanted_s, abs=0.003)


@given(
    arrays(np.float32, st.integers(1, 300), elements=st.floats(-1, 1, width=32)),
    st.integers(1, 400),
)
def test_peaks_hold_every_sample_and_nothing_else(x, columns):
    low, high = waveform_peaks(x, columns)
    assert low.shape == high.shape == (columns,)
    assert low.min() == x.min()
    assert high.max() == x.max()
    assert np.all(low <= high)
    assert np.isin(low, x).all()
    assert np.isin(high, x).all()


def test_peaks_stand_at_their_place():
    x = np.zeros(1000, dtype=np.float32)
    x[250], x[777] = 1.0, -0.5
    low, high = waveform_peaks(x, 10)
    np.testing.assert_array_equal(np.flatnonzero(high), [2])
    np.testing.assert_array_equal(np.flatnonzero(low), [7])
    np.testing.assert_array_equal(waveform_peaks(x[:0], 3), np.zeros((2, 3)))


@given(st.integers(0, 5000), st.sampled_from([64, 256, 1024]), st.sampled_from([16, 100, 256]))
def test_spectrogram_shape_and_floor(n_samples, window, hop):
    silence = np.zeros(n_samples, dtype=np.float32)
    level_db = magnitude_spectrogram_db(silence, window_samples=window, hop_samples=hop, floor_db=-90.0)
    assert level_db.shape == (window // 2 + 1, max(1, -(-n_samples // hop)))
    np.testing.assert_allclose(level_db, -90.0, atol=1e-4)


def test_spectrogram_reads_0_db_for_a_full_scale_sine_in_its_bin():
    freq_hz = 64 * RATE_HZ / 1024
    level_db = magnitude_spectrogram_db(sine(freq_hz)[0])
    middle = level_db[:, level_db.shape[1] // 2]
    assert int(np.argmax(middle)) == 64
    assert middle[64] == pytest.approx(0.0, abs=0.01)
    assert middle[200:].max() < -90.0


def test_spectrogram_frames_are_centred_on_the_hop():
    click = np.zeros(8000, dtype=np.float32)
    click[10 * 256] = 1.0
    level_db = magnitude_spectrogram_db(click)
    assert int(np.argmax(level_db.sum(axis=0))) == 10
