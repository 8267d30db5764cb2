"""The real app in a process of its own, that generates, keeps what it made, saves a kit and its settings, without end.

Arguments: the folder of models, a folder for settings, files and the kit, and the seed of its first sound. It prints
``kept ID SEED`` for each sound that is in the library, and ``saved NUMBER`` whenever the kit is written.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from drumgen.engine.request import GenerationRequest
from drumgen.library.entry import Entry
from gui.app import prepare
from gui.settings import Settings
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem


class Round:
    """Begins anew each time the kit has been saved."""

    def __init__(self) -> None:
        self.number = 0

    def begin(self) -> None:
        if conductor.studio.is_busy or conductor.house.library.library.library is None:
            return
        self.number += 1
        conductor.settings.set("request/count", 1 + self.number % 32)
        conductor.settings.save()
        conductor.studio.generate(GenerationRequest("kick", 4, first_seed + 4 * self.number, steps=1))

    def keep(self, item: SoundItem) -> None:
        conductor.house.library.keep(item.take.sound)
        conductor.house.pads.put(item.take.sound)

    def save(self) -> None:
        conductor.house.pads.made.kits.save(folder / "kit.drumkit")

    def end(self, text: str) -> None:
        if text.startswith("Saved"):
            tell(f"saved {self.number}")
            self.begin()


def tell_kept(entry: Entry) -> None:
    tell(f"kept {entry.id} {entry.provenance.seed if entry.provenance else ''}")


def tell(text: str) -> None:
    print(text, flush=True)


models, folder = map(Path, sys.argv[1:3])
first_seed = int(sys.argv[3])
application = QApplication(sys.argv)
prepare(application)
store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
conductor = Conductor(Settings(store), folder / "files", models)
conductor.window.show()
rounds = Round()
conductor.start(devices=False)
conductor.studio.model_open.connect(lambda _: rounds.begin())
conductor.house.library.library.opened.connect(rounds.begin)
conductor.studio.added.connect(rounds.keep)
conductor.studio.stopped.connect(rounds.save)
conductor.house.library.library.kept.connect(tell_kept)
conductor.house.pads.made.kits.told.connect(rounds.end)
sys.exit(application.exec())
