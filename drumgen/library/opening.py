"""Open the library's file: one that is damaged or from a newer version is put aside, and what it holds taken over."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from drumgen.audio.output import prepare_folder
from drumgen.errors import OutputError
from drumgen.library import schema
from drumgen.library.database import Database, connect, is_marked_damaged, unmark_damaged
from drumgen.library.records import rewrite_texts

DATABASE_NAME = "library.db"
_MAGIC = b"SQLite format 3\0"
_PARTS = ("", "-wal", "-shm")
_NEWER = "was written by a newer version of drumgen"
_KEYS = {"tags": "sound_id", "parents": "sound_id", "unreadable": "folder_id"}  # of tables without a rowid


@dataclass(frozen=True)
class Opened:
    """An open library file.

    Parameters
    ----------
    database : Database
        The file, its tables of the latest version.
    notice : str
        What the user should know, one sentence; empty if all is well.
    aside : Path or None
        Where the file that could not be used is now.
    """

    database: Database
    notice: str = ""
    aside: Path | None = None


def open_database(folder: Path) -> Opened:
    """Open or create the library's file in a folder, which is created too if need be.

    Raises
    ------
    OutputError
        If the folder or the file cannot be written.
    """
    prepare_folder(folder)
    path = folder / DATABASE_NAME
    fault = _fault(path)
    if not fault:
        return Opened(Database(path))
    aside = _set_aside(path, "newer" if fault == _NEWER else "damaged")
    try:
        if fault_now := _fault(path):
            raise OutputError(f"The library in {folder} {fault_now}; choose another folder for it.")
        database = Database(path)
        taken = _take_over(database, aside)
    except OutputError:  # such as a full disk: all stays as it was, for the next attempt
        _move(aside, path)
        raise
    notice = (
        f"The library's index {fault}, so it was put aside as {aside.name}; {taken} sounds were taken over, "
        "and what is missing is being read from the sounds' files."
    )
    return Opened(database, notice, aside)


def _fault(path: Path) -> str:
    """Return what keeps the file from being used, empty if nothing does; then it is there, in the latest version."""
    if is_marked_damaged(path):
        return "was damaged"  # the last program that used it came upon damage
    unclean = path.with_name(path.name + "-wal").exists()  # the last program that used it did not end in peace
    if path.exists() and not unclean and _is_cut_short(path):
        return "was damaged"
    try:
        with closing(connect(path)) as connection:
            found = schema.version(connection)
            if found > len(schema.MIGRATIONS):
                return _NEWER
            if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
                if found or schema.structure(connection):
                    return "was not written by drumgen"
            elif unclean and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return "was damaged"
            schema.migrate(connection)
            if schema.lacking(connection):
                return "was changed by another program"
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY):
            raise OutputError(
                f"The library in {path.parent} cannot be opened ({error}); make room, check its permissions, and close "
                "other programs that use it."
            ) from error
        return "was damaged"
    except UnicodeDecodeError:  # sqlite3 cannot even say what it found
        return "was damaged"
    return ""


def _is_cut_short(path: Path) -> bool:
    """Whether the file is shorter than its own header says, or has no header at all."""
    with path.open("rb") as file:
        header = file.read(100)
        size = file.seek(0, 2)
    if size == 0:
        return False  # SQLite makes a new library of it
    if len(header) < 100 or header[:16] != _MAGIC:
        return True
    page_bytes = int.from_bytes(header[16:18], "big")
    page_bytes = 65536 if page_bytes == 1 else page_bytes
    return size < page_bytes * int.from_bytes(header[28:32], "big")


def _set_aside(path: Path, why: str) -> Path:
    """Rename the file, with what belongs to it, and return its new path."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-{why}-{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-{why}-{stamp}-{number}{path.suffix}")
    _move(path, aside)
    unmark_damaged(path)
    return aside


def _move(path: Path, to: Path) -> None:
    """Rename the file and what belongs to it, in place of what may be there."""
    try:
        for part in _PARTS:
            source, target = path.with_name(path.name + part), to.with_name(to.name + part)
            if source.exists():
                source.replace(target)
            else:
                target.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path} cannot be put aside ({error.strerror}); free its folder and try again.") from error


def _take_over(database: Database, aside: Path) -> int:
    """Copy what can be read of the file that was set aside, and return the number of sounds."""
    with closing(_read_only(aside)) as source, database.writing() as target:
        here = schema.structure(target)
        there: dict[str, set[str]] = {}
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):  # not even a list of its tables
            there = schema.structure(source)
        for table in schema.COPIED_TABLES:
            if columns := sorted(here[table] & there.get(table, set())):
                _copy(source, target, table, columns)
        rewrite_texts(target)
    with database.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM sounds").fetchone()[0])


def _read_only(path: Path) -> sqlite3.Connection:
    # Not by URI's mode=ro: a WAL file beside it could then not be read.
    connection = sqlite3.connect(path, isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str, columns: list[str]) -> None:
    """Copy rows from the first one on until one cannot be read, then from the last one backwards."""
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    key = _KEYS.get(table, "rowid")
    for direction in ("", " DESC"):
        rows = _readable(source, f"SELECT {names} FROM {table} ORDER BY {key}{direction}")
        for values in rows:
            if values is None:
                break
            with suppress(sqlite3.IntegrityError):  # a row that somebody spoilt is left out
                target.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", values)
        else:
            return


def _readable(source: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...] | None]:
    """Yield rows, and None if the next one cannot be read."""
    try:
        yield from source.execute(query)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        yield None
