"""A short description of how a sound sounds: band levels in three stretches of time, decay, attack, brightness, noise.

Sounds that are alike have descriptions that are close. Only differences count, so the units are those in which equal
steps are about equally audible: decibels, and logarithms of times and frequencies.
"""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.measuring import attack_s, decay_s, spectral_centroid_hz
from drumgen.audio.resampling import resample
from drumgen.representations.layout import RATE_HZ
from drumgen.representations.preparation import onset_index, prepare

BANDS = 20
SEGMENT_EDGES_S = (0.0, 0.035, 0.19, 1.5)
"""Attack, body and tail."""
SEGMENTS = len(SEGMENT_EDGES_S) - 1
SCALARS = 4
SIZE = BANDS * SEGMENTS + SCALARS

_WINDOW = 1024
_HOP = 256
_LOWEST_HZ, _HIGHEST_HZ = 40.0, 17000.0
_FLOOR_DB = -80.0
_LONGEST_S = 1.6

Vector = NDArray[np.float32]


def describe(clip: Clip) -> Vector:
    """Return the description of a sound, float32 of shape (SIZE,).

    Parameters
    ----------
    clip : Clip
        Any rate and number of channels. What counts is its mono sum from its onset, brought to one level and cut after
        1.5 s, so neither loudness nor silence before the sound matters.

    Raises
    ------
    ValueError
        If the sound is silent.
    """
    mono = clip.mono
    if not np.any(np.abs(mono) > 1e-6):
        raise ValueError("the sound is silent")
    start = onset_index(mono)
    beginning = np.ascontiguousarray(mono[start : start + round(_LONGEST_S * clip.rate_hz)])
    at_our_rate = resample(Clip(beginning[None], clip.rate_hz), RATE_HZ).mono
    if at_our_rate.size == 0 or np.ptp(at_our_rate) <= 1e-6:  # a constant offset is no sound
        raise ValueError("the sound is silent")
    sound = prepare(at_our_rate)
    power = _power(sound)
    segments = _segment_levels_db(power)
    flatness = np.exp(np.mean(np.log(power[:32] + 1e-10), axis=1)) / (np.mean(power[:32], axis=1) + 1e-10)
    scalars = (
        np.log(decay_s(sound[None], RATE_HZ) + 0.01),
        np.log(attack_s(sound[None], RATE_HZ) + 0.001),
        np.log(spectral_centroid_hz(sound[None], RATE_HZ) + 20.0),
        np.log(np.median(flatness) + 1e-3),
    )
    return np.concatenate([segments.ravel(), scalars]).astype(np.float32)


def _power(sound: Vector) -> NDArray[np.float32]:
    """Return the power spectra of all frames, a full-scale sine about 1, shape (T, F)."""
    padded = np.pad(sound, (_WINDOW // 2, _WINDOW // 2))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[: len(sound) : _HOP]
    spectrum = np.fft.rfft(frames * _window(), axis=1)
    return np.asarray(np.square(np.abs(spectrum)), dtype=np.float32)


def _segment_levels_db(power: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean level of each band in each segment, in units of 20 dB, shape (SEGMENTS, BANDS)."""
    level_db = 10.0 * np.log10(np.maximum(power @ _band_weights(), 10.0 ** (_FLOOR_DB / 10.0)))
    frames = [round(edge_s * RATE_HZ / _HOP) for edge_s in SEGMENT_EDGES_S]
    means = [level_db[first:last].mean(axis=0) for first, last in pairwise(frames)]
    return np.asarray(means, dtype=np.float32) / 20.0


@lru_cache(maxsize=1)
def _window() -> NDArray[np.float32]:
    window = np.hanning(_WINDOW + 1)[:-1]
    return np.asarray(window * (2.0 / window.sum()), dtype=np.float32)


@lru_cache(maxsize=1)
def _band_weights() -> NDArray[np.float32]:
    """Return triangles on a mel axis that sum powers to bands, shape (F, BANDS)."""
    low_mel, high_mel = (2595.0 * np.log10(1.0 + hz / 700.0) for hz in (_LOWEST_HZ, _HIGHEST_HZ))
    edges = 700.0 * (10.0 ** (np.linspace(low_mel, high_mel, BANDS + 2) / 2595.0) - 1.0) / (RATE_HZ / _WINDOW)
    bins = np.arange(_WINDOW // 2 + 1)[:, None]
    rise = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    fall = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    triangles = np.clip(np.minimum(rise, fall), 0.0, 1.0)
    nearest = np.argmin(np.abs(bins - edges[1:-1]), axis=0)
    triangles[nearest, np.arange(BANDS)] = np.maximum(triangles[nearest, np.arange(BANDS)], 1e-3)  # none stays empty
    return np.asarray(triangles / triangles.sum(axis=0), dtype=np.float32)
