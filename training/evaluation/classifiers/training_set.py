"""Pictures of examples, as they are and transposed."""

from dataclasses import dataclass

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.classifiers.examples import Example
from training.evaluation.mel_pictures import PictureSettings, picture

_LARGEST_STEP = 4
_LARGEST_DETUNING = 1.5
"""Semitones: whole ones for pitches, whose class moves along; any for other targets."""


@dataclass(frozen=True)
class PictureSet:
    """Pictures with their classes.

    Parameters
    ----------
    pictures : float32, shape (M, F, T)
    targets : int64, shape (M,)
    example : int64, shape (M,)
        The example that each picture was made of.
    varied : bool, shape (M,)
        Whether it was transposed.
    """

    pictures: NDArray[np.float32]
    targets: NDArray[np.int64]
    example: NDArray[np.int64]
    varied: NDArray[np.bool_]


def draw_pictures(
    examples: list[Example],
    classes: tuple[str, ...],
    settings: PictureSettings,
    *,
    pitched: bool,
    variants: int,
    seed: int,
) -> PictureSet:
    """Read every sound and draw it, and `variants` transposed copies of it.

    Parameters
    ----------
    examples : list of Example
    classes : tuple of str
    settings : PictureSettings
    pitched : bool
        Whether the classes are MIDI notes: then a copy moves by whole semitones and so does its class.
    variants : int
    seed : int
        Of the transpositions.

    Raises
    ------
    DataError
        If no sound could be read.
    """
    index = {name: k for k, name in enumerate(classes)}
    rng = np.random.default_rng(seed)
    rows: list[tuple[NDArray[np.float32], int, int, bool]] = []
    for i, example in enumerate(examples):
        shifts = _shifts(variants, rng, pitched=pitched)
        try:
            sound, rate_hz = read_mono(example.sound.path)
        except soundfile.SoundFileError:
            continue
        if not np.any(np.abs(sound) > 1e-6):
            continue
        for shift in (0.0, *shifts):
            name = str(int(example.target) + int(shift)) if pitched else example.target
            if name in index:
                rows.append((picture(transpose(sound, shift), rate_hz, settings), index[name], i, shift != 0.0))
    if not rows:
        raise DataError("No sound of the folder could be read; look for damaged or silent files.")
    drawn, targets, example_of, varied = zip(*rows, strict=True)
    return PictureSet(np.stack(drawn), np.array(targets), np.array(example_of), np.array(varied))


def read_mono(path: object) -> tuple[NDArray[np.float32], int]:
    """Read a file as mono samples, shape (N,), and its rate."""
    samples, rate_hz = soundfile.read(str(path), dtype="float32", always_2d=True)
    return np.asarray(samples.mean(axis=1), dtype=np.float32), int(rate_hz)


def transpose(sound: NDArray[np.float32], semitones: float) -> NDArray[np.float32]:
    """Return the sound played faster (up) or slower (down), as a tape would."""
    if semitones == 0.0:
        return sound
    return np.asarray(soxr.resample(sound, 2.0 ** (semitones / 12.0), 1.0, quality="HQ"), dtype=np.float32)


def _shifts(variants: int, rng: np.random.Generator, *, pitched: bool) -> list[float]:
    if pitched:
        steps = rng.choice([s for s in range(-_LARGEST_STEP, _LARGEST_STEP + 1) if s], variants, replace=False)
        return [float(step) for step in steps]
    return [float(shift) for shift in rng.uniform(-_LARGEST_DETUNING, _LARGEST_DETUNING, variants)]
