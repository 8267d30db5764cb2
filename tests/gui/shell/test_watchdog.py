"""The watchdog must bark at what the app does, and only at that."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.gui.watchdog import Watchdog


def _block() -> None:
    time.sleep(0.2)


def _compute() -> None:
    end = time.thread_time() + 0.2
    while time.thread_time() < end:
        pass


def test_a_blocked_loop_is_reported_with_its_place(qapp: QApplication, qtbot: QtBot) -> None:
    for guilty in (_block, _compute):
        done: list[bool] = []
        with Watchdog() as dog:
            QTimer.singleShot(0, lambda guilty=guilty, done=done: (guilty(), done.append(True)))
            qtbot.waitUntil(lambda done=done: bool(done))
        longest = max(dog.stalls, key=lambda stall: stall.own_ms)
        assert longest.wall_ms >= 200.0
        assert guilty.__name__ in longest.stack
        assert guilty.__name__ in dog.report()
        assert dog.longest_ms > 50.0


def test_an_idle_loop_is_not(qapp: QApplication, qtbot: QtBot) -> None:
    ticks: list[int] = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    with Watchdog() as dog:
        qtbot.waitUntil(lambda: len(ticks) > 10)
    assert [stall for stall in dog.stalls if "_block" in stall.stack or "_compute" in stall.stack] == []
    assert dog.longest_ms > 0.0
