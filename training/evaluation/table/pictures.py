"""The pictures that go with a table: sounds beside real ones, and the pairs nearest to the training set."""

import re
from pathlib import Path

import numpy as np

from drumgen.errors import OutputError
from training.evaluation.grids import PictureRow, save_grid
from training.evaluation.mel_pictures import pictures
from training.evaluation.sheet import save_sheet
from training.evaluation.table.sounds import SoundSet
from training.evaluation.table.table import Table
from training.evaluation.table.tools import Tools

SHEET_ROWS, SHEET_COLUMNS = 12, 6


def save_pictures(
    folder: Path, sets: dict[str, SoundSet], real: SoundSet, training: SoundSet, table: Table, tools: Tools
) -> list[Path]:
    """Write sheet-NAME.png (beside real sounds, a row a class) and pairs-NAME.png for every set.

    Parameters
    ----------
    folder : Path
    sets : dict of row name to SoundSet
        The sets to draw.
    real : SoundSet
        Drawn beside them.
    training : SoundSet
        What the table's pairs point into.
    table : Table
    tools : Tools

    Raises
    ------
    OutputError
        If a picture cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, sounds in sets.items():
            written += [folder / f"sheet-{_file_name(name)}.png", folder / f"pairs-{_file_name(name)}.png"]
            _save_beside(written[-2], name, sounds, real)
            _save_pairs(written[-1], name, sounds, training, table, tools)
    except OSError as error:
        raise OutputError(
            f"The pictures cannot be written to {folder} ({error.strerror}); choose another folder."
        ) from error
    return written


def _save_beside(path: Path, name: str, sounds: SoundSet, real: SoundSet) -> None:
    """Draw up to six sounds of up to twelve classes, beside real ones of the same classes."""
    longest = max(len(sound) / part.rate_hz for part in (sounds, real) for sound in part.sounds)
    if sounds.labels is None or real.labels is None:
        ours, theirs = {"all": list(sounds.sounds[:SHEET_COLUMNS])}, {"all": list(real.sounds[:SHEET_COLUMNS])}
    else:
        labels = np.unique(sounds.labels)[:SHEET_ROWS]
        ours, theirs = (
            {str(c): [part.sounds[i] for i in np.flatnonzero(part.labels == c)[:SHEET_COLUMNS]] for c in labels}
            for part in (sounds, real)
        )
    save_sheet(path, ours, theirs, titles=(name, "real"), rate_hz=sounds.rate_hz, duration_s=longest)


def _save_pairs(path: Path, name: str, sounds: SoundSet, training: SoundSet, table: Table, tools: Tools) -> None:
    pairs = table.pairs[name]
    ours = [sounds.sounds[pair.row] for pair in pairs]
    theirs = [training.sounds[pair.training_row] for pair in pairs]
    rows = [
        PictureRow(
            name, list(pictures(ours, sounds.rate_hz, tools.picture)), [f"{p.name}\n{p.distance:.4f}" for p in pairs]
        ),
        PictureRow(
            "nearest in training",
            list(pictures(theirs, training.rate_hz, tools.picture)),
            [p.training_name for p in pairs],
        ),
    ]
    save_grid(path, rows, title="nearest pairs, log-mel")


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.]+", "-", name)
