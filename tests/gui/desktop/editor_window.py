"""The real editor on a desktop, with a sound of which a part is selected.

Arguments: a folder for its files, and its place on the screen (x, y). It prints lines of JSON: first the middle of the
selected part, of the button for dragging, and of the spectrogram's empty end; then every sentence it tells.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from drumgen.editing.editor import SoundEditor
from drumgen.engine.generator import Generator
from drumgen.inference.store import ModelStore
from gui.app import prepare
from gui.editor.controller import EditorController
from gui.editor.view import EditorView
from gui.jobs import Jobs
from gui.sounds.files import SessionFiles
from gui.stage.speakers import Speakers
from tests.support.sounds import noise_burst


def tell_places() -> None:
    timeline = view.timeline
    timeline.selection.select(1000, 8000)
    area = timeline.wave.area()
    selected = QPoint(round(timeline.axis.x(4000.0, area)), round(area.center().y()))
    spectrum = timeline.spectrum
    tell([place(timeline.wave, selected), place(view.tools.drag), place(spectrum, QPoint(spectrum.width() - 20, 10))])


def place(widget: QWidget, point: QPoint | None = None) -> list[int]:
    on_screen = widget.mapToGlobal(point or widget.rect().center())
    return [on_screen.x(), on_screen.y()]


def tell(content: object) -> None:
    print(json.dumps(content), flush=True)


folder, x, y = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
folder.mkdir(exist_ok=True)
application = QApplication(sys.argv)
prepare(application)
jobs = Jobs()
view = EditorView()
controller = EditorController(view, SoundEditor(Generator(ModelStore())), jobs, Speakers(jobs), SessionFiles(folder))
view.setGeometry(x, y, 760, 620)
view.show()
controller.changed.connect(lambda: QTimer.singleShot(500, tell_places))  # the window manager has placed it by then
controller.told.connect(lambda text: None if text == "Opened Burst." else tell(text))
controller.failed.connect(lambda error: tell(str(error)))
controller.open_sound(noise_burst(1, frames=9000), "Burst")
sys.exit(application.exec())
