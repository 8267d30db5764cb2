"""What Qt must destroy on the GUI thread is not destroyed elsewhere."""

import gc
import threading
import weakref
from types import FrameType

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import gui.jobs
from gui.collecting import Collector
from gui.jobs import Jobs, Pool

Gone = list[threading.Thread]


class Holder(QWidget):
    """A widget that holds itself, as one does whose signal is connected to a lambda of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.held = self


def _discard(gone: Gone) -> "weakref.ref[Holder]":
    return weakref.ref(Holder(), lambda _: gone.append(threading.current_thread()))


def _allocate_elsewhere() -> list[list[object]]:
    """Have another thread ask for so much memory that Python would collect there; return what keeps it in use."""
    kept: list[list[object]] = []
    thread = threading.Thread(target=lambda: kept.extend([] for _ in range(100_000)))
    thread.start()
    thread.join()
    return kept


def test_garbage_that_another_thread_finds_waits_for_the_gui_thread(qapp: QApplication, qtbot: QtBot) -> None:
    gone: Gone = []
    collector = Collector()
    watched = _discard(gone)
    kept = _allocate_elsewhere()
    assert gone == []
    qtbot.waitUntil(lambda: watched() is None)
    assert gone == [threading.main_thread()]
    assert kept
    collector.close()


def test_a_closed_collector_leaves_everything_as_it_was(qapp: QApplication) -> None:
    was_enabled = gc.isenabled()
    gc.enable()
    outer = Collector()
    inner = Collector()
    inner.spare()
    inner.close()
    assert not gc.isenabled()
    outer.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    if not was_enabled:
        gc.disable()


def test_nothing_is_collected_before_it_is_due(qapp: QApplication) -> None:
    gone: Gone = []
    collector = Collector()
    gc.collect()
    watched = _discard(gone)
    collector.collect_due()
    assert watched() is not None
    kept = _allocate_elsewhere()
    collector.collect_due()
    assert watched() is None
    assert kept
    collector.close()


def test_a_worker_that_is_slow_to_leave_a_job_holds_no_widget(qapp: QApplication, qtbot: QtBot) -> None:
    gone: Gone = []
    jobs = Jobs()
    may_leave = threading.Event()

    def stay(frame: FrameType, event: str, argument: object) -> None:
        if event == "return" and frame.f_code.co_filename == gui.jobs.__file__ and frame.f_code.co_name == "_work":
            may_leave.wait()

    def begin() -> "weakref.ref[QWidget]":
        widget = QWidget()
        jobs.run(lambda job: widget.isVisible(), pool=Pool.FILES, on_done=widget.setVisible)
        return weakref.ref(widget, lambda _: gone.append(threading.current_thread()))

    threading.setprofile(stay)
    watched = begin()
    threading.setprofile(None)
    try:
        qtbot.waitUntil(lambda: watched() is None)
        assert gone == [threading.main_thread()]
        assert jobs.is_idle
    finally:
        may_leave.set()
        jobs.close()
