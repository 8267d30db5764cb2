"""Everything the user can do, with its keys: one table for menus, shortcuts and the shortcut sheet."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QMainWindow, QWidget


@dataclass(frozen=True)
class Spec:
    """One thing the user can do.

    Parameters
    ----------
    name : str
        How the code calls it.
    text : str
        How menus call it.
    keys : tuple of str
        Its shortcuts, the one to show first.
    menu : str
        The menu it is in.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str


SPECS = (
    Spec("generate", "&Generate", ("Ctrl+Return", "Ctrl+Enter", "Ctrl+G"), "&Generate"),
    Spec("cancel", "&Cancel generating", ("Esc",), "&Generate"),
    Spec("new_seed", "&New seed", ("N",), "&Generate"),
    Spec("lock_seed", "&Lock seed", ("L",), "&Generate"),
    Spec("export", "&Export…", ("Ctrl+E",), "&Generate"),
    Spec("show_files", "Show &dragged sounds", (), "&Generate"),
    Spec("quit", "&Quit", ("Ctrl+Q",), "&Generate"),
    Spec("undo", "&Undo", ("Ctrl+Z",), "&Edit"),
    Spec("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "&Edit"),
    Spec("copy", "&Copy as file", ("Ctrl+C",), "&Edit"),
    Spec("remove", "Re&move", ("Del", "Backspace"), "&Edit"),
    Spec("select_all", "Select &all", ("Ctrl+A",), "&Edit"),
    Spec("play", "&Play", ("Space",), "&Sound"),
    Spec("favourite", "&Favourite", ("F",), "&Sound"),
    Spec("regenerate", "&Regenerate", ("R",), "&Sound"),
    Spec("only_favourites", "Show &only favourites", ("Shift+F",), "&Sound"),
    Spec("focus_list", "Go to the &list", ("Ctrl+L",), "&Sound"),
    Spec("shortcuts", "&Keyboard shortcuts", ("F1", "?"), "&Help"),
    Spec("about", "&About drumgen", (), "&Help"),
)
SOUND_ACTIONS = ("play", "favourite", "regenerate", "copy", "export", "remove")
"""What needs a selected sound, in the order of the list's context menu."""

_CHECKABLE = ("lock_seed", "only_favourites")


def make_actions(window: QMainWindow) -> dict[str, QAction]:
    """Make all actions, put them in the window's menu bar, and return them by name."""
    actions = {}
    menus = {}
    for spec in SPECS:
        action = QAction(spec.text, window)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.name in _CHECKABLE)
        if spec.menu not in menus:
            menus[spec.menu] = window.menuBar().addMenu(spec.menu)
        menus[spec.menu].addAction(action)
        actions[spec.name] = action
    return actions


def key_text(keys: tuple[str, ...]) -> str:
    """Return the first shortcut as this system writes it, empty if there is none."""
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


class KeyRouter(QObject):
    """Decides who gets plain keys: buttons keep Space and Return, number fields leave letters to the shortcuts."""

    def watch(self, root: QWidget) -> None:
        """Route the keys of all controls inside `root`; controls that are watched already stay so."""
        for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit):
            for control in root.findChildren(kind):
                control.removeEventFilter(self)
                control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer Qt's question whether a key belongs to the control that has the focus."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if isinstance(watched, QAbstractButton | QComboBox):
            if plain and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return):
                event.accept()
                return True
            return False
        if plain and (event.text().isalpha() or event.text() in (" ", "?")):
            event.ignore()
            return True
        return False
