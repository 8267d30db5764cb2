"""The waveform as a representation: nothing is lost, and pictures show what is in it."""

import numpy as np
import pytest
import torch

from drumgen.errors import DataError
from training.representations.registry import build_representation
from training.representations.waveform import WaveformSettings

SETTINGS = WaveformSettings(rate_hz=8000, frames=16, hop=50, n_fft=256, deviation=0.25)


@pytest.fixture
def representation():
    return build_representation("waveform", SETTINGS)


def tone(freq_hz, n_samples):
    return (0.5 * np.sin(2 * np.pi * freq_hz * np.arange(n_samples) / SETTINGS.rate_hz)).astype(np.float32)


def test_a_sound_comes_back_from_its_values_and_from_the_decoder(representation):
    sound = tone(440.0, 800)
    values = representation.forward(sound)
    assert (representation.shape, values.shape) == ((1, 800), (1, 800))
    assert values.std() == pytest.approx(sound.std() / 0.25, rel=1e-5)
    np.testing.assert_allclose(representation.inverse(values), sound, atol=1e-6)
    audio = representation.decoder()(torch.from_numpy(values)[None], torch.ones(1, 800))
    np.testing.assert_allclose(audio[0].numpy(), sound, atol=1e-6)


def test_blocks_laid_side_by_side_are_the_sound(representation):
    sound = tone(300.0, 2000)
    blocks = representation.blocks(sound)
    assert blocks.shape == (2, 1, 800)
    joined = representation.join(list(blocks))
    np.testing.assert_allclose(representation.inverse(joined), sound[:1600], atol=1e-6)
    with pytest.raises(DataError, match="longer mono sound"):
        representation.blocks(sound[:10])


def test_the_picture_is_loudest_at_the_tones_frequency(representation):
    picture = representation.picture(representation.forward(tone(1000.0, 800)))
    assert picture.shape == (129, 16)
    assert picture[:, 8].argmax() == 1000 * 256 // 8000
    assert representation.sound(representation.magnitude(representation.forward(tone(1000.0, 800))), iterations=2).shape


@pytest.mark.parametrize("wrong", [{"deviation": 0.0}, {"hop": 0}, {"frames": 1}])
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(DataError):
        build_representation("waveform", WaveformSettings(**{**vars(SETTINGS), **wrong}))
