"""The player on a real JACK server, heard through its own output ports."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from drumgen.audio.resampling import resample
from drumgen.errors import DeviceError
from drumgen.playback.devices import find_output, output_devices
from drumgen.playback.player import Player
from tests.support.jack import JackServer, Recorder, running_jack
from tests.support.sounds import noise_burst
from tests.support.waiting import wait_until


@contextmanager
def opened(device: str | None = None) -> Iterator[Player]:
    player = Player(device)
    player.start()
    try:
        yield player
    finally:
        player.stop()


def test_stereo_clip_comes_out_sample_by_sample(jack: JackServer, player: Player) -> None:
    clip = noise_burst(1, channels=2)
    left_port, right_port = jack.player_ports()
    with Recorder(jack, left_port) as left, Recorder(jack, right_port) as right:
        player.play(clip)
        np.testing.assert_array_equal(left.wait_for(clip.samples[0]), clip.samples[0])
        np.testing.assert_array_equal(right.wait_for(clip.samples[1]), clip.samples[1])
    wait_until(lambda: player.idle, "the end of the sound")


def test_clips_of_another_rate_are_resampled(jack: JackServer, player: Player) -> None:
    clip = noise_burst(2, rate_hz=48000)
    expected = resample(clip, 44100).samples[0]
    with Recorder(jack) as recorder:
        player.play(clip)
        np.testing.assert_array_equal(recorder.wait_for(expected), expected)


def test_a_server_of_another_rate_sets_the_rate() -> None:
    clip = noise_burst(3)
    expected = resample(clip, 48000).samples[0]
    with running_jack(rate_hz=48000) as jack, opened() as player, Recorder(jack) as recorder:
        assert player.rate_hz == 48000
        player.play(clip)
        np.testing.assert_array_equal(recorder.wait_for(expected), expected)


def test_sounds_overlap(jack: JackServer, player: Player) -> None:
    long, short = noise_burst(4, frames=40000), noise_burst(5, frames=3000)
    with Recorder(jack) as recorder:
        player.play(long)
        recorder.wait_for_frames(4000)
        player.play(short, 0.5)
        heard = recorder.wait_for(long.samples[0])
    rest = heard - long.samples[0]
    start = int(np.flatnonzero(rest)[0])
    expected = 0.5 * short.samples[0]
    np.testing.assert_allclose(rest[start : start + 3000], expected, atol=1e-7)
    assert not rest[start + 3000 :].any()


def test_the_closed_hat_chokes_the_open_one(jack: JackServer, player: Player) -> None:
    open_hat, closed_hat = noise_burst(6, frames=40000), noise_burst(7, frames=500)
    with Recorder(jack) as recorder:
        player.play(open_hat, voice_group="hats")
        recorder.wait_for_frames(2000)
        player.play(closed_hat, voice_group="hats")
        heard = recorder.wait_for(open_hat.samples[0])
    differs = np.flatnonzero(heard != open_hat.samples[0])
    assert 0 < differs[0] < 20000
    assert not heard[differs[0] + 500 :].any()


def test_stop_fades_out_and_start_begins_anew(jack: JackServer, player: Player) -> None:
    clip = noise_burst(8, frames=400000)
    with Recorder(jack) as recorder:
        player.play(clip)
        recorder.wait_for_frames(3000)
        player.stop()
        player.stop()
        heard = recorder.wait_for(clip.samples[0, :20000])
    differs = int(np.flatnonzero(heard != clip.samples[0, :20000])[0])
    fade = heard[differs : differs + 176] / clip.samples[0, differs : differs + 176]
    assert (np.diff(fade) < 1e-4).all()
    assert not heard[differs + 176 :].any()
    assert not player.running
    player.start()
    with Recorder(jack) as recorder:
        assert not recorder.wait_for_frames(2000).any()
        player.play(clip)
        np.testing.assert_array_equal(recorder.wait_for(clip.samples[0, :2000]), clip.samples[0, :2000])


def test_silence_ends_what_sounds(jack: JackServer, player: Player) -> None:
    with Recorder(jack) as recorder:
        player.play(noise_burst(9, frames=400000))
        wait_until(lambda: bool(recorder.samples.any()), "the sound")
        player.silence()
        wait_until(lambda: player.idle, "silence")
        recorder.wait_for_frames(1024)
        assert not recorder.wait_for_frames(1024).any()


def test_the_device_is_found_by_its_name(jack: JackServer, player: Player) -> None:
    (device,) = [device for device in output_devices() if "JACK" in device.host_api]
    assert find_output(device.name) == device == player.device
    assert (device.channels, device.rate_hz) == (2, 44100)
    with opened(device.name) as named:
        assert named.device == device


def test_an_unknown_device_is_named_with_those_there_are(jack: JackServer) -> None:
    with pytest.raises(DeviceError, match=r"no audio output called 'Tin can'; choose one of: .*JACK"):
        Player("Tin can").start()


def test_playing_without_an_open_output_is_an_error() -> None:
    player = Player()
    with pytest.raises(DeviceError, match="The audio output is not open; choose an output"):
        player.play(noise_burst(1))
    player.prepare(noise_burst(1))
    player.silence()
    player.stop()
    assert player.idle
    assert player.device is None
