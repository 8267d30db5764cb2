"""What part of the map shows: from places (0 to 1) to points on the screen and back."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSizeF

Places = NDArray[np.float32]
Screen = NDArray[np.float64]

CLOSEST = 60.0
_MARGIN = 22.0


@dataclass(frozen=True)
class Camera:
    """A view of the map.

    Parameters
    ----------
    size : QSizeF
        Of the widget.
    zoom : float
        1 shows the whole map.
    middle : tuple of float
        The place in the middle of the widget.
    """

    size: QSizeF
    zoom: float = 1.0
    middle: tuple[float, float] = (0.5, 0.5)

    @property
    def scale(self) -> float:
        """Points on the screen for the whole map's width."""
        return max(min(self.size.width(), self.size.height()) - 2.0 * _MARGIN, 1.0) * self.zoom

    @property
    def stretch(self) -> tuple[float, float]:
        """How much wider and higher than a square the map is drawn, so that it fills the widget."""
        width, height = self.size.width() - 2.0 * _MARGIN, self.size.height() - 2.0 * _MARGIN
        least = max(min(width, height), 1.0)
        return max(min(width / least, 2.0), 1.0), max(min(height / least, 2.0), 1.0)

    def to_screen(self, places: Places) -> Screen:
        """Return points on the screen, shape (N, 2)."""
        middle = np.asarray((self.size.width() / 2.0, self.size.height() / 2.0))
        return np.asarray((places - np.asarray(self.middle)) * self.scale * np.asarray(self.stretch) + middle)

    def to_place(self, point: QPointF) -> tuple[float, float]:
        """Return the place under a point on the screen."""
        across, down = (self.scale * factor for factor in self.stretch)
        return (
            self.middle[0] + (point.x() - self.size.width() / 2.0) / across,
            self.middle[1] + (point.y() - self.size.height() / 2.0) / down,
        )

    def zoomed(self, factor: float, at: QPointF) -> "Camera":
        """Return a nearer or farther view in which the place under `at` stays there."""
        place = self.to_place(at)
        nearer = replace(self, zoom=min(max(self.zoom * factor, 1.0), CLOSEST))
        moved = nearer.to_place(at)
        return nearer._within(self.middle[0] + place[0] - moved[0], self.middle[1] + place[1] - moved[1])

    def panned(self, across: float, down: float) -> "Camera":
        """Return a view that was moved by points on the screen."""
        width, height = (self.scale * factor for factor in self.stretch)
        return self._within(self.middle[0] - across / width, self.middle[1] - down / height)

    def resized(self, size: QSizeF) -> "Camera":
        """Return the view of another widget size."""
        return replace(self, size=size)

    def showing(self, place: tuple[float, float]) -> "Camera":
        """Return a view that was moved as little as it takes to show a place."""
        (point,) = self.to_screen(np.asarray([place], dtype=np.float32))
        edge = 3.0 * _MARGIN
        across = float(np.clip(point[0], edge, max(self.size.width() - edge, edge)) - point[0])
        down = float(np.clip(point[1], edge, max(self.size.height() - edge, edge)) - point[1])
        return self.panned(across, down) if self.zoom > 1.0 else self

    def _within(self, x: float, y: float) -> "Camera":
        half = 0.5 / self.zoom
        return replace(self, middle=(min(max(x, half), 1.0 - half), min(max(y, half), 1.0 - half)))
