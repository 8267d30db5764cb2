"""What all pictures over an STFT's frames share: their analysis, and how sounds are cut into blocks."""

from abc import ABC, abstractmethod
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from training.representations import checks

Float32 = NDArray[np.float32]


class AnalysisSettings(Protocol):
    """The part of a picture's settings that says how it lies in time."""

    @property
    def rate_hz(self) -> int:
        """Sampling rate."""

    @property
    def n_fft(self) -> int:
        """Window in samples."""

    @property
    def hop(self) -> int:
        """Step in samples."""

    @property
    def frames(self) -> int:
        """Steps of one block."""


SettingsT = TypeVar("SettingsT", bound=AnalysisSettings)


class Picture(ABC, Generic[SettingsT]):
    """A sound as powers over frames, scaled to values.

    Parameters
    ----------
    settings : SettingsT
        Settings that were checked.
    """

    def __init__(self, settings: SettingsT) -> None:
        self.settings = settings

    @property
    def rate_hz(self) -> int:
        """Sampling rate."""
        return self.settings.rate_hz

    @property
    def n_samples(self) -> int:
        """Samples of one block."""
        return self.settings.frames * self.settings.hop

    @property
    def analysis(self) -> tuple[int, int]:
        """Window and hop of its STFT, in samples."""
        return self.settings.n_fft, self.settings.hop

    def forward(self, audio: Float32) -> Float32:
        """Return the values of a sound of exactly N samples."""
        checks.check_audio(audio, self.n_samples)
        return self._values(self._power(audio, self.settings.frames))

    def blocks(self, audio: Float32) -> Float32:
        """Cut a long sound into blocks after one analysis, so that edges see their neighbours; (n, 1, F, T)."""
        count = checks.check_long(audio, self.n_samples)
        power = self._power(audio, count * self.settings.frames)
        return np.stack([self._values(block) for block in np.split(power, count, axis=1)])

    @abstractmethod
    def _power(self, audio: Float32, frames: int) -> NDArray[np.float64]:
        """Return the powers of the first frames of a sound, shape (F, frames)."""

    @abstractmethod
    def _values(self, power: NDArray[np.float64]) -> Float32:
        """Return the values of one block's powers."""
