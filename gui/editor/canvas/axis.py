"""The one time axis that waveform, spectrogram and ruler share."""

from PySide6.QtCore import QObject, QRectF, Signal

SHORTEST_SPAN = 32
"""The fewest samples that can fill the width."""


class TimeAxis(QObject):
    """Which part of a sound is seen; all positions are in samples, with fractions.

    Parameters
    ----------
    parent : QObject or None
        Qt's owner of this object.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.n_samples = 0
        self.rate_hz = 44_100
        self.start = 0.0
        self.end = 0.0

    @property
    def span(self) -> float:
        """How many samples are seen."""
        return self.end - self.start

    @property
    def is_fitted(self) -> bool:
        """Whether all of the sound is seen."""
        return self.span >= self.n_samples

    def set_extent(self, n_samples: int, rate_hz: int) -> None:
        """Take another sound; what was seen whole stays so, otherwise the same stretch of time is kept."""
        was_fitted = self.is_fitted
        scale = rate_hz / self.rate_hz
        self.n_samples, self.rate_hz = n_samples, rate_hz
        if was_fitted:
            self.show(0.0, n_samples)
        else:
            self.show(self.start * scale, self.end * scale)

    def show(self, start: float, end: float) -> None:
        """Show from sample to sample, as far as there is sound."""
        span = min(max(end - start, SHORTEST_SPAN), float(self.n_samples))
        begin = min(max(start, 0.0), self.n_samples - span)
        self.start, self.end = begin, begin + span
        self.changed.emit()

    def fit(self) -> None:
        """Show everything."""
        self.show(0.0, self.n_samples)

    def zoom(self, factor: float, at: float) -> None:
        """Show `factor` times as many samples and keep sample `at` where it is."""
        span = min(max(self.span * factor, min(SHORTEST_SPAN, self.n_samples)), float(self.n_samples))
        place = (at - self.start) / self.span if self.span else 0.0
        self.show(at - place * span, at - place * span + span)

    def scroll(self, samples: float) -> None:
        """Show what lies later by so many samples."""
        self.show(self.start + samples, self.end + samples)

    def reveal(self, sample: float) -> None:
        """Scroll so far that a sample is seen."""
        if sample < self.start:
            self.scroll(sample - self.start)
        elif sample > self.end:
            self.scroll(sample - self.end)

    def x(self, sample: float, area: QRectF) -> float:
        """Return where a sample is in a picture."""
        return area.left() + (sample - self.start) * area.width() / max(self.span, 1.0)

    def sample(self, x: float, area: QRectF) -> int:
        """Return which sample of the sound is at a place in a picture."""
        position = self.start + (x - area.left()) * self.span / max(area.width(), 1.0)
        return max(0, min(round(position), self.n_samples))
