"""Ctrl+C, the system's request to end and the end of the input, held until a step is complete."""

import _thread
import os
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


def stop_when_input_ends() -> None:
    """Treat the end of standard input like Ctrl+C, from now on.

    A program that starts this one can so stop it on every system, also where it cannot send signals (Windows without a
    console), and a run does not outlive it unnoticed.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as what a shell starts in the background inherits it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_wait_for_end, name="input", daemon=True).start()


def _wait_for_end() -> None:
    # Past Python's buffered reader, whose lock a daemon thread must not hold when the interpreter ends.
    while os.read(0, 1024):
        pass
    _thread.interrupt_main()
