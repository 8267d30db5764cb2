"""The grips of trim and fades: dragged with the mouse, moved with the arrows, named for screen readers."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from gui.editor.canvas.edges import Grip
from gui.look import palette


class Handle(QSlider):
    """A grip at one time; as a slider it has keys and speaks its value, in milliseconds.

    Parameters
    ----------
    grip : Grip
        What it moves.
    parent : QWidget
        The picture that it stands on.
    """

    pulled = Signal(float)
    """Wished place in the parent's points, while the pointer moves."""
    released = Signal()
    """The pointer let go."""
    nudged = Signal(int)
    """Wished change in milliseconds, by a key."""
    reached = Signal()
    """The keyboard focus came."""

    def __init__(self, grip: Grip, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.grip = grip
        self._offset = 0.0
        self._shown_ms = 0
        self._is_seen = True
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self._tell)

    @property
    def is_trim(self) -> bool:
        """Whether it cuts; else it fades."""
        return self.grip in (Grip.START, Grip.END)

    def show_at(self, x: float, time_ms: float, longest_ms: float, area: QRectF) -> None:
        """Stand at a place of the parent that means a time; beyond the area it waits, hollow, at the border."""
        self._is_seen = area.left() - 1.0 <= x <= area.right() + 1.0
        x = min(max(x, area.left()), area.right())
        self.blockSignals(True)
        self.setRange(0, round(longest_ms))
        self.setValue(round(time_ms))
        self._shown_ms = self.value()
        self.blockSignals(False)
        size = round(self.fontMetrics().height() * 1.1)
        y = area.bottom() - size * 0.5 if self.is_trim else area.top() - size * 0.5
        self.setGeometry(round(x - size / 2), round(y), size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a flag for a cut, a ball for a fade."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2.0, 2.0, -2.0, -2.0)
        painter.setBrush(QColor(palette.ACCENT if self._is_seen else palette.PANEL))
        painter.setPen(QPen(QColor(palette.TEXT if self.hasFocus() else palette.ON_ACCENT), 2.0))
        if not self._is_seen and not self.hasFocus():
            painter.setPen(QPen(QColor(palette.ACCENT), 1.5))
        if not self.is_trim:
            painter.drawEllipse(box)
            return
        middle = box.center().x()
        tip = QPointF(middle, box.top())
        painter.drawPolygon(QPolygonF([tip, box.bottomRight(), box.bottomLeft()]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the grip."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._offset = event.position().x() - self.width() / 2
            self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self.isSliderDown():
            self.pulled.emit(self.mapToParent(event.position()).x() - self._offset)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self.isSliderDown():
            self.setSliderDown(False)
            self.released.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the picture, which zooms."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand in front of the other grips."""
        self.raise_()
        super().focusInEvent(event)
        self.reached.emit()

    def _tell(self, value: int) -> None:
        if not self.isSliderDown() and value != self._shown_ms:
            self.nudged.emit(value - self._shown_ms)
