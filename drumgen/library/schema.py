"""The library's tables, by version. A later version adds a step to `MIGRATIONS`; steps that were released never change.

All times are seconds since 1970, UTC. Texts that `texts` is searched by are written by `drumgen.library.records`.
"""

import sqlite3
from collections.abc import Sequence

APPLICATION_ID = 0x6472756D  # "drum"; marks the file as ours among all SQLite files

_FIRST = (
    """CREATE TABLE folders (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        added REAL NOT NULL,
        forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1))
    ) STRICT""",
    """CREATE TABLE sounds (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        clip_id TEXT NOT NULL,
        folder_id INTEGER REFERENCES folders (id) ON DELETE CASCADE, -- NULL: kept in the library's own folder
        path TEXT NOT NULL,                                          -- in that folder, with / between its parts
        label TEXT NOT NULL,
        title TEXT NOT NULL,
        duration_s REAL NOT NULL CHECK (duration_s >= 0),
        provenance TEXT,                                             -- JSON, as in the file's comment
        favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
        added REAL NOT NULL,
        removed REAL,                                                -- when the user removed it
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),      -- its file is not there (any more)
        mtime_ns INTEGER NOT NULL DEFAULT 0,
        size_bytes INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "CREATE UNIQUE INDEX sounds_by_path ON sounds (ifnull(folder_id, 0), path)",
    "CREATE UNIQUE INDEX kept_by_clip ON sounds (clip_id) WHERE folder_id IS NULL",
    "CREATE INDEX sounds_by_clip ON sounds (clip_id)",
    """CREATE INDEX sounds_shown ON sounds (added DESC, id DESC, label, favourite, folder_id)
        WHERE removed IS NULL AND gone = 0""",
    """CREATE TABLE tags (
        sound_id INTEGER NOT NULL REFERENCES sounds (id) ON DELETE CASCADE,
        tag TEXT NOT NULL COLLATE NOCASE,
        PRIMARY KEY (sound_id, tag)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE parents (
        sound_id INTEGER NOT NULL REFERENCES sounds (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        clip_id TEXT NOT NULL,
        PRIMARY KEY (sound_id, place)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX parents_by_clip ON parents (clip_id)",
    """CREATE TABLE features (
        sound_id INTEGER PRIMARY KEY REFERENCES sounds (id) ON DELETE CASCADE,
        stamp INTEGER NOT NULL UNIQUE,                               -- rises with every change
        vector BLOB NOT NULL                                         -- float32, little-endian
    ) STRICT""",
    """CREATE TABLE places (
        sound_id INTEGER PRIMARY KEY REFERENCES sounds (id) ON DELETE CASCADE,
        x REAL NOT NULL,
        y REAL NOT NULL,
        arranged INTEGER NOT NULL CHECK (arranged IN (0, 1))         -- 0: put beside what it resembles
    ) STRICT""",
    """CREATE TABLE unreadable (
        folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        reason TEXT NOT NULL,
        mtime_ns INTEGER NOT NULL,
        size_bytes INTEGER NOT NULL,
        PRIMARY KEY (folder_id, path)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at REAL NOT NULL,
        kind TEXT NOT NULL,
        count INTEGER NOT NULL,
        changes TEXT NOT NULL,                                       -- JSON, see drumgen.library.history
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT""",
    """CREATE VIRTUAL TABLE texts USING fts5 (
        title, label, tags, prompt, file, folder,
        tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
    )""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)
"""Statements that turn version i into version i + 1."""

COPIED_TABLES = ("folders", "sounds", "tags", "parents", "features", "places", "unreadable", "history")
"""What is taken over from a file that was set aside, in an order in which references hold."""


def version(connection: sqlite3.Connection) -> int:
    """Return the version of a file's tables; a new file has 0."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Bring a file to the latest version, all or nothing."""
    if version(connection) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version(connection), len(migrations)):
            for statement in migrations[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def structure(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Return the tables of a file and their columns."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: {row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(name)})")}
        for name in names
        if not name.startswith("sqlite_")
    }


def lacking(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> list[str]:
    """Return which tables and columns of the latest version a file does not have."""
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(model, migrations)
        wanted, there = structure(model), structure(connection)
    finally:
        model.close()
    return sorted(
        f"{table}.{column}" for table, columns in wanted.items() for column in columns - there.get(table, set())
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
