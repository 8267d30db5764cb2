"""The room for training: what it makes can be played on pads at once, and at every later start."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from drumgen.audio.clip import Clip
from drumgen.errors import DrumgenError
from gui.shell.rooms.shared import Shared
from gui.workshop.interpreter import own_interpreter
from gui.workshop.run import TrainingRun
from gui.workshop.view import TrainingView

NAME = "training"


class TrainingRoom(QObject):
    """Makes the view of training and connects it; a run goes on when another view is looked at.

    Parameters
    ----------
    shared : Shared
        What the rooms work with.
    data : Path
        The app's folder, which gets the runs and the models.
    """

    models_changed = Signal()
    """There is a model more than before."""

    def __init__(self, shared: Shared, data: Path) -> None:
        super().__init__()
        self._shared = shared
        self._models = data / "models"
        self._run = TrainingRun(
            shared.jobs,
            runs_root=data / "runs",
            models_root=self._models,
            shipped_models=shared.studio.models_folder,
        )
        self._view: TrainingView | None = None

    def view(self) -> QWidget:
        """Return the view, made when it is first asked for."""
        if self._view is None:
            self._view = self._make()
        return self._view

    def find_models(self) -> None:
        """Put the models of earlier runs on the shelf."""
        for card in sorted(self._models.glob("*/codec_decoder.json")):
            self._shared.studio.shelf.add(card.parent)

    def use_python(self, python: Path | None) -> None:
        """Train with the Python that the preferences name, unless the app's own can train."""
        if self._view is None or own_interpreter() is not None:
            return
        if python is None:
            self._view.use_python(None)
        else:
            self._view.choose_python(python)

    def close(self) -> None:
        """Stop a run, which saves what it has."""
        self._run.close()

    def _make(self) -> TrainingView:
        view = TrainingView(self._shared.jobs, self._shared.settings, self._run)
        view.play_wished.connect(self._hear)
        view.model_ready.connect(self._take)
        self._shared.window.route_keys()
        return view

    def _take(self, folder: Path, name: str) -> None:
        self._shared.studio.shelf.add(folder)
        self.models_changed.emit()
        text = self.tr("The model {0} is ready: choose it for a pad under Model.")
        self._shared.tell(text.format(name))

    def _hear(self, clip: Clip) -> None:
        try:
            self._shared.speakers.play(clip)
        except DrumgenError as error:
            self._shared.complain(error)
