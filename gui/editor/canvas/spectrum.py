"""The spectrogram below the waveform."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gui.editor.canvas.axis import TimeAxis
from gui.editor.canvas.plot import TimePlot
from gui.editor.canvas.scene import LOWEST_HZ, Scene, Spectrum
from gui.editor.canvas.selection import Selection
from gui.look import palette
from gui.look.drawing import colour_image

_FREQUENCIES = ((100.0, "100"), (1000.0, "1k"), (10000.0, "10k"))


class SpectrumPlot(TimePlot):
    """Draws the spectrum over time; of long sounds a finer one when it is given for what is seen.

    Parameters
    ----------
    axis : TimeAxis
        Which part is seen.
    selection : Selection
        What is selected.
    """

    def __init__(self, axis: TimeAxis, selection: Selection) -> None:
        super().__init__(axis, selection)
        self._detail: Spectrum | None = None
        self.setMinimumHeight(self.fontMetrics().height() * 4)

    def show_scene(self, scene: Scene | None, label: str) -> None:
        """Draw another sound."""
        self._detail = None
        super().show_scene(scene, label)

    def show_detail(self, detail: Spectrum) -> None:
        """Draw a part of the sound more finely."""
        self._detail = detail
        self.update()

    def content_key(self) -> tuple[object, ...]:
        """Return what is drawn more finely, and the colours."""
        return (self._detail, palette.SPECTRUM)

    def paint_content(self, painter: QPainter, area: QRectF, scene: Scene) -> None:
        """Paint the levels as an image that is stretched over the time it covers."""
        painter.save()
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for spectrum in (scene.spectrum, self._detail):
            if spectrum is not None:
                image = colour_image(spectrum.levels_db)
                left, right = self.axis.x(spectrum.start, area), self.axis.x(spectrum.end, area)
                _draw_part(painter, image, QRectF(left, area.top(), right - left, area.height()), area)
        painter.restore()
        self._paint_scale(painter, area, scene.rate_hz / 2.0)

    def _paint_scale(self, painter: QPainter, area: QRectF, highest_hz: float) -> None:
        height = painter.fontMetrics().height()
        for frequency_hz, text in _FREQUENCIES:
            if frequency_hz >= highest_hz:
                continue
            y = area.bottom() - area.height() * math.log(frequency_hz / LOWEST_HZ) / math.log(highest_hz / LOWEST_HZ)
            top = min(max(y - height / 2, 0.0), area.height() - height)
            painter.setPen(QColor(palette.MUTED))
            box = QRectF(0.0, top, area.left() - 8.0, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(QPen(QColor(palette.OUTLINE), 1.0))
            painter.drawLine(QPointF(area.left() - 5.0, y), QPointF(area.left(), y))


def _draw_part(painter: QPainter, image: QImage, whole: QRectF, area: QRectF) -> None:
    """Draw what of an image stretched over `whole` lies in `area`; only that is scaled, however deep the zoom."""
    part = whole.intersected(area)
    if part.isEmpty():
        return
    per_point = image.width() / whole.width()
    first = float(np.floor((part.left() - whole.left()) * per_point))
    last = float(np.ceil((part.right() - whole.left()) * per_point))
    source = QRectF(first, 0.0, last - first, float(image.height()))
    target = QRectF(whole.left() + first / per_point, whole.top(), (last - first) / per_point, whole.height())
    painter.drawImage(target, image, source)
