"""A sound's own noise: what the codec's decoder should be given as white noise to come closest to the sound.

The decoder shapes white noise by band and time. Divided by its own level in each band and frame, a sound becomes such a
noise, and one that keeps its phases: decoded with it, a sound comes out nearly in phase with itself.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from drumgen.representations import layout

_SILENCE = 1e-4
"""Amplitude in a band (-80 dBFS) below which a sound has no phases worth keeping."""

Float64 = NDArray[np.float64]


def own_noise(samples: NDArray[np.float32], filler: Float64) -> Float64:
    """Return the noise of a prepared sound; float64, shape (N,), of about unit variance.

    Parameters
    ----------
    samples : float32, shape (N,)
        As `drumgen.representations.preparation.prepare` gives it.
    filler : float64, shape (N,)
        White noise for the bands and times at which the sound is silent.
    """
    hop, width = layout.NOISE_HOP, layout.NOISE_WINDOW
    window = np.sqrt(np.hanning(width + 1)[:-1])
    energy = np.sqrt(np.sum(window**2))
    spectrum = _frames(samples.astype(np.float64)) * (window / energy)
    bins = np.fft.rfft(spectrum, axis=1)
    white = np.fft.rfft(_frames(filler) * (window / energy), axis=1)
    spread = layout.noise_band_matrix().astype(np.float64)
    level = np.exp(0.5 * np.log(np.abs(bins) ** 2 @ _band_means() + 1e-20) @ spread)
    share = level**2 / (level**2 + _SILENCE**2)
    flat = share * bins / np.maximum(level, 1e-10) + np.sqrt(1.0 - share**2) * white
    frames = np.fft.irfft(flat * energy, width, axis=1) * window
    # Hann windows at a quarter of their length add up to 2.
    total = np.zeros(len(samples) + 2 * width)
    for i, frame in enumerate(frames):
        total[i * hop : i * hop + width] += frame
    return total[width : width + len(samples)] / 2.0


def _frames(samples: Float64) -> Float64:
    padded = np.pad(samples, layout.NOISE_WINDOW)
    windows = np.lib.stride_tricks.sliding_window_view(padded, layout.NOISE_WINDOW)
    return np.asarray(windows[:: layout.NOISE_HOP], dtype=np.float64)


@lru_cache(maxsize=1)
def _band_means() -> Float64:
    matrix = layout.noise_band_matrix().astype(np.float64).T
    return np.asarray(matrix / matrix.sum(axis=0, keepdims=True))
