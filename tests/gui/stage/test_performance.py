"""A MIDI file goes in at a real JACK port, and the right sounds come out at another, at the right times."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from drumgen.audio.clip import Clip
from gui.jobs import Jobs
from gui.stage.controller import Controller
from gui.stage.speakers import Speakers
from tests.gui.conftest import WAIT_MS
from tests.support.jack import RATE_HZ, JackServer, Recorder, Score, may_be_real_time, running_jack
from tests.support.playing.performance import Heard, bursts, perform, read_midi_file, write_midi_file
from tests.support.playing.surface import RecordingPads

PERIOD_FRAMES = 64
BURST_PERIOD_FRAMES = 256
PADS = 4
TRIES = 10
SPACING_MS = 3.0
REST = 1e-4

pytestmark = pytest.mark.skipif(shutil.which("jackd") is None, reason="the JACK server jackd is not installed")


@pytest.fixture(scope="module")
def real_time() -> bool:
    """Whether times mean something on a machine that does other work as well."""
    return may_be_real_time()


@pytest.fixture
def stage(request: pytest.FixtureRequest, real_time: bool, qtbot: QtBot) -> Iterator["Stage"]:
    with running_jack(period_frames=request.param, waits_for_clients=False, real_time=real_time) as jack:
        stage = Stage(jack, qtbot)
        yield stage
        stage.close()


class Stage:
    """Controller, pads that play, and speakers, on a server."""

    def __init__(self, jack: JackServer, qtbot: QtBot) -> None:
        self.jack = jack
        self._qtbot = qtbot
        self._jobs = Jobs()
        self.speakers = Speakers(self._jobs)
        self.clips: Sequence[Clip] = bursts(PADS, RATE_HZ)
        self.pads = RecordingPads(lambda pad, velocity: self.speakers.play(self.clips[pad]))
        self.controller = Controller(self._jobs, self.pads)
        with qtbot.waitSignal(self.speakers.opened, timeout=WAIT_MS):
            self.speakers.open(None)
        for clip in self.clips:
            self.speakers.prepare(clip)

    def listen(self, port_name: str) -> None:
        with self._qtbot.waitSignal(self.controller.opened, timeout=WAIT_MS):
            self.controller.open(port_name)

    def perform_until(self, messages: Sequence[tuple[int, bytes]], *wishes: Callable[[Heard], bool]) -> None:
        """Perform until each wish has been fulfilled by a performance; no note may be missed in any of them.

        On a busy machine the server now and then passes over a client that is late, be it the one under test or the
        one that records, which says nothing about either.
        """
        notes = sum(message[0] >> 4 == 9 for _, message in messages)
        open_wishes = set(wishes)
        with Score(self.jack) as score, Recorder(self.jack, timed=True) as recorder:
            self.listen(score.port_name)
            score.play([(0, bytes([0x90, 36 + pad, 1])) for pad in range(PADS)])  # connections take a moment to work
            self._wait_for_hits(PADS)
            recorder.wait_for_frames(8192)
            for _ in range(TRIES):
                before = len(self.pads.hits)
                heard = perform(
                    score, recorder, messages, self.clips, lambda before=before: self._wait_for_hits(before + notes)
                )
                assert len(self.pads.hits) == before + notes
                print(_said(heard))
                open_wishes -= {wish for wish in open_wishes if wish(heard)}
                if not open_wishes:
                    return
        raise AssertionError(f"in {TRIES} performances never: {[wish.__name__ for wish in open_wishes]}")

    def close(self) -> None:
        self.controller.close()
        self.speakers.close()
        self._jobs.close()

    def _wait_for_hits(self, count: int) -> None:
        self._qtbot.waitUntil(lambda: len(self.pads.hits) >= count, timeout=WAIT_MS)


def _said(heard: Heard) -> str:
    if heard.missing:
        return f"sounds missing: {heard.missing}"
    return (
        f"spacing within {heard.spacing_error_ms:.2f} ms, jitter {heard.jitter_ms:.2f} ms, "
        f"rest of the recording {heard.rest:.1e}"
    )


def _are_the_right_sounds(heard: Heard) -> bool:
    return heard.missing == 0 and heard.rest < REST


def _keep_the_rhythm(heard: Heard) -> bool:
    return heard.missing == 0 and heard.spacing_error_ms <= SPACING_MS


@pytest.mark.parametrize("stage", [PERIOD_FRAMES], indirect=True)
def test_a_midi_file_comes_out_as_its_sounds_in_its_rhythm(stage: Stage, real_time: bool, tmp_path: Path) -> None:
    messages = read_midi_file(write_midi_file(tmp_path / "song.mid", 1, bpm=120), RATE_HZ)
    if real_time:
        stage.perform_until(messages, _are_the_right_sounds, _keep_the_rhythm)
    else:  # times would be those of the other work on this machine
        stage.perform_until(messages, _are_the_right_sounds)


@pytest.mark.parametrize("stage", [BURST_PERIOD_FRAMES], indirect=True)
def test_sixteenths_on_four_pads_are_all_heard_without_dropouts(stage: Stage, real_time: bool, tmp_path: Path) -> None:
    if not real_time:
        pytest.skip("real-time scheduling is not allowed here, so the server passes over clients")
    messages = read_midi_file(write_midi_file(tmp_path / "burst.mid", 2, chord=range(PADS)), RATE_HZ)
    dropouts = stage.speakers.dropouts

    def went_without_dropouts(heard: Heard) -> bool:
        nonlocal dropouts
        before, dropouts = dropouts, stage.speakers.dropouts
        return dropouts == before and heard.missing == 0

    stage.perform_until(messages, _are_the_right_sounds, went_without_dropouts)
