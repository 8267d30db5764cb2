"""Files become sounds in the editor, off the GUI thread; the newest wish wins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from drumgen.editing.opening import open_sound
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from gui.editor.document import Sound, Version
from gui.jobs import Job, Jobs, Pool
from gui.sounds.dropping import sort_drop


@dataclass(frozen=True)
class Loaded:
    """A sound to edit.

    Parameters
    ----------
    name : str
        The file's name without its ending, or the sound's.
    version : Version
        The sound, drawn.
    provenance : Provenance or None
        Where drumgen made it, if it did.
    dropped : tuple of Path
        All sound files that were dropped together; empty for a single one.
    is_restored : bool
        Whether its request is news to the app; a sound that comes from inside has nothing to restore.
    """

    name: str
    version: Version
    provenance: Provenance | None
    dropped: tuple[Path, ...] = ()
    is_restored: bool = True


class Opener(QObject):
    """Opens one file after the other.

    Parameters
    ----------
    jobs : Jobs
        Where files are read.
    """

    loaded = Signal(object)
    """The `Loaded` that was wished last."""
    failed = Signal(object)
    """The exception that kept it from being opened."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._wished = 0

    def open_path(self, path: Path) -> None:
        """Read a file."""
        self._open(lambda: load(path))

    def open_drop(self, paths: Sequence[Path], *, is_remote: bool = False) -> None:
        """Read the first sound among dropped files."""

        def work() -> Loaded:
            dropped = sort_drop(paths, is_remote=is_remote)
            return load(dropped.sound(), dropped.sounds if len(dropped.sounds) > 1 else ())

        self._open(work)

    def open_sound(self, sound: Sound, name: str) -> None:
        """Take a sound from memory."""
        origin = sound.provenance if isinstance(sound, GeneratedSound) else None
        self._open(lambda: Loaded(name, Version.of(sound), origin, is_restored=False))

    def _open(self, work: Callable[[], Loaded]) -> None:
        self._wished += 1
        number = self._wished

        def finish(loaded: Loaded) -> None:
            if number == self._wished:
                self.loaded.emit(loaded)

        def fail(error: Exception) -> None:
            if number == self._wished:
                self.failed.emit(error)

        def run(job: Job) -> Loaded:
            return work()

        self._jobs.run(run, pool=Pool.FILES, on_done=finish, on_error=fail)


def load(path: Path, dropped: tuple[Path, ...] = ()) -> Loaded:
    """Read and draw a file; raises like `drumgen.editing.opening.open_sound`."""
    opened = open_sound(path)
    return Loaded(path.stem, Version.of(opened.source), opened.provenance, dropped)
