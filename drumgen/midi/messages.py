"""The MIDI messages a drum machine cares about, and all others as far as a monitor shows them."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any


@dataclass(frozen=True)
class NoteMessage:
    """The start or the end of a note.

    Parameters
    ----------
    note : int
        Note number, 0 to 127.
    velocity : int
        How hard the key was hit, 1 to 127; 0 for the end of a note, however the controller said it.
    channel : int
        MIDI channel, 0 to 15 (musicians count from 1).
    """

    note: int
    velocity: int
    channel: int = 0

    @property
    def is_hit(self) -> bool:
        """Whether the note starts."""
        return self.velocity > 0


@dataclass(frozen=True)
class ControlMessage:
    """A knob, a slider or a button was moved: controller number, value (both 0 to 127) and channel (0 to 15)."""

    control: int
    value: int
    channel: int = 0


@dataclass(frozen=True)
class ProgramMessage:
    """Another program was chosen: its number, 0 to 127, and the channel, 0 to 15."""

    program: int
    channel: int = 0


@dataclass(frozen=True)
class ClockMessage:
    """A tick of the clock (24 a quarter note), or the sequencer's ``start``, ``continue`` or ``stop``.

    Parameters
    ----------
    kind : str
        ``clock`` for a tick, or one of the others.
    time_s : float
        When it came, by a clock that only goes forward and that all processes share.
    """

    kind: str
    time_s: float


@dataclass(frozen=True)
class OtherMessage:
    """Anything else.

    Parameters
    ----------
    text : str
        What it is, for people.
    channel : int or None
        MIDI channel, 0 to 15, None for messages without one.
    """

    text: str
    channel: int | None = None


Message = NoteMessage | ControlMessage | ProgramMessage | ClockMessage | OtherMessage

_KINDS: dict[str, type[Any]] = {
    "note": NoteMessage,
    "control": ControlMessage,
    "program": ProgramMessage,
    "clock": ClockMessage,
    "other": OtherMessage,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_TRANSPORT = ("clock", "start", "continue", "stop")
_OTHERS = {
    "pitchwheel": "Pitch bend {0.pitch}",
    "aftertouch": "Channel pressure {0.value}",
    "polytouch": "Key pressure {0.note} {0.value}",
    "songpos": "Song position {0.pos}",
    "song_select": "Song {0.song}",
    "quarter_frame": "Time code",
    "tune_request": "Tune request",
    "reset": "Reset",
}


def from_mido(message: Any, time_s: float) -> Message:
    """Return a `mido.Message` that came at `time_s`.

    A note-off, with whatever release velocity, and a note-on with velocity 0 are the same thing.
    """
    kind = message.type
    if kind == "note_on":
        return NoteMessage(message.note, message.velocity, message.channel)
    if kind == "note_off":
        return NoteMessage(message.note, 0, message.channel)
    if kind == "control_change":
        return ControlMessage(message.control, message.value, message.channel)
    if kind == "program_change":
        return ProgramMessage(message.program, message.channel)
    if kind in _TRANSPORT:
        return ClockMessage(kind, time_s)
    if kind == "sysex":
        return OtherMessage(f"System exclusive, {len(message.data) + 2} bytes")
    return OtherMessage(_OTHERS.get(kind, kind).format(message), getattr(message, "channel", None))


def to_list(message: Message) -> list[Any]:
    """Return a message as a list for JSON, the name of its kind first."""
    return [_NAMES[type(message)], *astuple(message)]


def from_list(entry: Sequence[Any]) -> Message:
    """Return the message that `to_list` made a list of."""
    message: Message = _KINDS[entry[0]](*entry[1:])
    return message
