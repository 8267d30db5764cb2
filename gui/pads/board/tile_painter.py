"""Paints one pad: name, marks, waveform, note."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from gui.look import icons, palette
from gui.look.drawing import paint_waveform

_INSET = 9.0


@dataclass(frozen=True)
class TileFace:
    """What a pad shows.

    Parameters
    ----------
    name, note, key : str
        Name, MIDI note such as ``C1 · 36``, and the computer key that plays it.
    label : str
        Its class, which decides its colour.
    peaks : float32, shape (2, T), or None
        Its waveform; None without a sound.
    badges : tuple of (letter, active)
        Small letters, such as M for muted.
    ready : str
        How many new sounds are ready, empty where none are kept.
    is_locked, is_silent, is_waiting : bool
        Whether it is locked, whether hits are silent, whether a sound for it is being made.
    empty_text, waiting_text : str
        Words for a pad without a sound, and for one whose sound is being made.
    """

    name: str
    note: str
    key: str
    label: str
    peaks: NDArray[np.float32] | None
    badges: tuple[str, ...]
    ready: str
    is_locked: bool
    is_silent: bool
    is_waiting: bool
    empty_text: str
    waiting_text: str


@dataclass(frozen=True)
class TileState:
    """How a pad stands: selected, with the keyboard focus, under the pointer or a drag, and how brightly it flashes."""

    is_selected: bool
    has_focus: bool
    is_target: bool
    is_hovered: bool
    flash: float


def paint_tile(painter: QPainter, rect: QRectF, face: TileFace, state: TileState) -> None:
    """Paint a pad into `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    base = QFont(painter.font())
    _paint_card(painter, rect, face, state)
    line = QFontMetricsF(base).height()
    inner = rect.adjusted(_INSET, 7.0, -_INSET, -6.0)
    head = QRectF(inner.left(), inner.top(), inner.width(), line)
    foot = QRectF(inner.left(), inner.bottom() - line, inner.width(), line)
    wave = QRectF(inner.left(), head.bottom() + 3.0, inner.width(), max(0.0, foot.top() - head.bottom() - 6.0))
    _paint_head(painter, head, face, base)
    _paint_wave(painter, wave, face, base)
    _paint_foot(painter, foot, face, base)


def _paint_card(painter: QPainter, rect: QRectF, face: TileFace, state: TileState) -> None:
    colour = QColor(palette.class_colour(face.label))
    ground = QColor(palette.HOVER if state.is_hovered else palette.SELECTED if state.is_selected else palette.RAISED)
    edge = palette.TEXT if state.has_focus else palette.ACCENT if state.is_selected or state.is_target else palette.LINE
    thick = 2.0 if state.has_focus or state.is_selected or state.is_target else 1.0
    card = rect.adjusted(1.0, 1.0, -1.0, -1.0)
    painter.setBrush(ground)
    painter.setPen(QPen(QColor(edge), thick))
    painter.drawRoundedRect(card, 8, 8)
    if state.flash > 0.0:
        colour.setAlphaF(0.45 * state.flash)
        painter.setBrush(colour)
        painter.setPen(QPen(QColor(palette.class_colour(face.label)), 2.0))
        painter.drawRoundedRect(card, 8, 8)


def _paint_head(painter: QPainter, rect: QRectF, face: TileFace, base: QFont) -> None:
    right = rect.right()
    if face.is_locked:
        size = rect.height() * 0.85
        picture = icons.pixmap("locked", palette.MUTED, 16)
        painter.drawPixmap(QRectF(right - size, rect.center().y() - size / 2, size, size), picture, QRectF())
        right -= size + 3.0
    for letter in reversed(face.badges):
        right = _paint_badge(painter, letter, right, rect, base) - 3.0
    dot = rect.height() * 0.42
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.class_colour(face.label)))
    painter.drawEllipse(QRectF(rect.left(), rect.center().y() - dot / 2, dot, dot))
    bold = QFont(base)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(palette.MUTED if face.is_silent else palette.TEXT))
    space = QRectF(rect.left() + dot + 6.0, rect.top(), right - rect.left() - dot - 8.0, rect.height())
    name = QFontMetricsF(bold).elidedText(face.name, Qt.TextElideMode.ElideRight, space.width())
    painter.drawText(space, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def _paint_badge(painter: QPainter, letter: str, right: float, rect: QRectF, base: QFont) -> float:
    """Paint a letter in a box that ends at `right`, and return where it begins."""
    font = _smaller(base, 0.8)
    painter.setFont(font)
    width = max(QFontMetricsF(font).horizontalAdvance(letter) + 8.0, rect.height())
    box = QRectF(right - width, rect.top() + 0.5, width, rect.height() - 1.0)
    painter.setBrush(QColor(palette.WINDOW))
    painter.setPen(QPen(QColor(palette.WARNING), 1.0))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(palette.WARNING))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    return box.left()


def _paint_wave(painter: QPainter, rect: QRectF, face: TileFace, base: QFont) -> None:
    if rect.height() < 8.0:
        return
    if face.peaks is not None:
        painter.setOpacity(0.3 if face.is_silent or face.is_waiting else 1.0)
        paint_waveform(painter, rect, face.peaks, QColor(palette.class_colour(face.label)))
        painter.setOpacity(1.0)
    text = face.waiting_text if face.is_waiting else face.empty_text if face.peaks is None else ""
    if text:
        painter.setFont(_smaller(base, 0.92))
        painter.setPen(QColor(palette.MUTED))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _paint_foot(painter: QPainter, rect: QRectF, face: TileFace, base: QFont) -> None:
    font = _smaller(base, 0.86)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(palette.MUTED))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, face.note)
    right = rect.right()
    width = metrics.horizontalAdvance(face.key) + 10.0
    box = QRectF(right - width, rect.top() + 0.5, width, rect.height() - 1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.OUTLINE), 1.0))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(palette.MUTED))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, face.key)
    if face.ready:
        count = metrics.horizontalAdvance(face.ready)
        space = QRectF(box.left() - count - 6.0, rect.top(), count, rect.height())
        size = rect.height() * 0.85
        if space.left() - size - 3.0 > rect.left() + metrics.horizontalAdvance(face.note):
            picture = icons.pixmap("regenerate", palette.ACCENT, 16)
            corner = QRectF(space.left() - size - 2.0, rect.center().y() - size / 2, size, size)
            painter.drawPixmap(corner, picture, QRectF())
        painter.setPen(QColor(palette.ACCENT))
        painter.drawText(space, Qt.AlignmentFlag.AlignRight | middle, face.ready)


def _smaller(base: QFont, factor: float) -> QFont:
    font = QFont(base)
    font.setPixelSize(max(8, round(QFontInfo(base).pixelSize() * factor)))
    return font
