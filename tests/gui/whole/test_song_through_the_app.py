"""A MIDI file goes into the whole app at a real JACK port, and what its pads hold comes out in the file's rhythm."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from drumgen.audio.clip import Clip
from gui.shell.conductor import Conductor
from tests.gui.conftest import WAIT_MS
from tests.gui.whole.conftest import Hands
from tests.support.jack import RATE_HZ, JackServer, Recorder, Score, may_be_real_time, running_jack
from tests.support.playing.performance import bursts, perform, read_midi_file, write_midi_file

PERIOD_FRAMES = 64
PADS = 4
TRIES = 10
SPACING_MS = 3.0
REST = 1e-4

pytestmark = pytest.mark.skipif(shutil.which("jackd") is None, reason="the JACK server jackd is not installed")


@pytest.fixture(scope="module")
def real_time() -> bool:
    return may_be_real_time()


@pytest.fixture
def server(app: Conductor, real_time: bool, qtbot: QtBot) -> Iterator[JackServer]:
    """A server, with the app's output open on it."""
    with running_jack(period_frames=PERIOD_FRAMES, waits_for_clients=False, real_time=real_time) as server:
        with qtbot.waitSignal(app.speakers.opened, timeout=WAIT_MS):
            app.speakers.open(None)
        yield server
        app.controller.close()
        app.speakers.close()


def _load(app: Conductor, hands: Hands) -> list[Clip]:
    """Put sounds on the pads of the notes 36 to 39, and return what their hardest hits play at the left."""
    for pad, clip in enumerate(bursts(PADS, RATE_HZ)):
        app.house.pads.made.controller.put(pad, clip)
    hands.wait(lambda: all(app.pads.bank.state(pad).sound is not None for pad in range(PADS)))
    return [Clip(app.pads.bank.state(pad).sound.layer(127).samples[:1], RATE_HZ) for pad in range(PADS)]


def test_a_song_comes_out_as_the_sounds_of_the_pads_in_its_rhythm(
    app: Conductor, hands: Hands, server: JackServer, real_time: bool, qtbot: QtBot, tmp_path: Path
) -> None:
    clips = _load(app, hands)
    messages = read_midi_file(write_midi_file(tmp_path / "song.mid", 1, bpm=150), RATE_HZ)
    notes = sum(message[0] >> 4 == 9 for _, message in messages)
    hits: list[int] = []
    app.controller.struck.connect(lambda hit: hits.append(hit.count))
    right = rhythm = False
    with Score(server) as score, Recorder(server, timed=True) as recorder:
        with qtbot.waitSignal(app.controller.opened, timeout=WAIT_MS):
            app.controller.open(score.port_name)
        score.play([(0, bytes([0x90, 36 + pad, 1])) for pad in range(PADS)])  # connections take a moment to work
        hands.wait(lambda: sum(hits) == PADS)
        recorder.wait_for_frames(8192)
        for _ in range(TRIES):
            before = sum(hits)
            heard = perform(
                score, recorder, messages, clips, lambda before=before: hands.wait(lambda: sum(hits) == before + notes)
            )
            print(f"missing {heard.missing}, rest {heard.rest:.1e}")
            if heard.missing == 0:
                print(f"spacing within {heard.spacing_error_ms:.2f} ms, jitter {heard.jitter_ms:.2f} ms")
            right |= heard.missing == 0 and heard.rest < REST
            # without real-time scheduling times would be those of the other work on this machine
            rhythm |= not real_time or (heard.missing == 0 and heard.spacing_error_ms <= SPACING_MS)
            if right and rhythm:
                return
    raise AssertionError(f"in {TRIES} performances: the right sounds {right}, in their rhythm {rhythm}")
