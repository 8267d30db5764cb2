"""The real app on a desktop with a sound on a pad and in the library; prints where it can be dragged from.

Arguments: the folder of models, a folder for settings and files, and the place: ``pad``, ``table`` or ``map``. It
prints one line of JSON: the point on the screen to drag from.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from drumgen.engine.request import GenerationRequest
from gui.app import prepare
from gui.settings import Settings
from gui.shell.conductor import Conductor

_LOOK_MS = 50
_SETTLE_MS = 500  # the window manager has placed the window, and what moves has come to rest


def begin() -> None:
    """Generate as soon as everything is open."""
    if conductor.studio.card is None or conductor.house.library.library.library is None:
        QTimer.singleShot(_LOOK_MS, begin)
        return
    conductor.studio.added.connect(lambda item: conductor.house.library.keep(item.take.sound))
    conductor.house.library.library.kept.connect(lambda _: look())
    conductor.studio.generate(GenerationRequest("snare", 1, 77, steps=2))


def look() -> None:
    """Look at the view that the sound is to be dragged from."""
    conductor.window.views.show_view("pads" if place == "pad" else "library")
    tell_when_there()


def tell_when_there() -> None:
    view = conductor.house.library.made
    is_there = place == "pad" or (view.sounds.rowCount() > 0 and len(view.map.canvas.points.ids) > 0)
    QTimer.singleShot(_SETTLE_MS if is_there else _LOOK_MS, tell_place if is_there else tell_when_there)


def tell_place() -> None:
    if place == "pad":
        bank = conductor.pads.bank
        pad = next(each for each in range(len(bank)) if bank.sound(each) is not None)
        tell(conductor.house.pads.made.grid.tiles[pad])
        return
    view = conductor.house.library.made
    if place == "table":
        tell(view.table.viewport(), view.table.visualRect(view.sounds.index(0, 1)).center())
        return
    canvas = view.map.canvas
    spots = (QPoint(x, y) for x in range(0, canvas.width(), 2) for y in range(0, canvas.height(), 2))
    tell(canvas, next(spot for spot in spots if canvas.nearest(spot.toPointF()) is not None) + QPoint(2, 2))


def tell(widget: QWidget, point: QPoint | None = None) -> None:
    on_screen = widget.mapToGlobal(point or widget.rect().center())
    print(json.dumps([on_screen.x(), on_screen.y()]), flush=True)


models, folder, place = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
application = QApplication(sys.argv)
prepare(application)
store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
conductor = Conductor(Settings(store), folder / "files", models)
conductor.window.setGeometry(20, 40, 1200, 850)
conductor.window.show()
conductor.start(devices=False)
begin()
sys.exit(application.exec())
