"""Stretch a sound in time at its own pitch."""

import numpy as np
from numpy.typing import NDArray

_WINDOW = 1024
_HOP = 256


def stretched(samples: NDArray[np.float32], factor: float) -> NDArray[np.float32]:
    """Return the sound `factor` times as long, by a phase vocoder; shape (N,) to (round(factor * N),).

    Spectra keep their magnitudes and every bin's phase runs on at its own frequency, so tones stay tones; noise becomes
    a little tonal, and sudden beginnings smear over 23 ms.
    """
    length = round(len(samples) * factor)
    padded = np.pad(samples.astype(np.float64), (_WINDOW, 2 * _WINDOW))
    window = np.hanning(_WINDOW + 1)[:-1]
    count = -(-(length + 2 * _WINDOW) // _HOP)
    places = np.minimum(np.arange(count) * _HOP / factor, len(padded) - _WINDOW - _HOP).astype(np.int64)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)
    here = np.fft.rfft(frames[places] * window, axis=1)
    ahead = np.fft.rfft(frames[places + _HOP] * window, axis=1)
    turn = np.exp(1j * np.angle(ahead * np.conj(here)))
    phase = np.exp(1j * np.angle(here[0]))
    frames_made = []
    for i in range(count):
        spectrum = np.abs(here[i]) * phase
        frames_made.append(np.fft.irfft(spectrum, _WINDOW) * window)
        phase = np.exp(1j * np.angle(_locked(spectrum))) * turn[i]
    total = np.zeros(count * _HOP + _WINDOW)
    for i, frame in enumerate(frames_made):
        total[i * _HOP : i * _HOP + _WINDOW] += frame
    start = round(_WINDOW * factor)
    # The squares of Hann windows at a quarter of their length add up to 1.5.
    return np.asarray(np.pad(total[start:], (0, length))[:length] / 1.5, dtype=np.float32)


def _locked(spectrum: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Return each bin with its neighbours, so that the bins of one tone keep together (Puckette 1995)."""
    beside = np.pad(spectrum, 1)
    return np.asarray(spectrum - beside[:-2] - beside[2:])
