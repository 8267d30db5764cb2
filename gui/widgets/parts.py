"""Small widgets and layouts that the panels share."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.look.icons import icon

Layout = TypeVar("Layout", bound=QBoxLayout)

GAP = 8
MARGIN = 16


def label(text: str, role: str, *, buddy: QWidget | None = None, wrap: bool = False) -> QLabel:
    """Return a label whose look `role` decides; `buddy` is the control it names."""
    result = QLabel(text)
    result.setProperty("role", role)
    result.setWordWrap(wrap)
    if buddy is not None:
        result.setBuddy(buddy)
    return result


def heading(text: str) -> QLabel:
    """Return a panel's heading."""
    return label(text.upper(), "heading")


def rule() -> QFrame:
    """Return a thin horizontal line."""
    result = QFrame()
    result.setProperty("role", "rule")
    return result


def named(widget: QWidget, name: str, tip: str = "") -> None:
    """Give a control the name that screen readers speak, and a tool tip."""
    widget.setAccessibleName(name)
    if tip:
        widget.setToolTip(tip)
        widget.setAccessibleDescription(tip)


def push_button(text: str, *, role: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """Return a push button; a mouse click leaves the keyboard focus where it was."""
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(text.replace("&", "").replace("…", ""))
    if role:
        button.setProperty("role", role)
    if on_click is not None:
        button.clicked.connect(lambda: on_click())
    return button


def icon_button(
    picture: str, name: str, tip: str, *, checked: str | None = None, on_click: Callable[[], object] | None = None
) -> QToolButton:
    """Return a button that shows an icon only; with `checked`, the icon it shows when switched on."""
    button = QToolButton()
    button.setIcon(icon(picture, checked=checked))
    button.setIconSize(QSize(18, 18))
    button.setCheckable(checked is not None)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    named(button, name, tip)
    if on_click is not None:
        button.clicked.connect(lambda: on_click())
    return button


def row(*widgets: QWidget, gap: int = GAP) -> QHBoxLayout:
    """Return widgets side by side."""
    return _filled(QHBoxLayout(), widgets, gap)


def column(*widgets: QWidget, gap: int = GAP) -> QVBoxLayout:
    """Return widgets one below the other."""
    return _filled(QVBoxLayout(), widgets, gap)


def holds_focus(pages: QStackedWidget) -> bool:
    """Whether the keyboard is with something on the page that shows."""
    page: QWidget | None = pages.currentWidget()
    focus: QWidget | None = pages.focusWidget()
    return page is not None and focus is not None and page.isAncestorOf(focus)


def set_severity(target: QLabel, severity: str) -> None:
    """Colour a label as plain text (empty), ``warning`` or ``error``."""
    if target.property("severity") != severity:
        target.setProperty("severity", severity)
        target.style().unpolish(target)
        target.style().polish(target)


def _filled(layout: Layout, widgets: tuple[QWidget, ...], gap: int) -> Layout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
