"""Queries to the library's tables: by words, by marks, by class, in one go for all sounds there are."""

import re
import sqlite3
import unicodedata

import numpy as np

from drumgen.library.entry import Ids, Query, Source

_WORDS = re.compile(r"\w+")
_RANKED_UP_TO = 20_000
"""More sounds than this are sorted by age only: nobody looks for the most relevant of them all."""
_WEIGHTS = "8.0, 6.0, 8.0, 4.0, 4.0, 1.0"  # title, label, tags, prompt, file, folder


def find_ids(connection: sqlite3.Connection, query: Query) -> Ids:
    """Return all sounds that a query finds, most relevant first with a text, newest first without.

    Whom they are like is not this function's business.
    """
    words = match_expression(query.text)
    conditions, values = _conditions(query)
    if words:
        count = connection.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (words,)).fetchone()[0]
        rank = f"bm25(texts, {_WEIGHTS}), " if count <= _RANKED_UP_TO else ""
        statement = (
            f"SELECT s.id FROM texts JOIN sounds s ON s.id = texts.rowid WHERE texts MATCH ? AND {conditions}"
            f" ORDER BY {rank}s.added DESC, s.id DESC"
        )
        values = [words, *values]
    else:
        statement = f"SELECT s.id FROM sounds s WHERE {conditions} ORDER BY s.added DESC, s.id DESC"
    return np.fromiter((row[0] for row in connection.execute(statement, values)), dtype=np.int64)


def match_expression(text: str) -> str:
    """Return a text as FTS5's query: all of its words, each as the beginning of a word; empty if it has none."""
    plain = unicodedata.normalize("NFKC", text).replace("_", " ")
    return " ".join(f'"{word}"*' for word in _WORDS.findall(plain))


def _conditions(query: Query) -> tuple[str, list[object]]:
    found = ["s.removed IS NOT NULL" if query.source is Source.REMOVED else "s.removed IS NULL", "s.gone = 0"]
    values: list[object] = []
    if query.source is Source.KEPT:
        found.append("s.folder_id IS NULL")
    elif query.source is Source.FOLDERS:
        found.append("s.folder_id IS NOT NULL")
    if query.favourites:
        found.append("s.favourite = 1")
    if query.labels:
        found.append(f"s.label IN ({', '.join('?' * len(query.labels))})")
        values += query.labels
    return " AND ".join(found), values
