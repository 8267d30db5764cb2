"""How loud a hit is, and bringing one to a level."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_HIT_S = 0.05
"""The ear adds a hit's energy up over about this long."""


def hit_level_dbfs(samples: Samples, rate_hz: int) -> float:
    """Return the highest root mean square of (C, N) over 50 ms in dB re full scale; silence gives -inf."""
    length = max(1, round(_HIT_S * rate_hz))
    power = np.square(samples, dtype=np.float64).mean(axis=0) if samples.size else np.zeros(0)
    total = np.cumsum(np.pad(power, (1, length)))
    highest = float((total[length:] - total[:-length]).max(initial=0.0)) / length
    return 10.0 * float(np.log10(highest)) if highest > 0.0 else -np.inf


def at_hit_level(samples: Samples, rate_hz: int, level_dbfs: float, *, peak_dbfs: float = -1.0) -> Samples:
    """Return the samples scaled to a hit level, or as near to it as their peak may come; silence stays silence."""
    peak = float(np.abs(samples).max(initial=0.0))
    if peak == 0.0 or not np.isfinite(level_dbfs):
        return samples.copy()
    gain = 10.0 ** ((level_dbfs - hit_level_dbfs(samples, rate_hz)) / 20.0)
    gain = min(gain, 10.0 ** (peak_dbfs / 20.0) / peak)
    return np.asarray(samples.astype(np.float64) * gain, dtype=np.float32)
