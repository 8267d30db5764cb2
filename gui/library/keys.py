"""The keys of the library, for the shortcut sheet."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from gui.translations import QT_TRANSLATE_NOOP

_KEYS = (
    (QT_TRANSLATE_NOOP("LibraryKeys", "Play"), "Space"),
    (QT_TRANSLATE_NOOP("LibraryKeys", "Open in the editor"), "Return"),
    (QT_TRANSLATE_NOOP("LibraryKeys", "Favourite"), "F"),
    (QT_TRANSLATE_NOOP("LibraryKeys", "Tags"), "T"),
    (QT_TRANSLATE_NOOP("LibraryKeys", "More like this"), "M"),
    (QT_TRANSLATE_NOOP("LibraryKeys", "Remove"), "Del"),
    (QT_TRANSLATE_NOOP("LibraryKeys", "On the map: zoom in"), "+"),
    (QT_TRANSLATE_NOOP("LibraryKeys", "On the map: zoom out"), "-"),
    (QT_TRANSLATE_NOOP("LibraryKeys", "On the map: show everything"), "0"),
)


def library_rows() -> list[tuple[str, str]]:
    """Return (what, key) of everything that has a key while the library has the focus."""
    native = QKeySequence.SequenceFormat.NativeText
    translate = QCoreApplication.translate
    return [(translate("LibraryKeys", what), QKeySequence(key).toString(native)) for what, key in _KEYS]
