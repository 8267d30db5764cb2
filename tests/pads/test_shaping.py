import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from drumgen.audio.measuring import spectral_centroid_hz
from drumgen.errors import PadError
from drumgen.pads.settings import PadSettings
from drumgen.pads.shaping import LAYER_VELOCITIES, layer_of, shaped, shortened, softened
from drumgen.pads.sound import prepare_sound
from tests.support.sounds import noise_burst

RATE_HZ = 44100
PLAIN = PadSettings("Kick", 36, "kick")
shapes = st.builds(
    PLAIN.changed,
    tune_semitones=st.floats(-24, 24),
    decay_s=st.none() | st.floats(0.01, 10),
    fade_in_s=st.floats(0, 1),
    fade_out_s=st.floats(0, 2),
    pan=st.floats(-1, 1),
    width=st.floats(0, 1),
    velocity_to_tone=st.floats(0, 1),
)


def tone(hz: float, *, seconds: float = 0.5) -> Clip:
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return Clip((0.5 * np.sin(2 * np.pi * hz * time_s)).astype(np.float32)[np.newaxis], RATE_HZ)


def loudest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.fft.rfftfreq(len(samples), 1 / RATE_HZ)[spectrum.argmax()])


@pytest.mark.parametrize("channels", [1, 2])
def test_a_pad_without_shaping_plays_the_very_samples(channels: int) -> None:
    clip = noise_burst(1, channels=channels)
    (layer,) = shaped(clip, PLAIN, RATE_HZ)
    np.testing.assert_array_equal(layer.samples, np.broadcast_to(clip.samples, (2, 9000)))


@settings(max_examples=40)
@given(shapes, st.sampled_from([1, 2, 3]), st.integers(1, 3000), st.floats(0.1, 2.0), st.sampled_from([22050, 48000]))
def test_layers_are_stereo_frames_within_full_scale(
    pad: PadSettings, channels: int, frames: int, peak: float, rate_hz: int
) -> None:
    layers = shaped(noise_burst(3, channels=channels, frames=frames, peak=peak), pad, rate_hz)
    assert len(layers) == (len(LAYER_VELOCITIES) if pad.velocity_to_tone > 0 else 1)
    for layer in layers:
        assert layer.rate_hz == rate_hz
        assert layer.samples.shape[0] == 2
        assert np.isfinite(layer.samples).all()
        assert np.abs(layer.samples).max(initial=0.0) <= 1.0
        assert layer.samples.T.flags.c_contiguous  # the player takes it as it is


@pytest.mark.parametrize("semitones", [-12.0, -5.0, 7.0, 12.0])
def test_tuning_moves_pitch_and_length_together(semitones: float) -> None:
    (layer,) = shaped(tone(500.0), PLAIN.changed(tune_semitones=semitones), RATE_HZ)
    ratio = 2 ** (semitones / 12)
    assert loudest_hz(layer.samples[0]) == pytest.approx(500.0 * ratio, rel=0.01)
    assert layer.duration_s == pytest.approx(0.5 / ratio, rel=0.001)


@given(st.floats(-1, 1))
def test_panning_keeps_the_power(pan: float) -> None:
    (layer,) = shaped(noise_burst(5, peak=0.3), PLAIN.changed(pan=pan), RATE_HZ)
    (middle,) = shaped(noise_burst(5, peak=0.3), PLAIN, RATE_HZ)
    power = np.sum(layer.samples.astype(float) ** 2)
    assert power == pytest.approx(np.sum(middle.samples.astype(float) ** 2), rel=1e-4)
    left, right = np.abs(layer.samples).max(axis=1)
    assert (left > right) == (pan < 0) or abs(pan) < 1e-6


def test_the_sides() -> None:
    for pan, silent in ((-1.0, 1), (1.0, 0)):
        (layer,) = shaped(noise_burst(5), PLAIN.changed(pan=pan), RATE_HZ)
        assert np.abs(layer.samples[silent]).max() < 1e-6
        assert np.abs(layer.samples[1 - silent]).max() > 0.5


def test_decay_falls_by_sixty_decibels_and_ends() -> None:
    steady = np.full((1, RATE_HZ), 0.5, dtype=np.float32)
    short = shortened(steady, RATE_HZ, 0.2)
    assert short.shape[1] == round(0.2 * RATE_HZ)
    at = round(0.19 * RATE_HZ)
    assert 20 * np.log10(short[0, at] / 0.5) == pytest.approx(-57.0, abs=0.1)
    assert short[0, -1] == 0.0


def test_fades_start_and_end_at_silence() -> None:
    pad = PLAIN.changed(fade_in_s=0.05, fade_out_s=0.1)
    (layer,) = shaped(tone(100.0), pad, RATE_HZ)
    assert layer.samples[0, 0] == layer.samples[0, -1] == 0.0
    middle = slice(round(0.05 * RATE_HZ), round(0.4 * RATE_HZ))
    np.testing.assert_array_equal(layer.samples[0, middle], tone(100.0).samples[0, middle])


def test_softer_layers_are_darker_and_shorter_in_order() -> None:
    layers = shaped(noise_burst(9, frames=20000), PLAIN.changed(velocity_to_tone=1.0), RATE_HZ)
    centroids = [spectral_centroid_hz(layer.samples, RATE_HZ) for layer in layers]
    assert centroids == sorted(centroids, reverse=True)
    assert centroids[-1] < 0.6 * centroids[0]

    def tail(layer: Clip) -> float:
        power = layer.samples[0].astype(float) ** 2
        return float(np.searchsorted(np.cumsum(power), 0.95 * power.sum()))

    tails = [tail(layer) for layer in layers]
    assert tails == sorted(tails, reverse=True)
    assert tails[-1] < 0.7 * tails[0]
    np.testing.assert_array_equal(layers[0].samples[0], noise_burst(9, frames=20000).samples[0])


@given(st.floats(0.0, 1.0))
def test_softness_never_makes_louder_or_longer(softness: float) -> None:
    clip = noise_burst(2, frames=3000)
    soft = softened(clip.samples, RATE_HZ, softness)
    assert soft.shape[1] <= clip.samples.shape[1]
    assert np.sum(soft.astype(float) ** 2) <= np.sum(clip.samples.astype(float) ** 2) * (1 + 1e-6)


def test_each_velocity_has_its_layer() -> None:
    assert [layer_of(velocity, 4) for velocity in LAYER_VELOCITIES] == [0, 1, 2, 3]
    chosen = [layer_of(velocity, 4) for velocity in range(1, 128)]
    assert chosen == sorted(chosen, reverse=True)
    assert {layer_of(velocity, 1) for velocity in range(1, 200)} == {0}


def test_sounds_that_no_pad_can_hold() -> None:
    with pytest.raises(PadError, match=r"^The sound is 31 s long, but a pad takes 30 s at most"):
        prepare_sound(Clip(np.zeros((1, 31 * 100), dtype=np.float32), 100), PLAIN, RATE_HZ)
    with pytest.raises(PadError, match="holds no samples"):
        prepare_sound(Clip(np.zeros((1, 0), dtype=np.float32), RATE_HZ), PLAIN, RATE_HZ)
