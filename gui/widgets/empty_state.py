"""What the list shows while it is empty: three steps to the first sound."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.widgets.parts import column, label

_STEPS = (
    ("Choose a class", "Kick, snare, hat …  on the left."),
    ("Press Generate", "Sounds appear here one by one.\nCtrl+Return does the same."),
    ("Listen, then drag it out", "Click a sound to hear it; drag its row\ninto your music program as a WAV file."),
)


class EmptyState(QWidget):
    """Tells a newcomer what to do."""

    def __init__(self) -> None:
        super().__init__()
        steps = QGridLayout()
        steps.setHorizontalSpacing(18)
        steps.setVerticalSpacing(22)
        for place, (title, text) in enumerate(_STEPS):
            number = label(str(place + 1), "step")
            steps.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
            steps.addLayout(column(label(title, "title"), label(text, "muted"), gap=4), place, 1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(steps)
        layout.setAlignment(steps, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


def nothing_marked() -> QWidget:
    """Return what the list shows when only favourites are wanted and there are none."""
    result = QWidget()
    text = label("No favourites yet: F or a click on the star marks a sound. Shift+F shows all sounds.", "muted")
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    QVBoxLayout(result).addWidget(text)
    return result
