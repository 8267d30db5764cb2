"""Asking the system to run what must not be late before everything else.

A note waits for a processor like any other work, for several milliseconds when networks use all of them. Where the
system allows it, its way is given precedence: on Linux to members of the group that may use real-time scheduling, as
people with sound software usually are.
"""

import os
import subprocess
import threading
from contextlib import suppress

_PRIORITY = 5  # above all that is not real-time, below the sound server
_NICENESS = -11

START_FLAGS = getattr(subprocess, "HIGH_PRIORITY_CLASS", 0)
"""Flags for starting an urgent process on Windows."""


def hurry_process() -> bool:
    """Let this process, with the threads it makes from now on, go first; return whether that is allowed."""
    return _hurry(0)


def hurry_thread() -> bool:
    """Let this thread go first; return whether that is allowed."""
    return _hurry(threading.get_native_id())


def _hurry(number: int) -> bool:
    if not hasattr(os, "sched_setscheduler"):
        return False
    with suppress(OSError):
        os.sched_setscheduler(number, os.SCHED_RR, os.sched_param(_PRIORITY))
        return True
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, number, _NICENESS)
        return True
    return False
