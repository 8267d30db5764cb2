"""One edit at a time, off the GUI thread; a newer wish replaces an older one."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from gui.editor.work.edits import Watch
from gui.jobs import Job, Jobs, Pool

T = TypeVar("T")


class Bench(QObject):
    """Runs edits and drops the results of those that nobody waits for any more.

    Parameters
    ----------
    jobs : Jobs
        Where edits run.
    """

    started = Signal(str)
    """What is being done, in words."""
    progressed = Signal(int, int)
    """Steps done and steps in all."""
    stopped = Signal()
    """Nothing is being done any more."""
    cancelled = Signal()
    failed = Signal(object)
    """The exception that ended an edit."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an edit runs."""
        return self._job is not None

    def run(self, what: str, work: Callable[[Watch], T], on_done: Callable[[T], object]) -> None:
        """Start an edit, in the place of one that runs."""
        self.drop()
        mine: list[Job] = []

        def is_wanted() -> bool:
            return bool(mine) and mine[0] is self._job

        def finish(result: T) -> None:
            if is_wanted():
                self._stop()
                on_done(result)

        def fail(error: Exception) -> None:
            if is_wanted():
                self._stop()
                self.failed.emit(error)

        def end() -> None:
            if is_wanted():
                self._stop()
                self.cancelled.emit()

        def tell(done: int, total: int) -> None:
            if is_wanted():
                self.progressed.emit(done, total)

        job = self._jobs.run(
            lambda job: work(Watch(lambda done, total: job.tell(tell, done, total), lambda: job.is_cancelled)),
            pool=Pool.COMPUTE,
            on_done=finish,
            on_error=fail,
            on_cancelled=end,
        )
        mine.append(job)
        self._job = job
        self.started.emit(what)

    def cancel(self) -> None:
        """Stop the edit that runs, as the user wishes; `cancelled` follows."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Stop the edit that runs because its result is out of date; nothing is told of it but that it is over."""
        if self._job is not None:
            self._job.cancel()
            self._stop()

    def _stop(self) -> None:
        self._job = None
        self.stopped.emit()
