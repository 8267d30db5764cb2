"""The numbers under the pictures: time in milliseconds, or in seconds where that is much."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.editor.canvas.axis import TimeAxis
from gui.editor.canvas.plot import gutter, right_margin
from gui.look import palette

_SECONDS_FROM_S = 4.0


class Ruler(QWidget):
    """Draws ticks at round times.

    Parameters
    ----------
    axis : TimeAxis
        Which part is seen.
    """

    def __init__(self, axis: TimeAxis) -> None:
        super().__init__()
        self._axis = axis
        axis.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return room for a line of text below the ticks."""
        return QSize(200, self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        """Return the same; a ruler is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many numbers as have room."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.PANEL))
        axis = self._axis
        if not axis.n_samples:
            return
        left = gutter(self.font())
        area = QRectF(left, 0.0, max(1.0, self.width() - left - right_margin(self.font())), float(self.height()))
        unit = 1.0 if axis.span / axis.rate_hz > _SECONDS_FROM_S else 1000.0
        per_unit = axis.rate_hz / unit
        width = painter.fontMetrics().horizontalAdvance("00000.0") * 1.6
        step = round_step(axis.span / per_unit * width / area.width())
        unit_text = self.tr("s") if unit == 1.0 else self.tr("ms")
        box = QRectF(0.0, 5.0, left - 8.0, self.height() - 5.0)
        painter.setPen(QColor(palette.MUTED))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, unit_text)
        decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        for i in range(math.ceil(axis.start / per_unit / step), math.floor(axis.end / per_unit / step + 1e-9) + 1):
            x = axis.x(i * step * per_unit, area)
            painter.setPen(QPen(QColor(palette.OUTLINE), 1.0))
            painter.drawLine(QPointF(x, 0.0), QPointF(x, 4.0))
            painter.setPen(QColor(palette.MUTED))
            text = self.locale().toString(i * step, "f", decimals)
            half = painter.fontMetrics().horizontalAdvance(text) / 2 + 1
            box = QRectF(min(x, self.width() - half) - half, 5.0, 2 * half, self.height() - 5.0)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def round_step(least: float) -> float:
    """Return the smallest of 1, 2 and 5 times a power of ten that is not below `least`."""
    power = float(10.0 ** math.floor(math.log10(least)))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= least * (1 - 1e-9))
