"""Bring any one-shot into the form that the codec reads: it begins at its onset, lasts 1.486 s and peaks at -1 dBFS."""

import numpy as np
from numpy.typing import NDArray

from drumgen.representations import layout

ONSET_DB = -40.0
PRE_ONSET_SAMPLES = 32
END_FADE_SAMPLES = 1024
PEAK = 10.0 ** (-1.0 / 20.0)


def onset_index(samples: NDArray[np.float32]) -> int:
    """Return the sample at which a sound begins: just before it first passes -40 dB of its peak."""
    level = np.abs(samples)
    first = int(np.argmax(level > level.max() * 10.0 ** (ONSET_DB / 20.0)))
    return max(first - PRE_ONSET_SAMPLES, 0)


def prepare(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the sound from its onset, cut or filled with silence to SOUND_SAMPLES, peak at -1 dBFS.

    Parameters
    ----------
    samples : float32, shape (N,)
        Mono, 44.1 kHz.

    Raises
    ------
    ValueError
        If the sound is empty or silent.
    """
    if samples.size == 0 or not np.any(np.abs(samples) > 1e-6):
        raise ValueError("the sound is silent")
    sound = samples[onset_index(samples) :][: layout.SOUND_SAMPLES].astype(np.float32)
    sound = sound - sound.mean()
    if len(sound) == layout.SOUND_SAMPLES:
        phase = np.linspace(0.0, np.pi, END_FADE_SAMPLES)
        sound[-END_FADE_SAMPLES:] *= (0.5 + 0.5 * np.cos(phase)).astype(np.float32)
    sound = np.pad(sound, (0, layout.SOUND_SAMPLES - len(sound)))
    return np.asarray(sound * (PEAK / np.abs(sound).max()), dtype=np.float32)
