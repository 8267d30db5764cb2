"""How loud a hit is, and bringing one to a level."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Float64 = NDArray[np.float64]

_HIT_S = 0.05
"""The ear adds a hit's energy up over about this long."""
_LOOK_S = 0.0015
"""A peak is lowered from this long before it until as long after it."""
_ROUNDS = 4


def hit_level_dbfs(samples: Samples | Float64, rate_hz: int) -> float:
    """Return the highest root mean square of (C, N) over 50 ms in dB re full scale; silence gives -inf."""
    length = max(1, round(_HIT_S * rate_hz))
    power = np.square(samples, dtype=np.float64).mean(axis=0) if samples.size else np.zeros(0)
    total = np.cumsum(np.pad(power, (1, length)))
    highest = float((total[length:] - total[:-length]).max(initial=0.0)) / length
    return 10.0 * float(np.log10(highest)) if highest > 0.0 else -np.inf


def at_hit_level(
    samples: Samples, rate_hz: int, level_dbfs: float, *, peak_dbfs: float = -1.0, most_limiting_db: float = 6.0
) -> Samples:
    """Return the samples scaled to a hit level; silence stays silence.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    rate_hz : int
        Sampling rate.
    level_dbfs : float
        Wanted `hit_level_dbfs`.
    peak_dbfs : float
        Peaks above this are lowered, all channels alike.
    most_limiting_db : float
        By how much at most; a sound that would need more stays below the level.

    Returns
    -------
    float32, shape (C, N)
    """
    peak = float(np.abs(samples).max(initial=0.0))
    if peak == 0.0 or not np.isfinite(level_dbfs):
        return samples.copy()
    ceiling = 10.0 ** (peak_dbfs / 20.0)
    most = 10.0 ** (most_limiting_db / 20.0) * ceiling / peak
    gain = min(10.0 ** ((level_dbfs - hit_level_dbfs(samples, rate_hz)) / 20.0), most)
    made = _limited(samples * gain, rate_hz, ceiling)
    for _ in range(_ROUNDS):  # what the limiter takes has to be given back before it
        gain = min(gain * 10.0 ** ((level_dbfs - hit_level_dbfs(made, rate_hz)) / 20.0), most)
        made = _limited(samples * gain, rate_hz, ceiling)
    return np.asarray(made, dtype=np.float32)


def _limited(samples: Samples | Float64, rate_hz: int, ceiling: float) -> Float64:
    """Return the samples with every peak lowered to the ceiling by a gain that moves smoothly."""
    level = np.abs(samples.astype(np.float64)).max(axis=0)
    if level.max() <= ceiling:
        return samples.astype(np.float64)
    look = max(1, round(_LOOK_S * rate_hz))
    needed = np.pad(np.minimum(1.0, ceiling / np.maximum(level, 1e-12)), 2 * look, mode="edge")
    width = 2 * look + 1
    lowest = np.lib.stride_tricks.sliding_window_view(needed, width).min(axis=1)
    gain = np.convolve(lowest, np.ones(width) / width, mode="valid")
    return np.asarray(samples.astype(np.float64) * np.minimum(gain, 1.0))
