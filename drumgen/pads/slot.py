"""What the bank holds for one pad: its settings, its sound, the sounds that are ready, and what is wished.

A slot knows no lock and no thread. The bank and its worker hold the bank's lock whenever they touch one, and only for
the exchange of a few references.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from drumgen.pads.settings import PadMode, PadSettings
from drumgen.pads.sound import PadSound, Source

DRY_SPELL_S = 2.0
"""A dry spell is over when no hit found the queue empty for so long."""

_NEVER_S = -math.inf

Changes = tuple[tuple[str, object], ...]
"""Settings by name that a wished sound brings with it."""


@dataclass(frozen=True, eq=False)
class PadState:
    """A pad at one moment, as undo and kits keep it; `waits` says that its sound is still to be made."""

    settings: PadSettings
    sound: PadSound | None
    waits: bool = False


class Wish(NamedTuple):
    """A sound that is to take the place of the pad's, first come, first served."""

    changes: Changes
    tag: int
    number: int


class Taken(NamedTuple):
    """What a hit gets: the sound, whether it is a new one, whether to say that the queue has run dry."""

    sound: PadSound | None
    is_new: bool = False
    ran_dry: bool = False


@dataclass(eq=False)
class Slot:
    """One pad's place in the bank.

    Parameters
    ----------
    settings : PadSettings
        What it is set to.
    sound : PadSound or None
        What was played last, or is played next if it is `unheard`.
    ready : deque of PadSound
        New sounds, the next one first.
    unheard : bool
        Whether the next hit plays `sound` in any mode.
    made : int
        How many sounds of the series from the seed were made.
    epoch : int
        Counts up when what is being made has become useless.
    wish : Wish or None
        The sound that is to replace the present one.
    served : int
        A number that grows with each order for the pad; 0 before the first one.
    reshape : bool
        Whether the sounds are shaped for other settings.
    """

    settings: PadSettings
    sound: PadSound | None = None
    ready: deque[PadSound] = field(default_factory=deque)
    unheard: bool = False
    made: int = 0
    epoch: int = 0
    wish: Wish | None = None
    served: int = 0
    reshape: bool = False
    last_hit_s: float = _NEVER_S
    last_dry_s: float = _NEVER_S
    failed_s: float = _NEVER_S

    def take(self, now_s: float) -> Taken:
        """Return what a hit plays now; in the mode ``regenerate`` this uses up one of the ready sounds."""
        self.last_hit_s = now_s
        if self.settings.mode is PadMode.KEEP or (self.unheard and self.sound is not None):
            self.unheard = False
            return Taken(self.sound)
        if self.ready:
            self.sound = self.ready.popleft()
            return Taken(self.sound, is_new=True)
        if self.sound is None:
            return Taken(None)
        is_spell = now_s - self.last_dry_s > DRY_SPELL_S
        self.last_dry_s = now_s
        return Taken(self.sound, ran_dry=is_spell)

    def drop(self) -> None:
        """Forget the ready sounds, and make what is being made useless."""
        self.epoch += 1
        self.ready.clear()
        self.failed_s = _NEVER_S

    def put(self, sound: PadSound | None) -> None:
        """Replace the sound from outside: nothing that was ready or wished before counts any more."""
        self.drop()
        self.wish = None
        self.sound = sound
        self.unheard = sound is not None
        self.made = 0 if sound is None else _place_after(sound.source, self.settings)

    def state(self) -> PadState:
        """Return the pad as it is."""
        return PadState(self.settings, self.sound, waits=self.wish is not None)


def _place_after(source: Source, settings: PadSettings) -> int:
    """Return how many sounds of the series from the pad's seed lie before and at `source`; 0 if it is not of it."""
    origin = getattr(source, "provenance", None)
    if origin is None or (origin.label, origin.model) != (settings.label, settings.model):
        return 0
    place = origin.request.seed + origin.index - settings.seed
    return place + 1 if 0 <= place < 2**31 else 0
