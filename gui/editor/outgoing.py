"""Sounds on their way out of the editor: the file of a drag, of the clipboard, or in its folder."""

import re
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import prepare_folder
from drumgen.audio.shaping import normalize_peak
from drumgen.engine.finishing import PEAK_DBFS
from drumgen.engine.generator import GeneratedSound
from gui.editor.document import Sound
from gui.sounds.files import SessionFiles
from gui.studio import make_take

_UNFIT = re.compile(r"[^\w\- ]+")
_MAX_NAME_CHARACTERS = 60


def hand_out(sound: Sound, name: str, files: SessionFiles) -> Path:
    """Write a sound as a WAV that stays, and return its path; runs on any thread.

    Parameters
    ----------
    sound : GeneratedSound or Clip
        The sound. A generated one gets the usual name and carries its provenance.
    name : str
        What a clip's file is called.
    files : SessionFiles
        Knows where files of the day lie.

    Raises
    ------
    OutputError
        If the folder cannot be written or the disk is full.
    """
    if isinstance(sound, GeneratedSound):
        return files.hand_out(make_take(sound, files))
    folder = prepare_folder(files.kept_folder)
    stem = _UNFIT.sub("", name).strip()[:_MAX_NAME_CHARACTERS] or "Sound"
    number = 1
    while (path := folder / f"{stem}_v{number:02d}.wav").exists():
        number += 1
    return write_clip(path, _within_full_scale(sound), sample_format=SampleFormat.WAV24)


def drag_data(path: Path) -> QMimeData:
    """Return what programs take as a dropped file."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def clipboard_data(path: Path) -> QMimeData:
    """Return what programs and file managers paste as a file."""
    data = drag_data(path)
    data.setText(str(path))
    data.setData("x-special/gnome-copied-files", b"copy\n" + data.urls()[0].toEncoded().data())
    return data


def reveal(path: Path) -> None:
    """Show a file in the system's file manager, or its folder where a file cannot be pointed at."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", str(path)])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _within_full_scale(clip: Clip) -> Clip:
    """Return the clip as an integer format can hold it; float files may go beyond."""
    if abs(clip.samples).max(initial=0.0) <= 1.0:
        return clip
    return Clip(normalize_peak(clip.samples, peak_dbfs=PEAK_DBFS), clip.rate_hz)
