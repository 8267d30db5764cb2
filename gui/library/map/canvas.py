"""The field of points itself: zoom, pan, hover, select, drag, and the way through it by keys."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from drumgen.library.entry import MapPoints
from gui.library.map.camera import Camera
from gui.library.map.finding import row_at, row_towards, rows_near
from gui.library.map.plot import disc_radius, map_picture
from gui.look import palette

HOVER_MS = 45
_REACH = 14.0  # points around the pointer
_WHEEL = 1.0016
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_NO_POINTS = MapPoints(
    np.zeros(0, dtype=np.int64), np.zeros((0, 2), dtype=np.float32), (), np.zeros(0, dtype=np.int64), False
)


class MapCanvas(QWidget):
    """A zoomable field of points, one for each sound."""

    hovered = Signal(int)
    """The sound on which the pointer came to rest."""
    selected = Signal(object)
    """A tuple with the numbers of the selected sounds, the latest one last."""
    play_wished = Signal(int)
    """The sound to be heard."""
    open_wished = Signal(int)
    """The sound to be edited."""
    copy_wished = Signal()
    """The selected sounds' files are to be copied."""
    drag_wished = Signal()
    """The selected sounds are dragged out."""
    spot_chosen = Signal(QPointF)
    """A place (0 to 1) where something is wished, from the menu."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Map of sounds"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(220, 200)
        self.context_menu = QMenu(self)
        self._points = _NO_POINTS
        self._shown: NDArray[np.bool_] | None = None
        self._camera = Camera(QSizeF(self.size()))
        self._picture: QImage | None = None
        self._selection: tuple[int, ...] = ()
        self._under: int | None = None
        self._pressed: QPointF | None = None
        self._pressed_on: int | None = None
        self._hover = QTimer(self, singleShot=True, interval=HOVER_MS)
        self._hover.timeout.connect(self._tell_hovered)

    @property
    def points(self) -> MapPoints:
        """What is drawn."""
        return self._points

    @property
    def selection(self) -> tuple[int, ...]:
        """The numbers of the selected sounds, the latest one last."""
        return self._selection

    @property
    def camera(self) -> Camera:
        """What part of the map shows."""
        return self._camera

    def sizeHint(self) -> QSize:
        """Return a size that shows the points well."""
        return QSize(420, 420)

    def set_points(self, points: MapPoints) -> None:
        """Show other points; sounds that are still there stay selected."""
        self._points, self._shown, self._under = points, None, None
        there = {int(each) for each in points.ids}
        self._choose(tuple(each for each in self._selection if each in there))
        self._renew()

    def set_shown(self, ids: NDArray[np.int64] | None) -> None:
        """Let only these sounds stand out; None means all."""
        self._shown = None if ids is None else np.isin(self._points.ids, ids)
        self._renew()

    def select(self, ids: Sequence[int]) -> None:
        """Select sounds without telling; the latest one comes into view."""
        there = [each for each in ids if self._row(each) is not None]
        self._selection = tuple(there)
        if there:
            self._camera = self._camera.showing(self._place(there[-1]))
            self._picture = None
        self.update()

    def nearest(self, point: QPointF) -> int | None:
        """Return the sound at a point on the screen, None if there is none in reach."""
        screen = self._camera.to_screen(self._points.places)
        row = row_at(screen, point.x(), point.y(), reach=_REACH, shown=self._shown)
        return None if row is None else int(self._points.ids[row])

    def near(self, place: tuple[float, float], count: int) -> list[int]:
        """Return the sounds nearest to a place of the map, nearest first."""
        return [int(each) for each in self._points.ids[rows_near(self._points.places, *place, count)]]

    def place_of(self, sound_id: int) -> tuple[float, float] | None:
        """Return where a sound lies, None if it is not on the map."""
        return None if self._row(sound_id) is None else self._place(sound_id)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Look closer, or from farther away, at a point on the screen or the middle."""
        self._look(self._camera.zoomed(factor, at or QRectF(self.rect()).center()))

    def show_all(self) -> None:
        """Show the whole map."""
        self._look(Camera(QSizeF(self.size())))

    def step(self, direction: tuple[float, float], *, extend: bool = False) -> None:
        """Select the nearest sound in a direction; with `extend` the first one of the selection stays selected too."""
        if len(self._points.ids) == 0:
            return
        if not self._selection:
            middle = QRectF(self.rect()).center()
            (first,) = self.near(self._camera.to_place(middle), 1)
            self._go(first, ())
            return
        current = self._row(self._selection[-1])
        screen = self._camera.to_screen(self._points.places)
        found = None if current is None else row_towards(screen, current, direction)
        if found is not None:
            self._go(int(self._points.ids[found]), self._selection[:1] if extend else ())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the points, the selection, and the line between two selected ones."""
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = map_picture(self._points, self._camera, self._shown, radius=self._radius(), ratio=ratio)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spots = [self._spot(each) for each in self._selection]
        if len(spots) == 2:
            painter.setPen(QPen(QColor(palette.ACCENT), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(*spots)
        for spot in spots:
            self._ring(painter, spot, QColor(palette.TEXT), 2.0, 5.0)
        if self._under is not None and self._under not in self._selection:
            self._ring(painter, self._spot(self._under), QColor(palette.MUTED), 1.5, 4.0)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the map to the new size."""
        self._look(self._camera.resized(QSizeF(event.size())))

    def changeEvent(self, event: QEvent) -> None:
        """Draw in other colours when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._renew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self.zoom(_WHEEL ** event.angleDelta().y(), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select and play the sound under the pointer; Ctrl or Shift keeps the one that is selected."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._pressed_on = event.position(), self.nearest(event.position())
        if self._pressed_on is None:
            return
        several = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        kept = tuple(each for each in self._selection if each != self._pressed_on) if several else ()
        if several or self._pressed_on not in self._selection:
            self._choose((*kept, self._pressed_on))
        self.play_wished.emit(self._pressed_on)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover, pan, or begin a drag."""
        if self._pressed is None:
            self._look_under(event.position())
            return
        moved = event.position() - self._pressed
        if self._pressed_on is None:
            self._look(self._camera.panned(moved.x(), moved.y()))
            self._pressed = event.position()
        elif moved.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.drag_wished.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning."""
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a sound in the editor, or look closer at a place without one."""
        found = self.nearest(event.position())
        if found is None:
            self.zoom(2.0, event.position())
        else:
            self.open_wished.emit(found)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        self._under = None
        self._hover.stop()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done here."""
        self.spot_chosen.emit(QPointF(*self._camera.to_place(QPointF(event.pos()))))
        self.context_menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Claim the keys that mean something here before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the map, play, open, zoom."""
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        if direction is not None:
            self.step(direction, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Space and self._selection:
            self.play_wished.emit(self._selection[-1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selection:
            self.open_wished.emit(self._selection[-1])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(1.25 if event.key() == Qt.Key.Key_Plus else 0.8)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wished.emit()
        elif event.key() == Qt.Key.Key_0:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def _go(self, sound_id: int, kept: tuple[int, ...]) -> None:
        self._camera = self._camera.showing(self._place(sound_id))
        self._picture = None
        self._choose((*(each for each in kept if each != sound_id), sound_id))
        self.hovered.emit(sound_id)

    def _choose(self, ids: tuple[int, ...]) -> None:
        if ids != self._selection:
            self._selection = ids
            self.selected.emit(ids)
        self.update()

    def _look_under(self, point: QPointF) -> None:
        under = self.nearest(point)
        if under != self._under:
            self._under = under
            self.update()
            if under is None:
                self._hover.stop()
            else:
                self._hover.start()

    def _tell_hovered(self) -> None:
        if self._under is not None:
            self.hovered.emit(self._under)

    def _look(self, camera: Camera) -> None:
        self._camera = camera
        self._renew()

    def _renew(self) -> None:
        self._picture = None
        self.update()

    def _row(self, sound_id: int) -> int | None:
        rows = np.flatnonzero(self._points.ids == sound_id)
        return int(rows[0]) if len(rows) else None

    def _place(self, sound_id: int) -> tuple[float, float]:
        x, y = self._points.places[self._row(sound_id)]
        return float(x), float(y)

    def _spot(self, sound_id: int) -> QPointF:
        (spot,) = self._camera.to_screen(np.asarray([self._place(sound_id)], dtype=np.float32))
        return QPointF(*spot)

    def _radius(self) -> float:
        return disc_radius(len(self._points.ids), self.width(), self.height(), self._camera.zoom)

    def _ring(self, painter: QPainter, spot: QPointF, colour: QColor, width: float, beyond: float) -> None:
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(spot, self._radius() + beyond, self._radius() + beyond)


def _is_ours(event: QKeyEvent) -> bool:
    keys = {*_DIRECTIONS, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus, Qt.Key.Key_Minus}
    if event.matches(QKeySequence.StandardKey.Copy):
        return True
    return event.key() in keys or (event.key() == Qt.Key.Key_0 and not event.modifiers())
