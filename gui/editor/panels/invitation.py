"""What the editor shows while it is empty: three steps to an edited sound."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.editor.panels.buttons import act_button
from gui.look import palette
from gui.widgets.parts import column, label


class Invitation(QWidget):
    """Tells a newcomer what to do.

    Parameters
    ----------
    acts : mapping
        The editor's actions by name.
    """

    def __init__(self, acts: Mapping[str, QAction]) -> None:
        super().__init__()
        self._marked = False
        steps = (
            (self.tr("Bring a sound"), self.tr("Drop a WAV, AIFF, FLAC, OGG or MP3 file here,\nor open one.")),
            (self.tr("Change it"), self.tr("Vary it, redo a part of it, trim it,\nor morph it with a second sound.")),
            (self.tr("Take it along"), self.tr("Keep it, put it on a pad, or drag it out\nas a WAV file.")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(22)
        for place, (title, text) in enumerate(steps):
            grid.addWidget(label(str(place + 1), "step"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(column(label(title, "title"), label(text, "muted"), gap=4), place, 1)
        self.open = act_button(acts["open"], name=self.tr("Open a sound file"))
        grid.addWidget(self.open, len(steps), 1, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(grid)
        layout.setAlignment(grid, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def show_drop(self, marked: bool) -> None:
        """Show a frame while a file hangs over the editor."""
        self._marked = marked
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        if self._marked:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(palette.ACCENT), 2.0, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(12, 12, -12, -12), 8.0, 8.0)
