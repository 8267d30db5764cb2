"""Line icons, drawn from small SVG paths in the palette's colours, and drawn anew when the theme changes.

What a button or a label was given cannot be asked how it was made, so this module remembers it by Qt's number of the
picture; `renewed_icon` and `renew_label` make the same picture in the colours now in use.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel

from gui.look import palette
from gui.look.themes import DARK

_SCALE = 3  # pixels per point, enough for any screen
_STAR = "m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z"
_DIE = "".join(f'<circle cx="{x}" cy="{y}" r="1.5"/>' for x, y in ((8, 8), (16, 8), (12, 12), (8, 16), (16, 16)))
_STROKES = {
    "play": '<path d="M8 5.5v13l10.5-6.5z" fill="{c}"/>',
    "new_seed": f'<rect x="4" y="4" width="16" height="16" rx="3.5"/><g fill="{{c}}" stroke="none">{_DIE}</g>',
    "locked": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "unlocked": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 7.6-1.8"/>',
    "refresh": '<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4"/>',
    "regenerate": '<path d="M4.5 12a7.5 7.5 0 0 1 13-5.1l2 2M19.5 4.5V9H15"/>'
    '<path d="M19.5 12a7.5 7.5 0 0 1-13 5.1l-2-2M4.5 19.5V15H9"/>',
    "export": '<path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M4.5 16v3.5h15V16"/>',
    "delete": '<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4l.8-12.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "similar": '<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>',
    "tag": '<path d="M12.5 4H20v7.5L11.5 20 4 12.5zM16 8h.01"/>',
    "copy": '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7'
    'a2 2 0 0 0 2 2h3"/>',
    "reveal": '<path d="M3.5 18.5V6h6l2 2.5h9v10zM12 11v5M9.5 13.5 12 16l2.5-2.5"/>',
    "add_folder": '<path d="M3.5 18.5V6h6l2 2.5h9v10zM12 11v5M9.5 13.5h5"/>',
    "map": '<circle cx="7" cy="8" r="2"/><circle cx="16" cy="6" r="2"/><circle cx="11" cy="15" r="2"/>'
    '<circle cx="18" cy="17" r="2"/>',
    "history": '<path d="M4.5 12a7.5 7.5 0 1 0 2.3-5.4M4.5 3.5v4h4M12 8v4.5l3 2"/>',
    "fit": '<path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "star": f'<path d="{_STAR}"/>',
    "star_full": f'<path d="{_STAR}" fill="{{c}}"/>',
    "keyboard": '<rect x="2.5" y="6" width="19" height="12" rx="2.5"/>'
    '<path d="M6 10h.01M10 10h.01M14 10h.01M18 10h.01M8 14h8"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2.2"/>'
    '<circle cx="9" cy="17" r="2.2"/>',
    "up": '<path d="m6 15 6-6 6 6"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "dot": '<circle cx="12" cy="12" r="5" fill="{c}" stroke="none"/>',
    "warning": '<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17h.01"/>',
    "undo": '<path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H8"/>',
    "redo": '<path d="m16 5 4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h6"/>',
    "open": '<path d="M3.5 18.5V6h6l2 2.5h9v10zM12 15.5V11m-2.5 2L12 10.8l2.5 2.2"/>',
    "folder": '<path d="M3.5 18.5V6h6l2 2.5h9v10z"/>',
    "zoom_in": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5M10.5 7.8v5.4M7.8 10.5h5.4"/>',
    "zoom_out": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5M7.8 10.5h5.4"/>',
    "zoom_selection": '<path d="M4 5v14M20 5v14M7.5 12h9M10 9l-3 3 3 3M14 9l3 3-3 3"/>',
}
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{c}" stroke-width="{w}"'
    ' stroke-linecap="round" stroke-linejoin="round">{strokes}</svg>'
)


@dataclass(frozen=True)
class _Recipe:
    """How a picture was made: its name, the name of its colour in the palette, its size, its name when checked."""

    name: str
    role: str
    size: int
    checked: str | None = None


_made: dict[int, _Recipe] = {}
_RECIPE = "recipe"


def pixmap(name: str, colour: str, size: int = 18) -> QPixmap:
    """Return icon `name` in `colour` (``#rrggbb``), `size` points wide and high."""
    return _render(name, colour, size)


def icon(name: str, *, checked: str | None = None, colour: str | None = None, size: int = 18) -> QIcon:
    """Return an icon with a dimmed disabled state and, if `checked` names one, another picture when checked.

    `colour` is one of the palette's, by default that of text.
    """
    recipe = _Recipe(name, _role_of(colour or palette.TEXT), size, checked)
    result = _icon(recipe, palette.theme)
    _made[result.cacheKey()] = recipe
    return result


def renewed_icon(old: QIcon) -> QIcon | None:
    """Return an icon of this module in the colours now in use, None if it is of other make."""
    recipe = _made.get(old.cacheKey())
    if recipe is None:
        return None
    return icon(recipe.name, checked=recipe.checked, colour=palette.colours()[recipe.role], size=recipe.size)


def show(label: QLabel, name: str, colour: str, size: int) -> None:
    """Show icon `name` in a label, which keeps in mind how it was made, since it hands out copies of its picture."""
    recipe = _Recipe(name, _role_of(colour), size)
    label.setProperty(_RECIPE, recipe)
    label.setPixmap(_render(name, colour, size))


def renew_label(label: QLabel) -> None:
    """Draw the icon of a label once more in the colours now in use, if `show` put it there."""
    recipe = label.property(_RECIPE)
    if isinstance(recipe, _Recipe):
        label.setPixmap(_render(recipe.name, palette.colours()[recipe.role], recipe.size))


def write_arrows(folder: Path) -> None:
    """Write the arrows that the style sheet names as files: ``up-THEME.svg`` and ``down-THEME.svg``."""
    for name in ("up", "down"):
        source = _source(name, palette.MUTED, 3.0)
        (folder / f"{name}-{palette.theme}.svg").write_text(source, encoding="utf-8")


def app_icon() -> QIcon:
    """Return the app's icon."""
    return QIcon(app_pixmap(256))


def app_pixmap(size: int) -> QPixmap:
    """Return the app's icon, `size` pixels wide and high."""
    return _paint(app_icon_source(), QSize(size, size), 1)


def app_icon_source() -> str:
    """Return the app's icon as SVG: four bars of a decaying hit on a dark square, in both themes the same."""
    bars = "".join(
        f'<rect x="{x}" y="{12 - h / 2}" width="2.6" height="{h}" rx="1.3" fill="{DARK["ACCENT"]}"/>'
        for x, h in ((5, 13), (9, 9), (13, 5.5), (17, 2.8))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5.5"'
        f' fill="{DARK["PANEL"]}"/>{bars}</svg>'
    )


def _role_of(colour: str) -> str:
    """Return the name of a colour; one that is not of the theme in use counts as text."""
    return next((name for name, value in palette.colours().items() if value == colour), "TEXT")


@cache
def _icon(recipe: _Recipe, theme: str) -> QIcon:
    result = QIcon()
    mode, state = QIcon.Mode, QIcon.State
    names = palette.colours(theme)
    colour = names[recipe.role]
    checked_colour = names["ACCENT"] if recipe.checked else colour
    result.addPixmap(_render(recipe.name, colour, recipe.size), mode.Normal, state.Off)
    result.addPixmap(_render(recipe.checked or recipe.name, checked_colour, recipe.size), mode.Normal, state.On)
    for each in (state.Off, state.On):
        result.addPixmap(_render(recipe.name, names["DISABLED"], recipe.size), mode.Disabled, each)
    return result


@cache
def _render(name: str, colour: str, size: int) -> QPixmap:
    return _paint(_source(name, colour, 1.8), QSize(size, size), _SCALE)


def _source(name: str, colour: str, width: float) -> str:
    return _SVG.format(c=colour, w=width, strokes=_STROKES[name].format(c=colour))


def _paint(source: str, size: QSize, scale: int) -> QPixmap:
    picture = QPixmap(size * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
