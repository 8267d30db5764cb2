"""What VGGish reads: log-mel examples of 96 frames x 64 bands, 0.96 s each (Hershey et al. 2017)."""

from functools import lru_cache

import numpy as np
import soxr
from numpy.typing import NDArray

RATE_HZ = 16000
WINDOW, HOP, FFT = 400, 160, 512
"""Samples: 25 ms, 10 ms, and the next power of two."""
FRAMES, BANDS = 96, 64
LOW_HZ, HIGH_HZ = 125.0, 7500.0
OFFSET = 0.01
"""Added before the logarithm, in magnitudes of samples that reach +-1."""

SHORTEST = WINDOW + (FRAMES - 1) * HOP


def examples(sound: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Return the examples of one mono sound, shape (E, 96, 64), with no overlap and no padding between frames.

    Magnitudes (not powers) of a periodic Hann window, unit-height mel triangles, natural logarithm. A sound shorter
    than one example is filled with silence to 0.975 s; the rest after the last whole example is dropped.

    Parameters
    ----------
    sound : float32, shape (N,)
        Full scale +-1. It is not normalised: VGGish was trained on sounds as they are.
    rate_hz : int
    """
    values = np.asarray(sound, dtype=np.float32)
    if rate_hz != RATE_HZ and len(values):
        values = soxr.resample(values, rate_hz, RATE_HZ, quality="HQ")
    values = np.pad(values, (0, max(SHORTEST - len(values), 0)))
    frames = np.lib.stride_tricks.sliding_window_view(values, WINDOW)[::HOP]
    window = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(WINDOW) / WINDOW)
    magnitude = np.abs(np.fft.rfft(frames * window, FFT, axis=1))
    log_mel = np.log(magnitude @ mel_matrix() + OFFSET)
    whole = len(log_mel) // FRAMES
    return np.asarray(log_mel[: whole * FRAMES].reshape(whole, FRAMES, BANDS), dtype=np.float32)


@lru_cache
def mel_matrix() -> NDArray[np.float64]:
    """Return the weights from STFT bins to bands, shape (257, 64): triangles whose sides are straight in mel."""
    bins = _mel(np.linspace(0.0, RATE_HZ / 2.0, FFT // 2 + 1))[:, None]
    edges = np.linspace(_mel(np.array(LOW_HZ)), _mel(np.array(HIGH_HZ)), BANDS + 2)
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    weights = np.maximum(np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)), 0.0)
    weights[0] = 0.0  # never the constant part
    return np.asarray(weights, dtype=np.float64)


def _mel(frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1127.0 * np.log1p(frequency_hz / 700.0), dtype=np.float64)
