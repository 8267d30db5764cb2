"""The speakers on a real JACK server: choices, level, volume, and a server that goes and returns."""

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from drumgen.errors import DeviceError
from gui.jobs import Jobs
from gui.stage.speakers import AudioChoice, OpenOutput, Speakers, tone
from tests.gui.conftest import WAIT_MS
from tests.support.jack import PERIOD_FRAMES, JackServer, Recorder
from tests.support.sounds import noise_burst


@pytest.fixture
def speakers(qtbot: QtBot) -> Iterator[Speakers]:
    jobs = Jobs()
    speakers = Speakers(jobs)
    yield speakers
    jobs.close()
    speakers.close()


def _open(speakers: Speakers, qtbot: QtBot, choice: AudioChoice | None = None) -> OpenOutput:
    with qtbot.waitSignal(speakers.opened, timeout=WAIT_MS) as opened:
        speakers.choose(choice or AudioChoice())
    assert opened.args is not None
    output: OpenOutput = opened.args[0]
    return output


def test_an_output_says_how_it_works(jack: JackServer, speakers: Speakers, qtbot: QtBot) -> None:
    with qtbot.waitSignal(speakers.devices_listed, timeout=WAIT_MS) as listed:
        output = _open(speakers, qtbot)
    assert listed.args is not None
    assert output.name in [device.name for device in listed.args[0]]
    assert (output.rate_hz, output.block_frames) == (jack.rate_hz, PERIOD_FRAMES)
    assert output.latency_s >= PERIOD_FRAMES / jack.rate_hz
    assert speakers.is_open


def test_a_block_size_of_ones_own(jack: JackServer, speakers: Speakers, qtbot: QtBot) -> None:
    assert _open(speakers, qtbot, AudioChoice(block_frames=64)).block_frames == 64
    assert speakers.choice == AudioChoice(block_frames=64)


def test_level_and_volume(jack: JackServer, speakers: Speakers, qtbot: QtBot) -> None:
    _open(speakers, qtbot)
    speakers.volume = 0.5
    loud = noise_burst(1, frames=400_000, peak=1.0)
    speakers.play(loud, 1.5)
    peaks: list[float] = []
    clipped = False

    def heard() -> bool:
        nonlocal clipped
        level = speakers.level()
        clipped = clipped or level.clipped
        peaks.append(level.left)
        return max(peaks) > 0.6

    qtbot.waitUntil(lambda: 0.6 < speakers.level().left < 0.76, timeout=WAIT_MS)  # the volume glides there
    qtbot.waitUntil(lambda: heard() and len(peaks) >= 10, timeout=WAIT_MS)
    assert max(peaks) < 0.76
    assert not clipped
    speakers.volume = 1.0
    qtbot.waitUntil(lambda: heard() and clipped, timeout=WAIT_MS)
    speakers.silence()
    qtbot.waitUntil(lambda: speakers.level().left == 0.0, timeout=WAIT_MS)


def test_the_volume_stays_when_another_output_is_opened(jack: JackServer, speakers: Speakers, qtbot: QtBot) -> None:
    speakers.volume = 0.25
    _open(speakers, qtbot)
    clip = noise_burst(2, frames=100_000)
    with Recorder(jack) as recorder:
        speakers.play(clip)
        qtbot.waitUntil(lambda: bool(recorder.samples.any()), timeout=WAIT_MS)
        recorder.wait_for_frames(2000)
    assert 0.02 < np.abs(recorder.recorded).max() <= 0.25 * np.abs(clip.samples).max() + 1e-6


def test_the_test_tone_is_soft_at_both_ends(jack: JackServer, speakers: Speakers, qtbot: QtBot) -> None:
    with pytest.raises(DeviceError, match="The audio output is not open"):
        speakers.play_test_tone()
    _open(speakers, qtbot)
    speakers.play_test_tone()
    qtbot.waitUntil(lambda: speakers.level().left > 0.1, timeout=WAIT_MS)
    samples = tone().samples[0]
    assert np.abs(samples).max() == pytest.approx(0.25, abs=0.01)
    assert np.abs(samples[[0, -1]]).max() < 0.01


def test_a_server_that_returns_at_another_rate_is_played_on(
    monkeypatch: pytest.MonkeyPatch, speakers: Speakers, qtbot: QtBot
) -> None:
    server = JackServer(waits_for_clients=False)
    for name, value in server.variables.items():
        monkeypatch.setenv(name, value)
    server.start()
    try:
        _open(speakers, qtbot)
        clip = noise_burst(3, frames=20_000)
        speakers.play(clip)
        with (
            qtbot.waitSignals([speakers.failed, speakers.retrying], timeout=WAIT_MS),
            qtbot.captureExceptions() as faults,
        ):
            server.stop()
        assert not speakers.is_open
        with pytest.raises(DeviceError):
            speakers.play(clip)
        notes: list[str] = []
        speakers.noted.connect(notes.append)
        server.rate_hz = 48000
        server.start()
        qtbot.waitUntil(lambda: bool(notes), timeout=2 * WAIT_MS)
        assert notes[0].endswith("is back at 48000 Hz instead of 44100 Hz; the sounds were converted.")
        assert speakers.is_open
        speakers.play(clip)
        qtbot.waitUntil(lambda: speakers.level().left > 0.1, timeout=WAIT_MS)
        assert faults == []
    finally:
        speakers.close()
        server.stop()
