"""The stream under faults: a callback that raises, a server that stands still."""

import os
import queue
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from numpy.typing import NDArray

from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice, find_output
from drumgen.playback.stream import OutputStream
from tests.support.jack import JackServer, Recorder
from tests.support.waiting import DEADLINE_S, wait_until


@contextmanager
def _stopped(process_id: int) -> Iterator[None]:
    os.kill(process_id, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process_id, signal.SIGCONT)


def test_a_failing_callback_gives_silence_and_is_logged(jack: JackServer, caplog: pytest.LogCaptureFixture) -> None:
    faults_left = 0

    def fill(out: NDArray[np.float32]) -> None:
        nonlocal faults_left
        out.fill(0.5)
        if faults_left:
            faults_left -= 1
            raise ZeroDivisionError

    lost: queue.Queue[DeviceError] = queue.Queue()
    stream = OutputStream(find_output(None), channels=2, rate_hz=44100, block_frames=0, fill=fill, on_lost=lost.put)
    with Recorder(jack) as recorder:
        recorder.wait_for_frames(256)
        faults_left = 4
        wait_until(lambda: bool(caplog.records) and not faults_left, "the log")
        heard = recorder.wait_for_frames(256)
    stream.close()
    stream.close()
    assert (heard == 0.5).all()
    since_connected = recorder.recorded[np.flatnonzero(recorder.recorded)[0] :]
    assert (since_connected == 0.0).sum() == 4 * 256
    assert caplog.records[0].exc_info is not None
    assert caplog.records[0].exc_info[0] is ZeroDivisionError
    assert lost.empty()


def test_a_device_that_stands_still_counts_as_lost(jack: JackServer) -> None:
    lost: queue.Queue[DeviceError] = queue.Queue()
    stream = OutputStream(
        find_output(None), channels=2, rate_hz=44100, block_frames=0, fill=lambda out: out.fill(0.0), on_lost=lost.put
    )
    with _stopped(jack.process_id):
        assert "has gone; start the JACK server" in str(lost.get(timeout=DEADLINE_S))
    assert stream.lost


def test_a_device_that_refuses_is_named(jack: JackServer) -> None:
    device = find_output(None)
    with pytest.raises(DeviceError, match=r"'system, JACK.*' cannot be opened \(.*\); start the JACK server"):
        OutputStream(
            device, channels=2, rate_hz=11025, block_frames=0, fill=lambda out: None, on_lost=lambda error: None
        )


def test_a_device_that_is_not_there_any_more_is_named(jack: JackServer) -> None:
    gone = OutputDevice("Radio, ALSA", 999, 2, 44100, "ALSA", False)
    with pytest.raises(DeviceError, match=r"'Radio, ALSA' cannot be opened \(.*\); choose another one\."):
        OutputStream(gone, channels=2, rate_hz=44100, block_frames=0, fill=lambda out: None, on_lost=lambda error: None)
