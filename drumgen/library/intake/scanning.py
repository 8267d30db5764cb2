"""Folders of the user's own samples: what is new or changed is read, what is not there any more is hidden."""

import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.errors import AudioFileError, Cancelled, LibraryError
from drumgen.library.database import Database
from drumgen.library.intake.reading import SUFFIXES, read_sound
from drumgen.library.records import NewSound, insert, rewrite_texts, write_vector

_BATCH = 50
_BATCH_S = 1.0


@dataclass(frozen=True)
class ScanReport:
    """What a scan found.

    Parameters
    ----------
    folder : Path
    added, changed, unchanged : int
        Sounds that were new, that had changed, and that had not.
    gone : int
        Sounds whose file is not there any more; they come back with all their marks when it is.
    unreadable : tuple of (str, str)
        Path in the folder, and why the file could not be read.
    """

    folder: Path
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    unreadable: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Known:
    """A file as the library knows it."""

    sound_id: int | None  # None: it could not be read
    mtime_ns: int
    size_bytes: int
    gone: bool = False
    unreadable: bool = False


def register(database: Database, folder: Path, own_folder: Path) -> tuple[int, Path]:
    """Return the number and the path of the folder that a scan of `folder` concerns, entered if it is new.

    A folder inside one that is known already leads to that one.

    Raises
    ------
    LibraryError
        If it is not there, not a folder, or the library's own.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise LibraryError(f"The folder {folder} is not there; connect its disk or choose another folder.")
    if folder == own_folder or own_folder in folder.parents:
        raise LibraryError(f"{folder} is the library's own folder; choose one with sounds of yours.")
    if not _is_text(str(folder)):
        raise LibraryError(f"The name of the folder {folder!r} is not valid text; rename it or choose another one.")
    with database.writing() as connection:
        for folder_id, path in connection.execute("SELECT id, path FROM folders WHERE forgotten = 0").fetchall():
            if Path(path) == folder or Path(path) in folder.parents:
                return folder_id, Path(path)
        connection.execute(
            "INSERT INTO folders (path, added) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET forgotten = 0",
            (str(folder), time.time()),
        )
        return connection.execute("SELECT id FROM folders WHERE path = ?", (str(folder),)).fetchone()[0], folder


def scan(
    database: Database,
    folder_id: int,
    folder: Path,
    own_folder: Path,
    *,
    progress: ProgressCallback | None = None,
    cancel: CancelQuery | None = None,
) -> ScanReport:
    """Bring the library up to date with a folder. What was read until it is cancelled or fails stays.

    Parameters
    ----------
    database : Database
    folder_id : int
    folder : Path
        As `register` returned them.
    own_folder : Path
        The library's folder, which is left out.
    progress : callable or None
        Called as (done, total), in files.
    cancel : callable or None
        Asked between files whether to stop.

    Raises
    ------
    Cancelled
        If `cancel` returned True.
    """
    others = _other_folders(database, folder_id) | {own_folder}
    files = list(_sound_files(folder, others, cancel))
    known = _known(database, folder_id)
    writer = _Writer(database, folder_id, folder)
    try:
        for done, (relative, mtime_ns, size_bytes) in enumerate(files):
            if progress is not None:
                progress(done, len(files))
            if cancel is not None and cancel():
                raise Cancelled("The scan was cancelled; what was read until then is in the library.")
            writer.take(relative, mtime_ns, size_bytes, known.pop(relative, None))
    finally:
        writer.flush()
    missing = {relative: each for relative, each in known.items() if each.sound_id not in writer.moved}
    with database.writing() as connection:
        for relative, each in missing.items():
            connection.execute("UPDATE sounds SET gone = 1 WHERE id = ?", (each.sound_id,))
            connection.execute("DELETE FROM unreadable WHERE folder_id = ? AND path = ?", (folder_id, relative))
        bad = connection.execute("SELECT path, reason FROM unreadable WHERE folder_id = ? ORDER BY path", (folder_id,))
        unreadable = tuple(bad.fetchall())
    if progress is not None:
        progress(len(files), len(files))
    gone = sum(each.sound_id is not None and not each.gone for each in missing.values())
    return replace(writer.report, gone=gone, unreadable=unreadable)


class _Writer:
    """Reads files and writes them in batches, so that neither a lock nor a lost run costs much."""

    def __init__(self, database: Database, folder_id: int, folder: Path) -> None:
        self._database = database
        self._folder_id = folder_id
        self._folder = folder
        self._waiting: list[tuple[NewSound | _Bad, _Known | None]] = []
        self._back: list[int] = []
        self._since_s = time.monotonic()
        self.report = ScanReport(folder)
        self.moved: set[int] = set()

    def take(self, relative: str, mtime_ns: int, size_bytes: int, known: _Known | None) -> None:
        if known is not None and (known.mtime_ns, known.size_bytes) == (mtime_ns, size_bytes):
            if known.sound_id is not None and not known.unreadable:
                self.report = replace(self.report, unchanged=self.report.unchanged + 1)
                self._back += [known.sound_id] * known.gone
            return
        try:
            if not _is_text(relative):
                raise AudioFileError("Its name is not valid text; rename it.")
            found: NewSound | _Bad = read_sound(self._folder, relative, folder_id=self._folder_id)
        except (AudioFileError, ValueError, OSError) as error:
            found = _Bad(relative, str(error), mtime_ns, size_bytes)
        self._waiting.append((found, known))
        if len(self._waiting) >= _BATCH or time.monotonic() - self._since_s > _BATCH_S:
            self.flush()

    def flush(self) -> None:
        waiting, back = self._waiting, self._back
        self._waiting, self._back, self._since_s = [], [], time.monotonic()
        if not waiting and not back:
            return
        with self._database.writing() as connection:
            for found, known in waiting:
                self._write(connection, found, known)
            connection.executemany("UPDATE sounds SET gone = 0 WHERE id = ?", [(each,) for each in back])

    def _write(self, connection: sqlite3.Connection, found: "NewSound | _Bad", known: _Known | None) -> None:
        own_id = known.sound_id if known is not None else None
        path = found.path.encode("utf-8", "replace").decode()
        connection.execute("DELETE FROM unreadable WHERE folder_id = ? AND path = ?", (self._folder_id, path))
        if isinstance(found, _Bad):
            connection.execute("UPDATE sounds SET gone = 1 WHERE id = ?", (own_id,))
            connection.execute(
                "INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?, ?)",
                (self._folder_id, path, found.reason, found.mtime_ns, found.size_bytes),
            )
            return
        if own_id is None and (own_id := self._moved_from(connection, found)) is not None:
            self.moved.add(own_id)
            self.report = replace(self.report, changed=self.report.changed + 1)
        elif own_id is None:
            insert(connection, found)
            self.report = replace(self.report, added=self.report.added + 1)
            return
        else:
            self.report = replace(self.report, changed=self.report.changed + 1)
        _overwrite(connection, own_id, found)

    def _moved_from(self, connection: sqlite3.Connection, found: NewSound) -> int | None:
        """Return a sound of this folder with the same samples whose own file is not there any more."""
        rows = connection.execute(
            "SELECT id, path FROM sounds WHERE clip_id = ? AND folder_id = ?", (found.clip_id, self._folder_id)
        )
        for sound_id, path in rows:
            if not self._folder.joinpath(*PurePosixPath(path).parts).exists():
                return int(sound_id)
        return None


@dataclass(frozen=True)
class _Bad:
    """A file that could not be read, and why."""

    path: str
    reason: str
    mtime_ns: int
    size_bytes: int


def _overwrite(connection: sqlite3.Connection, sound_id: int, sound: NewSound) -> None:
    """Write what a file holds now; what the user said about it stays."""
    connection.execute(
        "UPDATE sounds SET clip_id = ?, path = ?, label = ?, duration_s = ?, provenance = ?, gone = 0, mtime_ns = ?,"
        " size_bytes = ? WHERE id = ?",
        (
            sound.clip_id,
            sound.path,
            sound.label,
            sound.duration_s,
            None if sound.provenance is None else sound.provenance.to_json(),
            sound.mtime_ns,
            sound.size_bytes,
            sound_id,
        ),
    )
    if sound.vector is not None:
        write_vector(connection, sound_id, sound.vector)
    connection.execute("DELETE FROM places WHERE sound_id = ?", (sound_id,))
    rewrite_texts(connection, [sound_id])


def _sound_files(folder: Path, others: set[Path], cancel: CancelQuery | None) -> Iterator[tuple[str, int, int]]:
    """Yield (path in the folder, modification time, size) of every sound file; hidden ones are left out."""
    for parent, folders, names in os.walk(folder):
        if cancel is not None and cancel():
            raise Cancelled("The scan was cancelled; nothing had been read.")
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(parent, name) not in others)
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or path.suffix.lower() not in SUFFIXES:
                continue
            try:
                status = path.stat()
            except OSError:
                continue  # a link that leads nowhere, or removed just now
            yield path.relative_to(folder).as_posix(), status.st_mtime_ns, status.st_size


def _known(database: Database, folder_id: int) -> dict[str, _Known]:
    with database.reading() as connection:
        sounds = connection.execute(
            "SELECT path, id, mtime_ns, size_bytes, gone FROM sounds WHERE folder_id = ?", (folder_id,)
        ).fetchall()
        bad = connection.execute(
            "SELECT path, mtime_ns, size_bytes FROM unreadable WHERE folder_id = ?", (folder_id,)
        ).fetchall()
    known = {path: _Known(sound_id, mtime_ns, size, bool(gone)) for path, sound_id, mtime_ns, size, gone in sounds}
    for path, mtime_ns, size in bad:
        known[path] = _Known(known[path].sound_id if path in known else None, mtime_ns, size, True, True)
    return known


def _other_folders(database: Database, folder_id: int) -> set[Path]:
    with database.reading() as connection:
        rows = connection.execute("SELECT path FROM folders WHERE id != ? AND forgotten = 0", (folder_id,)).fetchall()
    return {Path(path) for (path,) in rows}


def _is_text(name: str) -> bool:
    """Whether a file's name can be written as text (Linux allows names that cannot)."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
