"""The editor's room."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from drumgen.audio.clip import Clip
from drumgen.editing.editor import SoundEditor
from drumgen.engine.generator import GeneratedSound
from gui.editor.controller import EditorController
from gui.editor.view import EditorView
from gui.shell.rooms.shared import Shared

NAME = "editor"


class EditorRoom(QObject):
    """Makes the editor and connects it.

    Parameters
    ----------
    shared : Shared
        What the rooms work with.
    editor : SoundEditor
        Edits.
    """

    pad_wished = Signal(object)
    """A `GeneratedSound` or `Clip` that shall go on a pad."""
    kept = Signal(object)
    """A `GeneratedSound` or `Clip` that shall be kept."""
    files_dropped = Signal(object)
    """A list of sound files that were dropped together."""

    def __init__(self, shared: Shared, editor: SoundEditor) -> None:
        super().__init__()
        self._shared = shared
        self._editor = editor
        self._controller: EditorController | None = None

    @property
    def controller(self) -> EditorController:
        """The editor, made when it is first asked for."""
        if self._controller is None:
            self._controller = self._make()
        return self._controller

    def view(self) -> QWidget:
        """Return the editor's view."""
        return self.controller.view

    def open_sound(self, sound: GeneratedSound | Clip, name: str = "") -> None:
        """Open a sound from memory, and look at it."""
        self._look()
        self.controller.open_sound(sound, name)

    def open_files(self, paths: Sequence[Path], is_remote: bool) -> None:
        """Open the first sound among dropped files, and look at it; see `Opener.open_drop`."""
        self._look()
        self.controller.open_files(paths, is_remote=is_remote)

    def open_drop(self, data: QMimeData) -> None:
        """Open what was dropped on another view, and look at it."""
        self._look()
        self.controller.view.dropped.emit(data)

    def set_strength(self, strength: float) -> None:
        """Set how far the sound in the editor is varied, from 0 to 1, as its slider does."""
        slider = self.controller.view.tools.strength.slider
        if slider.isEnabled():
            slider.setValue(round(slider.maximum() * strength))

    def _look(self) -> None:
        self._shared.window.views.show_view(NAME)
        self.controller.view.focus_sound()

    def _make(self) -> EditorController:
        shared = self._shared
        made = EditorController(EditorView(), self._editor, shared.jobs, shared.speakers, shared.files)
        made.set_second_choices(shared.sounds)
        made.told.connect(shared.tell)
        made.failed.connect(shared.complain)
        made.kept.connect(self.kept)
        made.pad_wished.connect(self.pad_wished)
        made.files_dropped.connect(self.files_dropped)
        made.request_restored.connect(shared.commands.restore_request)
        if shared.studio.card is not None:
            made.set_labels(shared.studio.card.classes)
        shared.studio.model_known.connect(lambda card: made.set_labels(card.classes))
        return made
