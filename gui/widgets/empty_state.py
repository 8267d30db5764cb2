"""What the list shows while it is empty: three steps to the first sound."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.widgets.parts import column, label


class EmptyState(QWidget):
    """Tells a newcomer what to do."""

    def __init__(self) -> None:
        super().__init__()
        steps = three_steps(
            (
                (self.tr("Choose a class"), self.tr("Kick, snare, hat …  on the left.")),
                (self.tr("Press Generate"), self.tr("Sounds appear here one by one.\nCtrl+Return does the same.")),
                (
                    self.tr("Listen, then drag it out"),
                    self.tr("Click a sound to hear it; drag its row\ninto your music program as a WAV file."),
                ),
            )
        )
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(steps)
        layout.setAlignment(steps, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


def three_steps(steps: Sequence[tuple[str, str]]) -> QGridLayout:
    """Return numbered steps, each a title and what it means, one below the other."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(22)
    for place, (title, text) in enumerate(steps):
        number = label(str(place + 1), "step")
        grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(column(label(title, "title"), label(text, "muted"), gap=4), place, 1)
    return grid


def nothing_marked() -> QWidget:
    """Return what the list shows when only favourites are wanted and there are none."""
    result = QWidget()
    hint = QCoreApplication.translate(
        "EmptyState", "No favourites yet: F or a click on the star marks a sound. Shift+F shows all sounds."
    )
    text = label(hint, "muted", wrap=True)
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    QVBoxLayout(result).addWidget(text)
    return result
