"""Paints the table's cells: play mark, class with its colour, tags as small plates, star."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from drumgen.library.entry import Entry
from gui.library.table.model import Column, Role
from gui.look import icons, palette

_PADDING = 8.0


class CellPainter(QStyledItemDelegate):
    """Draws the cells; knows which sound is heard.

    Parameters
    ----------
    parent : QWidget
        The table.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.playing: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell; rows grow with the font."""
        return QSize(60, row_height(option.fontMetrics.height()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        entry = index.data(Role.ENTRY)
        state, rect = option.state, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.SELECTED))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.PANEL))
        if index.column() == Column.PLAY and self._is_current(index):
            painter.fillRect(QRectF(rect.left(), rect.top() + 3.0, 3.0, rect.height() - 6.0), QColor(palette.ACCENT))
        painter.setFont(option.font)
        if entry is None:
            if index.column() == Column.TITLE:
                part = rect.height() * 0.38  # a bar where the title will be
                painter.fillRect(_inner(rect).adjusted(0, part, -60, -part), QColor(palette.RAISED))
        else:
            self._paint_entry(painter, rect, index, entry)
        painter.restore()

    def _is_current(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        table = self.parent()
        return isinstance(table, QTableView) and table.hasFocus() and table.currentIndex().row() == index.row()

    def _paint_entry(
        self, painter: QPainter, rect: QRectF, index: QModelIndex | QPersistentModelIndex, entry: Entry
    ) -> None:
        column = Column(index.column())
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if column is Column.PLAY:
            self._paint_play(painter, rect, entry)
        elif column is Column.TITLE:
            font = QFont(painter.font())
            font.setWeight(QFont.Weight.DemiBold)
            _write(painter, rect, text, palette.MUTED if entry.removed else palette.TEXT, font)
        elif column is Column.CLASS:
            middle = QPointF(rect.left() + _PADDING + 4.0, rect.center().y())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.class_colour(entry.label)))
            painter.drawEllipse(middle, 3.5, 3.5)
            _write(painter, rect.adjusted(14.0, 0, 0, 0), text, palette.TEXT)
        elif column is Column.TAGS:
            self._paint_tags(painter, rect, entry)
        elif column is Column.FAVOURITE:
            if entry.favourite:
                picture = icons.pixmap("star_full", palette.STAR, 16)
                painter.drawPixmap(rect.center() - QPointF(8.0, 8.0), picture)
        else:
            right = column in (Column.LENGTH, Column.DISTANCE)
            _write(painter, rect, text, palette.MUTED, right=right)

    def _paint_play(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        colour = QColor(palette.class_colour(entry.label))
        radius = min(rect.height() * 0.5 - 6.0, 11.0)
        heard = entry.id == self.playing
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if heard else Qt.BrushStyle.NoBrush)
        middle = rect.center() + QPointF(2.0, 0.0)
        painter.drawEllipse(middle, radius, radius)
        picture = icons.pixmap("play", palette.WINDOW if heard else colour.name(), 12)
        painter.drawPixmap(middle - QPointF(6.0, 6.0), picture)

    def _paint_tags(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        metrics = QFontMetricsF(painter.font())
        left, high = rect.left() + _PADDING, metrics.height() + 4.0
        for place, tag in enumerate(entry.tags):
            width = metrics.horizontalAdvance(tag) + 14.0
            rest = len(entry.tags) - place
            if left + width > rect.right() - (0.0 if rest == 1 else 30.0):
                room = rect.right() - left
                if place == 0 and room > 40.0:
                    tag = metrics.elidedText(tag, Qt.TextElideMode.ElideRight, room - 22.0)
                    width = metrics.horizontalAdvance(tag) + 14.0
                else:
                    _write(painter, QRectF(left - _PADDING, rect.top(), 60.0, rect.height()), f"+{rest}", palette.MUTED)
                    return
            plate = QRectF(left, rect.center().y() - high / 2.0, width, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.RAISED))
            painter.drawRoundedRect(plate, 5.0, 5.0)
            painter.setPen(QColor(palette.TEXT))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, tag)
            left += width + 5.0


def row_height(text_height: int) -> int:
    """Return how high rows are for a font whose lines are so high."""
    return max(round(text_height * 2.1), 34)


def _inner(rect: QRectF) -> QRectF:
    return rect.adjusted(_PADDING, 0, -_PADDING, 0)


def _write(
    painter: QPainter, rect: QRectF, text: str, colour: str, font: QFont | None = None, *, right: bool = False
) -> None:
    if font is not None:
        painter.setFont(font)
    room = _inner(rect)
    short = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, short)
