"""The editor as the app uses it: opens sounds, lets them be changed and heard, and gives them away."""

from collections.abc import Callable, Sequence
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QUndoStack
from PySide6.QtWidgets import QFileDialog

from drumgen.editing.editor import SoundEditor
from gui.editor.canvas.scene import Scene, Spectrum
from gui.editor.document import Document, Second, Sound, Version, title_of
from gui.editor.history import History
from gui.editor.showing import Showing
from gui.editor.view import EditorView
from gui.editor.wishes import Wishes
from gui.editor.work.bench import Bench
from gui.editor.work.listening import Listening, Speaker
from gui.editor.work.opening import Loaded, Opener
from gui.editor.work.outgoing import Outgoing, Part
from gui.jobs import Job, Jobs, Pool
from gui.sounds.dropping import read_drop
from gui.sounds.files import SessionFiles
from gui.sounds.outlet import as_pasted, reveal


class EditorController(QObject):
    """Connects the editor's view with what edits, plays and writes.

    Parameters
    ----------
    view : EditorView
        What is seen.
    editor : SoundEditor
        Edits.
    jobs : Jobs
        Runs everything that takes time.
    speakers : Speaker
        Play.
    files : SessionFiles
        Where files of sounds lie that leave the app.
    undo : QUndoStack or None
        Takes the steps; None means a stack of the editor's own.
    """

    kept = Signal(object)
    """A `GeneratedSound` or `Clip` that shall be kept, or whose file was handed out."""
    pad_wished = Signal(object)
    """A `GeneratedSound` or `Clip` that shall go on a pad."""
    request_restored = Signal(object)
    """The `GenerationRequest` that an opened file was made from."""
    files_dropped = Signal(object)
    """A list of all sound files (`Path`) that were dropped together; the first of them is opened."""
    told = Signal(str)
    """What happened, a sentence for the status line."""
    failed = Signal(object)
    """The exception that kept a wish from coming true."""
    changed = Signal()
    """Another state of the work is shown."""

    def __init__(
        self,
        view: EditorView,
        editor: SoundEditor,
        jobs: Jobs,
        speakers: Speaker,
        files: SessionFiles,
        *,
        undo: QUndoStack | None = None,
    ) -> None:
        super().__init__()
        self.view = view
        self.history = History(undo)
        self.bench = Bench(jobs)
        self.wishes = Wishes(view, self.history, self.bench, editor, self._hear)
        self._editor = editor
        self._jobs = jobs
        self._opener = Opener(jobs)
        self._second_opener = Opener(jobs)
        self._listening = Listening(editor, jobs, speakers)
        self._outgoing = Outgoing(editor, jobs, files)
        self._showing = Showing(view)
        self._guesses: WeakKeyDictionary[Version, str] = WeakKeyDictionary()
        self._connect_acts()
        self._connect()
        self._refresh()

    @property
    def document(self) -> Document | None:
        """The present state of the work, None before anything was opened."""
        return self.history.document

    @property
    def undo_stack(self) -> QUndoStack:
        """The steps that can be taken back."""
        return self.history.stack

    def open_path(self, path: Path) -> None:
        """Open a file as the source."""
        self.told.emit(self.tr("Opening {name} …").format(name=path.name))
        self._opener.open_path(path)

    def open_files(self, paths: Sequence[Path], *, is_remote: bool = False) -> None:
        """Open the first sound among dropped files as the source."""
        self._opener.open_drop(paths, is_remote=is_remote)

    def open_sound(self, sound: Sound, name: str = "") -> None:
        """Open a sound from memory as the source; a generated one without a name is called after its class."""
        self._opener.open_sound(sound, title_of(sound, name))

    def set_second(self, sound: Sound, name: str = "") -> None:
        """Take a sound as the second one of a morph."""
        self.wishes.set_second(Second(title_of(sound, name), sound))

    def set_second_choices(self, choices: Callable[[], Sequence[tuple[str, Sound]]]) -> None:
        """Say which sounds (name, sound) the list of second sounds offers; it is asked each time."""
        self.view.tools.second.choices = lambda: [Second(name, sound) for name, sound in choices()]

    def set_labels(self, labels: Sequence[str]) -> None:
        """Say which classes the model knows."""
        self._showing.labels = tuple(labels)
        self._refresh()

    def play(self, *, everything: bool = False) -> None:
        """Play the selection, or everything."""
        if self.document is not None:
            part = None if everything else self._showing.part
            self._listening.play(self.document, part, source=self._showing.compares)

    def _connect_acts(self) -> None:
        timeline = self.view.timeline
        does: dict[str, Callable[[], object]] = {
            "open": lambda: self._ask_file(self.open_path),
            "play": self.play,
            "play_all": lambda: self.play(everything=True),
            "compare": self._compare,
            "undo": self.undo_stack.undo,
            "redo": self.undo_stack.redo,
            "zoom_in": lambda: timeline.zoom(True),
            "zoom_out": lambda: timeline.zoom(False),
            "fit": timeline.axis.fit,
            "zoom_selection": timeline.zoom_to_selection,
            "select_all": lambda: timeline.selection.select(0, timeline.axis.n_samples),
            "escape": self._escape,
            "cancel": self.bench.cancel,
            "keep": lambda: self._give(self.kept.emit),
            "to_pad": lambda: self._give(self.pad_wished.emit),
            "copy": lambda: self._give_file(self._copy),
            "reveal": lambda: self._give_file(reveal),
        }
        for name, do in does.items():
            # triggered brings a bool that nobody here wants
            self.view.acts[name].triggered.connect(lambda _=False, do=do: do())

    def _connect(self) -> None:
        view, tools = self.view, self.view.tools
        view.dropped.connect(lambda data: self._take_drop(data, self._opener))
        view.timeline.detail_wished.connect(self._draw_detail)
        for plot in (view.timeline.wave, view.timeline.spectrum):
            plot.drag_wished.connect(lambda: self._drag(self._showing.part))
        tools.drag.drag_wished.connect(lambda: self._drag(None))
        tools.second.chosen.connect(self.wishes.set_second)
        tools.second.file_wished.connect(lambda: self._ask_file(self._second_opener.open_path))
        tools.second.dropped.connect(lambda data: self._take_drop(data, self._second_opener))
        self._opener.loaded.connect(self._take)
        self._second_opener.loaded.connect(lambda loaded: self.set_second(loaded.version.sound, loaded.name))
        for source in (self._opener, self._second_opener, self._listening, self._outgoing, self.bench):
            source.failed.connect(self.failed.emit)
        self._outgoing.handed_out.connect(self.kept.emit)
        self._listening.playing.connect(view.show_playing)
        self.bench.started.connect(self._begin_work)
        self.bench.progressed.connect(view.show_progress)
        self.bench.stopped.connect(self._end_work)
        self.bench.cancelled.connect(lambda: self.told.emit(self.tr("Cancelled; the sound is as it was.")))
        self.history.shown.connect(self._show)
        for changed, name in ((self.undo_stack.canUndoChanged, "undo"), (self.undo_stack.canRedoChanged, "redo")):
            self.view.acts[name].setEnabled(False)
            changed.connect(self.view.acts[name].setEnabled)

    def _show(self) -> None:
        """Show the present state; what is being computed for another one is out of date."""
        self.bench.drop()
        self.view.stop_playing()
        self.view.acts["compare"].setChecked(False)
        document = self.document
        if document is not None and document.known_label is None and document.source not in self._guesses:
            self._guess(document.source)
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        document = self.document
        guess = None if document is None else document.known_label or self._guesses.get(document.source)
        self._showing.show(document, guess)

    def _guess(self, source: Version) -> None:
        def know(label: str) -> None:
            self._guesses[source] = label
            self._refresh()

        def classify(job: Job) -> str:
            return self._editor.classify(source.clip, cancel=lambda: job.is_cancelled)

        self._jobs.run(classify, pool=Pool.COMPUTE, on_done=know)

    def _take(self, loaded: Loaded) -> None:
        second = None if self.document is None else self.document.second
        document = Document(loaded.name, loaded.version, loaded.version, second=second)
        self.history.push(self.tr("open {name}").format(name=loaded.name), document)
        self.view.timeline.selection.place(0)
        self.view.timeline.axis.fit()
        text = self.tr("Opened {name}.").format(name=loaded.name)
        if loaded.is_restored and loaded.provenance is not None:
            text = self.tr("Opened {name}, and restored the request it was made from.")
            if loaded.provenance.edit is not None:
                text = self.tr("Opened {name}, and restored its request, but not the edit that followed.")
            text = text.format(name=loaded.name)
            self.request_restored.emit(loaded.provenance.single_request)
        if loaded.dropped:
            text = self.tr("Opened {name}, the first of {count} dropped sounds.")
            text = text.format(name=loaded.name, count=len(loaded.dropped))
            self.files_dropped.emit(list(loaded.dropped))
        self.told.emit(text)

    def _take_drop(self, data: QMimeData, opener: Opener) -> None:
        paths, is_remote = read_drop(data)
        opener.open_drop(paths, is_remote=is_remote)

    def _ask_file(self, on_file: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self.view, self.tr("Open a sound file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: on_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _compare(self) -> None:
        self._refresh()
        self.play()

    def _escape(self) -> None:
        if self.bench.is_busy:
            self.bench.cancel()
        else:
            self.view.timeline.selection.place(self.view.timeline.selection.start)

    def _begin_work(self, what: str) -> None:
        self.view.show_busy(what)
        self._showing.is_busy = True
        self.view.acts["compare"].setChecked(False)
        self._showing.update_acts()

    def _end_work(self) -> None:
        self.view.show_idle()
        self._showing.is_busy = False
        self._refresh()  # a slider whose wish did not come true goes back

    def _hear(self) -> None:
        if self._listening.is_possible:
            self.play(everything=True)

    def _draw_detail(self, scene: Scene, start: float, end: float) -> None:
        def show(detail: Spectrum) -> None:
            self.view.timeline.show_detail(scene, detail)

        self._jobs.run(lambda job: scene.detail(start, end), pool=Pool.FILES, on_done=show)

    def _give(self, to: Callable[[Sound], object]) -> None:
        if self.document is not None:
            self._outgoing.sound(self.document, to)

    def _give_file(self, to: Callable[[Path], object]) -> None:
        if self.document is not None:
            self._outgoing.file(self.document, to)

    def _drag(self, part: Part) -> None:
        if self.document is not None:
            self._outgoing.drag(self.document, self.view, part)

    def _copy(self, path: Path) -> None:
        QGuiApplication.clipboard().setMimeData(as_pasted([path]))
        self.told.emit(self.tr("Copied {path}").format(path=path))
