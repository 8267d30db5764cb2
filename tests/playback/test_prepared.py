import numpy as np
import pytest
from numpy.typing import NDArray

from drumgen.audio.resampling import resample
from drumgen.playback.prepared import REMEMBERED, PreparedClips, as_frames
from tests.support.sounds import noise_burst


class Shelf:
    """The other side: what is there under which number."""

    def __init__(self, channels: int = 2, rate_hz: int = 44100) -> None:
        self.frames: dict[int, NDArray[np.float32]] = {}
        self.handed_over = 0
        self.prepared = PreparedClips(channels, rate_hz, self._take, self.frames.pop)

    def _take(self, number: int, frames: NDArray[np.float32]) -> None:
        assert number not in self.frames
        self.frames[number] = frames
        self.handed_over += 1


@pytest.mark.parametrize("channels", [1, 2])
def test_a_mono_clip_goes_to_all_channels(channels: int) -> None:
    clip = noise_burst(1)
    frames = as_frames(clip, channels, 44100)
    np.testing.assert_array_equal(frames, np.repeat(clip.samples.T, channels, axis=1))
    assert frames.flags.c_contiguous


def test_a_stereo_clip_keeps_its_channels_where_the_output_has_two() -> None:
    clip = noise_burst(1, channels=2)
    frames = as_frames(clip, 2, 44100)
    np.testing.assert_array_equal(frames, clip.samples.T)
    assert frames.flags.c_contiguous


def test_channels_that_do_not_fit_are_mixed_to_mono() -> None:
    clip = noise_burst(1, channels=6)
    for channels in (1, 2):
        frames = as_frames(clip, channels, 44100)
        np.testing.assert_array_equal(frames, np.repeat(clip.mono[:, np.newaxis], channels, axis=1))


def test_other_rates_are_resampled() -> None:
    clip = noise_burst(1, frames=4410)
    frames = as_frames(clip, 2, 48000)
    assert frames.shape == (4800, 2)
    np.testing.assert_array_equal(frames.T, np.repeat(resample(clip, 48000).samples, 2, axis=0))


def test_the_same_clip_is_handed_over_once_and_other_clips_do_not_take_its_place() -> None:
    shelf = Shelf(1, 48000)
    clip = noise_burst(1)
    number = shelf.prepared.number_of(clip)
    for seed in range(2, 30):
        other = shelf.frames[shelf.prepared.number_of(noise_burst(seed, frames=100))]
        np.testing.assert_array_equal(other.T, resample(noise_burst(seed, frames=100), 48000).samples)
    assert shelf.prepared.number_of(clip) == number
    assert shelf.handed_over == 29
    assert shelf.prepared.clips[-1] is clip


def test_clips_not_played_for_long_are_forgotten_on_both_sides() -> None:
    shelf = Shelf()
    clip, kept = noise_burst(1), noise_burst(2)
    first = shelf.prepared.number_of(clip)
    shelf.prepared.number_of(kept)
    for seed in range(REMEMBERED):
        shelf.prepared.number_of(noise_burst(seed, frames=10))
        shelf.prepared.number_of(kept)
    assert first not in shelf.frames
    assert len(shelf.frames) == REMEMBERED == len(shelf.prepared.clips)
    assert shelf.prepared.number_of(clip) != first
