"""The sheet of keyboard shortcuts."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gui.editor.acts import editor_rows
from gui.library.keys import library_rows
from gui.pads.keys import pad_rows
from gui.shell.actions import SOUND_MENU, SPECS, action_text, key_text
from gui.translations import QT_TRANSLATE_NOOP
from gui.widgets.parts import heading, label, push_button

_BAR = 22  # the scroll bar and its gap
_HIGHEST = 620
_EXTRA = (
    (QT_TRANSLATE_NOOP("ShortcutSheet", "Move in the list"), "↑  ↓"),
    (QT_TRANSLATE_NOOP("ShortcutSheet", "Play and choose for the pad"), QT_TRANSLATE_NOOP("ShortcutSheet", "Click")),
    (QT_TRANSLATE_NOOP("ShortcutSheet", "Take out as a WAV file"), QT_TRANSLATE_NOOP("ShortcutSheet", "Drag")),
)


class ShortcutSheet(QDialog):
    """Lists what keys and the mouse do; `open` returns at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 22, 26, 18)
        layout.setSpacing(16)
        layout.addWidget(label(self.tr("Keyboard shortcuts"), "title"))
        layout.addWidget(self._sheet(), 1)
        close = push_button(self.tr("Close"), on_click=self.accept)
        close.setDefault(True)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()

    def _sheet(self) -> QScrollArea:
        content = QWidget()
        content.setLayout(_table())
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumSize(content.sizeHint().width() + _BAR, min(content.sizeHint().height(), _HIGHEST))
        area.setAccessibleName(self.tr("Keys and what they do"))
        return area


def rows() -> list[tuple[str, str, str]]:
    """Return (group, what it does, keys) of everything that has keys, the groups one after the other."""
    translate = QCoreApplication.translate
    lines = [(spec.menu, action_text(spec.text), key_text(spec.keys)) for spec in SPECS if spec.keys]
    lines += [
        (SOUND_MENU, translate("ShortcutSheet", what), translate("ShortcutSheet", how) if how.isalpha() else how)
        for what, how in _EXTRA
    ]
    menus = list(dict.fromkeys(menu for menu, _, _ in lines))
    lines.sort(key=lambda line: menus.index(line[0]))
    lines = [(action_text(menu).replace("&", ""), what.replace("&", ""), how) for menu, what, how in lines]
    for group, content in (
        (translate("ShortcutSheet", "Pads"), pad_rows()),
        (translate("ShortcutSheet", "Library"), library_rows()),
        (translate("ShortcutSheet", "Editor"), editor_rows()),
    ):
        lines += [(group, what, how) for what, how in content]
    return lines


def _table() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 9, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setColumnMinimumWidth(2, 28)
    lines = rows()
    groups = list(dict.fromkeys(group for group, _, _ in lines))
    right: set[str] = set()  # the last groups, as long as they are no more than half of all
    for group in reversed(groups):
        if sum(line[0] in {*right, group} for line in lines) > (len(lines) + 1) // 2:
            break
        right.add(group)
    at_row = [0, 0]
    group_before = ""
    for group, what, keys in lines:
        side = int(group in right)
        if group != group_before:
            grid.addWidget(heading(group), at_row[side], side * 3, 1, 2)
            at_row[side] += 1
            group_before = group
        grid.addWidget(label(what, "body"), at_row[side], side * 3)
        grid.addWidget(label(keys, "key"), at_row[side], side * 3 + 1, Qt.AlignmentFlag.AlignRight)
        at_row[side] += 1
    return grid
