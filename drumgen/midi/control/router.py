"""Takes every message to what it does: pads at once, the rest to whoever listens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from drumgen.midi.control.monitor import Monitor
from drumgen.midi.control.tempo import TempoMeter
from drumgen.midi.mapping import CONTROL, MAX_NUMBER, NOTE, MidiMap, Source, is_target, source_for
from drumgen.midi.messages import ClockMessage, ControlMessage, Message, NoteMessage, ProgramMessage

_PRESSED = 64


class PadTarget(Protocol):
    """What is played: called from the MIDI system's thread, and must not wait."""

    def hit_note(self, note: int, velocity: int) -> int | None:
        """Play the pad of a note and return its place, None if no pad has this note."""

    def hit(self, pad: int, velocity: int) -> object:
        """Play a pad."""

    def regenerate(self, pad: int) -> object:
        """Have a new sound made for a pad."""


class RouterListener(Protocol):
    """What happens besides; called from the MIDI system's thread."""

    def struck(self, note: int, velocity: int, pad: int | None) -> None:
        """Take a note that came in, and the place of the pad that it played, if any."""

    def turned(self, target: str, value: float) -> None:
        """Take a value from 0 to 1 for a ``macro:`` or ``control:``."""

    def programmed(self, program: int) -> None:
        """Take the number, 0 to 127, of a kit that was asked for."""

    def learned(self, target: str, source: Source) -> None:
        """Take a target and what it was bound to; `Router.map` has it already."""


@dataclass(frozen=True)
class _Look:
    """A map made ready for finding targets."""

    map: MidiMap
    targets: dict[tuple[str, int, int | None], str]

    @classmethod
    def up(cls, midi_map: MidiMap) -> "_Look":
        entries = ((binding.source, binding.target) for binding in midi_map.bindings)
        return cls(midi_map, {(source.kind, source.number, source.channel): target for source, target in entries})

    def target(self, kind: str, number: int, channel: int) -> str | None:
        return self.targets.get((kind, number, channel)) or self.targets.get((kind, number, None))


class Router:
    """Obeys the messages of one device.

    `receive` is called by one thread. The map and the target to learn may be changed from any other; both are single
    references, so a message sees the old or the new one.

    Parameters
    ----------
    target : PadTarget
        Is hit.
    listener : RouterListener
        Is told the rest.

    Attributes
    ----------
    tempo : TempoMeter
        Hears the clock.
    monitor : Monitor
        Hears everything.
    """

    def __init__(self, target: PadTarget, listener: RouterListener) -> None:
        self._target = target
        self._listener = listener
        self._look = _Look.up(MidiMap())
        self._learning: str | None = None
        self._pressed: set[tuple[int, int]] = set()
        self.tempo = TempoMeter()
        self.monitor = Monitor()
        self._actions: dict[str, Callable[[int, int], object]] = {
            "pad": target.hit,
            "regenerate": lambda pad, velocity: target.regenerate(pad),
        }

    @property
    def map(self) -> MidiMap:
        """What the device's notes and controls do."""
        return self._look.map

    @map.setter
    def map(self, midi_map: MidiMap) -> None:
        self._look = _Look.up(midi_map)

    @property
    def learning(self) -> str | None:
        """The target that the next message that fits is bound to."""
        return self._learning

    @learning.setter
    def learning(self, target: str | None) -> None:
        if target is not None and not is_target(target):
            raise ValueError(f"there is no target '{target}'")
        self._learning = target

    def receive(self, message: Message) -> None:
        """Do what a message asks for."""
        if isinstance(message, ClockMessage):
            self.monitor.receive(message, True)
            self.tempo.receive(message)
            return
        look = self._look
        heard = message.channel is None or look.map.channel in (None, message.channel)
        self.monitor.receive(message, heard)
        if not heard or self._learn(message):
            return
        if isinstance(message, NoteMessage):
            if message.is_hit:
                self._strike(look, message)
        elif isinstance(message, ControlMessage):
            self._turn(look, message)
        elif isinstance(message, ProgramMessage):
            self._listener.programmed(message.program)

    def _learn(self, message: Message) -> bool:
        """Bind the target that waits for a message like this one, and return whether there was one."""
        target = self._learning
        source = None if target is None else source_for(message, target)
        if target is None or source is None:
            return False
        self._learning = None
        self.map = self.map.bound(source, target)
        if isinstance(message, ControlMessage) and message.value >= _PRESSED:
            self._pressed.add((message.control, message.channel))  # it has been pressed for learning alone
        self._listener.learned(target, source)
        return True

    def _strike(self, look: _Look, message: NoteMessage) -> None:
        target = look.target(NOTE, message.note, message.channel)
        if target is None:
            pad = self._target.hit_note(message.note, message.velocity)
        else:
            pad = self._act(target, message.velocity)
        self._listener.struck(message.note, message.velocity, pad)

    def _turn(self, look: _Look, message: ControlMessage) -> None:
        target = look.target(CONTROL, message.control, message.channel)
        if target is None:
            return
        if not target.startswith("regenerate:"):
            self._listener.turned(target, message.value / MAX_NUMBER)
        elif self._is_press(message):
            self._act(target, message.value)

    def _is_press(self, message: ControlMessage) -> bool:
        """Whether a button went down; its release, or a knob that goes on rising, is none."""
        button = (message.control, message.channel)
        if message.value < _PRESSED:
            self._pressed.discard(button)
            return False
        if button in self._pressed:
            return False
        self._pressed.add(button)
        return True

    def _act(self, target: str, velocity: int) -> int:
        kind, _, pad = target.partition(":")
        self._actions[kind](int(pad), velocity)
        return int(pad)
