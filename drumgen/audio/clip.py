"""A piece of audio in memory."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Clip:
    """Samples and their rate.

    Parameters
    ----------
    samples : float32, shape (C, N)
        Channels first; full scale is +-1.
    rate_hz : int
        Sampling rate.
    """

    samples: NDArray[np.float32]
    rate_hz: int

    def __post_init__(self) -> None:
        if self.samples.ndim != 2 or self.samples.dtype != np.float32:
            raise ValueError(f"samples must be float32 of shape (C, N), got {self.samples.dtype} {self.samples.shape}")

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return float(self.samples.shape[1] / self.rate_hz)

    @property
    def mono(self) -> NDArray[np.float32]:
        """Mean of the channels, shape (N,)."""
        return np.asarray(self.samples.mean(axis=0), dtype=np.float32)
