from collections.abc import Callable
from typing import Any

import pytest

from drumgen.midi.control.router import Router
from drumgen.midi.mapping import Binding, MidiMap, Source
from drumgen.midi.messages import ClockMessage, ControlMessage, NoteMessage, OtherMessage, ProgramMessage
from tests.support.playing.surface import RecordingPads

MAP = MidiMap(
    (
        Binding(Source("note", 60, 0), "pad:3"),
        Binding(Source("note", 61), "regenerate:4"),
        Binding(Source("control", 20), "regenerate:5"),
        Binding(Source("control", 21), "macro:brightness"),
        Binding(Source("control", 22, 2), "control:Steps"),
    )
)


class News:
    """Remembers what the router tells."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []
        for name in ("struck", "turned", "programmed", "learned"):
            setattr(self, name, self._teller(name))

    def _teller(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.told.append((name, *arguments))


@pytest.fixture
def pads() -> RecordingPads:
    return RecordingPads()


@pytest.fixture
def news() -> News:
    return News()


@pytest.fixture
def router(pads: RecordingPads, news: News) -> Router:
    router = Router(pads, news)  # type: ignore[arg-type]
    router.map = MAP
    return router


def test_notes_hit_pads(router: Router, pads: RecordingPads, news: News) -> None:
    router.receive(NoteMessage(38, 100, 5))
    router.receive(NoteMessage(38, 0, 5))
    router.receive(NoteMessage(20, 90))
    assert pads.hits == [(2, 100)]
    assert news.told == [("struck", 38, 100, 2), ("struck", 20, 90, None)]


def test_a_mapped_note_goes_elsewhere(router: Router, pads: RecordingPads, news: News) -> None:
    router.receive(NoteMessage(60, 77))
    router.receive(NoteMessage(61, 1, 7))
    assert pads.hits == [(3, 77)]
    assert pads.regenerated == [4]
    assert news.told == [("struck", 60, 77, 3), ("struck", 61, 1, 4)]


def test_controls_set_values(router: Router, news: News) -> None:
    for control, value, channel in ((21, 0, 4), (21, 127, 0), (22, 64, 2), (22, 64, 3), (99, 1, 0)):
        router.receive(ControlMessage(control, value, channel))
    assert news.told == [
        ("turned", "macro:brightness", 0.0),
        ("turned", "macro:brightness", 1.0),
        ("turned", "control:Steps", 64 / 127),
    ]


def test_a_button_regenerates_once_a_press(router: Router, pads: RecordingPads) -> None:
    for value in (127, 0, 127, 90, 70, 63, 64):
        router.receive(ControlMessage(20, value))
    assert pads.regenerated == [5, 5, 5]


def test_program_changes_ask_for_kits(router: Router, news: News) -> None:
    router.receive(ProgramMessage(7, 3))
    assert news.told == [("programmed", 7)]


def test_other_channels_are_not_obeyed_but_seen(router: Router, pads: RecordingPads, news: News) -> None:
    router.map = MAP.on_channel(9)
    router.monitor.new_lines()
    for message in (NoteMessage(36, 1, 0), ControlMessage(21, 1, 0), ProgramMessage(1, 0), OtherMessage("x", 0)):
        router.receive(message)
    assert (pads.hits, news.told) == ([], [])
    assert all("another channel" in line for line in router.monitor.new_lines())
    router.receive(NoteMessage(36, 1, 9))
    assert pads.hits == [(0, 1)]


def test_the_clock_is_heard_on_any_channel(router: Router) -> None:
    router.map = MAP.on_channel(9)
    for tick in range(48):
        router.receive(ClockMessage("clock", tick / 48))
    assert router.tempo.bpm(47 / 48) == pytest.approx(120)


def test_learning_takes_the_next_message_that_fits_and_only_that(
    router: Router, pads: RecordingPads, news: News
) -> None:
    router.learning = "macro:decay"
    router.receive(NoteMessage(36, 100))
    router.receive(ControlMessage(74, 5, 2))
    router.receive(ControlMessage(74, 127, 2))
    assert pads.hits == [(0, 100)]
    assert router.learning is None
    assert news.told[1:] == [("learned", "macro:decay", Source("control", 74, 2)), ("turned", "macro:decay", 1.0)]
    assert router.map.bindings == (*MAP.bindings, Binding(Source("control", 74, 2), "macro:decay"))


def test_the_press_that_teaches_a_button_does_not_regenerate(router: Router, pads: RecordingPads) -> None:
    router.learning = "regenerate:1"
    router.receive(ControlMessage(30, 127))
    router.receive(ControlMessage(30, 100))
    assert pads.regenerated == []
    router.receive(ControlMessage(30, 0))
    router.receive(ControlMessage(30, 127))
    assert pads.regenerated == [1]


def test_learning_a_pad(router: Router, pads: RecordingPads) -> None:
    router.learning = "pad:15"
    router.receive(ControlMessage(1, 127))
    router.receive(NoteMessage(60, 1))
    assert pads.hits == []
    router.receive(NoteMessage(60, 2))
    assert pads.hits == [(15, 2)]


def test_learning_can_be_given_up(router: Router) -> None:
    router.learning = "pad:1"
    router.learning = None
    router.receive(NoteMessage(99, 1))
    assert router.map == MAP
    with pytest.raises(ValueError, match="no target 'pad:77'"):
        router.learning = "pad:77"


def test_messages_on_other_channels_teach_nothing(router: Router) -> None:
    router.map = MAP.on_channel(1)
    router.learning = "pad:1"
    router.receive(NoteMessage(99, 1, 2))
    assert router.learning == "pad:1"
