"""What an ear would notice, as numbers."""

from itertools import pairwise

import numpy as np

from drumgen.audio.clip import Clip
from drumgen.audio.measuring import magnitude_spectrogram_db

BANDS = 32


def distance_db(first: Clip, second: Clip) -> float:
    """Return the mean difference of the levels of two clips of one rate in bands of the spectrum, blind to phase."""
    size = max(first.samples.shape[1], second.samples.shape[1])
    return float(np.abs(_levels(first, size) - _levels(second, size)).mean())


def clicks(samples: np.ndarray, seam: int, rate_hz: int) -> float:
    """Return the greatest curvature within 1 ms of a seam, relative to the greatest in the 10 ms on either side."""
    curve = np.abs(np.diff(samples.astype(np.float64), 2, axis=-1)).max(axis=0)
    near, far = round(0.001 * rate_hz), round(0.011 * rate_hz)
    here = curve[max(seam - near, 0) : seam + near].max(initial=0.0)
    around = [curve[max(seam - far, 0) : max(seam - near, 0)], curve[seam + near : seam + far]]
    return float(here / max(*(part.max(initial=0.0) for part in around), 1e-5))


def _levels(clip: Clip, size: int) -> np.ndarray:
    power = 10.0 ** (magnitude_spectrogram_db(np.pad(clip.mono, (0, size - clip.samples.shape[1]))) / 10.0)
    edges = np.unique(np.geomspace(1, power.shape[0], BANDS).astype(int))
    levels = 10.0 * np.log10(np.stack([power[a:b].mean(axis=0) for a, b in pairwise(edges)]))
    return np.maximum(levels - levels.max(), -70.0)
