"""Labelled choices one below the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from gui.widgets.parts import label


def form(*rows: tuple[str, QWidget, QLayout | None]) -> QGridLayout:
    """Return labels beside their controls, each given as text, control and the layout it is in, None for itself."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(1, 1)
    for place, (text, control, layout) in enumerate(rows):
        name = label(text, "caption", buddy=control)
        name.setMinimumHeight(control.sizeHint().height())  # a cell without this is lower than its neighbour
        grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if layout is None:
            grid.addWidget(control, place, 1)
        else:
            grid.addLayout(layout, place, 1)
    return grid
