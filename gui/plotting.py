"""Loads pyqtgraph, which draws curves, behind the open window.

PySide makes its classes when they are first asked for, and not safely on two threads at once: a widget that paints
while a worker imports pyqtgraph, which asks for all of them, ends the app. So all classes there are get made on
the GUI thread first, a module at a time, and only pyqtgraph's own code runs on a worker's thread.
"""

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from gui.jobs import Jobs, Pool

MODULES = (QtCore, QtGui, QtWidgets)


def load_pyqtgraph(jobs: Jobs, on_done: Callable[[Any], object]) -> None:
    """Have the module handed to `on_done`, on the GUI thread; no step of it takes that longer than a few frames.

    Parameters
    ----------
    jobs : Jobs
        Runs the import.
    on_done : callable
        Gets the module, which has no type information.
    """
    left = list(MODULES)

    def go_on() -> None:
        if left:
            make_classes(left.pop(0))
            jobs.post(go_on)
        else:
            jobs.run(lambda job: importlib.import_module("pyqtgraph"), pool=Pool.FILES, on_done=on_done)

    jobs.post(go_on)


def make_classes(module: ModuleType) -> None:
    """Let PySide make all classes of a module; on the GUI thread."""
    for name in dir(module):
        getattr(module, name)
