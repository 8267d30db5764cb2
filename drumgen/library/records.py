"""Rows of the library's tables, in and out."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.provenance import Provenance
from drumgen.errors import LibraryError, RequestError
from drumgen.library.entry import Entry
from drumgen.library.similarity import descriptor

MAX_TAG_CHARACTERS = 40
_CHUNK = 400
_LAST_SECOND = 253_402_300_799.0  # of the year 9999
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
_COLUMNS = """s.id, s.clip_id, s.path, f.path, s.label, s.title, s.duration_s, s.provenance, s.favourite, s.added,
    s.removed, (SELECT group_concat(tag, char(10)) FROM tags WHERE sound_id = s.id), v.vector"""
_FROM = "FROM sounds s LEFT JOIN folders f ON f.id = s.folder_id LEFT JOIN features v ON v.sound_id = s.id"


@dataclass(frozen=True)
class NewSound:
    """What is known of a sound before it has a number.

    Parameters
    ----------
    clip_id, path, label, title, duration_s, provenance
        As in `Entry`; the path is relative to the folder, with ``/`` between its parts.
    vector : float32, shape (SIZE,), or None
        Its description.
    folder_id : int or None
        None for a sound that is kept.
    added_s : float
        Seconds since 1970.
    mtime_ns, size_bytes : int
        Of the file.
    """

    clip_id: str
    path: str
    label: str
    title: str
    duration_s: float
    added_s: float
    provenance: Provenance | None = None
    vector: NDArray[np.float32] | None = None
    folder_id: int | None = None
    mtime_ns: int = 0
    size_bytes: int = 0


def insert(connection: sqlite3.Connection, sound: NewSound) -> int:
    """Write a new sound with all that belongs to it, and return its number."""
    cursor = connection.execute(
        "INSERT INTO sounds (clip_id, folder_id, path, label, title, duration_s, provenance, added, mtime_ns,"
        " size_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sound.clip_id,
            sound.folder_id,
            sound.path,
            sound.label,
            sound.title,
            sound.duration_s,
            None if sound.provenance is None else sound.provenance.to_json(),
            sound.added_s,
            sound.mtime_ns,
            sound.size_bytes,
        ),
    )
    sound_id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO parents (sound_id, place, clip_id) VALUES (?, ?, ?)",
        [(sound_id, place, parent) for place, parent in enumerate(parents_of(sound.provenance))],
    )
    if sound.vector is not None:
        write_vector(connection, sound_id, sound.vector)
    rewrite_texts(connection, [sound_id])
    return sound_id


def write_vector(connection: sqlite3.Connection, sound_id: int, vector: NDArray[np.float32]) -> None:
    """Write a sound's description in place of the one it may have."""
    # The stamp rises even if the latest description is the one that is replaced.
    stamp = connection.execute("SELECT ifnull(max(stamp), 0) + 1 FROM features").fetchone()[0]
    connection.execute(
        "INSERT OR REPLACE INTO features (sound_id, stamp, vector) VALUES (?, ?, ?)",
        (sound_id, stamp, vector.astype("<f4").tobytes()),
    )


def read_entries(connection: sqlite3.Connection, ids: Sequence[int], kept_folder: Path) -> list[Entry]:
    """Return the sounds with these numbers, in this order; those that are not there (any more) are left out."""
    found: dict[int, Entry] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = [int(each) for each in ids[start : start + _CHUNK]]
        marks = ", ".join("?" * len(chunk))
        rows = connection.execute(f"SELECT {_COLUMNS} {_FROM} WHERE s.id IN ({marks})", chunk).fetchall()
        lineage: dict[int, list[str]] = {}
        for sound_id, clip_id in connection.execute(
            f"SELECT sound_id, clip_id FROM parents WHERE sound_id IN ({marks}) ORDER BY sound_id, place", chunk
        ):
            lineage.setdefault(sound_id, []).append(clip_id)
        for row in rows:
            found[row[0]] = _entry(row, tuple(lineage.get(row[0], ())), kept_folder)
    return [found[each] for each in map(int, ids) if each in found]


def path_of(connection: sqlite3.Connection, sound_id: int, kept_folder: Path) -> Path:
    """Return a sound's file.

    Raises
    ------
    LibraryError
        If there is no such sound.
    """
    row = connection.execute(
        "SELECT s.path, f.path FROM sounds s LEFT JOIN folders f ON f.id = s.folder_id WHERE s.id = ?", (sound_id,)
    ).fetchone()
    if row is None:
        raise LibraryError(f"The library has no sound with the number {sound_id}; search for it again.")
    return (kept_folder if row[1] is None else Path(row[1])).joinpath(*PurePosixPath(row[0]).parts)


def rewrite_texts(connection: sqlite3.Connection, ids: Iterable[int] | None = None) -> None:
    """Write what sounds are searched by; None means all of them."""
    where = "" if ids is None else " WHERE s.id = ?"
    for values in ((),) if ids is None else [(each,) for each in ids]:
        for row in connection.execute(
            "SELECT s.id, s.title, s.label, (SELECT group_concat(tag, ' ') FROM tags WHERE sound_id = s.id),"
            f" s.provenance, s.path, ifnull(f.path, '') FROM sounds s LEFT JOIN folders f ON f.id = s.folder_id{where}",
            values,
        ).fetchall():
            sound_id, title, label, tags, made, path, folder = row
            origin = _provenance(made)
            file = PurePosixPath(path)
            texts = (title, label, tags or "", _prompt(origin), file.stem, f"{folder} {file.parent}" if folder else "")
            connection.execute("DELETE FROM texts WHERE rowid = ?", (sound_id,))
            connection.execute(
                "INSERT INTO texts (rowid, title, label, tags, prompt, file, folder) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (sound_id, *(words(text) for text in texts)),
            )


def words(text: str) -> str:
    """Return a text with the parts of its words added, so that ``BD_DeepKick808`` is found by deep, kick and 808."""
    pieces = _PIECES.findall(text)
    plain = text.replace("_", " ")
    return plain if len(pieces) <= 1 else f"{plain} {' '.join(pieces)}"


def clean_tag(tag: str) -> str:
    """Return a tag as it is kept: without commas and line ends, blanks single, 40 characters at most."""
    return " ".join(tag.replace(",", " ").replace("\0", " ").split())[:MAX_TAG_CHARACTERS].strip()


def parents_of(origin: Provenance | None) -> tuple[str, ...]:
    """Return the names of the clips that a sound was made from."""
    edit = getattr(origin, "edit", None)
    return () if edit is None else tuple(str(each) for each in edit.parents)


def when(seconds: float) -> datetime:
    """Return seconds since 1970 as a time in UTC; what no calendar knows becomes its first or last day."""
    return datetime.fromtimestamp(min(max(seconds, 0.0), _LAST_SECOND), UTC)


def _entry(row: tuple[Any, ...], parents: tuple[str, ...], kept_folder: Path) -> Entry:
    sound_id, clip_id, path, folder, label, title, duration_s, made, favourite, added, removed, tags, vector = row
    home = None if folder is None else Path(folder)
    return Entry(
        id=sound_id,
        clip_id=clip_id,
        path=(home or kept_folder).joinpath(*PurePosixPath(path).parts),
        folder=home,
        label=label,
        title=title,
        duration_s=duration_s,
        provenance=_provenance(made),
        parents=parents,
        favourite=bool(favourite),
        tags=tuple(sorted(tags.split("\n"), key=str.casefold)) if tags else (),
        added=when(added),
        removed=removed is not None,
        features=_vector(vector),
    )


def _provenance(text: object) -> Provenance | None:
    """Return the provenance; one that somebody spoilt counts as none (the file still carries its own)."""
    if not isinstance(text, str):
        return None
    try:
        return Provenance.from_json(text)
    except RequestError:
        return None


def _prompt(origin: Provenance | None) -> str:
    return "" if origin is None else origin.request.prompt or ""


def _vector(data: object) -> NDArray[np.float32] | None:
    if not isinstance(data, bytes) or len(data) != 4 * descriptor.SIZE:
        return None
    return np.frombuffer(data, dtype="<f4").astype(np.float32)
