"""Playing what is edited: prepared off the GUI thread, then played at once."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from drumgen.audio.clip import Clip
from drumgen.editing.editor import SoundEditor
from drumgen.errors import DrumgenError
from gui.editor.document import Document, clip_of
from gui.editor.work.edits import heard_part, rendered
from gui.jobs import Job, Jobs, Pool


class Speaker(Protocol):
    """What plays; `gui.stage.speakers.Speakers` does."""

    @property
    def is_open(self) -> bool:
        """Whether something can be heard."""

    def prepare(self, clip: Clip) -> None:
        """Do what takes time before a clip can be played; any thread."""

    def play(self, clip: Clip) -> None:
        """Let a clip sound at once; raises DeviceError."""


class Listening(QObject):
    """Plays a state of the work, its source, or a part.

    Parameters
    ----------
    editor : SoundEditor
        Applies trim and fades.
    jobs : Jobs
        Where clips are prepared.
    speakers : Speaker
        Play.
    """

    playing = Signal(int, int)
    """A stretch begins to sound: its first sample of the sound that is seen, and its length."""
    failed = Signal(object)
    """The exception that kept it from being heard."""

    def __init__(self, editor: SoundEditor, jobs: Jobs, speakers: Speaker) -> None:
        super().__init__()
        self._editor = editor
        self._jobs = jobs
        self._speakers = speakers
        self._wished = 0

    @property
    def is_possible(self) -> bool:
        """Whether something can be heard."""
        return self._speakers.is_open

    def play(self, document: Document, part: tuple[int, int] | None = None, *, source: bool = False) -> None:
        """Play a part between two samples, or everything; with `source`, of the sound as it was opened."""
        if source:
            document = Document(document.name, document.source, document.source)
        self._wished += 1
        number = self._wished

        def prepare(job: Job) -> tuple[Clip, int]:
            clip, first = _heard(self._editor, document, part)
            self._speakers.prepare(clip)
            return clip, first

        def play(prepared: tuple[Clip, int]) -> None:
            if number != self._wished:
                return
            clip, first = prepared
            try:
                self._speakers.play(clip)
            except DrumgenError as error:
                self.failed.emit(error)
            else:
                self.playing.emit(first, clip.samples.shape[1])

        self._jobs.run(prepare, pool=Pool.FILES, on_done=play, on_error=self.failed.emit)


def _heard(editor: SoundEditor, document: Document, part: tuple[int, int] | None) -> tuple[Clip, int]:
    """Return a clip to play and at which sample of what is seen it begins; parts that are cut off count as all."""
    head = document.edges.head
    end = document.n_samples - document.edges.tail
    if part is not None and min(part[1], end) > max(part[0], head):
        return heard_part(editor, document, *part), max(part[0], head)
    return clip_of(rendered(editor, document)), head
