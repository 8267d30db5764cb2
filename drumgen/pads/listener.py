"""What a bank of pads has to say, and to whom."""

from collections.abc import Callable
from dataclasses import dataclass

from drumgen.pads.slot import PadState
from drumgen.pads.sound import Source


def _ignore(*news: object) -> None:
    pass


@dataclass(frozen=True)
class PadListener:
    """Who is told what; each is called from the thread where it happens, and must return at once.

    Parameters
    ----------
    struck : callable
        Called with pad and velocity after each hit, from the thread of the hit.
    renewed : callable
        Called with pad and sound when the pad's next or just played sound is another one than before.
    remade : callable
        Called with pad, the state before, the state after and the tag of the wish when a wished sound has come.
    changed : callable
        Called with the pad when its settings, or its sound without a hit, have changed.
    stocked : callable
        Called with the pad when more sounds are ready.
    ran_dry : callable
        Called with the pad when a hit found no new sound and played the last one again; once for each dry spell.
    failed : callable
        Called with the exception that kept a sound from being made or played.
    """

    struck: Callable[[int, int], object] = _ignore
    renewed: Callable[[int, Source], object] = _ignore
    remade: Callable[[int, PadState, PadState, int], object] = _ignore
    changed: Callable[[int], object] = _ignore
    stocked: Callable[[int], object] = _ignore
    ran_dry: Callable[[int], object] = _ignore
    failed: Callable[[Exception], object] = _ignore
