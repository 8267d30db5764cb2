import numpy as np
import pytest

from drumgen.engine.finishing import finish

RATE_HZ = 44100


def raw(length=RATE_HZ, decay_s=0.05, gain=0.2, offset=0.0):
    time_s = np.arange(length) / RATE_HZ
    return (offset + gain * np.exp(-time_s / decay_s) * np.sin(2 * np.pi * 200 * time_s)).astype(np.float32)


def test_a_sound_ends_where_it_ends_at_zero_with_its_peak_set():
    clip = finish(raw(), RATE_HZ)
    assert clip.rate_hz == RATE_HZ
    # 66 dB are 7.6 times the decay time.
    assert clip.duration_s == pytest.approx(0.38, abs=0.03)
    assert clip.samples[0, -1] == 0.0
    assert np.abs(clip.samples).max() == pytest.approx(10 ** (-1 / 20), abs=1e-6)


def test_an_offset_does_not_keep_a_sound_from_ending():
    clip = finish(raw(offset=0.05), RATE_HZ)
    assert clip.duration_s < 0.6
    assert abs(float(clip.samples.mean())) < 1e-2


def test_silence_stays_silence():
    clip = finish(np.zeros(1000, np.float32), RATE_HZ)
    assert clip.samples.shape == (1, 1000)
    assert not clip.samples.any()
