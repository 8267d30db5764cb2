"""What can be done with one pad, as its context menu shows it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from drumgen.pads.settings import PadMode, PadSettings
from gui.pads.board.keys import PAD_KEYS


def deed_texts() -> dict[str, str]:
    """Return what menus and the shortcut sheet call the deeds of `PAD_KEYS`."""
    translate = QCoreApplication.translate
    return {
        "play": translate("PadMenu", "Play"),
        "regenerate": translate("PadMenu", "Regenerate"),
        "vary": translate("PadMenu", "Vary"),
        "edit": translate("PadMenu", "Open in the editor"),
        "mode": translate("PadMenu", "New sound with each hit"),
        "lock": translate("PadMenu", "Lock"),
        "mute": translate("PadMenu", "Mute"),
        "solo": translate("PadMenu", "Solo"),
        "copy": translate("PadMenu", "Copy pad"),
        "paste": translate("PadMenu", "Paste the copied pad here"),
        "swap": translate("PadMenu", "Swap with the copied pad"),
        "learn": translate("PadMenu", "Learn MIDI note"),
        "reveal": translate("PadMenu", "Show in folder"),
    }


def pad_menu(
    parent: QWidget, settings: PadSettings, copied: int | None, do: Callable[[str], object], *, has_sound: bool
) -> QMenu:
    """Return the menu of a pad.

    Parameters
    ----------
    parent : QWidget
        Owns the menu.
    settings : PadSettings
        The pad's.
    copied : int or None
        The pad that was copied, None if there is none.
    do : callable
        Called with the name of what was chosen.
    has_sound : bool
        Whether the pad has a sound.
    """
    menu = QMenu(parent)
    texts = deed_texts()
    states = {
        "mode": settings.mode is PadMode.REGENERATE,
        "lock": settings.locked,
        "mute": settings.muted,
        "solo": settings.soloed,
    }
    for each in PAD_KEYS:
        if each.name in ("mode", "copy"):
            menu.addSeparator()
        action = menu.addAction(texts[each.name])
        action.setShortcut(QKeySequence(each.key))
        action.setCheckable(each.name in states)
        action.setChecked(states.get(each.name, False))
        possible = {"paste": copied is not None, "swap": copied is not None, "vary": has_sound, "edit": has_sound}
        action.setEnabled(possible.get(each.name, True))
        action.triggered.connect(lambda _=False, name=each.name: do(name))
    menu.addSeparator()
    menu.addAction(texts["learn"]).triggered.connect(lambda: do("learn"))
    shown = menu.addAction(texts["reveal"])
    shown.setEnabled(has_sound)
    shown.triggered.connect(lambda: do("reveal"))
    return menu
