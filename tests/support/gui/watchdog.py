"""Measures how long the GUI thread stays away from its event loop.

A timer ticks on the GUI thread, and a thread beside it notices when a tick is overdue and takes down what the GUI
thread is doing. A machine that has other things to do must not count as a stall: time in which the watching thread
itself did not run is taken off, unless the GUI thread was computing in it.
"""

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import Qt, QTimer

TICK_MS = 5
LIMIT_MS = 50.0
_DEPTH = 12


@dataclass(frozen=True)
class Stall:
    """A stretch in which the event loop did not turn.

    Parameters
    ----------
    wall_ms : float
        Its length.
    cpu_ms : float
        For how much of it the GUI thread was computing.
    own_ms : float
        What of it is the app's doing.
    stack : str
        Where the GUI thread was when the tick was overdue; empty if it could not be asked.
    """

    wall_ms: float
    cpu_ms: float
    own_ms: float
    stack: str


class Watchdog:
    """Watches while it is entered; make and enter it on the GUI thread.

    Parameters
    ----------
    limit_ms : float
        A shorter stretch is none.
    """

    def __init__(self, limit_ms: float = LIMIT_MS) -> None:
        self.stalls: list[Stall] = []
        self.longest_ms = 0.0
        self._limit_s = limit_ms / 1000.0
        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._gui_thread = 0
        self._last = (0.0, 0.0)  # wall and processor time of the last tick
        self._missed_s = 0.0  # since then: time in which the watching thread did not run
        self._stack = ""

    def __enter__(self) -> "Watchdog":
        self._gui_thread = threading.get_ident()
        self._last = self._now()
        self._timer.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tick()
        self._timer.stop()
        self._ended.set()
        self._thread.join()

    def report(self) -> str:
        """Return all stalls with the place of each, the longest first; empty if there were none."""
        return "\n".join(
            f"{stall.own_ms:.0f} ms ({stall.wall_ms:.0f} by the clock, {stall.cpu_ms:.0f} computing):\n{stall.stack}"
            for stall in sorted(self.stalls, key=lambda stall: -stall.own_ms)
        )

    def _now(self) -> tuple[float, float]:
        return time.monotonic(), time.thread_time()

    def _tick(self) -> None:
        (wall, cpu), (wall_before, cpu_before) = self._now(), self._last
        wall_s, cpu_s = wall - wall_before, cpu - cpu_before
        own_s = max(min(cpu_s, wall_s), wall_s - self._missed_s)
        self.longest_ms = max(self.longest_ms, own_s * 1000.0)
        if own_s > self._limit_s:
            self.stalls.append(Stall(wall_s * 1000.0, cpu_s * 1000.0, own_s * 1000.0, self._stack))
        self._last, self._missed_s, self._stack = (wall, cpu), 0.0, ""

    def _watch(self) -> None:
        before = time.monotonic()
        while not self._ended.wait(TICK_MS / 1000.0):
            now = time.monotonic()
            self._missed_s += max(0.0, now - before - 2.0 * TICK_MS / 1000.0)
            before = now
            if not self._stack and now - self._last[0] > self._limit_s:
                self._stack = "".join(traceback.format_list(_places(self._gui_thread)))


def _places(thread: int) -> list[traceback.FrameSummary]:
    """Return where a thread is, the innermost place last, and let its frames go at once.

    Who holds a frame keeps what is in it: a painter that outlives its `paintEvent` ends the program.
    """
    places = []
    frame = sys._current_frames().get(thread)
    while frame is not None and len(places) < _DEPTH:
        places.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    del frame
    return [traceback.FrameSummary(*place) for place in reversed(places)]
