"""Twenty thousand notes as fast as a MIDI port carries them, into the whole app with an open output."""

from PySide6.QtCore import QDeadlineTimer
from pytestqt.qtbot import QtBot

from gui.shell.conductor import Conductor
from gui.stage.controller import Hit
from tests.gui.conftest import WAIT_MS
from tests.gui.whole.conftest import Hands
from tests.support.gui.watchdog import Watchdog
from tests.support.jack import Score, running_jack
from tests.support.sounds import noise_burst

FLOOD = 20_000
PADS = 16


def _flood(app: Conductor) -> list[tuple[int, bytes]]:
    notes = [app.pads.bank.settings(pad).note for pad in range(PADS)]
    return [(44100 * place // FLOOD, bytes([0x90, notes[place % PADS], 1 + place % 127])) for place in range(FLOOD)]


def test_a_flood_is_counted_to_the_last_note_and_the_window_answers(app: Conductor, hands: Hands, qtbot: QtBot) -> None:
    told: list[Hit] = []
    flashes: list[int] = []
    app.controller.struck.connect(told.append)
    app.pads.struck.connect(lambda pad, _: flashes.append(pad))
    hands.look("pads")
    with running_jack() as jack, Score(jack, "keys") as score:
        with qtbot.waitSignal(app.speakers.opened, timeout=WAIT_MS):
            app.speakers.open(None)
        with qtbot.waitSignal(app.controller.opened, timeout=WAIT_MS):
            app.controller.open(score.port_name)
        for pad in range(PADS):
            app.house.pads.made.controller.put(pad, noise_burst(pad, frames=200))
        score.play([(0, _flood(app)[0][1])])  # the connection takes a moment to work
        hands.wait(lambda: bool(told))
        with Watchdog() as dog:
            score.play(_flood(app))
            turns, deadline = 0, QDeadlineTimer(2 * WAIT_MS)
            while sum(hit.count for hit in told) < 1 + FLOOD:
                assert not deadline.hasExpired()
                qtbot.wait(1)
                turns += 1
        app.controller.close()
        app.speakers.close()
    print(f"{turns} turns of the event loop, longest stretch {dog.longest_ms:.0f} ms, {len(flashes)} flashes")
    print(dog.report())
    assert sum(hit.count for hit in told) == 1 + FLOOD
    assert turns > 20
    assert all(len(each) < FLOOD // 10 for each in (told, flashes))  # no more than can be seen
    assert hands.said == ""
