"""The style sheet of the whole app, made from the palette; no widget sets a style of its own.

Widgets are addressed by their object name or by a dynamic property ``role``. Sizes are for a system font of usual size;
what holds text grows with it.
"""

import re
from string import Template

from gui.look import palette

_SHEET = Template("""
* { outline: none; }
QWidget { color: $TEXT; font-size: 13px; }
QMainWindow, QDialog, #results { background: $WINDOW; }
#sidebar, #sidebarContent, #detail, #statusLine, #header { background: $PANEL; }
#sidebar { border: none; border-right: 1px solid $LINE; }
#header { border-bottom: 1px solid $LINE; }
#detail, #statusLine { border-top: 1px solid $LINE; }
QMenuBar { background: $WINDOW; border-bottom: 1px solid $LINE; padding: 1px 6px; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $HOVER; }
QToolTip { background: $RAISED; color: $TEXT; border: 1px solid $OUTLINE; padding: 5px 7px; }

QLabel[role="wordmark"] { font-size: 20px; font-weight: 700; letter-spacing: 0.5px; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="heading"] { color: $MUTED; font-size: 11px; font-weight: 700; letter-spacing: 1px; }
QLabel[role="muted"], QLabel[role="caption"] { color: $MUTED; }
QLabel[role="caption"] { font-size: 12px; }
QLabel[role="note"] { font-size: 15px; font-weight: 600; }
QLabel[role="step"] { color: $ACCENT; font-size: 22px; font-weight: 700; }
QLabel[role="key"] { background: $RAISED; border: 1px solid $OUTLINE; border-radius: 4px; padding: 2px 7px; }
QLabel[severity="error"] { color: $ERROR; }
QLabel[severity="warning"] { color: $WARNING; }
QLabel:disabled { color: $DISABLED; }
QFrame[role="rule"] { background: $LINE; border: none; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton, QComboBox, QLineEdit, QAbstractSpinBox {
    background: $RAISED; border: 1px solid $OUTLINE; border-radius: 6px; min-height: 30px;
}
QPushButton { padding: 0 12px; }
QToolButton { padding: 0; min-width: 30px; }
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: $HOVER; }
QPushButton:pressed, QToolButton:pressed { background: $LINE; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled {
    color: $DISABLED; background: $PANEL; border-color: $LINE;
}
QPushButton:checked, QToolButton:checked { background: $ACCENT_DIM; border-color: $ACCENT; color: $TEXT; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus {
    border: 2px solid $ACCENT;
}
QPushButton:focus { padding: 0 11px; }
QPushButton[role="primary"] {
    background: $ACCENT; color: $ON_ACCENT; border: 1px solid $ACCENT; font-size: 14px; font-weight: 700;
    min-height: 38px;
}
QPushButton[role="primary"]:hover { background: $ACCENT_HOVER; border-color: $ACCENT_HOVER; }
QPushButton[role="primary"]:pressed { background: $ACCENT_PRESSED; border-color: $ACCENT_PRESSED; }
QPushButton[role="primary"]:focus { border: 2px solid $TEXT; }
QPushButton[role="primary"]:disabled { background: $RAISED; color: $DISABLED; border-color: $LINE; }
QPushButton[role="chip"] { text-align: left; padding: 0 8px; }
QPushButton[role="chip"]:checked { font-weight: 600; }
QPushButton[role="chip"]:focus { padding: 0 7px; }
QToolButton[role="flat"] { background: transparent; border-color: transparent; }
QToolButton[role="flat"]:hover { background: $HOVER; }
QToolButton[role="flat"]:focus { border: 2px solid $ACCENT; }
QToolButton[role="flat"]:disabled { background: transparent; border-color: transparent; }
QPushButton[role="small"] { min-height: 22px; font-size: 12px; padding: 0 9px; }
QPushButton[role="small"]:focus { padding: 0 8px; }
QPushButton[role="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QPushButton[role="right"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }

QAbstractSpinBox { padding: 0; }
QLineEdit { padding: 0 8px; placeholder-text-color: $MUTED; }
QLineEdit, QAbstractSpinBox { selection-background-color: $ACCENT; selection-color: $ON_ACCENT; }
QLineEdit:focus { padding: 0 7px; }
QLineEdit QToolButton { background: transparent; border: none; min-height: 0; min-width: 0; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0 0 0 7px; min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 20px; background: transparent; border: none;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $HOVER; border-radius: 3px; }
QAbstractSpinBox::up-arrow { image: url($ICONS/up-$THEME.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url($ICONS/down-$THEME.svg); width: 9px; height: 9px; }
QComboBox { padding: 0 8px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($ICONS/down-$THEME.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView {
    background: $RAISED; border: 1px solid $OUTLINE; padding: 4px; selection-background-color: $HOVER;
    selection-color: $TEXT;
}
QRadioButton { spacing: 8px; min-height: 24px; border: 2px solid transparent; border-radius: 6px; padding: 0 4px; }
QRadioButton:focus { border-color: $ACCENT; }
QRadioButton::indicator {
    width: 12px; height: 12px; border-radius: 7px; border: 1px solid $MUTED; background: $WINDOW;
}
QRadioButton::indicator:checked { background: $ACCENT; border-color: $ACCENT; }
QRadioButton:disabled { color: $DISABLED; }
QRadioButton::indicator:disabled { border-color: $LINE; }

QProgressBar { background: $LINE; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $ACCENT; border-radius: 3px; }

QSlider::groove:horizontal { background: $OUTLINE; height: 6px; border-radius: 3px; }
QSlider::sub-page:horizontal { background: $ACCENT; border-radius: 3px; }
QSlider::sub-page:horizontal:disabled { background: $OUTLINE; }
QSlider::handle:horizontal {
    background: $TEXT; border: 2px solid $PANEL; width: 14px; height: 14px; margin: -6px 0; border-radius: 9px;
}
QSlider::handle:horizontal:focus { background: $ACCENT; border-color: $TEXT; }
QSlider::handle:horizontal:disabled { background: $DISABLED; }

QListView { background: $WINDOW; border: 2px solid transparent; }
QListView:focus { border-color: $WINDOW; }
QTableView { background: $WINDOW; border: none; selection-background-color: $SELECTED; selection-color: $TEXT; }
QHeaderView { background: $WINDOW; border: none; }
QHeaderView::section {
    background: $WINDOW; color: $MUTED; border: none; border-bottom: 1px solid $LINE; padding: 5px 8px;
    font-weight: 600;
}
#searchBar, #mapPanel { background: $PANEL; }
#searchBar { border-bottom: 1px solid $LINE; }
QPlainTextEdit {
    background: $WINDOW; border: 1px solid $OUTLINE; border-radius: 6px; padding: 6px;
    placeholder-text-color: $MUTED; selection-background-color: $ACCENT; selection-color: $ON_ACCENT;
}
QPlainTextEdit:focus { border: 2px solid $ACCENT; }
QScrollArea { border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $OUTLINE; border-radius: 4px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $MUTED; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $OUTLINE; border-radius: 4px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabBar#views { background: $PANEL; border-bottom: 1px solid $LINE; }
QTabBar#views::tab {
    background: transparent; color: $MUTED; border: none; border-bottom: 2px solid transparent; padding: 9px 18px 8px;
    font-weight: 600;
}
QTabBar#views::tab:selected { color: $TEXT; border-bottom-color: $ACCENT; }
QTabBar#views::tab:hover { background: $HOVER; color: $TEXT; }
QTabBar#views::tab:selected:focus { background: $HOVER; }
QSplitter::handle { background: $LINE; }
QSplitter::handle:hover { background: $ACCENT; }
QMenu { background: $RAISED; border: 1px solid $OUTLINE; padding: 5px; }
QMenu::item { padding: 6px 22px 6px 10px; min-width: 170px; border-radius: 4px; }
QMenu::item:selected { background: $HOVER; }
QMenu::item:disabled { color: $DISABLED; }
QMenu::separator { height: 1px; background: $OUTLINE; margin: 5px 8px; }
""")


def style_sheet(icon_folder: str, text_factor: float = 1.0) -> str:
    """Return the style sheet.

    Parameters
    ----------
    icon_folder : str
        Holds the arrow pictures that only a file can give to Qt.
    text_factor : float
        How much larger than usual text is.
    """
    sheet = _SHEET.substitute(palette.colours(), THEME=palette.theme, ICONS=icon_folder.replace("\\", "/"))

    def grown(match: re.Match[str]) -> str:
        return f"{match[1]}: {round(int(match[2]) * text_factor)}px"

    return re.sub(r"\b(font-size|min-height): (\d+)px", grown, sheet)
