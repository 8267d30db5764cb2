"""What the pads show while all of them are empty: three steps to the first beat."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.parts import column, label


class EmptyHint(QWidget):
    """Tells a newcomer what to do."""

    def __init__(self) -> None:
        super().__init__()
        steps = (
            (self.tr("Press New kit"), self.tr("Every pad gets a sound; words or a seed are optional.")),
            (self.tr("Play"), self.tr("Click a pad (higher is harder), press 1 to V, or hit a MIDI controller.")),
            (self.tr("Take it with you"), self.tr("Drag a pad into your music program, or save the kit.")),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 6)
        layout.setSpacing(10)
        for place, (title, text) in enumerate(steps, start=1):
            layout.addWidget(label(str(place), "step"), 0, Qt.AlignmentFlag.AlignTop)
            words = column(label(title, "title"), label(text, "muted", wrap=True), gap=2)
            words.addStretch(1)
            layout.addLayout(words, 1)
