"""The controller on a real JACK port: what messages do, learning, files, the monitor, a flood."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import mido
import pytest
from PySide6.QtCore import QDeadlineTimer
from pytestqt.qtbot import QtBot

from drumgen.errors import MidiError
from drumgen.midi.control.map_files import MapFiles
from drumgen.midi.mapping import Binding, MidiMap, Source
from drumgen.midi.messages import from_mido
from gui.jobs import Jobs
from gui.stage.controller import Controller, Hit
from tests.gui.conftest import WAIT_MS
from tests.support.jack import JackServer, Keys, Score, running_jack
from tests.support.playing.surface import RecordingPads

DEVICE = "keys:out"
Make = Callable[[], Controller]


@pytest.fixture
def pads() -> RecordingPads:
    return RecordingPads()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def make(jobs: Jobs, pads: RecordingPads, tmp_path: Path) -> Iterator[Make]:
    """Make controllers that share a folder of mappings, as several starts do."""
    made: list[Controller] = []

    def make() -> Controller:
        made.append(Controller(jobs, pads, MapFiles(tmp_path)))
        return made[-1]

    yield make
    for each in made:
        each.close()


def _open(controller: Controller, qtbot: QtBot, name: str = DEVICE) -> None:
    with qtbot.waitSignal(controller.opened, timeout=WAIT_MS):
        controller.open(name)


def _emissions(signal: object) -> list[tuple[object, ...]]:
    """Return a list that fills with what a signal says."""
    said: list[tuple[object, ...]] = []
    signal.connect(lambda *arguments: said.append(arguments))  # type: ignore[attr-defined]
    return said


def test_messages_do_what_they_should(jack: JackServer, make: Make, pads: RecordingPads, qtbot: QtBot) -> None:
    controller = make()
    hits, programs = _emissions(controller.struck), _emissions(controller.program)
    with Keys(jack) as keys:
        _open(controller, qtbot)
        keys.hit(38, 99)
        keys.send(bytes([0xC0, 5]))
        qtbot.waitUntil(lambda: bool(hits and programs), timeout=WAIT_MS)
    assert pads.hits == [(2, 99)]
    assert hits == [(Hit(38, 99, 2),)]
    assert programs == [(5,)]


def test_what_is_learned_is_kept_for_the_device(
    jack: JackServer, make: Make, pads: RecordingPads, qtbot: QtBot, tmp_path: Path
) -> None:
    controller = make()
    learned, macros, controls = map(_emissions, (controller.learned, controller.macro, controller.control))
    with Keys(jack) as keys:
        _open(controller, qtbot)
        for target, message in (
            ("macro:decay", bytes([0xB0, 74, 1])),
            ("control:Steps", bytes([0xB0, 75, 1])),
            ("regenerate:3", bytes([0x90, 99, 1])),
            ("pad:9", bytes([0x90, 100, 1])),
        ):
            with qtbot.waitSignal(controller.mapped, timeout=WAIT_MS):
                controller.learn(target)
                keys.send(message)
    assert [target for target, _ in learned] == ["macro:decay", "control:Steps", "regenerate:3", "pad:9"]
    assert learned[0][1] == Source("control", 74, 0)
    qtbot.waitUntil(lambda: len(MapFiles(tmp_path).load(DEVICE).map.bindings) == 4, timeout=WAIT_MS)
    controller.close()
    again = make()
    macros, controls = map(_emissions, (again.macro, again.control))
    with Keys(jack) as keys:
        _open(again, qtbot)
        assert again.map == controller.map
        for message in (bytes([0xB0, 74, 127]), bytes([0xB0, 75, 0]), bytes([0x90, 99, 1]), bytes([0x90, 100, 9])):
            keys.send(message)
        qtbot.waitUntil(lambda: pads.hits == [(9, 9)] and bool(macros and controls), timeout=WAIT_MS)
    assert (macros, controls, pads.regenerated) == ([("decay", 1.0)], [("Steps", 0.0)], [3])


def test_mappings_and_channel_can_be_changed(
    jack: JackServer, make: Make, pads: RecordingPads, qtbot: QtBot, tmp_path: Path
) -> None:
    bindings = (Binding(Source("note", 60), "pad:1"), Binding(Source("note", 61), "pad:2"))
    MapFiles(tmp_path).save(DEVICE, MidiMap(bindings))
    controller = make()
    with Keys(jack) as keys:
        _open(controller, qtbot)
        controller.unbind([bindings[0].source])
        controller.set_channel(4)
        expected = MidiMap(bindings[1:], 4)
        qtbot.waitUntil(lambda: MapFiles(tmp_path).load(DEVICE).map == expected, timeout=WAIT_MS)
        for channel in (3, 4):
            keys.hit(61, 50, channel=channel)
        qtbot.waitUntil(lambda: bool(pads.hits), timeout=WAIT_MS)
    assert controller.map == expected
    assert pads.hits == [(2, 50)]


def test_a_damaged_file_of_mappings_is_said_and_does_not_matter(
    jack: JackServer, make: Make, pads: RecordingPads, qtbot: QtBot, tmp_path: Path
) -> None:
    MapFiles(tmp_path).path(DEVICE).write_text("{", encoding="utf-8")
    controller = make()
    warnings = _emissions(controller.warned)
    with Keys(jack) as keys:
        _open(controller, qtbot)
        keys.hit(36)
        qtbot.waitUntil(lambda: bool(pads.hits and warnings), timeout=WAIT_MS)
    assert isinstance(warnings[0][0], MidiError)
    assert "are damaged (no JSON); they were kept as" in str(warnings[0][0])


def test_a_port_that_comes_later_is_opened_then(
    jack: JackServer, make: Make, pads: RecordingPads, qtbot: QtBot
) -> None:
    controller = make()
    with qtbot.waitSignal(controller.failed, timeout=WAIT_MS):
        controller.open(DEVICE)
    opened = _emissions(controller.opened)
    with Keys(jack) as keys:
        qtbot.waitUntil(lambda: opened == [(DEVICE,)], timeout=WAIT_MS)
        keys.hit(36)
        qtbot.waitUntil(lambda: bool(pads.hits), timeout=WAIT_MS)
    with qtbot.waitSignal(controller.closed, timeout=WAIT_MS):
        controller.open("")


def test_the_monitor_shows_what_arrives_while_it_is_watched(jack: JackServer, make: Make, qtbot: QtBot) -> None:
    controller = make()
    lines: list[str] = []
    controller.monitored.connect(lines.extend)
    with Keys(jack) as keys:
        _open(controller, qtbot)
        hits = _emissions(controller.struck)
        keys.hit(36, 1)
        qtbot.waitUntil(lambda: bool(hits), timeout=WAIT_MS)
        assert lines == []
        controller.watch(True)
        keys.hit(36, 2)
        qtbot.waitUntil(lambda: len(lines) == 2, timeout=WAIT_MS)
    assert lines == [f" 1  Note on C1 (36), velocity {velocity}" for velocity in (1, 2)]


def test_the_clock_is_told_while_it_runs(jack: JackServer, make: Make, qtbot: QtBot) -> None:
    controller = make()
    tempos = _emissions(controller.clock)
    tick_frames = 44100 * 60 / (24 * 150)
    with Score(jack, "keys") as score:
        _open(controller, qtbot)
        score.play([(round(tick * tick_frames), bytes([0xF8])) for tick in range(96)])
        qtbot.waitUntil(lambda: bool(tempos) and tempos[-1] == (None,), timeout=WAIT_MS)
    told = [bpm for (bpm,) in tempos[:-1]]
    assert told
    assert told[-1] == pytest.approx(150, rel=0.1)  # as even as this machine is now
    assert controller.bpm is None


FLOOD = 20_000
NOTE_EVERY = 20


def _flood() -> list[bytes]:
    """Return messages of a knob that moves wildly, with notes among them."""
    return [
        bytes([0x90, 36 + place // NOTE_EVERY % 16, 1 + place % 127])
        if place % NOTE_EVERY == 0
        else bytes([0xB0, 74, place % 128])
        for place in range(FLOOD)
    ]


def _assert_survived(
    pads: RecordingPads, told: Sequence[Sequence[tuple[object, ...]]], messages: Sequence[bytes]
) -> None:
    """Assert that all notes were hit in order, and that the window was told little, but of every hit."""
    assert pads.hits == [(message[1] - 36, message[2]) for message in messages if message[0] == 0x90]
    hits = told[0]
    assert sum(hit.count for (hit,) in hits) == len(pads.hits)  # type: ignore[attr-defined]
    assert all(len(messages) > 20 * len(each) > 0 for each in told)


def test_a_flood_loses_no_note_and_does_not_hold_up_the_window(make: Make, pads: RecordingPads, qtbot: QtBot) -> None:
    """As fast as a JACK port can carry it, which is some ten thousand messages a second.

    The server waits for its clients: one that passes over a client that is late loses what it had for it.
    """
    controller = make()
    controller.watch(True)
    told = [_emissions(each) for each in (controller.struck, controller.macro, controller.monitored)]
    messages = _flood()
    with running_jack() as jack, Score(jack, "keys") as score:
        _open(controller, qtbot)
        with qtbot.waitSignal(controller.learned, timeout=WAIT_MS):
            controller.learn("macro:brightness")
            score.play([(0, bytes([0xB0, 74, 0]))])
        score.play([(44100 * place // 20_000, message) for place, message in enumerate(messages)])
        turns = 0
        deadline = QDeadlineTimer(2 * WAIT_MS)
        while len(pads.hits) < FLOOD // NOTE_EVERY:
            assert not deadline.hasExpired()
            qtbot.wait(1)
            turns += 1
        last = messages[-1][2] / 127
        qtbot.waitUntil(lambda: told[1][-1] == ("brightness", last), timeout=WAIT_MS)
        qtbot.waitUntil(lambda: sum(hit.count for (hit,) in told[0]) == len(pads.hits), timeout=WAIT_MS)  # type: ignore[attr-defined]
    assert turns > 20  # the event loop went round all the while
    _assert_survived(pads, told, messages)


def test_a_faster_flood_than_any_port_carries(make: Make, pads: RecordingPads, qtbot: QtBot) -> None:
    """Handed in by a thread in the place of the port's, at once."""
    controller = make()
    controller.watch(True)
    controller._router.map = MidiMap((Binding(Source("control", 74), "macro:brightness"),))
    told = [_emissions(each) for each in (controller.struck, controller.macro, controller.monitored)]
    messages = _flood()

    def hand_in() -> None:
        for message in messages:
            controller._receive(from_mido(mido.Message.from_bytes(message), 0.0))

    thread = threading.Thread(target=hand_in)
    thread.start()
    last = messages[-1][2] / 127
    qtbot.waitUntil(lambda: bool(told[1]) and told[1][-1] == ("brightness", last), timeout=WAIT_MS)
    thread.join()
    qtbot.waitUntil(lambda: sum(hit.count for (hit,) in told[0]) == len(pads.hits), timeout=WAIT_MS)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(told[2]), timeout=WAIT_MS)
    _assert_survived(pads, told, messages)
