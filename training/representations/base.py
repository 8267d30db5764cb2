"""What every representation of the laboratory offers."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from torch import nn

Float32 = NDArray[np.float32]


class Representation(Protocol):
    """A picture of sound, as a denoiser sees it, and the ways back.

    Attributes
    ----------
    rate_hz : int
        Sampling rate of the sound.
    n_samples : int
        Length N of the sound that one picture stands for: the number of frames times the hop, so that consecutive
        pictures follow each other without gap or overlap.
    shape : tuple of int
        Shape of one picture's values, without the batch.
    """

    @property
    def rate_hz(self) -> int: ...

    @property
    def n_samples(self) -> int: ...

    @property
    def shape(self) -> tuple[int, ...]: ...

    def forward(self, audio: Float32) -> Float32:
        """Return the values of a sound of exactly N samples, float32 of `shape`."""
        ...

    def blocks(self, audio: Float32) -> Float32:
        """Return the values of the consecutive blocks of a long sound, shape (n, *shape); what is left over is cut."""
        ...

    def inverse(self, values: Float32, *, seed: int = 0) -> Float32:
        """Return the sound by the reference way back (librosa's Griffin-Lim), shape (N,); joined values give more."""
        ...

    def decoder(self, *, blocks: int = 1) -> nn.Module:
        """Return the best way back for `blocks` joined blocks: latents (B, ...), noise (B, n) -> audio (B, n)."""
        ...

    def picture(self, values: Float32) -> NDArray[np.float64]:
        """Return the values in decibels for a plot, shape (F, T), the lowest band in row 0."""
        ...

    def join(self, blocks: Sequence[Float32]) -> Float32:
        """Return consecutive blocks as one array along time."""
        ...
