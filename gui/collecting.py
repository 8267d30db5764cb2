"""Python's collector of cyclic garbage, kept on the GUI thread.

Python collects on whatever thread happens to ask for memory. The app's garbage may hold widgets and timers, and Qt lets
the GUI thread alone destroy those: elsewhere a window waits for ever, and a timer that still ticks is called after its
end. So the collector is switched off, and a timer of the GUI thread does its work.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 250


class Collector(QObject):
    """Collects garbage on the thread that made this object, and nowhere else, until it is closed.

    Parameters
    ----------
    parent : QObject or None
        Qt's owner of this object.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def collect_due(self) -> None:
        """Collect what Python itself would have collected by now."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        for generation in reversed(range(len(due))):
            if due[generation]:
                gc.collect(generation)
                return

    def spare(self) -> None:
        """Pass over what there is now, which is there to stay: looking through all of it would take too long."""
        gc.freeze()

    def close(self) -> None:
        """Leave the collector as it was found."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
