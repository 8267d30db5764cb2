import numpy as np
import pytest

from drumgen.representations import layout
from drumgen.representations.carrier import own_noise


def burst(seed, decay_per_s=15.0):
    times_s = np.arange(layout.SOUND_SAMPLES) / layout.RATE_HZ
    noise = np.random.default_rng(seed).standard_normal(layout.SOUND_SAMPLES)
    return (0.2 * noise * np.exp(-decay_per_s * times_s)).astype(np.float32)


def filler():
    return np.random.default_rng(99).standard_normal(layout.SOUND_SAMPLES)


def test_it_is_white_noise_of_unit_strength():
    carrier = own_noise(burst(0), filler())
    power = np.abs(np.fft.rfft(carrier)) ** 2 / len(carrier)
    bands = power[1:32_769].reshape(16, -1).mean(axis=1)
    assert bands == pytest.approx(np.ones(16), rel=0.25)


def test_it_keeps_the_phases_where_there_is_sound():
    sound = burst(1)
    carrier = own_noise(sound, filler())
    assert np.corrcoef(sound[500:8000], carrier[500:8000] * np.exp(-np.arange(500, 8000) * 15 / 44100))[0, 1] > 0.9


def test_it_is_the_filler_where_there_is_silence():
    sound = burst(2)
    sound[20_000:] = 0.0
    np.testing.assert_allclose(own_noise(sound, filler())[22_000:-600], filler()[22_000:-600], atol=1e-6)


def test_silence_is_no_trouble():
    np.testing.assert_allclose(
        own_noise(np.zeros(layout.SOUND_SAMPLES, np.float32), filler())[600:-600], filler()[600:-600]
    )
