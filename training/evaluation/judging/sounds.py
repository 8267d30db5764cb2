"""Sets of sounds for the judge: real ones with their kits, and one draw with equal classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.data.pack import load_sound
from training.data.scan import scan
from training.evaluation.classifiers.examples import Example, held_out
from training.running.console import say

HELD_OUT_SHARE = 0.15
"""Of the sounds, at most, whose kits make a fold."""


@dataclass(frozen=True)
class RealSounds:
    """Prepared sounds of a folder.

    Parameters
    ----------
    audio : sequence of float32 arrays, shape (SOUND_SAMPLES,)
    labels, kits : str, shape (R,)
        Where no kit is known, each file is its own.
    names : sequence of str
        File names.
    examples : sequence of Example
    """

    audio: Sequence[NDArray[np.float32]]
    labels: NDArray[np.str_]
    kits: NDArray[np.str_]
    names: Sequence[str]
    examples: Sequence[Example]

    def fold(self, seed: int) -> NDArray[np.bool_]:
        """Choose whole kits, at most 15 % of the sounds, so that every class keeps others; shape (R,)."""
        return held_out(list(self.examples), share=HELD_OUT_SHARE, seed=seed)


def load_real(folder: Path, *, share_alike: bool, classes: Sequence[str] = ()) -> RealSounds:
    """Read and prepare a folder's sounds; silent and unreadable ones are left out.

    Raises
    ------
    DataError
        If none is left, or a class has fewer than two.
    """
    report = scan(folder, share_alike=share_alike)
    say(report.lines()[0])
    audio, examples = [], []
    for sound in report.sounds:
        if classes and sound.label not in classes:
            continue
        try:
            audio.append(load_sound(sound.path))
        except (ValueError, soundfile.SoundFileError):
            continue
        examples.append(Example(sound, sound.label, sound.kit or str(sound.path)))
    labels = np.array([example.target for example in examples])
    for label in classes or tuple(np.unique(labels)):
        if np.sum(labels == label) < 2:
            raise DataError(f"The folder {folder} has fewer than two sounds of the class {label}; add some.")
    kits = np.array([example.group for example in examples])
    return RealSounds(audio, labels, kits, [example.sound.path.name for example in examples], examples)


def equal_counts(classes: Sequence[str], count: int) -> dict[str, int]:
    """Return how many sounds each class gets: `count` in all, no class more than one above another.

    Raises
    ------
    DataError
        If there are not two for each.
    """
    if count < 2 * len(classes):
        raise DataError(f"The count {count} is too small: at least {2 * len(classes)}, two a class, are needed.")
    return {label: count // len(classes) + (k < count % len(classes)) for k, label in enumerate(classes)}


def drawn_rows(labels: NDArray[np.str_], counts: Mapping[str, int], seed: int) -> NDArray[np.int64]:
    """Draw rows of every class, at most half of what it has, so that the rest can be a reference."""
    rng = np.random.default_rng(seed + 1)
    rows = []
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        rows.append(rng.choice(members, min(counts.get(str(label), 0), len(members) // 2), replace=False))
    return np.asarray(np.concatenate(rows), dtype=np.int64)
