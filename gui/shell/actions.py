"""Everything the user can do, with its keys: one table for menus, shortcuts and the shortcut sheet."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QMainWindow, QWidget

from gui.translations import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Spec:
    """One thing the user can do.

    Parameters
    ----------
    name : str
        How the code calls it.
    text : str
        How menus call it, in English; `action_text` translates it.
    keys : tuple of str
        Its shortcuts, the one to show first.
    menu : str
        The menu it is in.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str


_GENERATE = QT_TRANSLATE_NOOP("Actions", "&Generate")
_EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
SOUND_MENU = QT_TRANSLATE_NOOP("Actions", "&Sound")
_VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
_SETTINGS = QT_TRANSLATE_NOOP("Actions", "Se&ttings")
_HELP = QT_TRANSLATE_NOOP("Actions", "&Help")
SPECS = (
    Spec("generate", QT_TRANSLATE_NOOP("Actions", "&Generate"), ("Ctrl+Return", "Ctrl+Enter", "Ctrl+G"), _GENERATE),
    Spec("cancel", QT_TRANSLATE_NOOP("Actions", "&Cancel generating"), ("Esc",), _GENERATE),
    Spec("new_seed", QT_TRANSLATE_NOOP("Actions", "&New seed"), ("N",), _GENERATE),
    Spec("lock_seed", QT_TRANSLATE_NOOP("Actions", "&Lock seed"), ("L",), _GENERATE),
    Spec("export", QT_TRANSLATE_NOOP("Actions", "&Export…"), ("Ctrl+E",), _GENERATE),
    Spec("show_files", QT_TRANSLATE_NOOP("Actions", "Show &dragged sounds"), (), _GENERATE),
    Spec("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), ("Ctrl+Q",), _GENERATE),
    Spec("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), ("Ctrl+Z",), _EDIT),
    Spec("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), _EDIT),
    Spec("copy", QT_TRANSLATE_NOOP("Actions", "&Copy as file"), ("Ctrl+C",), _EDIT),
    Spec("remove", QT_TRANSLATE_NOOP("Actions", "Re&move"), ("Del", "Backspace"), _EDIT),
    Spec("select_all", QT_TRANSLATE_NOOP("Actions", "Select &all"), ("Ctrl+A",), _EDIT),
    Spec("play", QT_TRANSLATE_NOOP("Actions", "&Play"), ("Space",), SOUND_MENU),
    Spec("favourite", QT_TRANSLATE_NOOP("Actions", "&Favourite"), ("F",), SOUND_MENU),
    Spec("regenerate", QT_TRANSLATE_NOOP("Actions", "&Regenerate"), ("R",), SOUND_MENU),
    Spec("more_like_this", QT_TRANSLATE_NOOP("Actions", "&More like this"), ("M",), SOUND_MENU),
    Spec("put_on_pad", QT_TRANSLATE_NOOP("Actions", "&Put on its pad"), ("P",), SOUND_MENU),
    Spec("edit", QT_TRANSLATE_NOOP("Actions", "&Edit"), ("E", "Return", "Enter"), SOUND_MENU),
    Spec("reveal", QT_TRANSLATE_NOOP("Actions", "Show in &folder"), (), SOUND_MENU),
    Spec("only_favourites", QT_TRANSLATE_NOOP("Actions", "Show &only favourites"), ("Shift+F",), SOUND_MENU),
    Spec("focus_list", QT_TRANSLATE_NOOP("Actions", "Go to the &list"), ("Ctrl+L",), SOUND_MENU),
    Spec("view_sounds", QT_TRANSLATE_NOOP("Actions", "&Sounds"), ("Ctrl+1",), _VIEW),
    Spec("view_pads", QT_TRANSLATE_NOOP("Actions", "&Pads"), ("Ctrl+2",), _VIEW),
    Spec("view_library", QT_TRANSLATE_NOOP("Actions", "&Library"), ("Ctrl+3",), _VIEW),
    Spec("view_editor", QT_TRANSLATE_NOOP("Actions", "&Editor"), ("Ctrl+4",), _VIEW),
    Spec("view_training", QT_TRANSLATE_NOOP("Actions", "&Training"), ("Ctrl+5",), _VIEW),
    Spec("sidebar", QT_TRANSLATE_NOOP("Actions", "Side &bar"), ("Ctrl+B",), _VIEW),
    Spec("search", QT_TRANSLATE_NOOP("Actions", "&Search the library"), ("Ctrl+F",), _VIEW),
    Spec("audio", QT_TRANSLATE_NOOP("Actions", "Sound &output…"), (), _SETTINGS),
    Spec("midi", QT_TRANSLATE_NOOP("Actions", "&MIDI…"), (), _SETTINGS),
    Spec("preferences", QT_TRANSLATE_NOOP("Actions", "&Preferences…"), ("Ctrl+,",), _SETTINGS),
    Spec("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), ("F1", "?"), _HELP),
    Spec("about", QT_TRANSLATE_NOOP("Actions", "&About drumgen"), (), _HELP),
)
SOUND_ACTIONS = (
    "play",
    "edit",
    "put_on_pad",
    "more_like_this",
    "favourite",
    "regenerate",
    "copy",
    "reveal",
    "export",
    "remove",
)
"""What needs a selected sound, in the order of the list's context menu."""

_CHECKABLE = ("lock_seed", "only_favourites", "sidebar")


def make_actions(window: QMainWindow) -> dict[str, QAction]:
    """Make all actions, put them in the window's menu bar, and return them by name."""
    actions = {}
    menus = {}
    for spec in SPECS:
        action = QAction(action_text(spec.text), window)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.name in _CHECKABLE)
        if spec.menu not in menus:
            menus[spec.menu] = window.menuBar().addMenu(action_text(spec.menu))
        menus[spec.menu].addAction(action)
        actions[spec.name] = action
    return actions


def action_text(text: str) -> str:
    """Return the text of a `Spec`, or of its menu, in the app's language."""
    return QCoreApplication.translate("Actions", text)


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
        if _takes_words(watched):
            return False
        if plain and (event.text().isalpha() or event.text() in (" ", "?")):
            event.ignore()
            return True
        return False


def _takes_words(control: QObject) -> bool:
    """Whether a field is for words: such a field needs its letters, one for numbers leaves them to the shortcuts."""
    if not isinstance(control, QLineEdit):
        return False
    if isinstance(control.parent(), QAbstractSpinBox):
        return False
    validator: QValidator | None = control.validator()
    return validator is None or _state(validator) is not QValidator.State.Invalid


def _state(validator: QValidator) -> QValidator.State:
    result = validator.validate("a", 1)
    assert isinstance(result, tuple)
    state = result[0]
    assert isinstance(state, QValidator.State)
    return state
