"""The page of the pads on its own, with a tiny real model and speakers that keep what they are given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drumgen.audio.clip import Clip
from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import ModelStore
from gui.jobs import Jobs
from gui.pads.view import PadsView
from gui.sounds.files import SessionFiles
from gui.stage.pads import Pads
from gui.stage.speakers import Speakers
from tests.support.pad_parts import sound_of


class TapeSpeakers(Speakers):
    """An output that notes what it is told."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.played: list[tuple[Clip, float, str | None]] = []

    def prepare(self, clip: Clip) -> None: ...

    def play(self, clip: Clip, gain: float = 1.0, *, voice_group: str | None = None) -> None:
        self.played.append((clip, gain, voice_group))


class Page:
    """The page and what it is connected to."""

    def __init__(self, models: Path, folder: Path) -> None:
        self.jobs = Jobs()
        self.speakers = TapeSpeakers(self.jobs)
        self.undo = QUndoStack()
        self.files = SessionFiles(folder / "sounds")
        self.pads = Pads(self.jobs, Generator(ModelStore(models), device="cpu"), self.speakers)
        self.view = PadsView(self.pads, self.undo, self.jobs, self.files)
        self.bank = self.pads.bank
        self.errors: list[Exception] = []
        self.told: list[str] = []
        self.view.failed.connect(self.errors.append)
        self.view.told.connect(self.told.append)
        for pad in range(16):  # quick ones
            self.bank.set_settings(pad, self.bank.settings(pad).changed(steps=1))

    def put(self, pad: int, seed: int = 0) -> object:
        sound = sound_of(GenerationRequest(self.bank.settings(pad).label, seed=seed), frames=2000)
        self.bank.load(pad, sound)
        return sound

    def close(self) -> None:
        self.view.hide()
        self.jobs.close()
        self.pads.close()
        self.files.close()
        self.view.deleteLater()


@pytest.fixture
def page(dressed: QApplication, qtbot: QtBot, models: Path, tmp_path: Path) -> Iterator[Page]:
    page = Page(models, tmp_path)
    page.view.resize(1100, 760)
    page.view.show()
    qtbot.waitExposed(page.view)
    yield page
    page.close()
