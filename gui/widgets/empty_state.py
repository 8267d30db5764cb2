"""What the list shows while it is empty: three steps to the first sound."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.parts import column, label

_STEPS = (
    ("Choose a class", "Kick, snare, hat …  on the left."),
    ("Press Generate", "Sounds appear here one by one.  Ctrl+Return does the same."),
    ("Listen, then drag it out", "Click a sound to hear it; drag its row into your music program as a WAV file."),
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
            line = label(text, "muted", wrap=True)
            line.setMinimumWidth(380)
            line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            steps.addLayout(column(label(title, "title"), line, gap=3), place, 1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(steps)
        layout.setAlignment(steps, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)


def nothing_marked() -> QWidget:
    """Return what the list shows when only favourites are wanted and there are none."""
    result = QWidget()
    text = label("No favourites yet. Press F or click a star to mark a sound.", "muted")
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    QVBoxLayout(result).addWidget(text)
    return result
