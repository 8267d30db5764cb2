"""The last messages that came in, as lines for people."""

from collections import deque

from drumgen.midi.gm_drums import note_name
from drumgen.midi.messages import ClockMessage, ControlMessage, Message, NoteMessage, OtherMessage, ProgramMessage

REMEMBERED = 200


class Monitor:
    """A ring of messages; writing costs the MIDI system's thread next to nothing, lines are made when asked for.

    Ticks of a clock are left out: there are so many that nothing else would be seen.
    """

    def __init__(self) -> None:
        self._ring: deque[tuple[Message, bool]] = deque(maxlen=REMEMBERED)
        self._received = 0
        self._shown = 0

    def receive(self, message: Message, heard: bool) -> None:
        """Note a message and whether its channel is listened to; from one thread."""
        if isinstance(message, ClockMessage) and message.kind == "clock":
            return
        self._ring.append((message, heard))
        self._received += 1

    def new_lines(self) -> list[str]:
        """Return the messages since the last look, the oldest first; from one thread.

        When more came than are remembered, a line in their place says how many are not shown.
        """
        received = self._received
        entries = self._snapshot()
        fresh = received - self._shown
        self._shown = received
        lines = [describe(message) + ("" if heard else "  (another channel)") for message, heard in entries]
        left_out = fresh - len(entries)
        lines = lines[len(lines) - min(fresh, len(lines)) :]
        return [f"… {left_out:,} more", *lines] if left_out > 0 else lines

    def _snapshot(self) -> list[tuple[Message, bool]]:
        return list(self._ring.copy())


def describe(message: Message) -> str:
    """Return a message in words, with channels that count from 1."""
    if isinstance(message, NoteMessage):
        name = f"{note_name(message.note)} ({message.note})"
        if message.is_hit:
            return _line(message.channel, f"Note on {name}, velocity {message.velocity}")
        return _line(message.channel, f"Note off {name}")
    if isinstance(message, ControlMessage):
        return _line(message.channel, f"Control {message.control} = {message.value}")
    if isinstance(message, ProgramMessage):
        return _line(message.channel, f"Program {message.program + 1}")
    if isinstance(message, OtherMessage):
        return _line(message.channel, message.text)
    return _line(None, message.kind.capitalize())


def _line(channel: int | None, text: str) -> str:
    return f"{'–' if channel is None else channel + 1:>2}  {text}"
