"""What every representation of the laboratory offers."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from torch import nn

Float32 = NDArray[np.float32]


class Representation(Protocol):
    """A picture of sound, as a denoiser sees it, and the ways back.

    One picture stands for frames * hop samples, so that consecutive pictures follow without gap or overlap.
    """

    @property
    def rate_hz(self) -> int:
        """Sampling rate."""
        ...

    @property
    def n_samples(self) -> int:
        """Samples N of one picture's sound."""
        ...

    @property
    def analysis(self) -> tuple[int, int]:
        """Window and hop of its STFT, in samples."""
        ...

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one picture's values."""
        ...

    def forward(self, audio: Float32) -> Float32:
        """Return the values of a sound of exactly N samples, float32 of `shape`."""
        ...

    def blocks(self, audio: Float32) -> Float32:
        """Return the values of the consecutive blocks of a long sound, shape (n, *shape); what is left over is cut."""
        ...

    def inverse(self, values: Float32, *, seed: int = 0) -> Float32:
        """Return the sound by the reference way back (librosa's Griffin-Lim), shape (N,); joined values give more."""
        ...

    def magnitude(self, values: Float32) -> NDArray[np.float64]:
        """Return the STFT magnitudes that the reference takes values for, shape (n_fft / 2 + 1, T)."""
        ...

    def sound(self, magnitude: NDArray[np.float64], *, iterations: int, seed: int = 0) -> Float32:
        """Return the sound of such magnitudes by the reference, after `iterations` of Griffin-Lim."""
        ...

    def decoder(self, *, joined: bool = False) -> nn.Module:
        """Return the best way back as a module: latents (B, *shape), noise (B, N) -> audio (B, N).

        With `joined` it takes what `join` gives, any number of blocks (N grows with it). Both export to ONNX with any
        batch size: float32, no complex tensors.
        """
        ...

    def picture(self, values: Float32) -> NDArray[np.float64]:
        """Return the values in decibels for a plot, shape (F, T), the lowest band in row 0."""
        ...

    def join(self, blocks: Sequence[Float32]) -> Float32:
        """Return consecutive blocks as one array along time."""
        ...
