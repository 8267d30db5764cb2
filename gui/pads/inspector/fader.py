"""A fader with its name and its value: one row of the inspector."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSlider

from gui.look import palette
from gui.widgets.parts import label, named

_TRACK = 4.0
_STEPS = 200


class Fader(QSlider):
    """A slider whose bar starts where its value means nothing special; a double click brings it back there.

    Parameters
    ----------
    origin : int
        The value where the bar starts.
    """

    reset = Signal()
    """The user wants the value that means nothing special."""

    def __init__(self, origin: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.origin = origin
        self.is_open = False
        """Whether the value is left open, and shows as such."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(70)

    def sizeHint(self) -> QSize:
        """Return a size that grows with the font."""
        return QSize(120, QFontMetrics(self.font()).height() + 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the handle to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle along."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go."""
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to where the value means nothing special."""
        self.setSliderDown(False)
        self.reset.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, bar and handle in the palette's colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2.0
        track = QRectF(self._x(self.minimum()), middle - _TRACK / 2.0, self._span(), _TRACK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.OUTLINE))
        painter.drawRoundedRect(track, 2, 2)
        if self.is_open or not self.isEnabled():
            self._paint_handle(painter, middle, QColor(palette.RAISED), QColor(palette.MUTED))
            return
        left, right = sorted((self._x(self.origin), self._x(self.value())))
        painter.setBrush(QColor(palette.ACCENT))
        painter.drawRoundedRect(QRectF(left, track.top(), right - left, _TRACK), 2, 2)
        self._paint_handle(painter, middle, QColor(palette.ACCENT), QColor(palette.ACCENT))

    def _paint_handle(self, painter: QPainter, middle: float, fill: QColor, edge: QColor) -> None:
        centre = QPointF(self._x(self.value()), middle)
        painter.setBrush(fill)
        painter.setPen(QPen(edge, 1.5))
        painter.drawEllipse(centre, 5.5, 5.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.TEXT), 2.0))
            painter.drawEllipse(centre, 8.0, 8.0)

    def _span(self) -> float:
        return float(max(1, self.width() - 20))

    def _x(self, value: int) -> float:
        return 10.0 + self._span() * (value - self.minimum()) / max(1, self.maximum() - self.minimum())

    def _follow(self, event: QMouseEvent) -> None:
        part = min(max((event.position().x() - 10.0) / self._span(), 0.0), 1.0)
        self.is_open = False
        before = self.value()
        self.setValue(round(self.minimum() + part * (self.maximum() - self.minimum())))
        if self.value() == before:  # a press on the handle of an open value closes it, too
            self.valueChanged.emit(before)


class FaderRow:
    """Name, fader and value, for a number or for None where the value may be left open.

    Parameters
    ----------
    name : str
        What it is called.
    tip : str
        What it does.
    lowest, highest : float
        The ends of its range.
    rest : float or None
        The value that a double click brings back; None leaves it open.
    start : float or None
        Where the bar starts; None is the lowest value.
    curve : float
        1 is even; more gives small values more room.
    text : callable
        Returns the value as people read it.
    on_change : callable
        Called with the value when the user has changed it.
    """

    def __init__(
        self,
        name: str,
        tip: str,
        *,
        lowest: float,
        highest: float,
        rest: float | None,
        text: Callable[[float | None], str],
        on_change: Callable[[float | None], object],
        start: float | None = None,
        curve: float = 1.0,
    ) -> None:
        self._lowest, self._highest, self._curve = lowest, highest, curve
        self._rest = rest
        self._text = text
        self._on_change = on_change
        self.name = label(name, "caption")
        self.fader = Fader(self._place(lowest if start is None else start))
        self.fader.setRange(0, _STEPS)
        self.fader.setPageStep(_STEPS // 10)
        self.value_label = label("", "caption")
        self.value_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        named(self.fader, name, tip)
        self.name.setToolTip(tip)
        self.fader.valueChanged.connect(self._move)
        self.fader.reset.connect(self._return)
        self.show_value(rest)

    def add_to(self, grid: QGridLayout, row: int) -> None:
        """Put the row into a grid of three columns."""
        for column, widget in enumerate((self.name, self.fader, self.value_label)):
            grid.addWidget(widget, row, column)

    def show_value(self, value: float | None) -> None:
        """Show a value, without a call."""
        self.fader.blockSignals(True)
        self.fader.is_open = value is None
        self.fader.setValue(self.fader.origin if value is None else self._place(value))
        self.fader.blockSignals(False)
        self._tell(value)

    def _tell(self, value: float | None) -> None:
        self.value_label.setText(self._text(value))
        self.fader.setAccessibleDescription(f"{self.fader.toolTip()} ({self._text(value)})")
        self.fader.update()

    def _move(self, place: int) -> None:
        part = (place / _STEPS) ** self._curve
        value = round(self._lowest + part * (self._highest - self._lowest), 3)
        self.fader.is_open = False
        self._tell(value)
        self._on_change(value)

    def _return(self) -> None:
        self.show_value(self._rest)
        self._on_change(self._rest)

    def _place(self, value: float) -> int:
        part = (value - self._lowest) / (self._highest - self._lowest)
        bent: float = min(max(part, 0.0), 1.0) ** (1.0 / self._curve)
        return round(_STEPS * bent)
