"""Labelled sounds for a classifier, and which of them it never sees."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.data.scan import MANIFEST, Sound, scan

TARGETS = ("pitch", "instrument", "label")
LOWEST_PITCH, HIGHEST_PITCH = 24, 96
"""MIDI notes that the pitch classifier tells apart, both included."""


@dataclass(frozen=True)
class Example:
    """A sound, what it is to be recognised as, and what it was recorded with.

    Parameters
    ----------
    sound : Sound
    target : str
        Name of its class.
    group : str
        Its kit, or its speaker and take, or else the file itself: what is held out as a whole.
    """

    sound: Sound
    target: str
    group: str


def read_examples(folder: Path, target: str, *, share_alike: bool = False) -> list[Example]:
    """List a folder's sounds with their targets.

    Parameters
    ----------
    folder : Path
        As `training.data.scan.scan` reads it.
    target : str
        ``pitch`` reads the manifest's column midi_pitch and leaves out sounds without a note from 24 to 96;
        ``instrument`` and ``label`` take the class of `scan`.
    share_alike : bool
        Whether to use sounds under CC-BY-SA.

    Raises
    ------
    DataError
        If the folder has no usable sounds, no pitches, or fewer than two classes.
    """
    report = scan(folder, share_alike=share_alike)
    columns = manifest_columns(folder)
    examples = []
    for sound in report.sounds:
        row = columns.get(sound.path, {})
        wanted = _pitch(row) if target == "pitch" else sound.label
        if wanted:
            examples.append(Example(sound, wanted, sound.kit or _take(row) or str(sound.path)))
    classes = {example.target for example in examples}
    if not classes:
        raise DataError(
            f"The folder {folder} names no pitches; a pitch classifier needs a {MANIFEST} with the column midi_pitch."
        )
    if len(classes) < 2:
        raise DataError(f"All sounds in {folder} are of the class {classes.pop()}; a classifier needs at least two.")
    return examples


def manifest_columns(folder: Path) -> dict[Path, dict[str, str]]:
    """Return the rows of a folder's manifest by file; nothing if there is none."""
    try:
        with (folder / MANIFEST).open(newline="", encoding="utf-8") as file:
            return {folder / row["file"]: row for row in csv.DictReader(file)}
    except FileNotFoundError:
        return {}


def class_names(examples: list[Example], target: str) -> tuple[str, ...]:
    """Return the classes: all notes from 24 to 96 for pitches, else those that occur, sorted."""
    if target == "pitch":
        return tuple(str(note) for note in range(LOWEST_PITCH, HIGHEST_PITCH + 1))
    return tuple(sorted({example.target for example in examples}))


def held_out(examples: list[Example], *, share: float, seed: int) -> NDArray[np.bool_]:
    """Choose whole groups to test on, at most `share` of the sounds; every class keeps sounds of another group.

    Returns
    -------
    bool, shape (M,)
        True for sounds that training must not see.
    """
    members: dict[str, list[int]] = {}
    for i, example in enumerate(examples):
        members.setdefault(example.group, []).append(i)
    left = Counter(example.target for example in examples)
    chosen = np.zeros(len(examples), dtype=bool)
    groups = sorted(members)
    for g in np.random.default_rng(seed).permutation(len(groups)):
        rows = members[groups[g]]
        gone = Counter(examples[i].target for i in rows)
        fits = chosen.sum() + len(rows) <= share * len(examples)
        if fits and all(left[name] > count for name, count in gone.items()):
            left -= gone
            chosen[rows] = True
    return chosen


def _pitch(row: dict[str, str]) -> str:
    text = (row.get("midi_pitch") or "").strip()
    return text if text.isdigit() and LOWEST_PITCH <= int(text) <= HIGHEST_PITCH else ""


def _take(row: dict[str, str]) -> str:
    speaker, take = row.get("speaker") or "", row.get("take") or ""
    return f"{speaker}, take {take}" if speaker and take else ""
