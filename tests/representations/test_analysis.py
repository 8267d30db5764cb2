import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drumgen.representations import analysis, layout

TIME_S = np.arange(layout.SOUND_SAMPLES) / layout.RATE_HZ


def _sine(frequency_hz, amplitude=0.5):
    return (amplitude * np.sin(2.0 * np.pi * frequency_hz * TIME_S)).astype(np.float32)


@settings(max_examples=12)
@given(st.floats(300.0, 11000.0), st.floats(0.02, 0.9))
def test_a_partial_is_found_at_its_pitch_and_level(frequency_hz, amplitude):
    edges = layout.partial_edges_hz()
    # On the edge of two bands it belongs to both, and either may have it.
    assume(np.abs(frequency_hz - edges).min() > max(4.0, 0.003 * frequency_hz))
    band = int(np.searchsorted(edges, frequency_hz)) - 1
    token = layout.TOKENS // 2
    parts = analysis.analyse(_sine(frequency_hz, amplitude))
    width = edges[band + 1] / edges[band]
    measured_hz = edges[band] * width ** ((parts.detune[token, band] + 1.0) / 2.0)
    assert measured_hz == pytest.approx(frequency_hz, rel=2e-3)
    assert np.exp(parts.level[token, band]) == pytest.approx(amplitude, rel=0.08)
    assert parts.tonal[token, band] > 0.9


def test_a_low_partial_passes_from_the_low_band_to_the_oscillators():
    parts = analysis.analyse(_sine(100.5))
    band = int(np.searchsorted(layout.partial_edges_hz(), 100.5)) - 1
    first, last = analysis.HANDOVER_TOKENS
    assert parts.tonal[:first, band].max() == 0.0
    assert parts.tonal[last + 8 : 100, band].min() > 0.9


def test_white_noise_is_hardly_tonal():
    noise = np.random.default_rng(0).normal(size=layout.SOUND_SAMPLES).astype(np.float32) * 0.2
    parts = analysis.analyse(noise)
    assert parts.tonal.mean() < 0.1
    middle = parts.band_level[100:400]
    np.testing.assert_allclose(np.exp(2.0 * middle).mean(axis=0), 0.04, rtol=0.25)


def test_silence_gives_the_floor_and_no_partial():
    parts = analysis.analyse(np.zeros(layout.SOUND_SAMPLES, dtype=np.float32))
    assert parts.tonal.max() == 0.0
    np.testing.assert_allclose(parts.band_level, np.log(analysis.LEVEL_FLOOR), rtol=1e-6)
    assert np.isfinite(parts.features()).all()


@settings(max_examples=10)
@given(st.floats(30.0, 1500.0))
def test_the_low_band_keeps_a_low_sine(frequency_hz):
    low = analysis.low_band(_sine(frequency_hz))
    expected = _sine(frequency_hz)[:: layout.LOW_FACTOR]
    np.testing.assert_allclose(low[50:-50], expected[50:-50], atol=0.01)


def test_the_low_band_drops_what_it_cannot_hold():
    low = analysis.low_band(_sine(5000.0))
    assert np.abs(low[50:-50]).max() < 1e-3


def test_features_have_the_encoders_shape():
    features = analysis.analyse(_sine(440.0)).features()
    assert features.shape == (layout.TOKENS, layout.FEATURES)
    assert features.dtype == np.float32


def test_a_sound_of_another_length_is_refused():
    with pytest.raises(ValueError, match="65536"):
        analysis.analyse(np.zeros(100, dtype=np.float32))
