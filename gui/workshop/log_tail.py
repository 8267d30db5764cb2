"""Follows the log of a run while it is written."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class LogEntry:
    """One line of the log: how far training is, and the mean loss since the line before.

    Parameters
    ----------
    step : int
    minutes : float
        Training time over all runs.
    loss : float
    validation : float or None
        Loss on sounds that training never sees, where it was computed.
    steps_per_s : float
    """

    step: int
    minutes: float
    loss: float
    validation: float | None
    steps_per_s: float


class LogTail:
    """Reads what is new in a log file at each look.

    Parameters
    ----------
    path : Path
        The file; it need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0

    def look(self) -> list[LogEntry]:
        """Return the entries since the last look; a line that is not finished waits for the next one."""
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, 2)
                if size < self._offset:  # another file of this name
                    self._offset = 0
                file.seek(self._offset)
                data = file.read()
        except OSError:
            return []
        whole, _, _ = data.rpartition(b"\n")
        if not whole:
            return []
        self._offset += len(whole) + 1
        return [entry for entry in map(_entry, whole.splitlines()) if entry is not None]


def _entry(line: bytes) -> LogEntry | None:
    """Return the entry of a line, None for one that is damaged."""
    try:
        content = json.loads(line)
        validation = content.get("validation")
        return LogEntry(
            int(content["step"]),
            float(content["minutes"]),
            float(content["loss"]),
            None if validation is None else float(validation),
            float(content.get("steps_per_s", 0.0)),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
