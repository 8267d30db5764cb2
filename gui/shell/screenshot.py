"""Takes a picture of the window filled with generated sounds, for the documentation."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal

from drumgen.engine.request import GenerationRequest
from drumgen.inference.cards import ModelCard
from gui.shell.conductor import Conductor

_SIZE = QSize(1280, 860)
_SEED = 7
_SETTLE_MS = 400  # pyqtgraph lays out its axes over several turns of the event loop


class Photographer(QObject):
    """Generates a sound of each class, saves the window's picture, and tells it is done.

    Parameters
    ----------
    conductor : Conductor
        The app, about to be started without devices.
    path : Path
        Where the picture goes; its suffix gives the format.
    """

    done = Signal(int)
    """The exit code: 0 if the picture was saved, 2 if not."""

    def __init__(self, conductor: Conductor, path: Path) -> None:
        super().__init__()
        self._conductor = conductor
        self._path = path
        self._requests: Iterator[GenerationRequest] = iter(())
        conductor.window.resize(_SIZE)
        conductor.window.request.seed.setText(str(_SEED))
        conductor.studio.model_known.connect(self._begin)
        conductor.studio.model_failed.connect(self._fail)
        conductor.studio.failed.connect(self._fail)
        conductor.studio.stopped.connect(self._next)

    def _begin(self, card: ModelCard) -> None:
        labels = card.classes
        self._requests = iter([GenerationRequest(label, 1, _SEED + place) for place, label in enumerate(labels)])
        self._next()

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is not None:
            self._conductor.studio.generate(request)
        else:
            self._arrange()

    def _arrange(self) -> None:
        if not self._conductor.window.detail.is_ready:
            QTimer.singleShot(_SETTLE_MS, self._arrange)
            return
        window = self._conductor.window
        items = window.sounds.items
        self._conductor.commands.mark([items[min(1, len(items) - 1)], items[min(4, len(items) - 1)]])
        window.results.show_item(items[0])
        window.results.setFocus(Qt.FocusReason.OtherFocusReason)
        window.status.show_message("")
        QTimer.singleShot(_SETTLE_MS, self._shoot)

    def _shoot(self) -> None:
        saved = self._conductor.window.grab().save(str(self._path))
        self.done.emit(0 if saved else 2)

    def _fail(self, error: Exception) -> None:
        self._conductor.window.status.show_error(error)
        self.done.emit(2)
