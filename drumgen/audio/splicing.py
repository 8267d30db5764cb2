"""Put a stretch of new audio into a sound so that neither end of it is heard."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Float64 = NDArray[np.float64]

_LONGEST_FADE_S = 0.010
_FADE_SHARE = 1.0 / 3.0


def splice(samples: Samples, patch: Samples, start: int, end: int, rate_hz: int) -> Samples:
    """Replace a range of a sound; nothing outside it changes, the crossfades lie inside.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    patch : float32, shape (C, M)
        New audio for the samples from `start` on.
    start, end : int
        The range, 0 <= start < end. Where it begins with the sound there is no fade in. Where it reaches the sound's
        end the patch sounds to its own end, so that the length may change; otherwise M = end - start.
    rate_hz : int
        Sampling rate.

    Returns
    -------
    float32, shape (C, N), or (C, start + M) if the range reaches the end
    """
    old = samples[:, start:end].astype(np.float64)
    new = patch.astype(np.float64)
    to_end = end >= samples.shape[1]
    fade = min(round(_LONGEST_FADE_S * rate_hz), int(old.shape[1] * _FADE_SHARE), new.shape[1])
    if start > 0 and fade > 0:
        new[:, :fade] = _crossfade(old[:, :fade], new[:, :fade])
    if not to_end and fade > 0:
        new[:, -fade:] = _crossfade(old[:, -fade:][:, ::-1], new[:, -fade:][:, ::-1])[:, ::-1]
    rest = samples[:, samples.shape[1] :] if to_end else samples[:, end:]
    return np.concatenate([samples[:, :start], new.astype(np.float32), rest], axis=1)


def _crossfade(leaving: Float64, coming: Float64) -> Float64:
    """Return (C, F) that goes from the one to the other at an even level, whether or not they are in phase."""
    length = leaving.shape[1]
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length)
    energy = np.sqrt(np.sum(leaving**2) * np.sum(coming**2))
    likeness = float(np.clip(np.sum(leaving * coming) / energy, 0.0, 1.0)) if energy > 0.0 else 1.0
    mixed = (1.0 - rise) * leaving + rise * coming
    power = (1.0 - rise) ** 2 + rise**2 + 2.0 * likeness * rise * (1.0 - rise)
    return np.asarray(mixed / np.sqrt(power))
