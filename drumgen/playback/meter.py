"""The level of what is played, handed from the audio thread to whoever looks, without a lock and without a loss."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_REMEMBERED = 1024  # blocks: a quarter of a minute would need more, but who looks that seldom wants the present


class Level(NamedTuple):
    """The highest levels of a while, linear, 1 being full scale, and whether any sample was beyond it."""

    left: float
    right: float
    clipped: bool


SILENT = Level(0.0, 0.0, False)


class Meter:
    """Writes the extremes of every block into a ring; one thread writes, one other reads.

    A reader sees a block only once it has been counted, and what it reads is written again only a thousand blocks
    later. So nobody waits.

    Parameters
    ----------
    channels : int
        Channels of the blocks.
    """

    def __init__(self, channels: int) -> None:
        self._ring = np.zeros((_REMEMBERED, 2, channels), dtype=np.float32)
        # Views made beforehand: the audio thread makes none.
        self._lows = [self._ring[place, 0] for place in range(_REMEMBERED)]
        self._highs = [self._ring[place, 1] for place in range(_REMEMBERED)]
        self._written = 0
        self._read = 0

    def write(self, block: NDArray[np.float32]) -> None:
        """Note the extremes of a block, shape (N, C); the audio thread's part."""
        place = self._written % _REMEMBERED
        np.minimum.reduce(block, axis=0, out=self._lows[place])
        np.maximum.reduce(block, axis=0, out=self._highs[place])
        self._written += 1

    def read(self) -> Level:
        """Return the highest level since the last look."""
        end = self._written
        begin = max(self._read, end - _REMEMBERED + 1)
        self._read = end
        if begin >= end:
            return SILENT
        places = np.arange(begin, end) % _REMEMBERED
        peaks = np.abs(self._ring[places]).max(axis=(0, 1))
        return Level(float(peaks[0]), float(peaks[-1]), bool(peaks.max() > 1.0))


def louder(first: Level, second: Level) -> Level:
    """Return the level of two whiles together."""
    return Level(max(first.left, second.left), max(first.right, second.right), first.clipped or second.clipped)
