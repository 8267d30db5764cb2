"""The real app in a process of its own, whose sound server will go.

Arguments: the folder of models, a folder for settings and files. It prints a line when its output is open, its status
line when the output has gone, and how many sounds it can still make; then it ends.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from drumgen.engine.request import GenerationRequest
from gui.app import prepare
from gui.settings import Settings
from gui.shell.conductor import Conductor


def lose(_: object) -> None:
    tell(conductor.window.status.message.text())
    tell(conductor.window.devices.output_state.text())
    conductor.studio.stopped.connect(end)
    conductor.studio.generate(GenerationRequest("kick", 2, 1, steps=2))


def end() -> None:
    tell(len(conductor.window.sounds.items))
    application.quit()


def tell(content: object) -> None:
    print(content, flush=True)


models, folder = map(Path, sys.argv[1:])
application = QApplication(sys.argv)
prepare(application)
store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
conductor = Conductor(Settings(store), folder / "files", models)
conductor.window.show()
conductor.speakers.opened.connect(lambda _: tell("open"))
conductor.start()
conductor.speakers.failed.connect(lose)
code = application.exec()
conductor.close()
sys.exit(code)
