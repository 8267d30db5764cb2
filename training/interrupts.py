"""Ctrl+C and the system's request to end, held until a step is complete."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Wish:
    """Whether somebody asked the run to stop."""

    def __init__(self) -> None:
        self.stop = False


@contextmanager
def held_interrupts() -> Iterator[Wish]:
    """Within, SIGINT and SIGTERM set `Wish.stop`; a second SIGINT raises KeyboardInterrupt at once."""
    wish = Wish()
    if threading.current_thread() is not threading.main_thread():
        yield wish
        return

    def note(number: int, _frame: FrameType | None) -> None:
        if wish.stop and number == signal.SIGINT:
            raise KeyboardInterrupt
        wish.stop = True

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield wish
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
