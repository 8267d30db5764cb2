import numpy as np
import pytest

from drumgen.audio.resampling import resample
from drumgen.playback.prepared import PreparedClips
from tests.support.sounds import noise_burst


@pytest.mark.parametrize("channels", [1, 2])
def test_a_mono_clip_goes_to_all_channels(channels: int) -> None:
    clip = noise_burst(1)
    frames = PreparedClips(channels, 44100).frames_of(clip)
    np.testing.assert_array_equal(frames, np.repeat(clip.samples.T, channels, axis=1))
    assert frames.flags.c_contiguous


def test_a_stereo_clip_keeps_its_channels_where_the_output_has_two() -> None:
    clip = noise_burst(1, channels=2)
    frames = PreparedClips(2, 44100).frames_of(clip)
    np.testing.assert_array_equal(frames, clip.samples.T)
    assert frames.flags.c_contiguous


def test_channels_that_do_not_fit_are_mixed_to_mono() -> None:
    clip = noise_burst(1, channels=6)
    for channels in (1, 2):
        frames = PreparedClips(channels, 44100).frames_of(clip)
        np.testing.assert_array_equal(frames, np.repeat(clip.mono[:, np.newaxis], channels, axis=1))


def test_other_rates_are_resampled() -> None:
    clip = noise_burst(1, frames=4410)
    frames = PreparedClips(2, 48000).frames_of(clip)
    assert frames.shape == (4800, 2)
    np.testing.assert_array_equal(frames.T, np.repeat(resample(clip, 48000).samples, 2, axis=0))


def test_the_same_clip_is_prepared_once_and_other_clips_do_not_take_its_place() -> None:
    prepared = PreparedClips(1, 48000)
    clip = noise_burst(1)
    frames = prepared.frames_of(clip)
    for seed in range(2, 30):
        np.testing.assert_array_equal(
            prepared.frames_of(noise_burst(seed, frames=100)).T, resample(noise_burst(seed, frames=100), 48000).samples
        )
    assert prepared.frames_of(clip) is frames


def test_clips_not_played_for_long_are_forgotten() -> None:
    prepared = PreparedClips(2, 48000)
    clip = noise_burst(1)
    frames = prepared.frames_of(clip)
    for seed in range(2, 102):
        prepared.frames_of(noise_burst(seed, frames=10))
    again = prepared.frames_of(clip)
    assert again is not frames
    np.testing.assert_array_equal(again, frames)
