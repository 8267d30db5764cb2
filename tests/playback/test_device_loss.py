"""The JACK server goes while a player plays: that is said, and once the server is back the player can be started."""

import os
import queue
import signal
import subprocess
import sys

import numpy as np
import pytest

from drumgen.audio.resampling import resample
from drumgen.errors import DeviceError
from drumgen.playback.player import Player
from tests.support.jack import JackServer, Recorder
from tests.support.sounds import noise_burst
from tests.support.waiting import DEADLINE_S, wait_until

IDLE_PROGRAM = """
import sys
from drumgen.playback.devices import output_devices

print(len(output_devices()), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> JackServer:
    """A server that this process, which does not use PortAudio itself, shall reach."""
    server = JackServer(waits_for_clients=False)
    for name, value in server.variables.items():
        monkeypatch.setenv(name, value)
    return server


@pytest.mark.parametrize("rate_hz", [44100, 48000])
def test_a_lost_server_is_survived_and_found_again_also_at_another_rate(server: JackServer, rate_hz: int) -> None:
    lost: queue.Queue[DeviceError] = queue.Queue()
    player = Player(on_lost=lost.put)
    clip = noise_burst(1)
    server.start()
    try:
        player.start()
        player.play(clip)
        wait_until(lambda: player.level.left > 0.1, "sound")
        server.stop()
        sentence = str(lost.get(timeout=DEADLINE_S))
        assert sentence.startswith("The audio output 'system, JACK")
        assert sentence.endswith("has gone; start the JACK server again.")
        assert not player.running
        for action in (lambda: player.play(clip), player.start):
            with pytest.raises(DeviceError):
                action()
        server.rate_hz = rate_hz
        server.start()
        player.start()
        assert player.rate_hz == rate_hz
        expected = resample(clip, rate_hz).samples[0]
        with Recorder(server) as recorder:
            wait_until(lambda: _heard(player, recorder, clip, expected), "the sound, whole")
        player.stop()
    finally:
        player.stop()
        server.stop()


def _heard(player: Player, recorder: Recorder, clip: object, expected: np.ndarray) -> bool:
    """Play once and return whether it came out without one of the gaps that a busy machine makes."""
    recorder.wait_for_frames(4096)
    start = len(recorder.samples)
    player.play(clip)  # type: ignore[arg-type]
    return np.array_equal(recorder.wait_for(expected, after=start), expected)


def test_a_process_that_crashes_is_a_lost_device(server: JackServer) -> None:
    lost: queue.Queue[DeviceError] = queue.Queue()
    player = Player(on_lost=lost.put)
    server.start()
    try:
        player.start()
        assert player._line is not None
        os.kill(player._line.process_id, signal.SIGKILL)
        assert "The process that plays on 'system, JACK" in str(lost.get(timeout=DEADLINE_S))
        player.start()
        assert player.running
        player.stop()
        assert lost.empty()
    finally:
        player.stop()
        server.stop()


def test_a_process_that_only_listed_devices_ends_well_after_the_server() -> None:
    jack = JackServer(waits_for_clients=False)
    jack.start()
    process = subprocess.Popen(
        [sys.executable, "-c", IDLE_PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=jack.environment,
    )
    assert process.stdout is not None
    assert int(process.stdout.readline()) >= 1
    jack.stop()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
