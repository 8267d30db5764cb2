"""Change the sampling rate."""

import numpy as np
import soxr

from drumgen.audio.clip import Clip


def resample(clip: Clip, rate_hz: int) -> Clip:
    """Return the clip at another rate (soxr, very high quality, linear phase).

    Parameters
    ----------
    clip : Clip
        The sound.
    rate_hz : int
        Wanted rate; the clip's own returns the clip itself.

    Returns
    -------
    Clip
        Peaks may rise a little, since the filter overshoots: normalise afterwards.

    Raises
    ------
    ValueError
        If the rate is not positive.
    """
    if rate_hz <= 0:
        raise ValueError(f"the rate must be positive, got {rate_hz}")
    if rate_hz == clip.rate_hz:
        return clip
    samples = soxr.resample(clip.samples.T, clip.rate_hz, rate_hz, quality="VHQ")
    return Clip(np.ascontiguousarray(samples.T, dtype=np.float32), rate_hz)
