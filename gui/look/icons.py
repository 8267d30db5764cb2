"""Line icons, drawn from small SVG paths in the palette's colours."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.look import palette

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
    "copy": '<rect x="8.5" y="8.5" width="11" height="11" rx="2"/>'
    '<path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>',
    "zoom_in": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5M10.5 7.8v5.4M7.8 10.5h5.4"/>',
    "zoom_out": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5M7.8 10.5h5.4"/>',
    "zoom_selection": '<path d="M4 5v14M20 5v14M7.5 12h9M10 9l-3 3 3 3M14 9l3 3-3 3"/>',
    "fit": '<path d="M4 9V4.5h4.5M15.5 4.5H20V9M20 15v4.5h-4.5M8.5 19.5H4V15"/>',
}
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{c}" stroke-width="{w}"'
    ' stroke-linecap="round" stroke-linejoin="round">{strokes}</svg>'
)


def pixmap(name: str, colour: str, size: int = 18) -> QPixmap:
    """Return icon `name` in `colour` (``#rrggbb``), `size` points wide and high."""
    return _render(name, colour, size)


def icon(name: str, *, checked: str | None = None, colour: str = palette.TEXT, size: int = 18) -> QIcon:
    """Return an icon with a dimmed disabled state and, if `checked` names one, another picture when checked."""
    result = QIcon()
    mode, state = QIcon.Mode, QIcon.State
    result.addPixmap(_render(name, colour, size), mode.Normal, state.Off)
    result.addPixmap(_render(checked or name, palette.ACCENT if checked else colour, size), mode.Normal, state.On)
    for each in (state.Off, state.On):
        result.addPixmap(_render(name, palette.DISABLED, size), mode.Disabled, each)
    return result


def write_arrows(folder: Path) -> str:
    """Write the arrows that the style sheet names as files, and return their folder as text."""
    for name in ("up", "down"):
        (folder / f"{name}.svg").write_text(_source(name, palette.MUTED, 3.0), encoding="utf-8")
    return str(folder)


def app_icon() -> QIcon:
    """Return the app's icon: four bars of a decaying hit on a dark square."""
    bars = "".join(
        f'<rect x="{x}" y="{12 - h / 2}" width="2.6" height="{h}" rx="1.3" fill="{palette.ACCENT}"/>'
        for x, h in ((5, 13), (9, 9), (13, 5.5), (17, 2.8))
    )
    source = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5.5"'
        f' fill="{palette.PANEL}"/>{bars}</svg>'
    )
    return QIcon(_paint(source, QSize(256, 256), 1))


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
