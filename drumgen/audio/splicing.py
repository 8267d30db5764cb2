"""Put new audio into a range of a sound so that neither end of it is heard."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Float64 = NDArray[np.float64]

FADE_S = 0.010
_TINY_S = 0.004
"""In shorter ranges the old sound stays audible, for no fade is short enough to hide a change there."""
_LONGEST_SHIFT_S = 0.010
_SHIFT_COST = 0.05
"""How much better (as a correlation) the longest shift must fit than none."""


def splice(samples: Samples, made: Samples, start: int, end: int, rate_hz: int) -> Samples:
    """Replace a range of a sound; nothing outside it changes, the crossfades lie inside.

    What is new is shifted in time by up to 10 ms to be in phase with the sound where they meet, unless it holds the
    beginning.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound.
    made : float32, shape (C, M)
        New audio on the time line of the sound, of which the range is taken.
    start, end : int
        The range, 0 <= start < end <= N. Where it begins with the sound there is no fade in. Where it ends with the
        sound the new audio sounds to its own end, so that the length may change.
    rate_hz : int
        Sampling rate.

    Returns
    -------
    float32, shape (C, N), or (C, M) if the range reaches the sound's end
    """
    to_end = end >= samples.shape[1]
    fade = min(round(FADE_S * rate_hz), (end - start) // 2)
    seams = [start] * (start > 0) + [end] * (not to_end)
    shift = _best_shift(samples, made, seams, rate_hz) if start > 0 else 0
    last = max(made.shape[1], start + 1) if to_end else end
    new = _taken(made, start + shift, last + shift)
    old = samples[:, start:end].astype(np.float64)
    fade = min(fade, new.shape[1])
    depth = 1.0 if to_end or start == 0 else min(1.0, (end - start) / (_TINY_S * rate_hz))
    if depth < 1.0:
        new = (1.0 - depth) * old + depth * new
    if start > 0 and fade > 0:
        new[:, :fade] = _crossfade(old[:, :fade], new[:, :fade])
    if not to_end and fade > 0:
        new[:, -fade:] = _crossfade(old[:, -fade:][:, ::-1], new[:, -fade:][:, ::-1])[:, ::-1]
    rest = samples[:, end:] if not to_end else samples[:, :0]
    return np.concatenate([samples[:, :start], new.astype(np.float32), rest], axis=1)


def _best_shift(samples: Samples, made: Samples, seams: list[int], rate_hz: int) -> int:
    """Return by how many samples later audio must be taken to be most like the sound within 10 ms of the seams."""
    around = round(FADE_S * rate_hz)
    longest = round(_LONGEST_SHIFT_S * rate_hz)
    likeness = np.zeros(2 * longest + 1)
    for seam in seams:
        old = _taken(samples, seam - around, seam + around).mean(axis=0)
        new = _taken(made, seam - around - longest, seam + around + longest).mean(axis=0)
        products = np.correlate(new, old, mode="valid")
        total = np.cumsum(np.pad(new**2, (1, 0)))
        energy = total[len(old) :] - total[: len(total) - len(old)]
        likeness += products / np.sqrt(np.maximum(energy * np.sum(old**2), 1e-20))
    cost = _SHIFT_COST * np.abs(np.arange(-longest, longest + 1)) / longest
    return int(np.argmax(likeness - cost)) - longest


def _taken(samples: Samples, start: int, end: int) -> Float64:
    """Return a range of (C, N), zeros where it goes beyond the ends."""
    inside = samples[:, max(start, 0) : max(end, 0)].astype(np.float64)
    before = max(0, min(-start, end - start))
    return np.pad(inside, ((0, 0), (before, end - start - before - inside.shape[1])))


def _crossfade(leaving: Float64, coming: Float64) -> Float64:
    """Return (C, F) that goes from the one to the other at an even level, whether or not they are in phase."""
    length = leaving.shape[1]
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length)
    energy = np.sqrt(np.sum(leaving**2) * np.sum(coming**2))
    likeness = float(np.clip(np.sum(leaving * coming) / energy, 0.0, 1.0)) if energy > 0.0 else 1.0
    mixed = (1.0 - rise) * leaving + rise * coming
    power = (1.0 - rise) ** 2 + rise**2 + 2.0 * likeness * rise * (1.0 - rise)
    return np.asarray(mixed / np.sqrt(power))
