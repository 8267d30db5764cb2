import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from drumgen.audio.resampling import resample
from drumgen.library.similarity.descriptor import BANDS, SEGMENTS, SIZE, describe
from tests.support.library import hit


def _distance(first: Clip, second: Clip) -> float:
    return float(np.linalg.norm(describe(first) - describe(second)))


def test_it_is_a_row_of_numbers() -> None:
    vector = describe(hit())
    assert vector.shape == (SIZE,) == (64,) and vector.dtype == np.float32
    assert np.array_equal(vector, describe(hit()))


def test_neither_loudness_nor_silence_before_nor_rate_nor_channels_matter_much() -> None:
    sound = hit(pitch_hz=180.0, noise=0.3, seed=1)
    other = hit(pitch_hz=1800.0, noise=0.3, seed=1)
    far = _distance(sound, other)
    quiet = Clip(sound.samples * 0.05, sound.rate_hz)
    late = Clip(np.pad(sound.samples, ((0, 0), (9000, 0))), sound.rate_hz)
    stereo = Clip(np.concatenate([sound.samples, sound.samples]), sound.rate_hz)
    for same in (quiet, late, stereo, resample(sound, 48_000), resample(sound, 96_000)):
        assert _distance(sound, same) < 0.2 * far


@pytest.mark.parametrize(("low_hz", "high_hz"), [(60.0, 400.0), (400.0, 3000.0), (3000.0, 12000.0)])
def test_bands_follow_the_pitch(low_hz: float, high_hz: float) -> None:
    low, high = (describe(hit(pitch_hz=hz))[:BANDS] for hz in (low_hz, high_hz))
    assert np.argmax(low) < np.argmax(high)


def test_the_tail_follows_the_decay() -> None:
    short, long = (describe(hit(decay_s=s, seconds=1.2)) for s in (0.03, 0.4))
    tail = slice(BANDS * (SEGMENTS - 1), BANDS * SEGMENTS)
    assert long[tail].max() > short[tail].max() + 0.5
    assert long[BANDS * SEGMENTS] > short[BANDS * SEGMENTS]


@settings(max_examples=30)
@given(
    samples=st.integers(1, 100_000),
    rate_hz=st.sampled_from([8000, 22_050, 44_100, 96_000]),
    channels=st.integers(1, 3),
    seed=st.integers(0, 99),
)
def test_any_sound_has_finite_numbers(samples: int, rate_hz: int, channels: int, seed: int) -> None:
    noise = np.random.default_rng(seed).standard_normal((channels, samples)).astype(np.float32)
    clip = Clip(noise, rate_hz)
    try:
        vector = describe(clip)
    except ValueError:
        assert samples < 5, "only what does not move at all is silent"
    else:
        assert np.isfinite(vector).all()


@pytest.mark.parametrize("samples", [np.zeros((1, 500)), np.full((1, 500), 0.4), np.zeros((2, 0))])
def test_what_does_not_move_is_silent(samples: np.ndarray) -> None:
    with pytest.raises(ValueError, match="silent"):
        describe(Clip(samples.astype(np.float32), 44_100))
