"""The WAV files behind the list: written ahead, so that a drag or a copy hands out a file that is there.

A sound's file waits in a folder of this run of the app, in a place of its own, since several sounds may have one name.
When it is dragged or copied it moves to a folder of the day, and there it stays, since a music program may go on
reading it. What was never handed out goes when the app ends, or at the next start if it crashed.
"""

import itertools
import shutil
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile

from drumgen.audio.files import read_clip, read_tags
from drumgen.audio.output import prepare_folder
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from drumgen.engine.saving import free_path, save_sound, wish_of
from drumgen.errors import OutputError, RequestError
from gui.look.drawing import no_picture
from gui.sounds.item import Take
from gui.sounds.outlet import AS_MADE, FileForm

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
        self._numbers = itertools.count(1)
        self._forms: dict[Path, FileForm] = {}
        self._handed_out: dict[tuple[Path, FileForm], Path] = {}
        self.form = AS_MADE
        """How files are written from now on; those that were handed out stay as they are."""

    @property
    def kept_folder(self) -> Path:
        """Where files that were handed out today lie."""
        return self._root / date.today().isoformat()

    def write(self, sound: GeneratedSound) -> Path:
        """Write a sound as a WAV with its provenance, and return its path.

        Raises
        ------
        OutputError
            If the folder cannot be written or the disk is full.
        """
        form = self.form
        sound = replace(sound, clip=form.fitted(sound.clip))
        with self._lock:
            folder = prepare_folder(self._waiting_folder() / str(next(self._numbers)))
            path = save_sound(sound, folder, sample_format=form.sample_format)
            self._forms[path] = form
        return path

    def hand_out(self, take: Take) -> Path:
        """Return the path of a take's file, which stays from now on; it is written if it is not there.

        Raises
        ------
        OutputError
            If it cannot be written or moved.
        """
        form = self.form
        is_there = take.file is not None and take.file.exists() and self._forms.get(take.file) == form
        kept = None if take.file is None else self._handed_out.get((take.file, form))
        if kept is not None and kept.exists():
            return kept
        waiting = take.file if take.file is not None and is_there else self.write(take.sound)
        with self._lock:
            origin = take.sound.provenance
            folder = prepare_folder(self.kept_folder)
            wish = wish_of(origin)
            path = free_path(folder, origin.label, origin.request.seed, origin.index, waiting.suffix, wish=wish)
            try:
                waiting.rename(path)
            except OSError as error:
                text = QCoreApplication.translate(
                    "Files", "{path} cannot be written ({reason}); free its folder and retry."
                )
                raise OutputError(text.format(path=path, reason=error.strerror)) from error
            self._handed_out[(take.file or waiting, form)] = path
        return path

    def converted(self, path: Path) -> Path:
        """Return a file of a generated sound in the present form; any other file, or one that has it, as it is.

        Raises
        ------
        AudioFileError
            If it cannot be read.
        OutputError
            If it cannot be written.
        """
        form = self.form
        kept = self._handed_out.get((path, form))
        if form == AS_MADE or (kept is not None and kept.exists()):
            return kept or path
        try:
            origin = Provenance.from_json(read_tags(path).get("comment", ""))
        except RequestError:  # a sound of the user's own
            return path
        written = self.hand_out(Take(GeneratedSound(read_clip(path), origin), no_picture(), None))
        self._handed_out[(path, form)] = written
        return written

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
