"""Varied copies of sounds, each within what its class allows (seed 001)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import soxr
from numpy.typing import NDArray

from training.data.preparation import Prepared, fitted, levelled

Float32 = NDArray[np.float32]

GAIN_DB = 6.0
SHIFT_S = 0.004


@dataclass(frozen=True)
class Allowed:
    """How far a class may be varied without becoming another one.

    Parameters
    ----------
    semitones : float
        Largest shift up or down by resampling, which changes the length with the pitch.
    stretch : float
        Largest change of length at constant pitch by a phase vocoder, 0.1 being 10 %. It smears attacks, so only
        sounds without sharp ones allow it.
    polarity : bool
        Whether the sound may be turned over.
    """

    semitones: float = 0.0
    stretch: float = 0.0
    polarity: bool = True


_SKIN, _METAL, _VOICE = Allowed(2.0), Allowed(3.0), Allowed(1.0, 0.1)

ALLOWED: Mapping[str, Allowed] = MappingProxyType(
    {
        **dict.fromkeys(("kick", "snare", "tom", "rimshot", "clap", "perc"), _SKIN),
        **dict.fromkeys(("closed_hat", "open_hat", "cymbal", "cowbell"), _METAL),
        **dict.fromkeys(map(str, range(10)), _VOICE),
    }
)
"""By class: drums, and spoken digits. Every other class (notes, piano) keeps its pitch and length, which are told."""


def augmented(prepared: Prepared, label: str, rng: np.random.Generator) -> Float32:
    """Return a varied copy of a prepared sound.

    Parameters
    ----------
    prepared : Prepared
    label : str
        Its class; classes that `ALLOWED` does not name keep pitch and length.
    rng : numpy Generator
        The same state gives the same copy.

    Returns
    -------
    float32, shape (N,)
        As long as `prepared.audio`, up to 6 dB quieter and up to 4 ms later.
    """
    allowed = ALLOWED.get(label, Allowed())
    rate = prepared.rate_hz
    semitones, stretch, gain_db, shift_s, flip = (
        rng.uniform(-allowed.semitones, allowed.semitones),
        rng.uniform(1.0 - allowed.stretch, 1.0 + allowed.stretch),
        rng.uniform(-GAIN_DB, 0.0),
        rng.uniform(0.0, SHIFT_S),
        allowed.polarity and bool(rng.integers(2)),
    )
    audio = prepared.whole
    if allowed.semitones:
        audio = soxr.resample(audio, rate * 2.0 ** (semitones / 12.0), rate, quality="HQ")
    if allowed.stretch:
        audio = _stretched(audio, stretch)
    late = np.pad(levelled(audio), (round(shift_s * rate), 0))
    gain = (-1.0 if flip else 1.0) * 10.0 ** (gain_db / 20.0)
    return np.asarray(gain * fitted(late, rate, len(prepared.audio)), dtype=np.float32)


def _stretched(audio: Float32, factor: float) -> Float32:
    """Return the sound `factor` times as long at the same pitch."""
    import librosa

    n_fft = min(1024, 2 ** int(np.log2(max(len(audio), 64))))
    return np.asarray(librosa.effects.time_stretch(audio, rate=1.0 / factor, n_fft=n_fft), dtype=np.float32)
