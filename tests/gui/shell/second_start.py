"""Starts as the app does, with a folder of data: says what it was told and whether it may run."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from gui.shell.single_instance import SingleInstance

application = QCoreApplication([])
guard = SingleInstance(Path(sys.argv[1]))
message = guard.claim()
if message:
    print(message)
    sys.exit(0)
print("started", flush=True)
guard.raise_wished.connect(lambda: print("raised", flush=True))
if sys.argv[2:] == ["crash"]:
    QTimer.singleShot(0, lambda: __import__("os")._exit(9))
sys.exit(application.exec())
