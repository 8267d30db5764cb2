"""A program of its own that takes what is dropped on its window, and prints it; it knows nothing of drumgen.

It prints lines of JSON: the centre of its window first, then for each drag "over" when it is over the window, and for
each drop the formats offered and the URIs.
"""

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


class Target(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setGeometry(1250, 300, 300, 300)
        self._told = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()
        self._told = False

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()
        if not self._told:
            self._told = True
            tell("over")

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        tell({"formats": data.formats(), "uris": bytes(data.data("text/uri-list")).decode().split()})
        event.acceptProposedAction()


def tell(content: object) -> None:
    print(json.dumps(content), flush=True)


def tell_place() -> None:
    centre = target.mapToGlobal(target.rect().center())
    tell([centre.x(), centre.y()])


application = QApplication(sys.argv)
target = Target()
target.show()
QTimer.singleShot(500, tell_place)  # the window manager has placed it by then
sys.exit(application.exec())
