"""Paints one row of the list: play mark, name, waveform, spectrogram, star."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from drumgen.midi.gm_drums import note_for_label, note_name
from gui.look import icons, palette
from gui.look.drawing import paint_waveform
from gui.look.sizes import scaled
from gui.sounds.item import SoundItem
from gui.sounds.model import item_at

_ROW_HEIGHT = 60
_INSET = 6
_NAME_WIDTH = 172  # like all sizes here for text of usual size
_SPECTRUM_WIDTH = 132
_STAR_SIZE = 18


def row_height() -> int:
    """Return the height of a row."""
    return scaled(_ROW_HEIGHT)


@dataclass(frozen=True)
class Places:
    """Where the parts of a row lie, in the list's coordinates."""

    card: QRectF
    play: QRectF
    name: QRectF
    wave: QRectF
    spectrum: QRectF
    star: QRectF


def places(rect: QRect) -> Places:
    """Return the places of the parts in the row that takes `rect`; a narrow row leaves the spectrogram out."""
    card = QRectF(rect).adjusted(_INSET, 2, -_INSET, -2)
    middle = card.center().y()
    play = QRectF(card.left() + 14, middle - 15, 30, 30)
    name = QRectF(play.right() + 12, card.top(), scaled(_NAME_WIDTH), card.height())
    star = QRectF(card.right() - 40, card.top(), 40, card.height())
    width = _SPECTRUM_WIDTH if card.width() > 620 else 0
    spectrum = QRectF(star.left() - 4 - width, card.top() + 8, width, card.height() - 16)
    wave = QRectF(name.right() + 8, card.top() + 6, max(0.0, spectrum.left() - name.right() - 20), card.height() - 12)
    return Places(card, play, name, wave, spectrum, star)


class RowPainter(QStyledItemDelegate):
    """Draws rows; knows which one sounds and how far it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.playing: SoundItem | None = None
        self.played_fraction = 0.0
        self.pointer = QPointF(-1.0, -1.0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of every row."""
        return QSize(320, row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        item = item_at(index)
        state = option.state
        spot = places(option.rect)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_card(painter, spot, state, hovered)
        self._paint_play(painter, spot, item, hovered)
        self._paint_name(painter, spot, item)
        if item.is_waiting:
            painter.setOpacity(0.3)
        self._paint_sound(painter, spot, item)
        painter.setOpacity(1.0)
        self._paint_star(painter, spot, item, hovered)
        painter.restore()

    def _paint_card(self, painter: QPainter, spot: Places, state: QStyle.StateFlag, hovered: bool) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if not (selected or focused or hovered):
            return
        painter.setBrush(QColor(palette.SELECTED if selected else palette.PANEL))
        painter.setPen(QPen(QColor(palette.ACCENT), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(spot.card.adjusted(1, 1, -1, -1), 8, 8)

    def _paint_play(self, painter: QPainter, spot: Places, item: SoundItem, hovered: bool) -> None:
        colour = QColor(palette.class_colour(item.label))
        active = hovered or item is self.playing
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if active else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(spot.play.adjusted(1, 1, -1, -1))
        picture = icons.pixmap("play", palette.WINDOW if active else colour.name(), 16)
        painter.drawPixmap(spot.play.center() - QPointF(8, 8), picture)

    def _paint_name(self, painter: QPainter, spot: Places, item: SoundItem) -> None:
        title = QFont(painter.font())
        title.setPixelSize(scaled(14))
        title.setWeight(QFont.Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(QColor(palette.TEXT))
        flags = Qt.AlignmentFlag.AlignLeft
        above, below = (
            spot.name.adjusted(0, scaled(9), 0, -spot.name.height() / 2),
            spot.name.adjusted(0, scaled(31), 0, 0),
        )
        painter.drawText(above, flags | Qt.AlignmentFlag.AlignVCenter, item.title)
        note = note_for_label(item.label)
        if item.on_pad and note is not None:
            left = above.left() + QFontMetricsF(title).horizontalAdvance(item.title) + 8
            self._paint_badge(painter, QPointF(left, above.center().y()), note_name(note))
        small = QFont(title)
        small.setPixelSize(scaled(12))
        small.setWeight(QFont.Weight.Normal)
        painter.setFont(small)
        painter.setPen(QColor(palette.MUTED))
        seed = self.tr("seed {seed}").format(seed=item.seed)
        length = QLocale().toString(item.duration_s, "f", 2)
        detail = seed_and_length(seed, f"  ·  {length} s", QFontMetricsF(small), below.width())
        painter.drawText(below, flags, self.tr("regenerating …") if item.is_waiting else detail)

    def _paint_badge(self, painter: QPainter, middle_left: QPointF, text: str) -> None:
        font = QFont(painter.font())
        font.setPixelSize(scaled(11))
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(text) + 12
        height = scaled(17)
        box = QRectF(middle_left.x(), middle_left.y() - height / 2.0, width, height)
        painter.setBrush(QColor(palette.ACCENT_DIM))
        painter.setPen(QPen(QColor(palette.ACCENT), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(palette.TEXT))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_sound(self, painter: QPainter, spot: Places, item: SoundItem) -> None:
        picture = item.take.picture
        colour = QColor(palette.class_colour(item.label))
        if spot.wave.width() > 20:
            paint_waveform(painter, spot.wave, picture.peaks, colour)
            if item is self.playing:
                x = spot.wave.left() + self.played_fraction * spot.wave.width()
                painter.setPen(QPen(QColor(palette.TEXT), 1.5))
                painter.drawLine(QPointF(x, spot.wave.top()), QPointF(x, spot.wave.bottom()))
        if spot.spectrum.width() > 0:
            painter.drawImage(spot.spectrum, picture.spectrum)

    def _paint_star(self, painter: QPainter, spot: Places, item: SoundItem, hovered: bool) -> None:
        pointed = hovered and spot.star.contains(self.pointer)
        if not (item.favourite or hovered):
            return
        name, colour = ("star_full", palette.STAR) if item.favourite else ("star", palette.MUTED)
        corner = spot.star.center() - QPointF(_STAR_SIZE / 2, _STAR_SIZE / 2)
        painter.drawPixmap(corner, icons.pixmap(name, palette.STAR if pointed else colour, _STAR_SIZE))


def seed_and_length(seed: str, length: str, metrics: QFontMetricsF, width: float) -> str:
    """Return both texts after each other; a seed that many digits make too long for `width` is shortened inside."""
    room = width - metrics.horizontalAdvance(length)
    return metrics.elidedText(seed, Qt.TextElideMode.ElideMiddle, room) + length
