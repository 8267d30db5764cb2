"""The library's SQLite file: a connection for every thread, one writer at a time, errors as sentences."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drumgen.errors import LibraryError, OutputError

_PATIENCE_S = 10.0  # how long to wait for another program that is writing
_DAMAGE_MARK = ".damaged"
_CLOSED = "The library is closed; start drumgen again to open it."


class Database:
    """An open file whose tables are there; safe to use from any thread.

    Parameters
    ----------
    path : Path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._list_lock = threading.Lock()
        self._writer = threading.RLock()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection for reading; sqlite's errors become sentences.

        Raises
        ------
        LibraryError
            If the file is damaged or the library is closed.
        """
        with self._translated():
            yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection inside a transaction that is committed at the end, or not at all.

        Raises
        ------
        OutputError
            If the disk is full or the file cannot be written.
        LibraryError
            If the file is damaged, or another program keeps it busy.
        """
        with self._writer, self._translated():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk rolls back by itself
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close all connections; nobody may use one any more."""
        with self._list_lock:
            self._closed = True
            for connection in self._open:
                connection.close()
            self._open.clear()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or self._closed:
            connection = self._local.connection = self._connect()
        return connection

    def _connect(self) -> sqlite3.Connection:
        with self._list_lock:
            if self._closed:
                raise LibraryError(_CLOSED)
            connection = connect(self.path)
            self._open.append(connection)
            return connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.InterfaceError):
            raise  # a mistake of this program's, nothing the user could do about
        except sqlite3.Error as error:
            raise self._sentence(error) from error
        except UnicodeDecodeError as error:  # sqlite3 cannot even say what it found
            raise self._damaged() from error

    def _sentence(self, error: sqlite3.Error) -> LibraryError | OutputError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        folder = self.path.parent
        if self._closed:
            return LibraryError(_CLOSED)
        if code == sqlite3.SQLITE_FULL:
            return OutputError(f"The disk of {folder} is full, so nothing was changed; make room and try again.")
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
            return OutputError(f"The library in {folder} cannot be written ({error}); check the disk and permissions.")
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return LibraryError(f"Another program keeps the library in {folder} busy; close it and try again.")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return self._damaged()
        return LibraryError(f"The library in {folder} does not work ({error}); start drumgen again.")

    def _damaged(self) -> LibraryError:
        mark_damaged(self.path)
        return LibraryError(
            f"The index of the library in {self.path.parent} is damaged; start drumgen again and it will be mended."
        )


def _tolerant_text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def connect(path: Path) -> sqlite3.Connection:
    """Open the file as the library uses it: transactions begin when told to, references are checked."""
    connection = sqlite3.connect(path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False)
    connection.text_factory = _tolerant_text  # a spoilt letter is no reason to lose the rest
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was reported as kept survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -16384")
    except BaseException:
        connection.close()
        raise
    return connection


def mark_damaged(path: Path) -> None:
    """Remember beside the file that it must not be used again as it is."""
    try:
        path.with_name(path.name + _DAMAGE_MARK).touch()
    except OSError:
        return  # then the next start finds out by itself, or when it reads the damaged part


def is_marked_damaged(path: Path) -> bool:
    """Whether `mark_damaged` was called for a file."""
    return path.with_name(path.name + _DAMAGE_MARK).exists()


def unmark_damaged(path: Path) -> None:
    """Forget the mark."""
    path.with_name(path.name + _DAMAGE_MARK).unlink(missing_ok=True)
