"""Work off the GUI thread: a job is a plain function, and all it has to say comes back on the GUI thread.

This is the only module of the app that knows threads. Functions run in pools by purpose, so that a long generation
never holds up drawing or writing; they get their `Job`, ask it whether they are cancelled, and `tell` the GUI thread
what they have. Widgets are touched by callbacks only, and those always run on the GUI thread. Function and callbacks
are let go there as well: with them the last hold of a widget may go, which would be destroyed on the wrong thread.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from drumgen.errors import Cancelled

T = TypeVar("T")
Callback = Callable[[T], object]

_log = logging.getLogger(__name__)


class Pool(Enum):
    """What a job is for; each purpose has threads of its own: (name, number of threads)."""

    COMPUTE = ("compute", 1)  # one at a time: a generation already uses every core
    FILES = ("files", 2)
    LIBRARY = ("library", 1)  # in order, so that what is looked up follows what was changed
    SCANS = ("scans", 1)  # takes minutes, behind everything else
    DEVICES = ("devices", 1)  # in order, so that closing a device ends before opening the next one


class Job:
    """A running function's line to the app.

    Parameters
    ----------
    post : callable
        Takes a callable and has it called on the GUI thread.
    """

    def __init__(self, post: Callable[[Callable[[], object]], None]) -> None:
        self._post = post
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the function to stop at its next convenience."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether someone asked to stop."""
        return self._cancelled.is_set()

    def tell(self, callback: Callable[..., object], *args: Any) -> None:
        """Have ``callback(*args)`` called on the GUI thread, in the order of telling."""
        self._post(lambda: callback(*args))


@dataclass(frozen=True)
class _Order:
    """What a job does, and what follows; held by the GUI thread alone."""

    function: Callable[[Job], object]
    on_done: Callback[Any] | None
    on_error: Callback[Exception] | None
    on_cancelled: Callable[[], object] | None


class Jobs(QObject):
    """Runs jobs and delivers their results on the thread that made this object.

    Parameters
    ----------
    parent : QObject or None
        Qt's owner of this object.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[Pool, ThreadPoolExecutor] = {}
        self._running: dict[Job, _Order] = {}
        self._closed = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[[Job], T],
        *,
        pool: Pool,
        on_done: Callback[T] | None = None,
        on_error: Callback[Exception] | None = None,
        on_cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Start ``function(job)`` in a pool; exactly one of the callbacks follows on the GUI thread.

        Parameters
        ----------
        function : callable
            The work. It must not touch widgets or models.
        pool : Pool
            Where it runs.
        on_done : callable or None
            Gets what the function returned; None means nobody wants to know.
        on_error : callable or None
            Gets the exception it raised; None means it is logged.
        on_cancelled : callable or None
            Called if the function raised `Cancelled`; None means nobody wants to know.

        Returns
        -------
        Job
            Its `cancel` asks the function to stop.
        """
        job = Job(self._posted.emit)
        if self._closed:
            job.cancel()
            return job
        self._running[job] = _Order(function, on_done, on_error, on_cancelled)
        self._executor(pool).submit(self._work, job)
        return job

    def post(self, callback: Callable[..., object], *args: Any) -> None:
        """Have ``callback(*args)`` called on the GUI thread; for threads that belong to a device, not to a job."""
        self._posted.emit(lambda: callback(*args))

    def close(self) -> None:
        """Cancel all jobs and wait for the functions that run; no callback comes after this."""
        self._closed = True
        for job in self._running:
            job.cancel()
        for executor in self._pools.values():
            executor.shutdown(wait=True, cancel_futures=True)

    @property
    def is_idle(self) -> bool:
        """Whether no job is running or waiting."""
        return not self._running

    def _executor(self, pool: Pool) -> ThreadPoolExecutor:
        if pool not in self._pools:
            name, n_threads = pool.value
            self._pools[pool] = ThreadPoolExecutor(n_threads, thread_name_prefix=name)
        return self._pools[pool]

    def _work(self, job: Job) -> None:
        """Run on a pool's thread."""
        try:
            if job.is_cancelled:
                raise Cancelled("The work was cancelled before it started.")
            result = self._running[job].function(job)
        except Cancelled:
            job.tell(self._cancel, job)
        except Exception as error:
            _log.info("a job failed", exc_info=error)
            job.tell(self._fail, job, error)
        else:
            job.tell(self._finish, job, result)

    def _finish(self, job: Job, result: object) -> None:
        order = self._running.pop(job)
        if order.on_done is not None:
            order.on_done(result)

    def _fail(self, job: Job, error: Exception) -> None:
        order = self._running.pop(job)
        if order.on_error is not None:
            order.on_error(error)

    def _cancel(self, job: Job) -> None:
        order = self._running.pop(job)
        if order.on_cancelled is not None:
            order.on_cancelled()

    @Slot(object)
    def _deliver(self, call: Callable[[], object]) -> None:
        if not self._closed:
            call()
