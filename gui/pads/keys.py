"""The keys of the pads, for the shortcut sheet."""

from PySide6.QtCore import QCoreApplication

from gui.pads.board.keys import PAD_KEYS
from gui.translations import QT_TRANSLATE_NOOP

_DEEDS = {
    "play": QT_TRANSLATE_NOOP("PadKeys", "Play the selected pad"),
    "regenerate": QT_TRANSLATE_NOOP("PadKeys", "Regenerate it"),
    "vary": QT_TRANSLATE_NOOP("PadKeys", "Vary its sound"),
    "edit": QT_TRANSLATE_NOOP("PadKeys", "Open its sound in the editor"),
    "mode": QT_TRANSLATE_NOOP("PadKeys", "Keep its sound, or a new one each hit"),
    "lock": QT_TRANSLATE_NOOP("PadKeys", "Lock it"),
    "mute": QT_TRANSLATE_NOOP("PadKeys", "Mute it"),
    "solo": QT_TRANSLATE_NOOP("PadKeys", "Hear it alone"),
    "copy": QT_TRANSLATE_NOOP("PadKeys", "Copy it"),
    "paste": QT_TRANSLATE_NOOP("PadKeys", "Paste onto it"),
    "swap": QT_TRANSLATE_NOOP("PadKeys", "Swap it with the copied one"),
}


def pad_rows() -> list[tuple[str, str]]:
    """Return (what, key) of everything that has a key while the pads have the focus."""
    translate = QCoreApplication.translate
    rows = [(translate("PadKeys", "Play the pads"), "1 2 3 4  …  Z X C V"), (translate("PadKeys", "Select"), "← ↑ → ↓")]
    return rows + [(translate("PadKeys", _DEEDS[key.name]), key.text) for key in PAD_KEYS]
