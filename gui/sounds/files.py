"""The WAV files behind the list: written ahead, so that a drag or a copy hands out a file that is there.

A sound's file waits in a folder of this run of the app. When it is dragged or copied it moves to a folder of the day,
and there it stays, since a music program may go on reading it. What was never handed out goes when the app ends, or
at the next start if it crashed.
"""

import shutil
import threading
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile

from drumgen.audio.output import prepare_folder
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.saving import free_path, save_sound
from drumgen.errors import OutputError
from gui.sounds.item import Take

_WAITING = "waiting-"
_LOCK = "in-use.lock"


class SessionFiles:
    """The files of one run of the app; safe to use from any thread.

    Parameters
    ----------
    root : Path
        Folder for all runs; created when it is needed.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._run_lock: QLockFile | None = None
        self._waiting: Path | None = None
        self._handed_out: dict[Path, Path] = {}

    @property
    def kept_folder(self) -> Path:
        """Where files that were handed out today lie."""
        return self._root / date.today().isoformat()

    def write(self, sound: GeneratedSound) -> Path:
        """Write a sound as a 24-bit WAV with its provenance, and return its path.

        Raises
        ------
        OutputError
            If the folder cannot be written or the disk is full.
        """
        with self._lock:
            return save_sound(sound, self._waiting_folder())

    def hand_out(self, take: Take) -> Path:
        """Return the path of a take's file, which stays from now on; it is written if it is not there.

        Raises
        ------
        OutputError
            If it cannot be written or moved.
        """
        file = take.file if take.file is not None and take.file.exists() else None
        kept = None if take.file is None else self._handed_out.get(take.file)
        if kept is not None and kept.exists():
            return kept
        waiting = file or self.write(take.sound)
        with self._lock:
            origin = take.sound.provenance
            folder = prepare_folder(self.kept_folder)
            path = free_path(folder, origin.label, origin.request.seed, origin.index, waiting.suffix)
            try:
                waiting.rename(path)
            except OSError as error:
                text = QCoreApplication.translate(
                    "Files", "{path} cannot be written ({reason}); free its folder and retry."
                )
                raise OutputError(text.format(path=path, reason=error.strerror)) from error
            self._handed_out[take.file or waiting] = path
        return path

    def sweep(self) -> None:
        """Remove what runs that crashed have left."""
        for folder in self._root.glob(f"{_WAITING}*"):
            lock = QLockFile(str(folder / _LOCK))
            lock.setStaleLockTime(0)
            if folder != self._waiting and lock.tryLock(0):
                lock.unlock()
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Remove the files that were never handed out."""
        with self._lock:
            if self._run_lock is not None:
                self._run_lock.unlock()
            if self._waiting is not None:
                shutil.rmtree(self._waiting, ignore_errors=True)
                self._waiting = None

    def _waiting_folder(self) -> Path:
        if self._waiting is None:
            prepare_folder(self._root)
            number = 1
            while (folder := self._root / f"{_WAITING}{number}").exists():
                number += 1
            self._waiting = prepare_folder(folder)
            self._run_lock = QLockFile(str(folder / _LOCK))
            self._run_lock.setStaleLockTime(0)
            self._run_lock.tryLock(0)
        return self._waiting
