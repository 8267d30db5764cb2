"""What waveform and spectrogram have in common: the mouse on the time axis, selection, cut parts and play mark."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.editor.canvas.axis import TimeAxis
from gui.editor.canvas.edges import Edges
from gui.editor.canvas.scene import Scene
from gui.editor.canvas.selection import Selection
from gui.look import palette

_NOTCH_FACTOR = 0.8
_NOTCH = 120.0


class TimePlot(QWidget):
    """A picture over time, painted once for each view and covered with what changes often.

    Parameters
    ----------
    axis : TimeAxis
        Which part is seen.
    selection : Selection
        What is selected.
    """

    drag_wished = Signal()
    """The pointer pulls the selected part out of the picture."""

    def __init__(self, axis: TimeAxis, selection: Selection) -> None:
        super().__init__()
        self.axis = axis
        self.selection = selection
        self.scene: Scene | None = None
        self.label = ""  # class, which has a colour; none for a sound to compare with
        self.edges = Edges()
        self._play_sample: float | None = None
        self._drawn: tuple[object, ...] = ()
        self._picture = QPixmap()
        self._pressed: QPointF | None = None
        self._pulls = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        axis.changed.connect(self.update)
        selection.changed.connect(self.update)

    def area(self) -> QRectF:
        """Return where time runs; its left and right are the same in all pictures of the axis."""
        left = gutter(self.font())
        return QRectF(left, 0.0, max(1.0, self.width() - left - right_margin(self.font())), float(self.height()))

    def show_scene(self, scene: Scene | None, label: str) -> None:
        """Draw another sound."""
        self.scene, self.label = scene, label
        self.update()

    def show_edges(self, edges: Edges) -> None:
        """Dim what is cut."""
        self.edges = edges
        self.update()

    def show_played(self, sample: float | None) -> None:
        """Move the play mark; None takes it away. Only the strips of the old and the new place are painted."""
        for each in (self._play_sample, sample):
            if each is not None:
                x = self.axis.x(each, self.area())
                self.update(QRectF(x - 2.0, 0.0, 4.0, float(self.height())).toAlignedRect())
        self._play_sample = sample

    def paint_content(self, painter: QPainter, area: QRectF, scene: Scene) -> None:
        """Paint what changes with sound, view and size only; each kind of plot has its own, a plain one has nothing."""

    def content_key(self) -> tuple[object, ...]:
        """Return what the content depends on beyond sound, view and size."""
        return ()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture, and over it what moves."""
        self._draw_content()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        if self.scene is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.area()
        painter.setClipRect(area)
        self._paint_cut(painter, area)
        self._paint_selection(painter, area)
        if self._play_sample is not None:
            x = self.axis.x(self._play_sample, area)
            painter.fillRect(QRectF(x - 0.75, area.top(), 1.5, area.height()), QColor(palette.TEXT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection; with Shift, move the nearer end of the one there is."""
        if event.button() != Qt.MouseButton.LeftButton or self.scene is None:
            return
        sample = self.axis.sample(event.position().x(), self.area())
        self._pressed = event.position()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        inside = not self.selection.is_empty and self.selection.start < sample < self.selection.end
        self._pulls = inside and not shift  # as in texts, what is selected can be dragged away
        if self._pulls:
            return
        if shift:
            far_end = (self.selection.start, self.selection.end)
            anchor = max(far_end, key=lambda end: abs(end - sample))
            self.selection.select(anchor, sample)
        else:
            self.selection.place(sample)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection, and beyond the picture's sides let the view follow; or drag the selected part out."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._pulls:
            if (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self.drag_wished.emit()
            return
        sample = self.axis.sample(event.position().x(), self.area())
        self.axis.reveal(sample)
        self.selection.extend(sample)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection; a click into it takes it away."""
        if self._pressed is not None and self._pulls:
            self.selection.place(self.axis.sample(event.position().x(), self.area()))
        self._pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; sideways, or with Shift, scroll."""
        if self.scene is None:
            return
        across, along = event.angleDelta().x(), event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not across:
            across, along = along, 0
        if abs(across) > abs(along):
            self.axis.scroll(-across / _NOTCH * self.axis.span * 0.1)
        elif along:
            at = self.axis.sample(event.position().x(), self.area())
            self.axis.zoom(_NOTCH_FACTOR ** (along / _NOTCH), at)
        event.accept()

    def _draw_content(self) -> None:
        ratio = self.devicePixelRatioF()
        ground = palette.PANEL
        key = (
            *(self.scene, self.label, self.axis.start, self.axis.end, self.size(), ratio, self.font().key()),
            *(ground, palette.MUTED, palette.OUTLINE, *self.content_key()),
        )
        if key == self._drawn:
            return
        self._drawn = key
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(QColor(ground))
        if self.scene is not None:
            painter = QPainter(self._picture)
            painter.setFont(self.font())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_content(painter, self.area(), self.scene)
            painter.end()

    def _paint_cut(self, painter: QPainter, area: QRectF) -> None:
        shade = QColor(palette.WINDOW)
        shade.setAlphaF(0.78)
        start, end = self.edges.head, self.axis.n_samples - self.edges.tail
        if self.edges.head:
            painter.fillRect(QRectF(area.topLeft(), QPointF(self.axis.x(start, area), area.bottom())), shade)
        if self.edges.tail:
            painter.fillRect(QRectF(QPointF(self.axis.x(end, area), area.top()), area.bottomRight()), shade)

    def _paint_selection(self, painter: QPainter, area: QRectF) -> None:
        left, right = self.axis.x(self.selection.start, area), self.axis.x(self.selection.end, area)
        line = QColor(palette.ACCENT)
        if not self.selection.is_empty:
            tint = QColor(palette.ACCENT)
            tint.setAlphaF(0.17)
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()), tint)
        painter.setPen(QPen(line, 1.0))
        for x in {left, right}:
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def gutter(font: QFont) -> float:
    """Return the width that texts left of a picture need."""
    return QFontMetricsF(font).horizontalAdvance("10k") + 16.0


def right_margin(font: QFont) -> float:
    """Return the width right of a picture, room for the half of a handle."""
    return QFontMetricsF(font).height() * 0.6
