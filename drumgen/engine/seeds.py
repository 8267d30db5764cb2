"""Random numbers: one independent stream for each sound and purpose.

A sound's numbers depend on its own seed alone, so it comes out the same in any batch and next to any other sound. The
normal numbers are made here from the raw bits, since numpy keeps those the same in all versions but not its
`standard_normal`.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Real = TypeVar("_Real", np.float32, np.float64)


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
        radius, angle = self._polar(shape)
        return _normal(radius, angle, shape)

    def draw_single(self, shape: Sequence[int]) -> NDArray[np.float32]:
        """Return what `draw` would, rounded to float32, in a third of the time."""
        radius, angle = self._polar(shape)
        return _normal(radius.astype(np.float32), angle.astype(np.float32), shape)

    def _polar(self, shape: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return radii and angles of enough pairs for a shape."""
        pairs = (int(np.prod(shape)) + 1) // 2
        uniform = self._uniform(2 * pairs).reshape(pairs, 2)
        return np.sqrt(-2.0 * np.log1p(-uniform[:, 0])), 2.0 * np.pi * uniform[:, 1]

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

    def draw_single(self, shape: Sequence[int]) -> NDArray[np.float32]:
        """Return what `draw` would, rounded to float32; shape (B, *shape)."""
        return np.stack([stream.draw_single(shape) for stream in self._streams])


def _normal(radius: NDArray[_Real], angle: NDArray[_Real], shape: Sequence[int]) -> NDArray[_Real]:
    """Return cosine and sine parts by turns, as many as the shape holds."""
    pairs = np.empty((len(radius), 2), dtype=radius.dtype)
    np.multiply(radius, np.cos(angle), out=pairs[:, 0])
    np.multiply(radius, np.sin(angle), out=pairs[:, 1])
    return pairs.reshape(-1)[: int(np.prod(shape))].reshape(tuple(shape))
