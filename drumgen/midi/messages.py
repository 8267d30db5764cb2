"""The MIDI messages a drum machine cares about."""

from dataclasses import dataclass
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


def note_message(message: Any) -> NoteMessage | None:
    """Return a `mido.Message` as a note, or None if it is about something else.

    A note-off, with whatever release velocity, and a note-on with velocity 0 are the same thing.
    """
    if message.type == "note_on":
        return NoteMessage(message.note, message.velocity, message.channel)
    if message.type == "note_off":
        return NoteMessage(message.note, 0, message.channel)
    return None
