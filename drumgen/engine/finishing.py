"""From the decoder's raw audio to a finished one-shot."""

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.shaping import fade_out, normalize_peak, remove_dc, trim_tail

PEAK_DBFS = -1.0


def finish(audio: NDArray[np.float32], rate_hz: int, *, trim: bool = True) -> Clip:
    """Return the sound without DC, ended where it ends, faded to 0, with its peak at -1 dBFS.

    Parameters
    ----------
    audio : float32, shape (N,)
        What the decoder gave.
    rate_hz : int
        Its sampling rate.
    trim : bool
        Whether to end it where it ends; otherwise it keeps its length.

    Returns
    -------
    Clip
        One channel.
    """
    samples = remove_dc(audio[np.newaxis], rate_hz)
    if trim:
        samples = trim_tail(samples, rate_hz)
    samples = fade_out(samples, rate_hz)
    return Clip(normalize_peak(samples, peak_dbfs=PEAK_DBFS), rate_hz)
