"""A named set of sounds, as the table takes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError

UNKNOWN_PITCH = -1


@dataclass(frozen=True)
class SoundSet:
    """M sounds and what is known about them.

    Parameters
    ----------
    sounds : sequence of float32 arrays of shape (N,)
        N may differ from sound to sound.
    rate_hz : int
    labels : str, shape (M,) or None
        The class that each sound has, or was meant to have.
    pitches : int64, shape (M,) or None
        MIDI notes likewise; -1 where there is none.
    kits : str, shape (M,) or None
        What each was recorded from.
    names : sequence of str or None
        For lists and pictures: file names, seeds.
    captions : sequence of str or None
        What each was described as; models that take text are asked for these.
    training_rows : int64, shape (M,) or None
        For sounds that are training sounds, or their round trips: their rows in the training set.
    partners : sequence of float32 arrays of shape (N,) or None
        The sound that each should equal, at the same rate: the original of a round trip. Without them SSIM and MSE
        are taken against a reference sound of the same label and the nearest pitch.

    Raises
    ------
    DataError
        If there is no sound, or the facts are of other lengths than the sounds.
    """

    sounds: Sequence[NDArray[np.float32]]
    rate_hz: int
    labels: NDArray[np.str_] | None = None
    pitches: NDArray[np.int64] | None = None
    kits: NDArray[np.str_] | None = None
    names: Sequence[str] | None = None
    captions: Sequence[str] | None = None
    training_rows: NDArray[np.int64] | None = None
    partners: Sequence[NDArray[np.float32]] | None = None

    def __post_init__(self) -> None:
        if not len(self.sounds):
            raise DataError("A set of sounds to measure is empty; generate or name at least one sound.")
        for name in _FACTS:
            fact = getattr(self, name)
            if fact is not None and len(fact) != len(self.sounds):
                raise DataError(f"A set has {len(self.sounds)} sounds but {len(fact)} {name}; give one for each sound.")
        if not all(np.isfinite(sound).all() for sound in self.sounds):
            raise DataError("A set of sounds to measure holds values that are no numbers; leave out damaged sounds.")

    def __len__(self) -> int:
        return len(self.sounds)

    def subset(self, rows: NDArray[np.int64]) -> "SoundSet":
        """Return some of the sounds, in the order of `rows`."""
        picked: dict[str, Any] = {}
        for name in _FACTS:
            fact = getattr(self, name)
            if fact is not None:
                picked[name] = fact[rows] if isinstance(fact, np.ndarray) else [fact[i] for i in rows]
        return replace(self, sounds=[self.sounds[i] for i in rows], **picked)

    def name(self, row: int) -> str:
        """Return what to call one sound."""
        if self.names is not None:
            return self.names[row]
        return f"{self.labels[row]} {row}" if self.labels is not None else str(row)


_FACTS = ("labels", "pitches", "kits", "names", "captions", "training_rows", "partners")


def white_noise(like: SoundSet, *, seed: int = 0) -> SoundSet:
    """Return as many bursts of white noise, of the same lengths, with peaks at -1 dBFS: the worst row of a table."""
    rng = np.random.default_rng(seed)
    sounds = []
    for sound in like.sounds:
        noise = rng.standard_normal(max(len(sound), 1))
        sounds.append((noise * (10.0 ** (-1.0 / 20.0) / np.abs(noise).max())).astype(np.float32))
    return SoundSet(sounds, like.rate_hz, labels=like.labels, pitches=like.pitches)
