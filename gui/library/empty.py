"""What the library shows while there is nothing to show: three steps to begin, or the way back from a search."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.widgets.parts import column, label, push_button


class EmptyLibrary(QWidget):
    """Tells a newcomer what to do.

    Parameters
    ----------
    add_folder : callable
        Lets the user choose a folder.
    """

    def __init__(self, add_folder: Callable[[], object]) -> None:
        super().__init__()
        steps = (
            (
                self.tr("Keep a sound"),
                self.tr("Sounds that you keep are stored here\nwith everything needed to make them again."),
            ),
            (
                self.tr("Add a folder of your own"),
                self.tr("Its samples are read in the background;\nthe files are never changed."),
            ),
            (self.tr("Browse by ear"), self.tr("Search by words, ask for more like one,\nor wander over the map.")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(22)
        for place, (title, text) in enumerate(steps):
            grid.addWidget(label(str(place + 1), "step"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(column(label(title, "title"), label(text, "muted"), gap=4), place, 1)
        self.add_folder = push_button(self.tr("Add a folder…"), on_click=add_folder)
        grid.addWidget(self.add_folder, len(steps), 1, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(grid)
        layout.setAlignment(grid, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


class NothingFound(QWidget):
    """Says that a search found nothing, and offers to end it.

    Parameters
    ----------
    clear : callable
        Ends the search.
    """

    def __init__(self, clear: Callable[[], object]) -> None:
        super().__init__()
        self.text = label("", "muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_all = push_button(self.tr("Show everything"), on_click=clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(self.text)
        layout.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, text: str) -> None:
        """Say what was looked for in vain."""
        self.text.setText(text)
