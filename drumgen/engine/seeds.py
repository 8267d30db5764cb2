"""Random numbers: one independent stream for each sound and purpose.

A sound's numbers depend on its own seed alone, so it comes out the same in any batch and next to any other sound. The
normal numbers are made here from the raw bits, since numpy keeps those the same in all versions but not its
`standard_normal`.
"""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Purpose(IntEnum):
    """What the numbers are for; the values are part of what a seed means and never change."""

    LATENTS = 0
    DECODER_NOISE = 1
    CHURN = 2


class NormalStream:
    """White N(0, 1) numbers from one stream.

    Parameters
    ----------
    seed : int
        The sound's seed, 0 or above.
    purpose : Purpose
        What they are for.
    """

    def __init__(self, seed: int, purpose: Purpose) -> None:
        self._bits = np.random.Philox(np.random.SeedSequence(seed, spawn_key=(int(purpose),)))

    def draw(self, shape: Sequence[int]) -> NDArray[np.float64]:
        """Return the next numbers of the stream; float64 of the given shape.

        By Box and Muller: a radius sqrt(-2 ln u) and an angle 2 pi v give two normal numbers.
        """
        count = int(np.prod(shape))
        pairs = (count + 1) // 2
        uniform = self._uniform(2 * pairs).reshape(pairs, 2)
        radius = np.sqrt(-2.0 * np.log1p(-uniform[:, 0]))
        angle = 2.0 * np.pi * uniform[:, 1]
        normal = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
        return normal.reshape(-1)[:count].reshape(tuple(shape))

    def _uniform(self, count: int) -> NDArray[np.float64]:
        """Return numbers from 0 (included) to 1 (excluded): the upper 53 bits of each raw number."""
        raw = self._bits.random_raw(count)
        return (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53


class NormalStreams:
    """The streams of a batch of sounds, drawn side by side.

    Parameters
    ----------
    seeds : sequence of int
        The sounds' seeds.
    purpose : Purpose
        What the numbers are for.
    """

    def __init__(self, seeds: Sequence[int], purpose: Purpose) -> None:
        self._streams = [NormalStream(seed, purpose) for seed in seeds]

    def draw(self, shape: Sequence[int]) -> NDArray[np.float64]:
        """Return the next numbers of every sound; float64, shape (B, *shape)."""
        return np.stack([stream.draw(shape) for stream in self._streams])
