from dataclasses import replace

import librosa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.errors import DataError
from training.representations.mel import MelRepresentation, MelSettings
from training.representations.packed_mel import PackedMelSettings
from training.representations.registry import build_representation
from training.representations.signal.framing import de_emphasise, magnitudes, pre_emphasise
from training.representations.stft import StftRepresentation, StftSettings

LOG_MEL = MelSettings(
    rate_hz=44100, bands=128, frames=87, pad_frames=9, bank="slaney", pre_emphasis=0.0, reference="max"
)
CAPTIONED = MelSettings(
    rate_hz=10000, n_fft=1024, hop=500, bands=128, frames=200, pad_frames=0, bank="slaney", pre_emphasis=0.0
)
DOCUMENTS = {
    "seed 000": ("mel", MelSettings(), (1, 64, 64), 22528),
    "seed 001": ("mel", LOG_MEL, (1, 128, 96), 44544),
    "seed 002, small": ("stft", StftSettings(), (1, 128, 128), 16384),
    "seed 002, large": ("stft", StftSettings(n_fft=512, hop=64, frames=256), (1, 256, 256), 16384),
    "seed 003": ("packed-mel", PackedMelSettings(), (3, 128, 128), 196608),
    "seed 004": ("mel", CAPTIONED, (1, 128, 200), 100000),
    "seed 004, 64 bands, 3 s": ("mel", replace(CAPTIONED, bands=64, hop=150), (1, 64, 200), 30000),
}


def noise(n_samples, seed=0):
    return (0.1 * np.random.default_rng(seed).standard_normal(n_samples)).astype(np.float32)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_shapes_are_the_documents(name):
    kind, its_settings, shape, n_samples = DOCUMENTS[name]
    representation = build_representation(kind, its_settings)
    assert representation.shape == shape
    assert representation.n_samples == n_samples
    values = representation.forward(noise(n_samples))
    assert values.shape == shape
    assert values.dtype == np.float32
    assert values.min() >= its_settings.low
    assert values.max() <= its_settings.high


@given(n_fft=st.sampled_from([64, 256, 512]), share=st.integers(2, 8), edges=st.sampled_from(["constant", "reflect"]))
@settings(max_examples=20)
def test_magnitudes_are_librosas(n_fft, share, edges):
    hop = n_fft // share
    audio = noise(40 * hop + n_fft)
    expected = np.abs(librosa.stft(audio.astype(np.float64), n_fft=n_fft, hop_length=hop, pad_mode=edges))[:, :30]
    np.testing.assert_allclose(magnitudes(audio, n_fft=n_fft, hop=hop, frames=30, edges=edges), expected, atol=1e-9)


def test_log_mel_is_librosas():
    representation = MelRepresentation(replace(LOG_MEL, pad_frames=0))
    audio = noise(representation.n_samples) * np.linspace(1.0, 0.0, representation.n_samples, dtype=np.float32) ** 4
    mel = librosa.feature.melspectrogram(y=audio, sr=44100, n_mels=128, hop_length=512)[:, :87]
    expected = librosa.power_to_db(mel, ref=np.max, top_db=80.0)
    np.testing.assert_allclose(representation.picture(representation.forward(audio)), expected, atol=2e-3)


@pytest.mark.parametrize("its_settings", [StftSettings(), StftSettings(n_fft=512, hop=64, frames=256)])
def test_the_top_row_is_dropped_and_comes_back_as_zeros(its_settings):
    representation = StftRepresentation(its_settings)
    audio = noise(representation.n_samples)
    whole = magnitudes(
        audio, n_fft=its_settings.n_fft, hop=its_settings.hop, frames=its_settings.frames, edges="reflect"
    )
    restored = representation.magnitude(representation.forward(audio))
    assert restored.shape == (its_settings.n_fft // 2 + 1, its_settings.frames)
    np.testing.assert_array_equal(restored[-1], 0.0)
    audible = whole[:-1] > 1.1e-4 * its_settings.n_fft / 4.0  # -80 dB re a full-scale sine
    np.testing.assert_allclose(restored[:-1][audible], whole[:-1][audible], rtol=1e-4)


def test_a_full_scale_sine_reaches_zero_decibels_and_a_quieter_one_keeps_its_level():
    representation = StftRepresentation(StftSettings())
    t = np.arange(representation.n_samples) / 8000.0
    for gain_db in (0.0, -30.0):
        sine = (10.0 ** (gain_db / 20.0) * np.sin(2.0 * np.pi * 1000.0 * t)).astype(np.float32)
        picture = representation.picture(representation.forward(sine))
        assert picture[:, 64].max() == pytest.approx(gain_db, abs=0.01)
        assert picture[:, 64].argmax() == 32  # 1 kHz, lowest band first


def test_padding_is_zeros_and_no_part_of_the_picture():
    representation = MelRepresentation(MelSettings())
    values = representation.forward(noise(representation.n_samples))
    np.testing.assert_array_equal(values[:, :, 44:], 0.0)
    assert representation.picture(values).shape == (64, 44)
    assert representation.join([values, values]).shape == (1, 64, 88)


def test_joined_blocks_of_a_long_sound_are_its_own_picture():
    small = StftSettings(n_fft=64, hop=16, frames=20)
    blocks = StftRepresentation(small)
    audio = noise(3 * blocks.n_samples)
    whole = StftRepresentation(replace(small, frames=60))
    np.testing.assert_array_equal(blocks.join(list(blocks.blocks(audio))), whole.forward(audio))
    assert blocks.inverse(blocks.join(list(blocks.blocks(audio)))).shape == audio.shape


@given(coefficient=st.floats(0.0, 0.99), seed=st.integers(0, 1000))
@settings(max_examples=25)
def test_de_emphasis_undoes_pre_emphasis(coefficient, seed):
    audio = noise(500, seed)
    np.testing.assert_allclose(de_emphasise(pre_emphasise(audio, coefficient), coefficient), audio, atol=1e-9)
    np.testing.assert_allclose(
        pre_emphasise(audio, coefficient)[1:], librosa.effects.preemphasis(audio, coef=coefficient)[1:], atol=1e-6
    )


@pytest.mark.parametrize("name", ["mel", "stft", "packed-mel"])
def test_silence_is_the_floor_there_and_silence_back(name):
    small = {
        "mel": MelSettings(n_fft=512, hop=128, bands=16, reference="max"),
        "stft": StftSettings(reference="max"),
        "packed-mel": PackedMelSettings(n_fft=512, hop=128, bands=32, frames=48),
    }
    representation = build_representation(name, small[name])
    values = representation.forward(np.zeros(representation.n_samples, dtype=np.float32))
    np.testing.assert_allclose(representation.picture(values), -80.0, atol=1e-4)
    np.testing.assert_array_equal(representation.inverse(values), 0.0)


@pytest.mark.parametrize(
    ("kind", "its_settings", "sentence"),
    [
        ("mel", MelSettings(bands=0), "bands is 0"),
        ("mel", MelSettings(hop=4096), "hop is 4096"),
        ("mel", MelSettings(bank="bark"), "bank is 'bark'"),
        ("mel", MelSettings(pre_emphasis=1.0), "pre_emphasis is 1"),
        ("mel", MelSettings(f_min_hz=9000.0, f_max_hz=500.0), "must lie in order"),
        ("stft", StftSettings(low=1.0, high=0.0), "must be below high"),
        ("stft", StftSettings(floor_db=3.0), "floor_db is 3"),
        ("stft", StftSettings(reference="loud"), "reference is 'loud'"),
        ("stft", StftSettings(n_fft=255), "n_fft is 255"),
        ("packed-mel", PackedMelSettings(frames=385), "does not come out"),
        ("stft", MelSettings(), "takes StftSettings"),
        ("wavelet", MelSettings(), "no representation 'wavelet'"),
    ],
)
def test_settings_out_of_range_are_named(kind, its_settings, sentence):
    with pytest.raises(DataError, match=sentence):
        build_representation(kind, its_settings)


def test_sounds_of_another_length_or_without_numbers_are_refused():
    representation = StftRepresentation(StftSettings())
    with pytest.raises(DataError, match="exactly 16384 samples"):
        representation.forward(noise(16000))
    with pytest.raises(DataError, match="not finite"):
        representation.forward(np.full(16384, np.nan, dtype=np.float32))
    with pytest.raises(DataError, match="longer mono sound"):
        representation.blocks(noise(16000))
    with pytest.raises(DataError, match="no blocks"):
        representation.join([])
