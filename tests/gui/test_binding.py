"""Faults of PySide6 that the app cannot live with."""

import sys

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

ROUNDS = 200


class Sender(QObject):
    sent = Signal(object)


def test_a_signal_takes_no_reference_from_true(qtbot: QtBot) -> None:
    """PySide6 6.12.0 takes one with each signal on Python 3.11, whose interpreter aborts when none is left."""
    sender = Sender()
    sender.sent.connect(lambda _: None)
    before = sys.getrefcount(True)
    for _ in range(ROUNDS):
        sender.sent.emit(None)
    assert sys.getrefcount(True) > before - ROUNDS // 2
