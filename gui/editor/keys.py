"""Keys of the editor: they work wherever the focus is inside it, and never where a control needs them itself."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QMenu, QWidget

from gui.editor.acts import SPECS

_PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EditorKeys(QObject):
    """Catches keys inside the editor before the window's shortcuts do.

    Shortcuts of Qt would clash with those of the window, which has the same keys for the list of sounds.

    Parameters
    ----------
    root : QWidget
        The editor.
    acts : mapping
        Its actions by name.
    """

    def __init__(self, root: QWidget, acts: Mapping[str, QAction]) -> None:
        super().__init__(root)
        self._acts = {_chord_of(key): acts[spec.name] for spec in SPECS for key in spec.keys}
        for each in (root, *root.findChildren(QWidget)):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a key that means something here, and then do it."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        assert isinstance(event, QKeyEvent)
        act = self._acts.get(_chord(event.keyCombination()))
        if act is None or _needs(QApplication.focusWidget(), event):
            return False
        if event.type() == QEvent.Type.KeyPress:
            act.trigger()
        event.accept()
        return True


def _chord_of(text: str) -> tuple[Qt.Key, bool, bool]:
    combination: QKeyCombination = QKeySequence(text)[0]  # type: ignore[index]
    return _chord(combination)


def _chord(keys: QKeyCombination) -> tuple[Qt.Key, bool, bool]:
    """Return key, Control and Shift; the number block counts as the other keys, and no key means + by Shift."""
    modifiers = keys.keyboardModifiers()
    key = keys.key()
    typed = key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus)
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier) and not typed
    return key, bool(modifiers & Qt.KeyboardModifier.ControlModifier), shift


def _needs(focus: QWidget | None, event: QKeyEvent) -> bool:
    """Return whether the control with the focus has a better use for a key."""
    if isinstance(focus, QMenu) or event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return True
    key, control, _ = _chord(event.keyCombination())
    if isinstance(focus, QAbstractButton | QComboBox):
        return key in _PRESSING
    if isinstance(focus, QAbstractSpinBox | QLineEdit):
        typed = event.text() and not event.text().isalpha() and event.text() != " "
        return bool(typed) or key in _PRESSING[1:] or (control and key not in (Qt.Key.Key_T, Qt.Key.Key_O))
    return False
