import gc
import tracemalloc
import weakref
from collections.abc import Sequence
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from drumgen.playback.mixer import FADE_S, Mixer
from drumgen.playback.voice import Voice
from tests.support.waiting import wait_until

RATE_HZ = 44100
FADE_FRAMES = round(FADE_S * RATE_HZ)
Frames = NDArray[np.float32]


def _noise(frames: int, channels: int = 1, seed: int = 0, peak: float = 0.2) -> Frames:
    return np.random.default_rng(seed).uniform(-peak, peak, size=(frames, channels)).astype(np.float32)


def _mix(mixer: Mixer, frames: int, channels: int = 2) -> Frames:
    out = np.full((frames, channels), np.nan, dtype=np.float32)
    mixer.mix(out)
    return out


def _mix_blocks(mixer: Mixer, sizes: Sequence[int]) -> Frames:
    return np.concatenate([_mix(mixer, size) for size in sizes])


def test_silence_without_voices() -> None:
    mixer = Mixer(2, RATE_HZ)
    assert mixer.idle
    np.testing.assert_array_equal(_mix(mixer, 64), np.zeros((64, 2)))


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=12))
def test_block_sizes_do_not_matter(sizes: list[int]) -> None:
    samples = _noise(sum(sizes), channels=2)
    mixer = Mixer(2, RATE_HZ)
    mixer.start(Voice(samples))
    np.testing.assert_array_equal(_mix_blocks(mixer, sizes), samples)
    assert mixer.idle


def test_a_voice_is_followed_by_silence() -> None:
    samples = _noise(100, channels=2)
    mixer = Mixer(2, RATE_HZ)
    mixer.start(Voice(samples))
    out = _mix(mixer, 128)
    np.testing.assert_array_equal(out[:100], samples)
    np.testing.assert_array_equal(out[100:], 0.0)


def test_voices_are_added_with_their_gains() -> None:
    long, short = _noise(300, seed=1), _noise(50, seed=2)
    mixer = Mixer(1, RATE_HZ)
    mixer.start(Voice(long, 0.5))
    first = _mix(mixer, 100, channels=1)
    mixer.start(Voice(short, 0.25))
    second = _mix(mixer, 200, channels=1)
    expected = 0.5 * long
    expected[100:150] += np.float32(0.25) * short
    np.testing.assert_allclose(np.concatenate([first, second]), expected, atol=1e-8)


def test_the_sum_is_limited_to_full_scale() -> None:
    loud = np.full((32, 1), 0.75, dtype=np.float32)
    mixer = Mixer(1, RATE_HZ)
    for gain in (1.0, 1.0):
        mixer.start(Voice(loud, gain))
    np.testing.assert_array_equal(_mix(mixer, 32, channels=1), 1.0)
    for gain in (-1.0, -1.0):
        mixer.start(Voice(loud, gain))
    np.testing.assert_array_equal(_mix(mixer, 32, channels=1), -1.0)


def test_a_voice_chokes_those_of_its_group_with_a_fade_and_no_others() -> None:
    steady = np.full((4000, 1), 0.25, dtype=np.float32)
    open_hat, kick, closed_hat = (
        Voice(steady, group="hats"),
        Voice(steady),
        Voice(np.zeros((9, 1), np.float32), group="hats"),
    )
    mixer = Mixer(1, RATE_HZ)
    mixer.start(open_hat)
    mixer.start(kick)
    np.testing.assert_array_equal(_mix(mixer, 100, channels=1), 0.5)
    mixer.start(closed_hat)
    out = _mix(mixer, 1000, channels=1)[:, 0]
    np.testing.assert_array_equal(out[FADE_FRAMES - 1 :], 0.25)
    steps = np.diff(np.concatenate([[0.5], out[:FADE_FRAMES]]))
    assert (steps <= 0).all()
    assert -steps.min() < 0.25 * np.pi / 2 / FADE_FRAMES * 1.01  # no jump anywhere: a raised cosine's steepest slope
    assert open_hat.done
    assert not kick.done


def test_silence_fades_a_group_or_everything() -> None:
    steady = np.full((4000, 1), 0.25, dtype=np.float32)
    mixer = Mixer(1, RATE_HZ)
    hat, kick = Voice(steady, group="hats"), Voice(steady, group="kick")
    mixer.start(hat)
    mixer.start(kick)
    mixer.silence("hats")
    _mix(mixer, FADE_FRAMES, channels=1)
    assert (hat.done, kick.done) == (True, False)
    mixer.silence()
    assert _mix(mixer, FADE_FRAMES, channels=1)[-1, 0] == 0.0
    assert mixer.idle


def test_silence_and_a_new_voice_keep_their_order() -> None:
    samples = _noise(500)
    mixer = Mixer(1, RATE_HZ)
    mixer.silence()
    mixer.start(Voice(samples))
    np.testing.assert_array_equal(_mix(mixer, 500, channels=1), samples)


def test_the_oldest_voice_makes_room() -> None:
    steady = np.full((9000, 1), 0.01, dtype=np.float32)
    mixer = Mixer(1, RATE_HZ, max_voices=3)
    voices = [Voice(steady) for _ in range(4)]
    for voice in voices:
        mixer.start(voice)
        _mix(mixer, 64, channels=1)
    _mix(mixer, FADE_FRAMES, channels=1)
    assert [voice.done for voice in voices] == [True, False, False, False]


def test_a_flood_of_voices_stays_bounded_and_ends() -> None:
    steady = np.full((9000, 1), 0.001, dtype=np.float32)
    mixer = Mixer(1, RATE_HZ, max_voices=4)
    voices = [Voice(steady) for _ in range(100)]
    for voice in voices:
        mixer.start(voice)
    _mix(mixer, FADE_FRAMES, channels=1)
    assert sum(not voice.done for voice in voices) == 4
    assert [voice.done for voice in voices[-4:]] == [False] * 4
    _mix(mixer, 9000, channels=1)
    assert mixer.idle
    assert all(voice.done for voice in voices)


def test_samples_are_freed_by_the_thread_that_starts_the_next_voice() -> None:
    mixer = Mixer(1, RATE_HZ)
    voice = Voice(_noise(100))
    samples = weakref.ref(voice.samples)
    mixer.start(voice)
    del voice
    _mix(mixer, 200, channels=1)
    gc.collect()
    assert samples() is not None
    mixer.start(Voice(_noise(10)))
    assert samples() is None


def test_mixing_allocates_no_buffers() -> None:
    frames = 4096
    mixer = Mixer(2, RATE_HZ)
    out = np.zeros((frames, 2), dtype=np.float32)
    for number in range(20):
        mixer.start(Voice(_noise(40 * frames, channels=2), group="hats" if number % 5 == 0 else None))
    mixer.mix(out)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        for _ in range(10):
            mixer.mix(out)
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak - before < 2048  # one row of blocks would take 32 kB
    assert after - before < 1024


@given(st.integers(1, 400), st.floats(0.0, 0.999))
def test_a_voice_begins_as_far_into_a_block_as_it_was_late(frames: int, late: float) -> None:
    samples = _noise(2000, channels=2)
    mixer = Mixer(2, RATE_HZ)
    _mix(mixer, frames)
    before_s = mixer._block_before_s
    voice = Voice(samples, at_s=before_s + late * 0.001)
    wait_until(lambda: perf_counter() > before_s + 0.001, "a millisecond")
    mixer.start(voice)
    out = _mix(mixer, frames)
    waited = (voice.at_s - before_s) / (mixer._block_before_s - before_s)
    onset = min(int(waited * frames), frames - 1)
    assert not out[:onset].any()
    np.testing.assert_array_equal(out[onset:], samples[: frames - onset])
    np.testing.assert_array_equal(_mix(mixer, 50), samples[frames - onset :][:50])


@pytest.mark.parametrize("at_s", [None, 0.0, 1e12])
def test_without_a_time_that_makes_sense_a_voice_begins_with_the_block(at_s: float | None) -> None:
    samples = _noise(100, channels=2)
    mixer = Mixer(2, RATE_HZ)
    _mix(mixer, 64)
    mixer.start(Voice(samples, at_s=at_s))
    np.testing.assert_array_equal(_mix(mixer, 64), samples[:64])


def test_the_choked_voice_plays_on_until_the_new_one_begins() -> None:
    steady = np.full((9000, 1), 0.25, dtype=np.float32)
    frames = 4000
    mixer = Mixer(1, RATE_HZ)
    mixer.start(Voice(steady, group="hats"))
    _mix(mixer, 64, channels=1)
    late = Voice(np.zeros((9, 1), np.float32), group="hats", at_s=perf_counter())
    mixer.start(late)
    out = _mix(mixer, frames, channels=1)[:, 0]
    onset = int(np.flatnonzero(out < 0.25)[0])
    assert onset > 0
    assert (out[:onset] == 0.25).all()
    assert (np.diff(out[onset : onset + FADE_FRAMES]) <= 0).all()
    assert not out[onset + FADE_FRAMES :].any()


def test_mixing_a_long_time_keeps_no_memory_and_makes_no_large_temporary() -> None:
    """Hits of all kinds, a moving volume, and a meter, for a minute of sound; only the hits themselves take memory."""
    frames = 256
    mixer = Mixer(2, RATE_HZ, max_voices=8)
    out = np.zeros((frames, 2), dtype=np.float32)
    sound = _noise(5000, channels=2)

    def play(blocks: int) -> int:
        """Mix blocks and return the highest memory, in bytes, that a block needed above what was there before."""
        most = 0
        for block in range(blocks):
            if block % 3 == 0:
                mixer.start(Voice(sound, 0.5, "hats" if block % 2 else None, at_s=perf_counter()))
            if block % 50 == 0:
                mixer.volume.wished = 0.25 + block % 100 / 100
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            mixer.mix(out)
            _, peak = tracemalloc.get_traced_memory()
            most = max(most, peak - before)
        return most

    tracemalloc.start()
    try:
        play(500)
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        most = play(5000)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2048  # views and numbers; one temporary block would take more than 2 kB
    assert after - before < 2048
