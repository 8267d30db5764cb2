"""Gives the whole application its look, and another one while it runs."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir
from PySide6.QtGui import QAction, QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from gui.look import icons, palette, sizes
from gui.look.stylesheet import style_sheet
from gui.look.themes import THEMES

CHOICES = ("system", *THEMES)
_LINUX_FONTS = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")
_NAME = "drumgen-look"


def apply_look(application: QApplication, theme: str = "dark") -> None:
    """Give the application style, colours and style sheet; windows that are already open follow.

    A widget that keeps colours (a pyqtgraph plot, say) sets them again when `changeEvent` brings
    ``QEvent.Type.PaletteChange``; everything else asks the palette when it paints.

    Parameters
    ----------
    application : QApplication
    theme : {"dark", "light", "system"}
        ``system`` follows the system, also when it changes later; a system that has no opinion gets the dark one.
        Anything else counts as ``system``.
    """
    look = application.findChild(_Look, _NAME) or _Look(application)
    look.choose(theme)


class _Look(QObject):
    """The look of one application: what was chosen, and the files that the style sheet names."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName(_NAME)
        self._application = application
        self._folder = QTemporaryDir()
        self._theme = ""
        self._dressed = ""
        application.setStyle("Fusion")
        self._take_font(application.font())
        application.styleHints().colorSchemeChanged.connect(lambda _: self._follow())

    def choose(self, theme: str) -> None:
        """Take a theme."""
        self._theme = theme if theme in THEMES else "system"
        self._dress()

    def _follow(self) -> None:
        if self._theme == "system" and self._wanted() != self._dressed:
            self._dress()

    def _wanted(self) -> str:
        if self._theme in THEMES:
            return self._theme
        light = self._application.styleHints().colorScheme() == Qt.ColorScheme.Light
        return "light" if light else "dark"

    def _dress(self) -> None:
        self._dressed = self._wanted()
        palette.use(self._dressed)
        icons.write_arrows(Path(self._folder.path()))
        self._application.setPalette(_qt_palette())
        self._application.setStyleSheet(style_sheet(self._folder.path(), sizes.text_factor()))
        _renew_icons(self._application)

    def _take_font(self, font: QFont) -> None:
        sizes.take_system_font(font)
        if sys.platform.startswith("linux"):  # elsewhere the system's own font is the right one
            font.setFamilies([*_LINUX_FONTS, font.family()])
            self._application.setFont(font)


def _renew_icons(application: QApplication) -> None:
    """Draw the icons of all buttons, labels, choices and actions in the colours now in use."""
    for widget in application.allWidgets():
        if isinstance(widget, QLabel):
            icons.renew_label(widget)
        elif isinstance(widget, QComboBox):
            for place in range(widget.count()):
                icon = icons.renewed_icon(widget.itemIcon(place))
                if icon is not None:
                    widget.setItemIcon(place, icon)
        elif isinstance(widget, QAbstractButton):
            _renew(widget)
        for action in [*widget.actions(), *_own_actions(widget)]:
            _renew(action)
        widget.update()


def _own_actions(widget: QWidget) -> list[QAction]:
    return [child for child in widget.children() if isinstance(child, QAction)]


def _renew(target: QAbstractButton | QAction) -> None:
    icon = icons.renewed_icon(target.icon())
    if icon is not None:
        target.setIcon(icon)


def _qt_palette() -> QPalette:
    """Return Qt's palette, for what a style sheet does not reach."""
    colours = QPalette()
    role = QPalette.ColorRole
    for group, text in ((QPalette.ColorGroup.All, palette.TEXT), (QPalette.ColorGroup.Disabled, palette.DISABLED)):
        for text_role in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText):
            colours.setColor(group, text_role, QColor(text))
    for ground_role, colour in (
        (role.Window, palette.WINDOW),
        (role.Base, palette.WINDOW),
        (role.AlternateBase, palette.PANEL),
        (role.Button, palette.RAISED),
        (role.ToolTipBase, palette.RAISED),
        (role.Highlight, palette.ACCENT),
        (role.HighlightedText, palette.ON_ACCENT),
        (role.PlaceholderText, palette.MUTED),
        (role.Link, palette.ACCENT),
    ):
        colours.setColor(ground_role, QColor(colour))
    return colours
