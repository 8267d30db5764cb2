"""Processes of drumgen's own that drivers live in, so that these neither hold up nor take down the program.

A helper is a module that is run as ``python -m MODULE``; a built app runs its own modules in the same way. It says JSON
objects of one entry, one to a line, on standard output, and ends when its standard input does, so it never outlives the
program that started it.
"""

import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import drumgen
from drumgen.errors import DrumgenError
from drumgen.urgency import START_FLAGS

_END_WAIT_S = 5.0
_RETRY_S = 0.005
_output_lock = threading.Lock()


class HelperProcess:
    """A process that runs the `main` of a module of drumgen.

    Parameters
    ----------
    module : str
        Full name of the module.
    arguments : sequence of str
        What its `main` is called with.
    purpose : str
        What cannot be used without it, such as ``MIDI``, for messages.
    error : type of DrumgenError
        What is raised when it fails.

    Raises
    ------
    DrumgenError
        Of type `error`, if it cannot be started.
    """

    def __init__(
        self, module: str, arguments: Sequence[str], *, purpose: str, error: type[DrumgenError] = DrumgenError
    ) -> None:
        self._purpose = purpose
        self._error = error
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | START_FLAGS,
            )
        except OSError as fault:
            raise error(f"{purpose} cannot be used, since no process can be started ({fault}).") from fault
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._orders = self._process.stdin
        self._writing = threading.Lock()
        self._lines = io.BufferedReader(cast(io.RawIOBase, self._process.stdout))
        if os.name == "posix":  # elsewhere a full pipe makes `send` wait
            os.set_blocking(self._orders.fileno(), False)

    @property
    def process_id(self) -> int:
        """The process's number."""
        return self._process.pid

    def expect(self, kind: str) -> Any:
        """Return the value of the next entry of `kind`; like `first`."""
        return self.first(kind)[1]

    def first(self, *kinds: str) -> tuple[str, Any]:
        """Return kind and value of the next entry of one of `kinds`; others before it are passed over.

        Raises
        ------
        DrumgenError
            If the process says ``error`` before, or ends.
        """
        for said, value in self.sayings():
            if said in kinds:
                return said, value
            if said == "error":
                raise self._error(str(value))
        raise self._error(f"{self._purpose} cannot be used, since its process ended; try again.")

    def sayings(self) -> Iterator[tuple[str, Any]]:
        """Yield kind and value of each entry until the process ends."""
        for line in self._lines:
            yield from json.loads(line).items()

    def send(self, record: bytes, *, patience_s: float = 0.0) -> bool:
        """Write a short record to its standard input, whole, from any thread.

        Parameters
        ----------
        record : bytes
            At most 512, which every system's pipes take in one piece.
        patience_s : float
            How long to try again while the process does not read.

        Returns
        -------
        bool
            Whether it was taken; not by a process that has ended or does not read any more.
        """
        end = time.monotonic() + patience_s
        while True:
            try:
                return self._write(record)
            except BlockingIOError:
                if time.monotonic() >= end:
                    return False
                time.sleep(_RETRY_S)

    def ask_to_end(self) -> None:
        """Close its standard input, upon which it says no more and ends."""
        with self._writing:
            self._orders.close()

    def finish(self) -> None:
        """Wait until it has ended, forcing it in the end."""
        self.ask_to_end()
        try:
            self._process.wait(_END_WAIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def end(self) -> None:
        """Do as `finish`, and let go of what it said; by the thread that reads `sayings`."""
        self.finish()
        self._lines.close()

    def _write(self, record: bytes) -> bool:
        # Held for a call that does not wait: a descriptor that is closed meanwhile might be another file's by then.
        with self._writing:
            if self._orders.closed:
                return False
            try:
                return os.write(self._orders.fileno(), record) == len(record)
            except BlockingIOError:
                raise
            except OSError:
                return False


def say(kind: str, value: object) -> None:
    """Write an entry to standard output; for helpers, from any thread."""
    line = json.dumps({kind: value}) + "\n"
    with _output_lock:
        sys.stdout.write(line)
        sys.stdout.flush()


def _environment() -> dict[str, str]:
    """Return the environment in which the process finds this same package."""
    root = str(Path(drumgen.__file__).parent.parent)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, known] if known else [root])}
