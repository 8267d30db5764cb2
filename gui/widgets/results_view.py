"""The list of sounds: click plays, arrows move, the star marks, a drag takes WAV files out."""

import time
from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QDrag, QFont, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from gui.look import palette
from gui.look.drawing import paint_waveform
from gui.look.sizes import scaled
from gui.sounds.item import SoundItem
from gui.sounds.model import FavouriteFilter, Index, SoundList, item_at
from gui.widgets.row_painter import RowPainter, places

_FRAME_MS = 33
_DRAG_SIZE = (240, 52)


class ResultsView(QListView):
    """Shows the sounds of a list through its filter.

    Parameters
    ----------
    sounds : SoundList
        The sounds.
    shown : FavouriteFilter
        Decides which of them show.
    """

    play_wished = Signal(object)
    """The `SoundItem` that was clicked."""
    favourite_wished = Signal(object)
    """The `SoundItem` whose star was clicked."""
    current_changed = Signal(object)
    """The `SoundItem` that is current now, or None."""
    selection_changed = Signal()
    played = Signal(float)
    """How far the current sound is while it plays, 0 to 1 and once beyond."""

    def __init__(self, sounds: SoundList, shown: FavouriteFilter) -> None:
        super().__init__()
        self._sounds = sounds
        self._shown: QSortFilterProxyModel = shown
        self._painter = RowPainter(self)
        self._play_start_s = 0.0
        self._frame = QTimer(self, interval=_FRAME_MS)
        self._frame.timeout.connect(self._advance)
        self.context_menu = QMenu(self)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Sounds"))
        self.setModel(shown)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.verticalScrollBar().setSingleStep(20)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    @property
    def current_item(self) -> SoundItem | None:
        """The sound that keys act on, None if there is none."""
        index = self.currentIndex()
        return item_at(index) if index.isValid() else None

    @property
    def selected_items(self) -> list[SoundItem]:
        """The selected sounds, first to last."""
        return [item_at(index) for index in sorted(self.selectedIndexes(), key=lambda index: index.row())]

    def show_item(self, item: SoundItem) -> None:
        """Make a sound the current and only selected one, and scroll to it; nothing happens if it is hidden."""
        index = self._index_of(item)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def show_playing(self, item: SoundItem) -> None:
        """Move a play mark over a sound's waveform."""
        self._update_row(self._painter.playing)
        self._painter.playing = item
        self._play_start_s = time.monotonic()
        self._advance()
        self._frame.start()

    @property
    def playing_item(self) -> SoundItem | None:
        """The sound that is heard, None in silence."""
        return self._painter.playing

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which sound is current now."""
        super().currentChanged(current, previous)
        self.current_changed.emit(item_at(current) if current.isValid() else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play a sound, or mark it if its star is pressed."""
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and index.isValid() and places(self.visualRect(index)).star.contains(event.position()):
            self.favourite_wished.emit(item_at(index))
            return
        super().mousePressEvent(event)
        if plain and index.isValid():
            self.play_wished.emit(item_at(index))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Treat the second press of a quick pair like the first, so that it plays again or begins a drag."""
        self.mousePressEvent(
            QMouseEvent(
                QEvent.Type.MouseButtonPress,
                event.position(),
                event.globalPosition(),
                event.button(),
                event.buttons(),
                event.modifiers(),
            )
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the star under the pointer."""
        self._painter.pointer = event.position()
        super().mouseMoveEvent(event)
        self.viewport().update(self.visualRect(self.indexAt(event.position().toPoint())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with the selected sounds."""
        if self.selectedIndexes():
            self.context_menu.popup(event.globalPos())

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the selected sounds out as files; the model has written them."""
        indexes = [self._shown.mapToSource(index) for index in self.selectedIndexes()]
        data = self._sounds.mimeData(indexes)
        if not data.hasUrls():
            return
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(_drag_picture(self.selected_items, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(20, 20))
        drag.exec(Qt.DropAction.CopyAction)

    def _index_of(self, item: SoundItem) -> QModelIndex:
        if item not in self._sounds.items:
            return QModelIndex()
        return self._shown.mapFromSource(self._sounds.index(self._sounds.items.index(item)))

    def _advance(self) -> None:
        item = self._painter.playing
        if item is None:
            return
        fraction = (time.monotonic() - self._play_start_s) / max(item.duration_s, 1e-3)
        self._painter.played_fraction = fraction
        self._update_row(item)
        if item is self.current_item:
            self.played.emit(fraction)
        if fraction >= 1.0:
            self._painter.playing = None
            self._frame.stop()

    def _update_row(self, item: SoundItem | None) -> None:
        if item is not None:
            self.update(self._index_of(item))


def _drag_picture(items: Sequence[SoundItem], ratio: float) -> QPixmap:
    width, height = (scaled(side) for side in _DRAG_SIZE)
    picture = QPixmap(int(width * ratio), int(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = picture.deviceIndependentSize()
    painter.setBrush(QColor(palette.RAISED))
    painter.setPen(QColor(palette.ACCENT))
    painter.drawRoundedRect(1, 1, int(frame.width()) - 2, int(frame.height()) - 2, 8, 8)
    font = QFont(painter.font())
    font.setPixelSize(scaled(13))
    painter.setFont(font)
    painter.setPen(QColor(palette.TEXT))
    many = QCoreApplication.translate("ResultsView", "%n sounds", "", len(items))
    text = f"{items[0].title} {items[0].seed}.wav" if len(items) == 1 else many
    painter.drawText(14, scaled(20), text)
    area = picture.rect().toRectF()
    area.setSize(frame)
    colour = QColor(palette.class_colour(items[0].label))
    paint_waveform(painter, area.adjusted(14, scaled(26), -14, -6), items[0].take.picture.peaks, colour)
    painter.end()
    return picture
