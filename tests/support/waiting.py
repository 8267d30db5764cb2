"""Waiting for conditions instead of for time to pass."""

import threading
import time
from collections.abc import Callable

DEADLINE_S = 30.0
_LOOK_INTERVAL_S = 0.005


def wait_until(condition: Callable[[], bool], what: str, *, deadline_s: float = DEADLINE_S) -> None:
    """Return as soon as `condition` holds; fail, naming `what` was awaited, when it does not by the deadline."""
    end = time.monotonic() + deadline_s
    look = threading.Event()
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited {deadline_s:g} s in vain for {what}")
        look.wait(_LOOK_INTERVAL_S)
