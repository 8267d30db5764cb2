"""What of a sound the codec's latents do not hold: its noise, with its phases, and the levels that they miss.

The decoder shapes white noise by band and time. Divided by its own level in each band and frame, a sound becomes such a
noise, and one that keeps its phases: decoded with it, a sound comes out nearly in phase with itself. What then still
differs are levels.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from drumgen.representations import layout

_SILENCE = 1e-4
"""Amplitude in a band (-80 dBFS) below which a sound has no phases worth keeping, nor levels."""
_MOST_NEPERS = 2.3
"""No level is moved by more than 20 dB."""

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
    bins, white = _spectra(samples), _spectra(filler)
    level = np.exp(_log_levels(bins) @ _spread())
    share = level**2 / (level**2 + _SILENCE**2)
    return _joined(share * bins / level + np.sqrt(1.0 - share**2) * white, len(samples))


def missed_levels(samples: NDArray[np.float32], decoded: NDArray[np.float32]) -> Float64:
    """Return by how much, in nepers, a sound is louder than what was decoded for it; shape (T, NOISE_BANDS)."""
    pair = [np.logaddexp(2.0 * _log_levels(_spectra(x)), 2.0 * np.log(_SILENCE)) / 2.0 for x in (samples, decoded)]
    return np.asarray(np.clip(pair[0] - pair[1], -_MOST_NEPERS, _MOST_NEPERS))


def with_levels(samples: NDArray[np.float32], nepers: Float64) -> NDArray[np.float32]:
    """Return samples (N,) louder by as many nepers in each frame and band, as `missed_levels` gives them."""
    return _joined(_spectra(samples) * np.exp(nepers @ _spread()), len(samples)).astype(np.float32)


def _spectra(samples: NDArray[np.float32] | Float64) -> NDArray[np.complex128]:
    """Return spectra of windows a hop apart, shape (T, F), in which white noise of unit variance has unit power."""
    padded = np.pad(samples.astype(np.float64), layout.NOISE_WINDOW)
    frames = np.lib.stride_tricks.sliding_window_view(padded, layout.NOISE_WINDOW)[:: layout.NOISE_HOP]
    window = _window()
    return np.asarray(np.fft.rfft(frames * (window / np.sqrt(np.sum(window**2))), axis=1))


def _joined(spectra: NDArray[np.complex128], length: int) -> Float64:
    """Return the samples of spectra, the way back of `_spectra`; shape (length,)."""
    hop, width, window = layout.NOISE_HOP, layout.NOISE_WINDOW, _window()
    # Squares of these windows a quarter of their length apart add up to 2.
    frames = np.fft.irfft(spectra, width, axis=1) * (window * np.sqrt(np.sum(window**2)) / 2.0)
    total = np.zeros((len(frames) + width // hop) * hop)
    for part in range(width // hop):
        total[part * hop : (part + len(frames)) * hop] += frames[:, part * hop : (part + 1) * hop].reshape(-1)
    return total[width : width + length]


def _log_levels(spectra: NDArray[np.complex128]) -> Float64:
    return np.asarray(0.5 * np.log(np.abs(spectra) ** 2 @ _band_means() + 1e-20))


@lru_cache(maxsize=1)
def _window() -> Float64:
    return np.asarray(np.sqrt(np.hanning(layout.NOISE_WINDOW + 1)[:-1]))


@lru_cache(maxsize=1)
def _spread() -> Float64:
    return layout.noise_band_matrix().astype(np.float64)


@lru_cache(maxsize=1)
def _band_means() -> Float64:
    matrix = _spread().T
    return np.asarray(matrix / matrix.sum(axis=0, keepdims=True))
