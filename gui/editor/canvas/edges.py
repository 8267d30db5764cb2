"""Trim and fades: a layer over a sound that is burnt in only when the user says so or when an edit needs it."""

from dataclasses import dataclass, replace
from enum import Enum

SHORTEST_SAMPLES = 64
"""What trimming always leaves."""


class Grip(Enum):
    """A place of the layer that can be moved."""

    START = "start"
    FADE_IN = "fade in"
    FADE_OUT = "fade out"
    END = "end"


@dataclass(frozen=True)
class Edges:
    """What is cut and faded at both ends; all in samples of the sound below.

    Parameters
    ----------
    head, tail : int
        What is cut off at the start and at the end.
    fade_in, fade_out : int
        Lengths of the fades, which begin and end where the cuts are.
    """

    head: int = 0
    tail: int = 0
    fade_in: int = 0
    fade_out: int = 0

    @property
    def is_neutral(self) -> bool:
        """Whether the sound below stays as it is."""
        return self == NEUTRAL

    def length(self, n_samples: int) -> int:
        """Return what is left of `n_samples`."""
        return n_samples - self.head - self.tail

    def position(self, grip: Grip, n_samples: int) -> int:
        """Return the sample at which a grip stands."""
        match grip:
            case Grip.START:
                return self.head
            case Grip.FADE_IN:
                return self.head + self.fade_in
            case Grip.FADE_OUT:
                return n_samples - self.tail - self.fade_out
            case Grip.END:
                return n_samples - self.tail

    def moved(self, grip: Grip, position: int, n_samples: int) -> "Edges":
        """Return the layer with a grip brought to a sample, as far as the others let it."""
        length = self.length(n_samples)
        match grip:
            case Grip.START:
                return replace(self, head=_between(position, 0, n_samples - self.tail)).fitted(n_samples)
            case Grip.END:
                end = _between(position, min(self.head + SHORTEST_SAMPLES, n_samples), n_samples)
                return replace(self, tail=n_samples - end).fitted(n_samples)
            case Grip.FADE_IN:
                return replace(self, fade_in=_between(position - self.head, 0, length - self.fade_out))
            case Grip.FADE_OUT:
                end = n_samples - self.tail
                return replace(self, fade_out=_between(end - position, 0, length - self.fade_in))

    def fitted(self, n_samples: int) -> "Edges":
        """Return the layer as it can lie over a sound of `n_samples`."""
        shortest = min(SHORTEST_SAMPLES, n_samples)
        tail = _between(self.tail, 0, n_samples - shortest)
        head = _between(self.head, 0, n_samples - tail - shortest)
        length = n_samples - head - tail
        fade_in = _between(self.fade_in, 0, length)
        return Edges(head, tail, fade_in, _between(self.fade_out, 0, length - fade_in))


NEUTRAL = Edges()
"""Nothing cut, nothing faded."""


def _between(value: int, lowest: int, highest: int) -> int:
    return max(lowest, min(value, highest))
