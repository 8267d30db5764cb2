"""Other lengths: shorter by a faster decay, longer by a tail that the model makes."""

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.shaping import fade_out

_END_DB = -60.0


def shorten(clip: Clip, duration_s: float) -> Clip:
    """Return the sound ended earlier: from its peak on it falls faster, so that it is 60 dB down at the new end."""
    length = max(round(duration_s * clip.rate_hz), 1)
    samples = clip.samples[:, :length].astype(np.float64)
    mono = np.abs(clip.samples).max(axis=0)
    peak = int(np.argmax(mono))
    end_db = 20.0 * np.log10(max(_around(mono, length, clip.rate_hz) / mono.max(), 1e-6))
    fall_db = min(_END_DB - end_db, 0.0)
    times = np.arange(length)
    gain_db = fall_db * np.clip((times - peak) / max(length - peak, 1), 0.0, 1.0)
    faded = (samples * 10.0 ** (gain_db / 20.0)).astype(np.float32)
    return Clip(fade_out(faded, clip.rate_hz), clip.rate_hz)


def _around(level: NDArray[np.float32], sample: int, rate_hz: int) -> float:
    """Return the highest level within 10 ms of a sample."""
    width = round(0.010 * rate_hz)
    return float(level[max(sample - width, 0) : sample + width].max(initial=0.0))
