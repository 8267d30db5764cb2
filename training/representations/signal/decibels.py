"""Levels in decibels and their linear scaling to the range a network sees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class DecibelScale:
    """Maps power to values: `floor_db` and everything below becomes `low`, 0 dB and everything above `high`.

    Parameters
    ----------
    floor_db : float
        Lowest level, below 0.
    low, high : float
        Values of the floor and of 0 dB.
    """

    floor_db: float
    low: float
    high: float

    def from_power(self, power: NDArray[np.floating], reference: float) -> NDArray[np.float32]:
        """Return values of powers re `reference`; silence and a reference of 0 give `low`."""
        least = 10.0 ** (self.floor_db / 10.0)
        ratio = np.asarray(power, dtype=np.float64) / reference if reference > 0.0 else np.zeros(np.shape(power))
        return self.from_db(10.0 * np.log10(np.maximum(ratio, least)))

    def from_db(self, level_db: NDArray[np.floating]) -> NDArray[np.float32]:
        """Return values of levels, clipped to the range."""
        share = 1.0 - np.clip(level_db, self.floor_db, 0.0) / self.floor_db
        return np.asarray(self.low + (self.high - self.low) * share, dtype=np.float32)

    def to_db(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the levels of values; values beyond the range are clipped to it, since models overshoot."""
        share = (np.asarray(values, dtype=np.float64) - self.low) / (self.high - self.low)
        return self.floor_db * (1.0 - np.clip(share, 0.0, 1.0))

    def to_power(self, values: NDArray[np.floating], reference: float) -> NDArray[np.float64]:
        """Return powers re `reference`; the floor stands for silence and becomes exactly 0."""
        level_db = self.to_db(values)
        audible = level_db > self.floor_db * (1.0 - 1e-6)
        return np.where(audible, reference * 10.0 ** (level_db / 10.0), 0.0)
