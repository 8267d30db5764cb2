import numpy as np
import pytest

from drumgen.audio.stretching import stretched

RATE_HZ = 44_100


@pytest.mark.parametrize("factor", [0.5, 1.0, 1.7, 4.0])
def test_a_tone_keeps_its_pitch_and_its_level(factor):
    tone = np.sin(2 * np.pi * 440.0 * np.arange(22_050) / RATE_HZ).astype(np.float32)
    longer = stretched(tone, factor)
    assert len(longer) == round(factor * 22_050)
    middle = longer[len(longer) // 4 : 3 * len(longer) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 1 << 18))
    assert np.argmax(spectrum) * RATE_HZ / (1 << 18) == pytest.approx(440.0, abs=2.0)
    assert middle.std() == pytest.approx(np.sqrt(0.5), rel=0.05)


def test_a_decay_lasts_as_much_longer():
    times_s = np.arange(22_050) / RATE_HZ
    noise = (np.random.default_rng(0).standard_normal(22_050) * np.exp(-20.0 * times_s)).astype(np.float32)
    longer = stretched(noise, 2.0)
    levels_db = [20 * np.log10(longer[at : at + 4000].std()) for at in (8000, 24_000)]
    fall_db_per_s = (levels_db[0] - levels_db[1]) / (16_000 / RATE_HZ)
    assert fall_db_per_s == pytest.approx(0.5 * 20.0 * 20 / np.log(10), rel=0.15)


@pytest.mark.parametrize("size", [1, 100, 1500])
def test_short_and_silent_sounds_are_no_trouble(size):
    assert stretched(np.zeros(size, dtype=np.float32), 3.0).shape == (3 * size,)
