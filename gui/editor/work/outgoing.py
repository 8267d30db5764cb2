"""Sounds on their way out of the editor: the file of a drag, of the clipboard, or in its folder."""

import re
from collections.abc import Callable
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QWidget

from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.audio.output import prepare_folder
from drumgen.audio.shaping import normalize_peak
from drumgen.editing.editor import SoundEditor
from drumgen.engine.finishing import PEAK_DBFS
from drumgen.engine.generator import GeneratedSound
from gui.editor.canvas.edges import Edges
from gui.editor.document import Document, Sound, Version
from gui.editor.work.edits import part_of, rendered
from gui.jobs import Job, Jobs, Pool
from gui.sounds.files import SessionFiles
from gui.sounds.outlet import FileForm, as_files
from gui.studio import make_take

Part = tuple[int, int] | None
"""Two samples of the sound below trim and fades; None for everything."""

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
    return write_clip(path, _within_full_scale(files.form.fitted(sound)), sample_format=files.form.sample_format)


def _within_full_scale(clip: Clip) -> Clip:
    """Return the clip as an integer format can hold it; float files may go beyond."""
    if abs(clip.samples).max(initial=0.0) <= 1.0:
        return clip
    return Clip(normalize_peak(clip.samples, peak_dbfs=PEAK_DBFS), clip.rate_hz)


class Outgoing(QObject):
    """Writes the sound of a state when a file of it is wished, once for each.

    Parameters
    ----------
    editor : SoundEditor
        Applies trim and fades.
    jobs : Jobs
        Where files are written.
    files : SessionFiles
        Knows where they lie.
    """

    handed_out = Signal(object)
    """A `GeneratedSound` whose file goes to another program, told once for each file."""
    failed = Signal(object)
    """The exception that kept a sound from being handed out."""

    def __init__(self, editor: SoundEditor, jobs: Jobs, files: SessionFiles) -> None:
        super().__init__()
        self._editor = editor
        self._jobs = jobs
        self._files = files
        self._written: WeakKeyDictionary[Version, dict[tuple[Edges, Part, FileForm], Path]] = WeakKeyDictionary()

    def sound(self, document: Document, on_done: Callable[[Sound], object]) -> None:
        """Have what is heard handed to `on_done`."""
        self._jobs.run(
            lambda job: rendered(self._editor, document), pool=Pool.FILES, on_done=on_done, on_error=self.failed.emit
        )

    def file(self, document: Document, on_done: Callable[[Path], object], part: Part = None) -> None:
        """Have the path of a WAV of what is heard, or of a part, handed to `on_done`."""
        written = self._written.setdefault(document.version, {})
        key = (document.edges, part, self._files.form)

        def write(job: Job) -> Path:
            known = written.get(key)
            if known is not None and known.exists():
                return known
            sound = rendered(self._editor, document) if part is None else part_of(self._editor, document, *part)
            path = hand_out(sound, document.name, self._files)
            if isinstance(sound, GeneratedSound):
                job.tell(self.handed_out.emit, sound)
            return path

        def finish(path: Path) -> None:
            written[key] = path
            on_done(path)

        self._jobs.run(write, pool=Pool.FILES, on_done=finish, on_error=self.failed.emit)

    def drag(self, document: Document, origin: QWidget, part: Part = None) -> None:
        """Drag the file out as soon as it is written, if the button is still pressed then."""

        def begin(path: Path) -> None:
            if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
                drag = QDrag(origin)
                drag.setMimeData(as_files([path]))
                drag.exec(Qt.DropAction.CopyAction)

        self.file(document, begin, part)
