import pytest

from drumgen.midi.control.monitor import REMEMBERED, Monitor, describe
from drumgen.midi.messages import ClockMessage, ControlMessage, Message, NoteMessage, OtherMessage, ProgramMessage


@pytest.mark.parametrize(
    ("message", "line"),
    [
        (NoteMessage(36, 100, 9), "10  Note on C1 (36), velocity 100"),
        (NoteMessage(36, 0, 0), " 1  Note off C1 (36)"),
        (ControlMessage(74, 12, 1), " 2  Control 74 = 12"),
        (ProgramMessage(0, 1), " 2  Program 1"),
        (ClockMessage("start", 1.0), " –  Start"),
        (OtherMessage("Pitch bend 5", 3), " 4  Pitch bend 5"),
        (OtherMessage("Reset"), " –  Reset"),
    ],
)
def test_lines(message: Message, line: str) -> None:
    assert describe(message) == line


def test_lines_come_once_and_in_order() -> None:
    monitor = Monitor()
    assert monitor.new_lines() == []
    monitor.receive(ProgramMessage(0), True)
    monitor.receive(ProgramMessage(1), False)
    assert monitor.new_lines() == [" 1  Program 1", " 1  Program 2  (another channel)"]
    monitor.receive(ProgramMessage(2), True)
    assert monitor.new_lines() == [" 1  Program 3"]
    assert monitor.new_lines() == []


def test_what_was_too_much_is_counted() -> None:
    monitor = Monitor()
    for value in range(20_000):
        monitor.receive(ControlMessage(1, value % 128), True)
    lines = monitor.new_lines()
    assert lines[0] == f"… {20_000 - REMEMBERED:,} more"
    assert len(lines) == REMEMBERED + 1
    assert lines[-1] == f" 1  Control 1 = {19_999 % 128}"


def test_ticks_are_left_out() -> None:
    monitor = Monitor()
    monitor.receive(ClockMessage("clock", 1.0), True)
    assert monitor.new_lines() == []
