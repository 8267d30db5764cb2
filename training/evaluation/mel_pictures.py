"""Log-mel pictures of sounds at any rate: what own classifiers see, SSIM compares and the sheets show."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import soxr
from numpy.typing import NDArray


@dataclass(frozen=True)
class PictureSettings:
    """How a sound becomes a picture.

    Parameters
    ----------
    rate_hz : int
        Sounds are resampled to it.
    duration_s : float
        Sounds are cut, or filled with silence, to it.
    n_fft, hop : int
        Samples of the Hann window and from frame to frame.
    bands : int
        Mel bands F.
    low_hz, high_hz : float
        Range of the bands.
    floor_db : float
        Below the loudest cell; the picture's value 0.
    """

    rate_hz: int = 16000
    duration_s: float = 2.0
    n_fft: int = 2048
    hop: int = 512
    bands: int = 128
    low_hz: float = 30.0
    high_hz: float = 8000.0
    floor_db: float = -80.0

    @property
    def n_samples(self) -> int:
        """Samples N of the stretch that the picture shows."""
        return round(self.duration_s * self.rate_hz)

    @property
    def shape(self) -> tuple[int, int]:
        """Bands and frames (F, T)."""
        return self.bands, 1 + self.n_samples // self.hop


def picture(sound: NDArray[np.float32], rate_hz: int, settings: PictureSettings) -> NDArray[np.float32]:
    """Return the log-mel power of a sound, from 0 (`floor_db` below its loudest cell, or less) to 1 (that cell).

    Level does not matter; silence is all 0.

    Parameters
    ----------
    sound : float32, shape (N,)
    rate_hz : int
    settings : PictureSettings

    Returns
    -------
    float32, shape (F, T)
        Low frequencies first.
    """
    wanted = round(settings.duration_s * rate_hz) + rate_hz // 10
    values = np.asarray(sound[:wanted], dtype=np.float32)
    if rate_hz != settings.rate_hz and len(values):
        values = soxr.resample(values, rate_hz, settings.rate_hz, quality="HQ")
    values = values[: settings.n_samples]
    edge = settings.n_fft // 2
    values = np.pad(values, (edge, settings.n_samples - len(values) + edge))
    frames = np.lib.stride_tricks.sliding_window_view(values, settings.n_fft)[:: settings.hop]
    power = np.abs(np.fft.rfft(frames * _window(settings.n_fft), axis=1)) ** 2
    mel = _filters(settings) @ power[: settings.shape[1]].T
    loudest = float(mel.max())
    if loudest <= 1e-12:
        return np.zeros(settings.shape, dtype=np.float32)
    level_db = 10.0 * np.log10(np.maximum(mel / loudest, 1e-12))
    return np.asarray(np.clip(1.0 - level_db / settings.floor_db, 0.0, 1.0), dtype=np.float32)


def pictures(sounds: Iterable[NDArray[np.float32]], rate_hz: int, settings: PictureSettings) -> NDArray[np.float32]:
    """Return the pictures of many sounds, shape (M, F, T)."""
    return np.stack([picture(sound, rate_hz, settings) for sound in sounds])


@lru_cache
def _window(n_fft: int) -> NDArray[np.float32]:
    return np.asarray(np.hanning(n_fft + 1)[:-1], dtype=np.float32)


@lru_cache
def _filters(settings: PictureSettings) -> NDArray[np.float32]:
    import librosa

    return np.asarray(
        librosa.filters.mel(
            sr=settings.rate_hz,
            n_fft=settings.n_fft,
            n_mels=settings.bands,
            fmin=settings.low_hz,
            fmax=settings.high_hz,
        ),
        dtype=np.float32,
    )
