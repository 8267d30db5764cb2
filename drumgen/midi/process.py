"""Starts the process that talks to the MIDI system, and reads what it says.

python-rtmidi keeps Python's global lock while it opens or closes a client of JACK, and JACK does neither before all its
clients have finished their present block. An audio callback in the same process would wait for that lock: the JACK
server, and the app with it, would stand still. In a process of its own python-rtmidi holds up nobody, its libraries do
not write to the terminal, and a MIDI driver that crashes does not take the app with it. A note takes a few tenths of a
millisecond longer.

The process says one JSON object of one entry to a line (see `drumgen.midi.listener`) and ends when its standard input
does, so it never outlives the app.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import drumgen
from drumgen.errors import MidiError

_END_WAIT_S = 5.0


class ListenerProcess:
    """A process that runs ``drumgen.midi.listener``.

    Parameters
    ----------
    arguments : str
        Arguments of the listener.

    Raises
    ------
    MidiError
        If it cannot be started.
    """

    def __init__(self, *arguments: str) -> None:
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "drumgen.midi.listener", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise MidiError(f"MIDI cannot be used, since no process can be started ({error}).") from error

    @property
    def process_id(self) -> int:
        """The process's number."""
        return self._process.pid

    def expect(self, kind: str) -> Any:
        """Return the value of the next entry, which must be of `kind`.

        Raises
        ------
        MidiError
            If the process says ``error`` instead, or ends.
        """
        said, value = next(self.sayings(), ("error", "MIDI cannot be used, since its process ended; try again."))
        if said != kind:
            raise MidiError(str(value))
        return value

    def sayings(self) -> Iterator[tuple[str, Any]]:
        """Yield kind and value of each entry until the process ends."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            yield from json.loads(line).items()

    def ask_to_end(self) -> None:
        """Close its standard input, upon which it says no more and ends."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    def end(self) -> None:
        """Wait until it has ended, forcing it in the end."""
        self.ask_to_end()
        try:
            self._process.wait(_END_WAIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def _environment() -> dict[str, str]:
    """Return the environment in which the process finds this same package."""
    root = str(Path(drumgen.__file__).parent.parent)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, known] if known else [root])}
