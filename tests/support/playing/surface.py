"""Stands where pads would be, and remembers what was asked of them."""

from collections.abc import Callable

FIRST_NOTE = 36
PADS = 16


class RecordingPads:
    """Pads on the notes from 36 on.

    Parameters
    ----------
    on_hit : callable or None
        Called with place and velocity of every hit.
    """

    def __init__(self, on_hit: Callable[[int, int], object] | None = None) -> None:
        self._on_hit = on_hit
        self.hits: list[tuple[int, int]] = []
        self.regenerated: list[int] = []

    def hit_note(self, note: int, velocity: int) -> int | None:
        pad = note - FIRST_NOTE
        if not 0 <= pad < PADS:
            return None
        self.hit(pad, velocity)
        return pad

    def hit(self, pad: int, velocity: int) -> None:
        self.hits.append((pad, velocity))
        if self._on_hit is not None:
            self._on_hit(pad, velocity)

    def regenerate(self, pad: int) -> None:
        self.regenerated.append(pad)
