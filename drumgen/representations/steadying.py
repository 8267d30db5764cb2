"""A drum's low tail dies away steadily, also where the codec's does not.

In the tail the codec passes low frequencies on from a waveform to oscillators, none of which knows the phases of the
other: they cancel in one place and add up in the next, and a kick or tom seems to be hit twice. What is seen of that is
the level, so the level is put right: the lows follow the falling curve that comes nearest to their own.
"""

import numpy as np
from numpy.typing import NDArray

BAND_HZ = 400.0
"""Upper edge of the lows; they are cut out by a soft edge from three to five quarters of it."""
_LEAST_HZ = (10.0, 30.0)  # the lower edge: what is moved below hearing would be an offset
MOST_DB = 8.0
"""How far the level is moved at most."""
_ATTACK_S = 0.035  # what comes before is left alone
_SMOOTHING_S = 0.025  # a period of the lowest kick
_HOP_S = 0.01
_DEPTH_DB = 60.0  # below the loudest; what is quieter is left alone
_REST = 4096  # samples of silence, so that the filter's two ends do not meet
_TINY = 1e-12


def steady_decay(samples: NDArray[np.float32], rate_hz: int, *, amount: float = 1.0) -> NDArray[np.float32]:
    """Return a one-shot whose lows do not swell again once they have begun to fall.

    The wanted level is the isotonic regression of the lows' level in dB (the non-increasing sequence with the least
    squared difference, by pooling adjacent violators: Ayer et al. 1955) from its highest point on.

    Parameters
    ----------
    samples : float32, shape (N,)
        The sound, which begins at its attack.
    rate_hz : int
        Sampling rate.
    amount : float
        0 changes nothing, 1 moves the level all the way, by `MOST_DB` at most.

    Returns
    -------
    float32, shape (N,)
    """
    if amount <= 0.0 or len(samples) <= _ATTACK_S * rate_hz or not samples.any():
        return samples
    x = samples.astype(np.float64)
    low, level_db = _lows(x, rate_hz)
    first = max(int(np.argmax(level_db)), round(_ATTACK_S / _HOP_S))
    tail = np.maximum(level_db[first:], level_db.max() - _DEPTH_DB)
    gain_db = np.zeros(len(level_db))
    gain_db[first:] = amount * np.clip(falling(tail) - tail, -MOST_DB, MOST_DB)
    places_s = np.arange(len(level_db)) * _HOP_S
    change = 10.0 ** (np.interp(np.arange(len(x)) / rate_hz, places_s, gain_db) / 20.0) - 1.0
    added = change * low
    # A low tone whose level is moved has a mean; it is taken back where the level was moved.
    added -= np.abs(change) * (added.sum() / max(float(np.abs(change).sum()), _TINY))
    return np.asarray(x + added, dtype=np.float32)


def falling(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the non-increasing sequence nearest to values (T,) in the sense of least squares."""
    means: list[float] = []
    sizes: list[int] = []
    for value in values:
        means.append(float(value))
        sizes.append(1)
        while len(means) > 1 and means[-2] < means[-1]:
            mean, size = means.pop(), sizes.pop()
            means[-1] = (means[-1] * sizes[-1] + mean * size) / (sizes[-1] + size)
            sizes[-1] += size
    return np.repeat(means, sizes)


def _lows(x: NDArray[np.float64], rate_hz: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lows (N,) and their level in dB every 10 ms."""
    size = -(-(len(x) + _REST) // _REST) * _REST
    spectrum = np.fft.rfft(x, size)
    hz: NDArray[np.float64] = np.asarray(np.fft.rfftfreq(size, 1.0 / rate_hz), dtype=np.float64)
    upper = _soft_step((1.25 - hz / BAND_HZ) / 0.5)
    spectrum *= upper * _soft_step((hz - _LEAST_HZ[0]) / (_LEAST_HZ[1] - _LEAST_HZ[0]))
    low = np.fft.irfft(spectrum, size)[: len(x)]
    # The envelope needs no more points than the band is wide: the analytic signal at a low rate of its own.
    bins = int(np.count_nonzero(upper))
    points = 4 * bins
    envelope = np.abs(np.fft.ifft(spectrum[:bins], points)) * (2.0 * points / size)
    low_rate_hz = rate_hz * points / size
    window = np.hanning(max(3, round(_SMOOTHING_S * low_rate_hz)) + 2)
    power = np.convolve(envelope**2, window / window.sum(), mode="same")
    places = np.arange(0.0, len(x) / rate_hz, _HOP_S) * low_rate_hz
    return low, 10.0 * np.log10(np.interp(places, np.arange(points), power) + _TINY)


def _soft_step(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 0 up to x = 0, 1 from x = 1 on, and a smooth curve between."""
    x = np.clip(x, 0.0, 1.0)
    return np.asarray(x**2 * (3.0 - 2.0 * x), dtype=np.float64)
