"""The cards below the pictures: vary, morph, redo, trim and fades, length, out."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.editor.panels.buttons import Amount, TimeField, act_button, act_icon
from gui.editor.panels.second_slot import SecondSlot
from gui.widgets.parts import GAP, heading, label, named, row

LONGEST_MS = 1486.0
SHORTEST_MS = 20.0
_COLUMNS = 3
_GUTTER = 18


class DragButton(QPushButton):
    """What is pulled from it leaves the app as a file; the keyboard copies instead."""

    drag_wished = Signal()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag."""
        middle = self.rect().center()
        if self.isDown() and (event.position().toPoint() - middle).manhattanLength() >= _distance(self):
            self.setDown(False)
            self.drag_wished.emit()


class Tools(QWidget):
    """All edits.

    Parameters
    ----------
    acts : mapping
        The editor's actions by name.
    """

    def __init__(self, acts: Mapping[str, QAction]) -> None:
        super().__init__()
        self.strength = Amount(
            self.tr("Strength of the variation"), self.tr("0 % is the sound as it is, 100 % a new one of its class")
        )
        self.second = SecondSlot()
        self.amount = Amount(self.tr("Way to the second sound"), self.tr("0 % is this sound, 100 % the second one"))
        self.fade_in = TimeField(self.tr("Length of the fade-in"))
        self.fade_out = TimeField(self.tr("Length of the fade-out"))
        self.length = TimeField(self.tr("Wanted length"))
        self.length.setRange(SHORTEST_MS, LONGEST_MS)
        self.drag = DragButton(self.tr("Drag out"))
        self.drag.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        named(self.drag, self.tr("Drag out"), self.tr("Pull from here into another program: it gets a WAV file"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GUTTER)
        self._grid.setVerticalSpacing(12)
        self._lay_out(acts)

    def show_length(self, length_ms: float) -> None:
        """Offer the present length as the wanted one."""
        self.length.show_time(length_ms, LONGEST_MS)

    def _lay_out(self, acts: Mapping[str, QAction]) -> None:
        redo = row(
            act_button(acts["redo_attack"], name=self.tr("Redo the attack")),
            act_button(acts["redo_part"], name=self.tr("Redo the selection")),
            act_button(acts["redo_tail"], name=self.tr("Redo the tail")),
        )
        fades = row(
            label(self.tr("In"), "caption", buddy=self.fade_in),
            self.fade_in,
            label(self.tr("Out"), "caption", buddy=self.fade_out),
            self.fade_out,
        )
        out = row(self.drag, act_icon(acts["copy"], "copy"), act_icon(acts["reveal"], "folder"))
        cards: tuple[tuple[str, QWidget | QHBoxLayout, QWidget | QHBoxLayout], ...] = (
            (self.tr("Vary"), self.strength, _stretched(act_button(acts["direction"]))),
            (self.tr("Morph"), self.second, self.amount),
            (self.tr("Redo"), redo, label(self.tr("Up to, in, or from the selection"), "caption")),
            (self.tr("Trim and fades"), fades, row(act_button(acts["trim"]), act_button(acts["apply"]))),
            (self.tr("Length"), self.length, _stretched(act_button(acts["resize"]))),
            (self.tr("Out", "of the app"), row(act_button(acts["keep"]), act_button(acts["to_pad"])), out),
        )
        for place, (title, first, second) in enumerate(cards):
            self._grid.addLayout(_card(title, first, second), place // _COLUMNS, place % _COLUMNS)
            self._grid.setColumnStretch(place % _COLUMNS, 1)


def _card(title: str, *lines: QWidget | QHBoxLayout) -> QVBoxLayout:
    """Return a heading over lines of controls that share the width."""
    layout = QVBoxLayout()
    layout.setSpacing(GAP)
    layout.addWidget(heading(title))
    for line in lines:
        if isinstance(line, QWidget):
            line.setSizePolicy(QSizePolicy.Policy.Ignored, line.sizePolicy().verticalPolicy())
            layout.addWidget(line)
            continue
        layout.addLayout(line)
        for place in range(line.count()):
            item = line.itemAt(place)
            widget = None if item is None else item.widget()
            if isinstance(widget, QPushButton | TimeField):
                widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
                line.setStretch(place, widget.sizeHint().width())  # what says more gets more
    layout.addStretch(1)
    return layout


def _stretched(button: QPushButton) -> QHBoxLayout:
    return row(button)


def _distance(widget: QWidget) -> int:
    """Return how far from its middle a press in a button has to go to be a pull."""
    return max(QApplication.startDragDistance(), widget.height())
