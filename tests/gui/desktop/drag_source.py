"""The real app on a desktop: generates two sounds and prints where their rows are.

Arguments: the folder of models, a folder for settings and files. It prints one line of JSON: the centres of the rows.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from drumgen.engine.request import GenerationRequest
from gui.app import prepare
from gui.settings import Settings
from gui.shell.conductor import Conductor


def tell_rows() -> None:
    results = conductor.window.results
    centres = [results.visualRect(results.model().index(row, 0)).center() for row in range(2)]
    places = [results.viewport().mapToGlobal(centre) for centre in centres]
    print(json.dumps([[place.x(), place.y()] for place in places]), flush=True)


models, folder = map(Path, sys.argv[1:])
application = QApplication(sys.argv)
prepare(application)
store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
conductor = Conductor(Settings(store), folder / "files", models)
conductor.window.setGeometry(20, 40, 1100, 850)
conductor.window.show()
conductor.studio.model_open.connect(lambda _: conductor.studio.generate(GenerationRequest("snare", 2, 77, steps=2)))
conductor.studio.stopped.connect(lambda: QTimer.singleShot(500, tell_rows))
conductor.start(devices=False)
sys.exit(application.exec())
