"""The selected stretch of a sound; an empty one is the cursor."""

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Two samples: the anchor stays, the other end moves with the pointer or with Shift and the arrows.

    Parameters
    ----------
    parent : QObject or None
        Qt's owner of this object.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._anchor = 0
        self._moving = 0
        self._n_samples = 0

    @property
    def start(self) -> int:
        """First selected sample, or the cursor."""
        return min(self._anchor, self._moving)

    @property
    def end(self) -> int:
        """The sample after the last selected one."""
        return max(self._anchor, self._moving)

    @property
    def moving(self) -> int:
        """The end that moves."""
        return self._moving

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self._anchor == self._moving

    def set_limit(self, n_samples: int) -> None:
        """Keep within a sound of so many samples."""
        self._n_samples = n_samples
        self._set(self._anchor, self._moving)

    def select(self, start: int, end: int) -> None:
        """Select from `start` to `end`, which will be the moving end."""
        self._set(start, end)

    def place(self, sample: int) -> None:
        """Select nothing and put the cursor at a sample."""
        self._set(sample, sample)

    def extend(self, sample: int) -> None:
        """Bring the moving end to a sample."""
        self._set(self._anchor, sample)

    def _set(self, anchor: int, moving: int) -> None:
        anchor, moving = (max(0, min(each, self._n_samples)) for each in (anchor, moving))
        if (anchor, moving) != (self._anchor, self._moving):
            self._anchor, self._moving = anchor, moving
            self.changed.emit()
