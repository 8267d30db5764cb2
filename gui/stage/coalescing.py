"""News from fast threads, brought to the GUI thread no more often than it can be seen."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from gui.jobs import Jobs


class Coalescer(QObject):
    """Calls a function on the GUI thread soon after `notify`, however often that was called meanwhile.

    Parameters
    ----------
    jobs : Jobs
        The way to the GUI thread.
    deliver : callable
        Fetches the news and shows them.
    interval_ms : int
        Least time between two deliveries; the first one after a pause comes at once.
    """

    def __init__(self, jobs: Jobs, deliver: Callable[[], object], interval_ms: int) -> None:
        super().__init__()
        self._jobs = jobs
        self._deliver = deliver
        self._noted = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._hand_over)
        self._interval_ms = interval_ms

    def notify(self) -> None:
        """Say that there is news; from any thread. Costs next to nothing while a delivery is awaited."""
        if not self._noted:
            self._noted = True
            self._jobs.post(self._arrive)

    def _arrive(self) -> None:
        rest = self._interval_ms - self._since.elapsed() if self._since.isValid() else 0
        if rest > 0:
            self._timer.start(int(rest))
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        self._since.start()
        self._noted = False  # before the news are fetched: what comes from now on needs another delivery
        self._deliver()
