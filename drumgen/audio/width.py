"""Stereo width for sounds of one channel, such that both channels together are the very sound again.

What is added to the left channel is taken from the right one (mid and side), so a mono system, which adds them up,
loses and colours nothing. The side is the sound itself behind a few sparse echoes of random sign, velvet noise
(Karjalainen & Järveläinen 2007; as a decorrelator Alary, Politis & Välimäki 2017). It leaves out the lows, which
belong in the middle, and begins just after the sound, so that the attack stays there, too.
"""

import math

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.shaping import fade_out, low_pass
from drumgen.errors import RequestError

LOWEST, HIGHEST = 0.0, 1.0

_FIRST_S, _LAST_S = 0.0015, 0.018  # echoes: after the attack, and before they are heard as such
_ECHOES = 12
_FALL_DB = 12.0  # from the first to the last
_LOWS_HZ = 180.0  # twice 6 dB an octave below
_LARGEST_SIDE = 0.8  # re the middle without its lows: the channels still agree more than they differ
_END_FADE_S = 0.003
_SEED = 7  # all sounds get the same echoes: one width sounds like one width


def check_width(width: float) -> float:
    """Return a width that can be used.

    Raises
    ------
    RequestError
        If it does not lie between 0 and 1.
    """
    if not LOWEST <= width <= HIGHEST:  # also refuses what is not a number
        raise RequestError(f"The stereo width is {width:g}, but it must lie between {LOWEST:g} and {HIGHEST:g}.")
    return width


def widen(clip: Clip, width: float) -> Clip:
    """Return a sound with stereo width.

    Parameters
    ----------
    clip : Clip
        One or two channels. What two channels differ in already stays and is added to.
    width : float
        0 to 1; 0 returns the clip as it is.

    Returns
    -------
    Clip
        Two channels of the same length, whose mean is the clip's mean times one factor: 1, or less where a channel
        would exceed the highest sample that the clip had.

    Raises
    ------
    RequestError
        If the width is out of range.
    """
    check_width(width)
    if width == 0.0 or clip.samples.shape[1] == 0:
        return clip
    middle = clip.samples.mean(axis=0, dtype=np.float64)
    side = (clip.samples[0].astype(np.float64) - clip.samples[-1]) / 2.0
    side += width * _LARGEST_SIDE * _echoes(middle, clip.rate_hz)
    channels = np.stack([middle + side, middle - side])
    before, after = float(np.abs(clip.samples).max()), float(np.abs(channels).max())
    channels *= min(1.0, before / after) if after > 0.0 else 1.0
    return Clip(channels.astype(np.float32), clip.rate_hz)


def _echoes(middle: NDArray[np.float64], rate_hz: int) -> NDArray[np.float64]:
    """Return the side (N,) that goes with a middle (N,), with about its power above the lows."""
    high = middle.astype(np.float32)[np.newaxis]
    for _ in range(2):
        high = high - low_pass(high, rate_hz, cutoff_hz=_LOWS_HZ)
    side = np.zeros(len(middle))
    for place, gain in zip(*_pattern(rate_hz), strict=True):
        side[place:] += gain * high[0, : max(0, len(side) - place)]
    faded = fade_out(side.astype(np.float32)[np.newaxis], rate_hz, duration_s=_END_FADE_S)
    return np.asarray(faded[0], dtype=np.float64)


def _pattern(rate_hz: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return places in samples and gains of the echoes; one at random in each of equal stretches, unit power."""
    random = np.random.Generator(np.random.Philox(_SEED))
    when_s = _FIRST_S + (_LAST_S - _FIRST_S) * (np.arange(_ECHOES) + random.random(_ECHOES)) / _ECHOES
    signs = np.where(np.arange(_ECHOES) % 2 == 0, 1.0, -1.0)[random.permutation(_ECHOES)]
    gains = signs * np.exp(-math.log(10.0) / 20.0 * _FALL_DB * np.arange(_ECHOES) / (_ECHOES - 1))
    return np.round(when_s * rate_hz).astype(np.int64), gains / np.sqrt(np.sum(gains**2))
