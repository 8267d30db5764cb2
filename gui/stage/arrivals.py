"""What came in over MIDI since the GUI thread looked last."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from drumgen.midi.gm_drums import label_for_note
from drumgen.midi.mapping import Source

_REMEMBERED = 20_000


@dataclass(frozen=True)
class Hit:
    """A note that came in.

    Parameters
    ----------
    note : int
        MIDI note number.
    velocity : int
        1 to 127.
    pad : int or None
        Place of the pad that it played, None without one.
    count : int
        How often it came since the last hit of this note was told; the velocity is the highest of them.
    """

    note: int
    velocity: int
    pad: int | None
    count: int = 1

    @property
    def label(self) -> str | None:
        """The class of the note in the General MIDI drum map, if it played a pad."""
        return None if self.pad is None else label_for_note(self.note)


class News(NamedTuple):
    """What there is to tell: the last hit of each note, the last value of each control, the last program."""

    hits: tuple[Hit, ...]
    values: dict[str, float]
    program: int | None
    learned: tuple[tuple[str, Source], ...]


class Arrivals:
    """Takes what a `Router` tells, from the MIDI system's thread, and gives it to the GUI thread, without a lock.

    Parameters
    ----------
    notify : callable
        Called by the MIDI system's thread when there is something.
    """

    def __init__(self, notify: Callable[[], object]) -> None:
        self._notify = notify
        # A GUI thread that stands still for seconds in a flood misses the oldest ones; the pads got them all the same.
        self._hits: deque[Hit] = deque(maxlen=_REMEMBERED)
        self._values: deque[tuple[str, float]] = deque(maxlen=_REMEMBERED)
        self._programs: deque[int] = deque(maxlen=1)
        self._learned: deque[tuple[str, Source]] = deque()

    def struck(self, note: int, velocity: int, pad: int | None) -> None:
        """Take a note that came in."""
        self._hits.append(Hit(note, velocity, pad))
        self._notify()

    def turned(self, target: str, value: float) -> None:
        """Take a value from 0 to 1 for a ``macro:`` or ``control:``."""
        self._values.append((target, value))
        self._notify()

    def programmed(self, program: int) -> None:
        """Take the number of a kit."""
        self._programs.append(program)
        self._notify()

    def learned(self, target: str, source: Source) -> None:
        """Take what was bound."""
        self._learned.append((target, source))
        self._notify()

    def take(self) -> News:
        """Return all there is, put together; from the GUI thread."""
        hits: dict[int, Hit] = {}
        for _ in range(len(self._hits)):  # and no more: others may come as fast as these are taken
            hit = self._hits.popleft()
            before = hits.get(hit.note)
            if before is not None:
                hit = replace(hit, velocity=max(hit.velocity, before.velocity), count=before.count + 1)
            hits[hit.note] = hit
        values = dict(self._values.popleft() for _ in range(len(self._values)))
        program = self._programs.pop() if self._programs else None
        learned = tuple(self._learned.popleft() for _ in range(len(self._learned)))
        return News(tuple(hits.values()), values, program, learned)
