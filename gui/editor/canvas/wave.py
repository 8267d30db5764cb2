"""The waveform, which also takes the keyboard."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.editor.canvas.axis import TimeAxis
from gui.editor.canvas.plot import TimePlot
from gui.editor.canvas.scene import Scene, column_peaks
from gui.editor.canvas.selection import Selection
from gui.look import palette
from gui.look.drawing import paint_waveform

_CURVE_SAMPLES_A_POINT = 0.7
_STEP_POINTS = 4.0
_BIG_STEP = 10
_FADE_POINTS = 48


class WavePlot(TimePlot):
    """Draws the samples and is the place where arrows move and select.

    Parameters
    ----------
    axis : TimeAxis
        Which part is seen.
    selection : Selection
        What is selected.
    """

    def __init__(self, axis: TimeAxis, selection: Selection) -> None:
        super().__init__(axis, selection)
        self._drop_marked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(self.fontMetrics().height() * 5)

    def show_drop(self, marked: bool) -> None:
        """Show a frame while a file hangs over the editor."""
        self._drop_marked = marked
        self.update()

    def area(self) -> QRectF:
        """Return where time runs, with room for the grips above and below."""
        room = self.fontMetrics().height() * 0.7
        return super().area().adjusted(0.0, room, 0.0, -room)

    def content_key(self) -> tuple[object, ...]:
        """Return the colour of the curve."""
        return (self._ink(), palette.DISABLED)

    def paint_content(self, painter: QPainter, area: QRectF, scene: Scene) -> None:
        """Paint a lane for each channel: an outline from afar, a curve from near."""
        n_lanes = scene.lanes.shape[0]
        height = area.height() / n_lanes
        lanes = [QRectF(area.left(), area.top() + i * height, area.width(), height) for i in range(n_lanes)]
        for lane in lanes:
            self._paint_scale(painter, lane.adjusted(0.0, 2.0, 0.0, -2.0))
        painter.setClipRect(area)
        if self.axis.span / area.width() < _CURVE_SAMPLES_A_POINT:
            self._paint_curves(painter, lanes, scene)
        else:
            columns = max(2, int(area.width()))
            peaks = column_peaks(scene, self.axis.start, self.axis.end, columns)
            for i, lane in enumerate(lanes):
                paint_waveform(painter, lane.adjusted(0.0, 2.0, 0.0, -2.0), peaks[:, i], QColor(self._ink()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the waveform, the fades and the ring of the keyboard focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.scene is not None:
            self._paint_fades(painter, self.area())
        if self.hasFocus() or self._drop_marked:
            painter.setClipping(False)
            line = Qt.PenStyle.DashLine if self._drop_marked else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(palette.ACCENT), 2.0, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0), 5.0, 5.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, with Shift the selection's end, with Control in bigger steps."""
        ways = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Home: -self.axis.n_samples,
            Qt.Key.Key_End: self.axis.n_samples,
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.axis.scroll(self.axis.span * (0.5 if key == Qt.Key.Key_PageDown else -0.5))
        elif key in ways and self.scene is not None:
            self._move(ways[key], event.modifiers())
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move in this picture from becoming shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            move = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
            if event.key() in (*move, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                event.accept()
                return True
        return QWidget.event(self, event)

    def _move(self, way: int, modifiers: Qt.KeyboardModifier) -> None:
        step = max(1.0, self.axis.span / self.area().width() * _STEP_POINTS)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            step *= _BIG_STEP
        target = round(self.selection.moving + way * step)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.selection.extend(target)
        elif self.selection.is_empty or abs(way) > 1:
            self.selection.place(target)
        else:  # as in texts, an arrow first leaves the selection at its end on that side
            self.selection.place(self.selection.start if way < 0 else self.selection.end)
        self.axis.reveal(self.selection.moving)

    def _ink(self) -> str:
        return palette.class_colour(self.label) if self.label else palette.MUTED

    def _paint_scale(self, painter: QPainter, lane: QRectF) -> None:
        text_height = painter.fontMetrics().height()
        painter.setPen(QColor(palette.MUTED))
        for y, text in ((lane.top() + text_height / 2, "1"), (lane.center().y(), "0")):
            box = QRectF(0.0, y - text_height / 2, lane.left() - 8.0, text_height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QPen(QColor(palette.LINE), 1.0))
        for y in (lane.top(), lane.center().y(), lane.bottom()):
            painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))

    def _paint_curves(self, painter: QPainter, lanes: Sequence[QRectF], scene: Scene) -> None:
        first = max(0, int(self.axis.start) - 1)
        last = min(scene.n_samples, int(self.axis.end) + 2)
        x = [self.axis.x(float(i), lanes[0]) for i in range(first, last)]
        dots = lanes[0].width() / self.axis.span > 8.0
        for lane, samples in zip(lanes, scene.lanes[:, first:last], strict=True):
            y = lane.center().y() - np.clip(samples, -1.0, 1.0) * (lane.height() / 2 - 2.0)
            points = [QPointF(a, float(b)) for a, b in zip(x, y, strict=True)]
            painter.setPen(QPen(QColor(self._ink()), 1.5))
            painter.drawLines([QLineF(a, b) for a, b in pairwise(points)])  # several times as fast as one polyline
            if dots:
                painter.setPen(QPen(QColor(self._ink()), 5.0, c=Qt.PenCapStyle.RoundCap))
                painter.drawPoints(points)

    def _paint_fades(self, painter: QPainter, area: QRectF) -> None:
        n_samples, edges = self.axis.n_samples, self.edges
        end = n_samples - edges.tail
        painter.setClipRect(area)
        if edges.fade_in:
            self._paint_fade(painter, area, edges.head, edges.head + edges.fade_in)
        if edges.fade_out:
            self._paint_fade(painter, area, end, end - edges.fade_out)

    def _paint_fade(self, painter: QPainter, area: QRectF, silent: int, full: int) -> None:
        """Dim what a raised cosine between two samples takes away, above and below."""
        way = np.linspace(0.0, 1.0, _FADE_POINTS)
        reach = (0.5 - 0.5 * np.cos(np.pi * way)) * area.height() / 2
        x = self.axis.x(silent, area) + way * (self.axis.x(full, area) - self.axis.x(silent, area))
        shade = QColor(palette.WINDOW)
        shade.setAlphaF(0.78)
        for side, border in ((-1.0, area.top()), (1.0, area.bottom())):
            line = [QPointF(float(a), area.center().y() + side * float(b)) for a, b in zip(x, reach, strict=True)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawPolygon(QPolygonF([*line, QPointF(float(x[0]), border)]))
            painter.setPen(QPen(QColor(palette.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(line))
