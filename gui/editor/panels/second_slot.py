"""The place of the second sound of a morph: chosen from a list, from a file, or dropped."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QPushButton

from gui.editor.document import Second
from gui.sounds.dropping import can_be_read
from gui.widgets.parts import named

MOST_CHOICES = 40


class SecondSlot(QPushButton):
    """A button whose menu offers sounds, and which takes dropped files."""

    chosen = Signal(object)
    """The `Second` that was chosen from the list."""
    file_wished = Signal()
    """The user wants to choose a file."""
    dropped = Signal(object)
    """The `QMimeData` of a drop."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: Callable[[], Sequence[Second]] = lambda: ()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setAcceptDrops(True)
        self.setProperty("role", "chip")
        self.show_second(None)

    def show_second(self, second: Second | None) -> None:
        """Name the second sound."""
        text = self.tr("Choose or drop a second sound") if second is None else second.name
        self.setText(text)
        named(self, self.tr("Second sound: {name}").format(name=self.tr("none") if second is None else second.name))
        self.setToolTip(self.tr("The sound to morph with; a file can be dropped here"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if can_be_read(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass them on."""
        event.acceptProposedAction()
        data: QMimeData = event.mimeData()
        self.dropped.emit(data)

    def _fill(self) -> None:
        self._menu.clear()
        for second in list(self.choices())[:MOST_CHOICES]:
            self._menu.addAction(second.name).triggered.connect(lambda _=False, each=second: self.chosen.emit(each))
        if not self._menu.isEmpty():
            self._menu.addSeparator()
        self._menu.addAction(self.tr("Open a file…")).triggered.connect(lambda _=False: self.file_wished.emit())
