"""The master volume, which moves without clicks; the part of the mixer that runs in the audio thread."""

import numpy as np
from numpy.typing import NDArray

_FULL_CHANGE_S = 0.02
_CHUNK_FRAMES = 1024


class Volume:
    """Scales blocks; a change goes on at a limited speed from frame to frame.

    Parameters
    ----------
    channels : int
        Channels of the blocks.
    rate_hz : int
        Sampling rate.
    """

    def __init__(self, channels: int, rate_hz: int) -> None:
        self.wished = 1.0
        """Linear gain; may be set from any thread."""
        self._now = 1.0
        self._step = 1.0 / (_FULL_CHANGE_S * rate_hz)
        # As wide as the blocks: numpy makes temporary arrays to multiply one column with several.
        counting = np.arange(1, _CHUNK_FRAMES + 1, dtype=np.float32)
        self._counting = np.repeat(counting[:, np.newaxis], channels, axis=1)
        self._gains = np.zeros_like(self._counting)
        # Arrays of no dimension: numpy would otherwise make one from a number in every block.
        self._slope = np.zeros((), dtype=np.float32)
        self._begin = np.zeros((), dtype=np.float32)
        self._end = np.ones((), dtype=np.float32)

    def apply(self, out: NDArray[np.float32]) -> None:
        """Scale a block of shape (N, C) in place."""
        if self._now == self.wished == 1.0:
            return
        start = 0
        while start < len(out):
            frames = min(len(out) - start, _CHUNK_FRAMES)
            self._scale(out[start : start + frames])
            start += frames

    def _scale(self, chunk: NDArray[np.float32]) -> None:
        wished = self.wished
        self._end[()] = wished
        if self._now == wished:
            np.multiply(chunk, self._end, out=chunk)
            return
        rises = wished > self._now
        gains = self._gains[: len(chunk)]
        self._slope[()] = self._step if rises else -self._step
        self._begin[()] = self._now
        np.multiply(self._counting[: len(chunk)], self._slope, out=gains)
        np.add(gains, self._begin, out=gains)
        if rises:
            np.minimum(gains, self._end, out=gains)
        else:
            np.maximum(gains, self._end, out=gains)
        np.multiply(chunk, gains, out=chunk)
        change = self._step * len(chunk)
        self._now = min(self._now + change, wished) if rises else max(self._now - change, wished)
