"""What is dropped on the app: which files it names, and which of them can be sounds.

Reading the mime data costs next to nothing and happens at once; looking at the disk happens on a worker thread, since
a thousand files or a slow disk must not stop the window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData

from drumgen.errors import AudioFileError

MAX_PATHS = 10_000
"""More dropped files are left out."""

_WAVES = (".wav", ".wave", ".bwf", ".rf64", ".w64", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf")
AUDIO_SUFFIXES = frozenset((*_WAVES, ".flac", ".ogg", ".oga", ".opus", ".mp3"))
"""Endings of files that may hold a sound."""


@dataclass(frozen=True)
class Dropped:
    """What was dropped, sorted.

    Parameters
    ----------
    sounds : tuple of Path
        Files that may be sounds, by their names, in the order of dropping.
    folders : tuple of Path
        Folders.
    others : tuple of Path
        Files of other kinds, and what is not there.
    is_remote : bool
        Whether something lies on another computer, such as a link from a web page.
    """

    sounds: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()
    is_remote: bool = False

    def sound(self) -> Path:
        """Return the one file to open, the first of several.

        Raises
        ------
        AudioFileError
            If there is none; it says what was dropped instead.
        """
        if self.sounds:
            return self.sounds[0]
        if len(self.others) == 1 and not self.folders:
            return self.others[0]  # its name tells nothing, so reading it decides
        raise AudioFileError(self._complaint())

    def _complaint(self) -> str:
        if self.folders and not self.others:
            text = QCoreApplication.translate(
                "Dropping", "{name} is a folder, not a sound; drop a sound file, or open the folder in the library."
            )
            return text.format(name=self.folders[0].name)
        if self.others:
            text = QCoreApplication.translate(
                "Dropping", "None of the {count} dropped files is a sound; drop a WAV, AIFF, FLAC, OGG or MP3 file."
            )
            return text.format(count=len(self.others) + len(self.folders))
        if self.is_remote:
            return QCoreApplication.translate(
                "Dropping", "What was dropped is not on this computer; save it as a file first and drop that."
            )
        return QCoreApplication.translate(
            "Dropping", "What was dropped is no file; drop a WAV, AIFF, FLAC, OGG or MP3 file."
        )


def can_be_read(data: QMimeData) -> bool:
    """Return whether a drop is worth taking: it names files, so it can be used or at least be explained."""
    return data.hasUrls()


def read_drop(data: QMimeData) -> tuple[list[Path], bool]:
    """Return the paths that a drop names, and whether it also names something elsewhere; no disk is touched."""
    urls = data.urls()[:MAX_PATHS] if data.hasUrls() else []
    local = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return local, len(local) < len(urls)


def sort_drop(paths: Sequence[Path], *, is_remote: bool = False) -> Dropped:
    """Look at the disk and sort what was dropped; runs on any thread."""
    sounds, folders, others = [], [], []
    for path in paths:
        if path.is_dir():
            folders.append(path)
        elif path.suffix.lower() in AUDIO_SUFFIXES:
            sounds.append(path)
        else:
            others.append(path)
    return Dropped(tuple(sounds), tuple(folders), tuple(others), is_remote)
