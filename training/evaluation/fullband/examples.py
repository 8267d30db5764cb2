"""Pictures to learn from: every sound as it is, transposed, and with things wrong."""

from dataclasses import dataclass

import numpy as np
import soundfile
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.data.pack import load_sound
from training.evaluation.classifiers.examples import Example
from training.evaluation.fullband.degrading import NAMES, degrade
from training.evaluation.fullband.views import RATE_HZ, Views, ViewSettings, view

IGNORED = -100
"""A target that the loss leaves out."""
_LARGEST_DETUNING = 1.5
_FEWEST_OF_A_KIT = 8


@dataclass(frozen=True)
class DrawnExamples:
    """Pictures and what is to be told of them.

    Parameters
    ----------
    views : Views
        Attack and body pictures of M variants.
    targets : int64, shape (M, 3)
        Class, kit and degradation; `IGNORED` where unknown.
    example : int64, shape (M,)
        The sound that each was made of.
    """

    views: Views
    targets: NDArray[np.int64]
    example: NDArray[np.int64]


def kit_numbers(examples: list[Example], hidden: NDArray[np.bool_]) -> tuple[NDArray[np.int64], int]:
    """Return a number for each sound's kit: kits with under eight sounds that are not hidden are `IGNORED`.

    Parameters
    ----------
    examples : list of Example
    hidden : bool, shape (R,)
        Sounds that training does not see.

    Returns
    -------
    int64, shape (R,), and how many kits there are
    """
    groups = np.array([example.group for example in examples])
    names, counts = np.unique(groups[~hidden], return_counts=True)
    number = {name: k for k, name in enumerate(names[counts >= _FEWEST_OF_A_KIT])}
    return np.array([number.get(group, IGNORED) for group in groups], dtype=np.int64), len(number)


def draw_examples(
    examples: list[Example],
    classes: tuple[str, ...],
    kits: NDArray[np.int64],
    settings: ViewSettings,
    *,
    degraded: int,
    seed: int,
) -> DrawnExamples:
    """Read every sound and draw it clean, transposed, and `degraded` times with one thing wrong.

    Raises
    ------
    DataError
        If no sound could be read.
    """
    rng = np.random.default_rng(seed)
    rows: list[tuple[NDArray[np.uint8], NDArray[np.uint8], tuple[int, int, int], int]] = []
    for i, example in enumerate(examples):
        wrong = rng.choice(len(NAMES) - 1, degraded, replace=degraded >= len(NAMES)) + 1
        for k, fault in enumerate((0, 0, *wrong)):
            shift = 0.0 if k == 0 else float(rng.uniform(-_LARGEST_DETUNING, _LARGEST_DETUNING))
            try:
                sound = load_sound(example.sound.path, shift)
            except (ValueError, soundfile.SoundFileError):
                break
            pictures = view(degrade(sound, RATE_HZ, NAMES[fault], rng), RATE_HZ, settings)
            rows.append((*pictures, (classes.index(example.target), int(kits[i]), int(fault)), i))
    if not rows:
        raise DataError("None of the sounds could be read; name a folder of WAV or FLAC files.")
    attacks, bodies, targets, sources = zip(*rows, strict=True)
    return DrawnExamples((np.stack(attacks), np.stack(bodies)), np.array(targets), np.array(sources))
