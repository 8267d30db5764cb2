"""The sheet of keyboard shortcuts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from gui.actions import SPECS, key_text
from gui.widgets.parts import heading, label, push_button

_EXTRA = (
    ("&Sound", "Move in the list", "↑  ↓"),
    ("&Sound", "Play and choose for the pad", "Click"),
    ("&Sound", "Take out as a WAV file", "Drag"),
)


class ShortcutSheet(QDialog):
    """Lists what keys and the mouse do; `open` returns at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 22, 26, 18)
        layout.setSpacing(16)
        layout.addWidget(label("Keyboard shortcuts", "title"))
        layout.addLayout(_table())
        close = push_button("Close", on_click=self.accept)
        close.setDefault(True)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()


def rows() -> list[tuple[str, str, str]]:
    """Return (group, what it does, keys) of everything that has keys, the groups one after the other."""
    from_actions = [(spec.menu, spec.text, key_text(spec.keys)) for spec in SPECS if spec.keys]
    everything = [*from_actions, *_EXTRA]
    groups = list(dict.fromkeys(group for group, _, _ in everything))
    plain = [(group.replace("&", ""), what.replace("&", ""), keys) for group, what, keys in everything]
    return sorted(plain, key=lambda line: [group.replace("&", "") for group in groups].index(line[0]))


def _table() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setColumnMinimumWidth(2, 28)
    at_row = [0, 0]
    group_before = ""
    for group, what, keys in rows():
        side = 0 if group in ("Generate", "Help") else 1
        if group != group_before:
            grid.addWidget(heading(group), at_row[side], side * 3, 1, 2)
            at_row[side] += 1
            group_before = group
        grid.addWidget(label(what, "body"), at_row[side], side * 3)
        grid.addWidget(label(keys, "key"), at_row[side], side * 3 + 1, Qt.AlignmentFlag.AlignRight)
        at_row[side] += 1
    return grid
