"""Two bars that show how loud the output is."""

import math
from time import monotonic

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from drumgen.playback.meter import Level
from gui.devices.texts import decibels
from gui.look import palette

FLOOR_DB = -60.0
_WARM_DB = -6.0
_FALL_DB_PER_S = 30.0
_HOLD_S = 1.2
_SPEAK_INTERVAL_S = 1.0
_BAR = 6
_GAP = 3


class LevelBars(QWidget):
    """Left and right level from -60 dB to full scale; bars fall slowly, a line marks the last peak."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Output level"))
        self.setToolTip(self.tr("Level of the output, left and right, from −60 dB to full scale"))
        self._shown_db = [FLOOR_DB, FLOOR_DB]
        self._peak_db = [FLOOR_DB, FLOOR_DB]
        self._peak_at_s = [0.0, 0.0]
        self._looked_at_s = monotonic()
        self._spoke_at_s = 0.0
        self._say(FLOOR_DB)

    @property
    def at_rest(self) -> bool:
        """Whether nothing is shown any more."""
        return max(*self._shown_db, *self._peak_db) <= FLOOR_DB

    def show_level(self, level: Level) -> None:
        """Show the highest levels since this was called last."""
        now_s = monotonic()
        fall_db = _FALL_DB_PER_S * (now_s - self._looked_at_s)
        self._looked_at_s = now_s
        before = (*self._shown_db, *self._peak_db)
        for side, peak in enumerate((level.left, level.right)):
            level_db = to_db(peak)
            self._shown_db[side] = max(level_db, FLOOR_DB, self._shown_db[side] - fall_db)
            if level_db >= self._peak_db[side] or now_s - self._peak_at_s[side] > _HOLD_S:
                self._peak_db[side] = max(level_db, FLOOR_DB)
                self._peak_at_s[side] = now_s
        if (*self._shown_db, *self._peak_db) != before:
            self.update()
        if now_s - self._spoke_at_s > _SPEAK_INTERVAL_S:
            self._spoke_at_s = now_s
            self._say(max(self._peak_db))

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(120, 2 * _BAR + _GAP)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(40, 2 * _BAR + _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - 2 * _BAR - _GAP) / 2
        for side in range(2):
            self._paint_bar(painter, side, QRectF(0, top + side * (_BAR + _GAP), self.width(), _BAR))
        painter.end()

    def _paint_bar(self, painter: QPainter, side: int, area: QRectF) -> None:
        painter.fillRect(area, QColor(palette.LINE))
        for begin_db, end_db, colour in (
            (FLOOR_DB, _WARM_DB, palette.ACCENT),
            (_WARM_DB, 0.0, palette.WARNING),
        ):
            reached_db = min(self._shown_db[side], end_db)
            if reached_db > begin_db:
                left, right = self._place(begin_db), self._place(reached_db)
                painter.fillRect(QRectF(left, area.top(), right - left, area.height()), QColor(colour))
        if self._peak_db[side] > FLOOR_DB:
            place = min(self._place(min(self._peak_db[side], 0.0)), self.width() - 2.0)
            colour = palette.ERROR if self._peak_db[side] > 0.0 else palette.TEXT
            painter.fillRect(QRectF(place, area.top(), 2, area.height()), QColor(colour))

    def _place(self, level_db: float) -> float:
        return self.width() * (level_db - FLOOR_DB) / -FLOOR_DB

    def _say(self, level_db: float) -> None:
        """Put the level in words, for who does not see the bars."""
        quiet = level_db <= FLOOR_DB
        self.setAccessibleDescription(self.tr("Silent") if quiet else self.tr("Peak {0}").format(decibels(level_db)))


def to_db(level: float) -> float:
    """Return a linear level in decibels below full scale, -inf for silence."""
    return 20.0 * math.log10(level) if level > 0.0 else -math.inf
