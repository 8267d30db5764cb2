"""What was done to the library's sounds, so that it can be taken back.

A step is a list of changes, each a sound's number, one of its fields, the value before and the value after. Nothing is
ever deleted by a step, so taking it back is writing the values before.
"""

import json
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drumgen.library.entry import Step
from drumgen.library.records import rewrite_texts, when

KEPT_STEPS = 1000
_COLUMNS = """id, kind, count, at, undone,
    (SELECT title FROM sounds WHERE id = CASE WHEN json_valid(changes) THEN json_extract(changes, '$[0][0]') END)"""
_PLAIN = ("removed", "favourite", "title")


@dataclass(frozen=True)
class Change:
    """One value of one sound that changed: ``removed`` (seconds or None), ``favourite``, ``title`` or ``tags``."""

    sound_id: int
    field: str
    before: Any
    after: Any


def do(connection: sqlite3.Connection, kind: str, changes: Sequence[Change]) -> Step | None:
    """Make changes and write them down as a step; None if nothing differs. Steps that were taken back are forgotten."""
    real = [change for change in changes if change.before != change.after]
    if not real:
        return None
    for change in real:
        _write(connection, change.sound_id, change.field, change.after)
    return record(connection, kind, real)


def record(connection: sqlite3.Connection, kind: str, changes: Sequence[Change]) -> Step:
    """Write down changes that were made already."""
    content = json.dumps([[each.sound_id, each.field, each.before, each.after] for each in changes], ensure_ascii=False)
    count = len({each.sound_id for each in changes})
    connection.execute("DELETE FROM history WHERE undone = 1")
    cursor = connection.execute(
        "INSERT INTO history (at, kind, count, changes) VALUES (?, ?, ?, ?)", (time.time(), kind, count, content)
    )
    connection.execute("DELETE FROM history WHERE id <= ?", (int(cursor.lastrowid or 0) - KEPT_STEPS,))
    return _step(connection.execute(f"SELECT {_COLUMNS} FROM history WHERE id = ?", (cursor.lastrowid,)).fetchone())


def steps(connection: sqlite3.Connection, limit: int) -> list[Step]:
    """Return the latest steps, latest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM history ORDER BY id DESC LIMIT ?", (limit,))
    return [_step(row) for row in rows]


def latest(connection: sqlite3.Connection, *, undone: bool) -> int | None:
    """Return the step that undo (`undone` False) or redo (True) concerns, None if there is none."""
    order = "ASC" if undone else "DESC"
    row = connection.execute(f"SELECT id FROM history WHERE undone = ? ORDER BY id {order} LIMIT 1", (undone,))
    found = row.fetchone()
    return None if found is None else int(found[0])


def set_undone(connection: sqlite3.Connection, step_id: int, undone: bool) -> Step | None:
    """Take a step back, or take it again; None if it is forgotten or is in that state already."""
    row = connection.execute("SELECT changes, undone FROM history WHERE id = ?", (step_id,)).fetchone()
    if row is None or bool(row[1]) == undone:
        return None
    for change in _changes(row[0]):
        _write(connection, change.sound_id, change.field, change.before if undone else change.after)
    connection.execute("UPDATE history SET undone = ? WHERE id = ?", (undone, step_id))
    return _step(connection.execute(f"SELECT {_COLUMNS} FROM history WHERE id = ?", (step_id,)).fetchone())


def value_of(connection: sqlite3.Connection, sound_id: int, field: str) -> tuple[bool, Any]:
    """Return whether there is such a sound, and the value of a field of it as a `Change` has it."""
    column = field if field in _PLAIN else "id"
    row = connection.execute(f"SELECT {column} FROM sounds WHERE id = ?", (sound_id,)).fetchone()
    if row is None or field in _PLAIN:
        return row is not None, row and row[0]
    tags = connection.execute("SELECT tag FROM tags WHERE sound_id = ?", (sound_id,))
    return True, sorted((tag for (tag,) in tags), key=str.casefold)


def write_tags(connection: sqlite3.Connection, sound_id: int, tags: Sequence[str]) -> None:
    """Replace a sound's tags."""
    connection.execute("DELETE FROM tags WHERE sound_id = ?", (sound_id,))
    connection.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?)", [(sound_id, tag) for tag in tags])


def _write(connection: sqlite3.Connection, sound_id: int, field: str, value: Any) -> None:
    if connection.execute("SELECT 1 FROM sounds WHERE id = ?", (sound_id,)).fetchone() is None:
        return
    if field in _PLAIN:
        connection.execute(f"UPDATE sounds SET {field} = ? WHERE id = ?", (value, sound_id))
    else:
        write_tags(connection, sound_id, value)
    if field in ("title", "tags"):
        rewrite_texts(connection, [sound_id])


def _changes(text: str) -> list[Change]:
    """Return a step's changes; those that somebody spoilt are left out."""
    try:
        content = json.loads(text)
    except ValueError:
        return []
    return [Change(*each) for each in content if _is_change(each)] if isinstance(content, list) else []


def _is_change(each: object) -> bool:
    if not isinstance(each, list) or len(each) != 4 or not isinstance(each[0], int):
        return False
    field, values = each[1], each[2:]
    match field:
        case "removed":
            return all(value is None or isinstance(value, int | float) for value in values)
        case "favourite":
            return all(value in (0, 1) for value in values)
        case "title":
            return all(isinstance(value, str) for value in values)
        case "tags":
            return all(isinstance(value, list) and all(isinstance(tag, str) for tag in value) for value in values)
    return False


def _step(row: tuple[Any, ...]) -> Step:
    return Step(row[0], row[1], row[2], row[5] or "", when(row[3]), bool(row[4]))
