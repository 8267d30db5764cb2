"""What the notes and controls of one MIDI device do, beyond its notes that play pads by themselves.

A target is a short text: ``pad:3`` (pads count from 0), ``regenerate:3``, ``macro:brightness`` or ``control:NAME`` for
a control of the app.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drumgen.midi.messages import ControlMessage, Message, NoteMessage

PADS = 16
MACROS = ("variation", "brightness", "decay")
NOTE = "note"
CONTROL = "control"
MAX_NUMBER = 127
MAX_CHANNEL = 15
_TARGET = re.compile(rf"(pad|regenerate):(\d{{1,2}})|macro:({'|'.join(MACROS)})|control:[^\x00-\x1f]{{1,80}}")


@dataclass(frozen=True)
class Source:
    """A note or a control of a device.

    Parameters
    ----------
    kind : str
        ``note`` or ``control``.
    number : int
        Note or controller number, 0 to 127.
    channel : int or None
        MIDI channel, 0 to 15; None means any.
    """

    kind: str
    number: int
    channel: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in (NOTE, CONTROL):
            raise ValueError(f"a source is a '{NOTE}' or a '{CONTROL}', got '{self.kind}'")
        if not 0 <= self.number <= MAX_NUMBER:
            raise ValueError(f"a number lies between 0 and {MAX_NUMBER}, got {self.number}")
        if self.channel is not None and not 0 <= self.channel <= MAX_CHANNEL:
            raise ValueError(f"a channel lies between 0 and {MAX_CHANNEL}, got {self.channel}")


@dataclass(frozen=True)
class Binding:
    """A source and what it does."""

    source: Source
    target: str

    def __post_init__(self) -> None:
        if not is_target(self.target):
            raise ValueError(f"there is no target '{self.target}'")
        if self.source.kind == NOTE and not takes_notes(self.target):
            raise ValueError(f"a note cannot set '{self.target}'")
        if self.source.kind == CONTROL and self.target.startswith("pad:"):
            raise ValueError("a control cannot hit a pad")


@dataclass(frozen=True)
class MidiMap:
    """All bindings of a device, in the order of learning, and the channel it is heard on.

    Parameters
    ----------
    bindings : tuple of Binding
        No two of the same source.
    channel : int or None
        MIDI channel, 0 to 15; messages on others are not obeyed. None means all channels.
    """

    bindings: tuple[Binding, ...] = ()
    channel: int | None = None

    def __post_init__(self) -> None:
        if self.channel is not None and not 0 <= self.channel <= MAX_CHANNEL:
            raise ValueError(f"a channel lies between 0 and {MAX_CHANNEL}, got {self.channel}")
        if len({binding.source for binding in self.bindings}) < len(self.bindings):
            raise ValueError("a source is bound twice")

    def bound(self, source: Source, target: str) -> "MidiMap":
        """Return the map in which `source`, and nothing else, leads to `target`."""
        kept = [each for each in self.bindings if each.source != source and each.target != target]
        return MidiMap((*kept, Binding(source, target)), self.channel)

    def without(self, sources: Iterable[Source]) -> "MidiMap":
        """Return the map without the bindings of some sources."""
        gone = set(sources)
        return MidiMap(tuple(each for each in self.bindings if each.source not in gone), self.channel)

    def on_channel(self, channel: int | None) -> "MidiMap":
        """Return the map of a device that is heard on another channel."""
        return MidiMap(self.bindings, channel)

    def target_of(self, source: Source) -> str | None:
        """Return what a source leads to; a binding of its very channel comes before one of any channel."""
        anywhere = None
        for binding in self.bindings:
            if binding.source == source:
                return binding.target
            if binding.source == Source(source.kind, source.number):
                anywhere = binding.target
        return anywhere


def is_target(text: str) -> bool:
    """Whether `text` names something that can be bound."""
    match = _TARGET.fullmatch(text)
    return match is not None and (match[2] is None or int(match[2]) < PADS)


def takes_notes(target: str) -> bool:
    """Whether a note can do what `target` stands for; the rest needs a control's value."""
    return target.startswith(("pad:", "regenerate:"))


def source_for(message: Message, target: str) -> Source | None:
    """Return what `target` would be bound to if `message` came while it is learned, None if that does not fit."""
    if isinstance(message, NoteMessage) and message.is_hit and takes_notes(target):
        return Source(NOTE, message.note, message.channel)
    if isinstance(message, ControlMessage) and not target.startswith("pad:"):
        return Source(CONTROL, message.control, message.channel)
    return None
