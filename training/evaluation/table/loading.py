"""Real sounds for a table: a folder at the models' rate and length, split in halves."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from drumgen.engine.finishing import finish
from drumgen.errors import DataError
from training.data.scan import caption_of, scan
from training.evaluation.classifiers.examples import manifest_columns
from training.evaluation.classifiers.training_set import read_mono
from training.evaluation.table.sounds import UNKNOWN_PITCH, SoundSet

_PIECE = 3.0
"""A file this many times longer than the models' sounds is a piece, of which many stretches are taken."""
_STRETCHES = 40
_SILENCE = 1e-4


def load_set(
    folder: Path,
    *,
    rate_hz: int,
    duration_s: float,
    share_alike: bool = False,
    labels: tuple[str, ...] = (),
    seed: int = 0,
) -> SoundSet:
    """Read a folder's sounds as the models would make them.

    Each is mixed to mono, resampled, cut and finished (faded, peak at -1 dBFS) as generated sounds are. Of files much
    longer than that, up to 40 stretches are taken at random.

    Parameters
    ----------
    folder : Path
        As `training.data.scan.scan` reads it; notes and kits come from its manifest.
    rate_hz : int
    duration_s : float
        Longest sound.
    share_alike : bool
        Whether to use sounds under CC-BY-SA.
    labels : tuple of str
        Classes to keep, if the folder has any of them; else all are kept.
    seed : int
        Of the stretches.

    Raises
    ------
    DataError
        If the folder has no usable sound.
    """
    report, columns = scan(folder, share_alike=share_alike), manifest_columns(folder)
    known = set(labels) & {sound.label for sound in report.sounds}
    rng = np.random.default_rng(seed)
    sounds, facts = [], []
    for sound in report.sounds:
        if known and sound.label not in known:
            continue
        try:
            samples, own_rate = read_mono(sound.path)
        except soundfile.SoundFileError:
            continue
        note = (columns.get(sound.path, {}).get("midi_pitch") or "").strip()
        pitch = int(note) if note.isdigit() else UNKNOWN_PITCH
        for piece in _stretches(samples, round(duration_s * own_rate), rng):
            if np.abs(piece).max(initial=0.0) > _SILENCE:
                sounds.append(_finished(piece, own_rate, rate_hz, round(duration_s * rate_hz)))
                facts.append((sound.label, pitch, sound.kit or str(sound.path), sound.path.name, caption_of(sound)))
    if not sounds:
        raise DataError(f"All sounds in {folder} are silent or unreadable; name another folder.")
    names = list(zip(*facts, strict=True))
    return SoundSet(
        sounds, rate_hz, np.array(names[0]), np.array(names[1]), np.array(names[2]), list(names[3]), list(names[4])
    )


def halves(sounds: SoundSet, count: int, *, largest: int, seed: int = 0) -> tuple[SoundSet, SoundSet]:
    """Draw the row of real sounds, and the reference from the rest.

    Parameters
    ----------
    sounds : SoundSet
        All of them: the training set that `training_rows` of the real sounds point into.
    count : int
        Real sounds wanted; at most half of all are taken.
    largest : int
        Most sounds in the reference.
    seed : int

    Returns
    -------
    real, reference : SoundSet

    Raises
    ------
    DataError
        If there are fewer than four sounds.
    """
    if len(sounds) < 4:
        raise DataError(f"There are only {len(sounds)} real sounds, but at least 4 are needed to make two halves.")
    order = np.random.default_rng(seed).permutation(len(sounds))
    real = np.sort(order[: min(count, len(sounds) // 2)])
    reference = np.sort(order[len(real) :][:largest])
    return replace(sounds.subset(real), training_rows=real), sounds.subset(reference)


def _stretches(samples: NDArray[np.float32], length: int, rng: np.random.Generator) -> list[NDArray[np.float32]]:
    if len(samples) <= _PIECE * length:
        return [samples[:length]]
    places = len(samples) // length
    chosen = np.sort(rng.permutation(places)[:_STRETCHES])
    return [samples[place * length : (place + 1) * length] for place in chosen]


def _finished(samples: NDArray[np.float32], own_rate: int, rate_hz: int, length: int) -> NDArray[np.float32]:
    if own_rate != rate_hz:
        samples = soxr.resample(samples, own_rate, rate_hz, quality="HQ")
    return finish(np.asarray(samples[:length], dtype=np.float32), rate_hz).mono
