"""What is measured of one finished sound."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WINDOW_S = 0.01
_ATTACK_DB = -6.0
_ENDED_DB = -60.0
_BEHIND_S, _LEAST_BEHIND_S, _STRETCH = 0.02, 0.2, 5
_DIP_DB = -15.0
_AGAIN_DB = -9.0
_NOT_BEFORE_S = 0.08
_HISS_HZ, _HISS_FROM_S = 8000.0, 0.15
_SILENT_DBFS = -140.0


@dataclass(frozen=True)
class SoundFacts:
    """Facts of one sound.

    Parameters
    ----------
    attack_s : float
        From the file's start to the first sample within 6 dB of the highest one.
    behind_dbfs : float
        What stays behind the sound: the quietest 50 ms, as a root mean square, later than 20 ms after the level has
        fallen 60 dB for good. A natural decay goes on to fall, hiss and hum do not. -140 where less than 200 ms are
        left, the last 10 ms, a fade, not counted.
    tail_s : float
        How much of the file lies behind that fall.
    dc_dbfs : float
        Size of the mean over the whole file.
    hits_again : bool
        Whether the level, once it has fallen 15 dB, rises by 9 dB or more to within 20 dB of its peak, later than
        80 ms.
    hiss_dbfs : float
        Root mean square above 8 kHz from 150 ms on; -140 for shorter sounds.
    """

    attack_s: float
    behind_dbfs: float
    tail_s: float
    dc_dbfs: float
    hits_again: bool
    hiss_dbfs: float


def sound_facts(samples: NDArray[np.float32], rate_hz: int) -> SoundFacts:
    """Measure one sound of shape (N,) that is not silent."""
    x = np.asarray(samples, dtype=np.float64)
    size = np.abs(x)
    level_db = _levels_db(x, rate_hz)
    loudest_db = float(level_db.max())
    hop = max(round(_WINDOW_S * rate_hz), 1)
    ended = (int(np.flatnonzero(level_db > loudest_db + _ENDED_DB)[-1]) + 1) * hop
    behind = x[ended + round(_BEHIND_S * rate_hz) : -hop]
    late = _above(x, rate_hz, _HISS_HZ)[round(_HISS_FROM_S * rate_hz) :]
    return SoundFacts(
        attack_s=float(np.argmax(size >= size.max() * 10.0 ** (_ATTACK_DB / 20.0))) / rate_hz,
        behind_dbfs=_quietest_dbfs(behind, rate_hz),
        tail_s=max(len(x) - ended, 0) / rate_hz,
        dc_dbfs=_decibels(abs(float(x.mean()))),
        hits_again=_hits_again(level_db - loudest_db),
        hiss_dbfs=_decibels(float(np.sqrt(np.mean(late**2)))) if len(late) >= hop else _SILENT_DBFS,
    )


def _levels_db(x: NDArray[np.float64], rate_hz: int) -> NDArray[np.float64]:
    """Return the root mean square of stretches of 10 ms in dBFS, shape (T,); the last one is filled with silence."""
    hop = max(round(_WINDOW_S * rate_hz), 1)
    count = -(-len(x) // hop)
    power = np.square(np.pad(x, (0, count * hop - len(x)))).reshape(count, hop).mean(axis=1)
    return np.asarray(10.0 * np.log10(np.maximum(power, 10.0 ** (_SILENT_DBFS / 10.0))), dtype=np.float64)


def _quietest_dbfs(x: NDArray[np.float64], rate_hz: int) -> float:
    """Return the root mean square of the quietest 50 ms in dBFS; -140 for less than 200 ms."""
    if len(x) < _LEAST_BEHIND_S * rate_hz:
        return _SILENT_DBFS
    power = 10.0 ** (_levels_db(x, rate_hz)[:-1] / 10.0)  # the last stretch is filled with silence
    means = np.convolve(power, np.ones(_STRETCH) / _STRETCH, mode="valid")
    return float(10.0 * np.log10(means.min()))


def _hits_again(relative_db: NDArray[np.float64]) -> bool:
    """Return whether levels (T,) re the loudest one fall and rise again."""
    first = int(np.argmax(relative_db))
    lowest = np.minimum.accumulate(relative_db[first:])
    later = np.arange(len(lowest)) * _WINDOW_S > _NOT_BEFORE_S
    risen = relative_db[first:] - lowest >= -_AGAIN_DB
    return bool((later & risen & (lowest <= _DIP_DB) & (relative_db[first:] >= -20.0)).any())


def _above(x: NDArray[np.float64], rate_hz: int, low_hz: float) -> NDArray[np.float64]:
    """Return what of a sound lies above a frequency; silence is added, so that its end does not meet its beginning."""
    padded = np.fft.rfft(x, 2 * len(x))
    padded[np.fft.rfftfreq(2 * len(x), 1.0 / rate_hz) < low_hz] = 0.0
    high: NDArray[np.float64] = np.fft.irfft(padded, 2 * len(x))[: len(x)]
    return high


def _decibels(amplitude: float) -> float:
    return max(20.0 * float(np.log10(amplitude)), _SILENT_DBFS) if amplitude > 0.0 else _SILENT_DBFS
