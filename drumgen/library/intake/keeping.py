"""Sounds that are kept: a WAV file in the library's own folder and its row, both or neither.

The file is written first, inside the transaction of its row. If the program ends between the two, the file is there
without a row; `reconcile` finds it at the next start and reads the row from the file's own metadata.
"""

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.audio.identity import clip_id
from drumgen.audio.output import prepare_folder
from drumgen.audio.shaping import normalize_peak
from drumgen.engine.finishing import PEAK_DBFS
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.engine.provenance import Provenance
from drumgen.engine.saving import free_path, sound_tags, wish_of
from drumgen.errors import AudioFileError, Cancelled
from drumgen.library import history
from drumgen.library.database import Database
from drumgen.library.history import Change
from drumgen.library.intake.reading import SUFFIXES, read_sound
from drumgen.library.records import NewSound, clean_tag, insert
from drumgen.library.similarity.descriptor import Vector, describe

SOUNDS_FOLDER = "sounds"
_SUFFIX = SampleFormat.WAV24.suffix


@dataclass(frozen=True)
class Reconciled:
    """What `reconcile` mended.

    Parameters
    ----------
    adopted : int
        Files without a row that have one now.
    gone : int
        Rows whose file is not there, hidden from now on.
    back : int
        Rows that were hidden and whose file is there again.
    unreadable : tuple of (str, str)
        Path in the folder, and why the file could not be read.
    """

    adopted: int = 0
    gone: int = 0
    back: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Wanted:
    """How a sound is to be kept.

    Parameters
    ----------
    sound : GeneratedSound or Clip
        With or without an origin.
    title, label : str
        Empty takes the origin's class and seed.
    favourite : bool
        Mark it.
    tags : tuple of str
        Tags to add.
    """

    sound: GeneratedSound | Clip
    title: str = ""
    label: str = ""
    favourite: bool = False
    tags: tuple[str, ...] = ()

    @property
    def clip(self) -> Clip:
        """The samples, within full scale."""
        clip = self.sound.clip if isinstance(self.sound, GeneratedSound) else self.sound
        loudest = float(np.abs(clip.samples).max(initial=0.0))
        return clip if loudest <= 1.0 else Clip(normalize_peak(clip.samples, peak_dbfs=PEAK_DBFS), clip.rate_hz)

    @property
    def name(self) -> str:
        """The title; without one, class and seed, such as ``Closed hat 7``; empty if there are neither."""
        if self.title or self.origin is None:
            return self.title
        return f"{(self.label or self.origin.label).replace('_', ' ').capitalize()} {self.origin.seed}"

    @property
    def origin(self) -> Provenance | None:
        """How it was made."""
        return self.sound.provenance if isinstance(self.sound, GeneratedSound) else None


def keep(database: Database, folder: Path, wanted: Wanted) -> int:
    """Write a sound and return its number; a sound that is there already is only marked, and restored if removed.

    Parameters
    ----------
    database : Database
    folder : Path
        The folder of kept sounds.
    wanted : Wanted

    Raises
    ------
    OutputError
        If the disk is full or the folder cannot be written; then nothing is there.
    """
    clip = wanted.clip
    name, vector = clip_id(clip), _description(clip)
    written: list[Path] = []
    try:
        with database.writing() as connection:
            known = connection.execute(
                "SELECT id, removed FROM sounds WHERE clip_id = ? AND folder_id IS NULL", (name,)
            ).fetchone()
            if known is None:
                # Inside the transaction, so that another program that keeps a sound does not take the same name.
                path = _write_file(folder, clip, wanted)
                written.append(path)
                new = NewSound(
                    clip_id=name,
                    path=path.relative_to(folder).as_posix(),
                    label=wanted.label or (wanted.origin.label if wanted.origin else ""),
                    title=wanted.name or path.stem,
                    duration_s=clip.duration_s,
                    added_s=time.time(),
                    provenance=wanted.origin,
                    vector=vector,
                )
                known = (insert(connection, new), new.added_s)
            sound_id, removed = int(known[0]), known[1]
            _mark(connection, sound_id, removed, wanted)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return sound_id


def _mark(connection: sqlite3.Connection, sound_id: int, removed: float | None, wanted: Wanted) -> None:
    """Write favourite and tags and make one step of it; taking it back removes a sound that was not there before."""
    before = [tag for (tag,) in connection.execute("SELECT tag FROM tags WHERE sound_id = ? ORDER BY tag", (sound_id,))]
    known = {tag.casefold() for tag in before}
    tags = [*before, *(tag for tag in map(clean_tag, wanted.tags) if tag and tag.casefold() not in known)]
    marked = connection.execute("SELECT favourite FROM sounds WHERE id = ?", (sound_id,)).fetchone()[0]
    changes = (
        Change(sound_id, "removed", removed, None),
        Change(sound_id, "tags", before, tags),
        Change(sound_id, "favourite", marked, int(bool(marked) or wanted.favourite)),
    )
    history.do(connection, "keep", changes)


def reconcile(
    database: Database,
    folder: Path,
    *,
    progress: ProgressCallback | None = None,
    cancel: CancelQuery | None = None,
) -> Reconciled:
    """Make files and rows of the kept sounds agree: files without a row get one, rows without a file are hidden.

    Parameters
    ----------
    database : Database
    folder : Path
        The folder of kept sounds.
    progress : callable or None
        Called as (done, total), in files without a row.
    cancel : callable or None
        Asked between files whether to stop.

    Raises
    ------
    Cancelled
        If `cancel` returned True; what was read until then stays.
    """
    with database.writing() as connection:  # nobody writes a file now
        for leftover in folder.glob("*/.*.part"):
            leftover.unlink(missing_ok=True)
        there = set(_files(folder))
        rows = connection.execute("SELECT path, id, gone FROM sounds WHERE folder_id IS NULL").fetchall()
        gone = [sound_id for path, sound_id, is_gone in rows if not is_gone and path not in there]
        back = [sound_id for path, sound_id, is_gone in rows if is_gone and path in there]
        connection.executemany("UPDATE sounds SET gone = 1 WHERE id = ?", [(each,) for each in gone])
        connection.executemany("UPDATE sounds SET gone = 0 WHERE id = ?", [(each,) for each in back])
    orphans = sorted(there - {path for path, _, _ in rows})
    found = Reconciled(0, len(gone), len(back))
    for done, path in enumerate(orphans):
        if progress is not None:
            progress(done, len(orphans))
        if cancel is not None and cancel():
            raise Cancelled("Reading the library's sounds was cancelled; it goes on at the next start.")
        try:
            adopted = _adopt(database, read_sound(folder, path, folder_id=None))
        except (AudioFileError, OSError) as error:
            found = replace(found, unreadable=(*found.unreadable, (path, str(error))))
        else:
            found = replace(found, adopted=found.adopted + adopted)
    if progress is not None:
        progress(len(orphans), len(orphans))
    return found


def _adopt(database: Database, sound: NewSound) -> bool:
    """Write a row for a file, unless the same sound is there; return whether that was done."""
    with database.writing() as connection:
        known = connection.execute(
            "SELECT id, gone FROM sounds WHERE clip_id = ? AND folder_id IS NULL", (sound.clip_id,)
        ).fetchone()
        if known is None:
            insert(connection, sound)
            return True
        if known[1]:  # its file was moved or renamed by hand
            connection.execute("UPDATE sounds SET path = ?, gone = 0 WHERE id = ?", (sound.path, known[0]))
        return bool(known[1])


def _write_file(folder: Path, clip: Clip, wanted: Wanted) -> Path:
    month = prepare_folder(folder / datetime.now().strftime("%Y-%m"))
    origin = wanted.origin
    if origin is None:
        path = free_path(month, wanted.title or wanted.label or "sound", 0, 0, _SUFFIX)
        return write_clip(path, clip, tags={"title": wanted.title or path.stem})
    # A sound stands for itself here: its name gives its own seed, not that of its batch.
    path = free_path(month, origin.label, origin.seed, 0, _SUFFIX, wish=wish_of(origin))
    return write_clip(path, clip, tags=sound_tags(origin, title=wanted.name))


def _description(clip: Clip) -> Vector | None:
    try:
        return describe(clip)
    except ValueError:  # silence resembles nothing
        return None


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.suffix.lower() in SUFFIXES and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix()
