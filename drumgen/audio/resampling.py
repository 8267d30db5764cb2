"""Change the sampling rate, or the pitch with it."""

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


def transpose(clip: Clip, semitones: float, *, rate_hz: int | None = None) -> Clip:
    """Return the clip higher (shorter) or lower (longer), as a sampler does it: by reading the samples at another pace.

    Parameters
    ----------
    clip : Clip
        The sound.
    semitones : float
        How much higher; 12 is an octave up and half the length.
    rate_hz : int or None
        Rate of the result; None keeps the clip's own.

    Returns
    -------
    Clip
        Peaks may rise a little, as in `resample`.
    """
    rate_hz = clip.rate_hz if rate_hz is None else rate_hz
    if semitones == 0.0:
        return resample(clip, rate_hz)
    read_hz = clip.rate_hz * 2.0 ** (semitones / 12.0)
    samples = soxr.resample(clip.samples.T, read_hz, rate_hz, quality="VHQ")
    return Clip(np.ascontiguousarray(samples.T, dtype=np.float32), rate_hz)
