"""Mel filter banks: seed 000's equation (1), and the one that librosa uses unless told otherwise."""

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError

BANKS = ("htk", "slaney")
_LINEAR_HZ_PER_MEL = 200.0 / 3.0
_BREAK_HZ = 1000.0
_BREAK_MEL = _BREAK_HZ / _LINEAR_HZ_PER_MEL
_LOG_STEP = np.log(6.4) / 27.0  # 27 mels from 1 kHz to 6.4 kHz


def hz_to_mel(frequency_hz: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Return m = 2595 log10(1 + f / 700) (seed 000)."""
    return np.asarray(2595.0 * np.log10(1.0 + np.asarray(frequency_hz) / 700.0))


def mel_to_hz(mel: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Return f = 700 (10^(m / 2595) - 1) (seed 000)."""
    return np.asarray(700.0 * (10.0 ** (np.asarray(mel) / 2595.0) - 1.0))


def slaney_hz_to_mel(frequency_hz: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Return Slaney's mel: linear up to 1 kHz, logarithmic above (Auditory Toolbox, 1998)."""
    f = np.asarray(frequency_hz, dtype=np.float64)
    above = _BREAK_MEL + np.log(np.maximum(f, _BREAK_HZ) / _BREAK_HZ) / _LOG_STEP
    return np.where(f < _BREAK_HZ, f / _LINEAR_HZ_PER_MEL, above)


def slaney_mel_to_hz(mel: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Undo `slaney_hz_to_mel`."""
    m = np.asarray(mel, dtype=np.float64)
    above = _BREAK_HZ * np.exp(_LOG_STEP * (np.maximum(m, _BREAK_MEL) - _BREAK_MEL))
    return np.where(m < _BREAK_MEL, m * _LINEAR_HZ_PER_MEL, above)


def triangles(corners_hz: NDArray[np.float64], bins_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the triangles H_m(k) of seed 000, eq. (1), shape (bands, bins).

    Parameters
    ----------
    corners_hz : float64, shape (bands + 2,)
        f(0) .. f(bands + 1); triangle m rises from f(m - 1) to 1 at f(m) and falls to 0 at f(m + 1).
    bins_hz : float64, shape (bins,)
        Frequencies k at which the triangles are read. (The first case of the printed equation says k < f(m); the
        cases below it show that f(m - 1) is meant.)
    """
    left, centre, right = corners_hz[:-2, None], corners_hz[1:-1, None], corners_hz[2:, None]
    rising = (bins_hz - left) / (centre - left)
    falling = (right - bins_hz) / (right - centre)
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)))


def filter_bank(
    *, bank: str, rate_hz: int, n_fft: int, bands: int, f_min_hz: float = 0.0, f_max_hz: float = 0.0
) -> NDArray[np.float64]:
    """Return a mel filter bank for power spectra, shape (bands, n_fft // 2 + 1).

    Parameters
    ----------
    bank : str
        "htk": seed 000's mel scale, every triangle 1 at its top. "slaney": Slaney's mel scale, every triangle of
        equal area, as librosa has it.
    rate_hz, n_fft, bands : int
    f_min_hz, f_max_hz : float
        Edges of the lowest and the highest band; an upper edge of 0 stands for half the rate.

    Raises
    ------
    DataError
        If a band is so narrow that no bin falls into it.
    """
    forth, back = (hz_to_mel, mel_to_hz) if bank == "htk" else (slaney_hz_to_mel, slaney_mel_to_hz)
    top_hz = f_max_hz or rate_hz / 2.0
    corners_hz = back(np.linspace(float(forth(f_min_hz)), float(forth(top_hz)), bands + 2))
    weights = triangles(corners_hz, np.linspace(0.0, rate_hz / 2.0, n_fft // 2 + 1))
    if not (weights.max(axis=1) > 0.0).all():
        raise DataError(
            f"A mel band holds no bin of a {n_fft}-point transform at {rate_hz} Hz; "
            f"take fewer bands than {bands} or a larger n_fft."
        )
    if bank == "slaney":
        weights *= 2.0 / (corners_hz[2:] - corners_hz[:-2])[:, None]
    return weights
