"""A library with sounds, its controller and its view, without the rest of the app."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drumgen.library.library import Library
from gui.jobs import Jobs
from gui.library.controller import LibraryController
from gui.library.view import LibraryView
from tests.support.library import generated, hit, sample_folder

LABELS = ("kick", "snare", "closed_hat")
SAMPLES = ["Deep Kick.wav", "Clap/Handclap big.wav"]


class Bench:
    """The parts under test, and what they said."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.undo = QUndoStack()
        self.jobs = Jobs()
        self.controller = LibraryController(self.jobs, folder, self.undo)
        self.view = LibraryView(self.controller)
        self.told: list[str] = []
        self.failures: list[Exception] = []
        self.heard: list[str] = []
        self.view.told.connect(self.told.append)
        self.controller.failed.connect(self.failures.append)
        self.controller.clip_ready.connect(lambda entry, clip: self.heard.append(entry.title))
        self.view.resize(1000, 640)
        qtbot.addWidget(self.view)

    @property
    def library(self) -> Library:
        assert self.controller.library is not None
        return self.controller.library

    @property
    def titles(self) -> list[str]:
        """What the rows show that have been read."""
        sounds = self.view.sounds
        return [entry.title for row in range(sounds.rowCount()) if (entry := sounds.entry(row)) is not None]

    def open(self) -> None:
        with self.qtbot.waitSignal(self.controller.opened):
            self.controller.open()
        self.view.show()
        self.qtbot.waitExposed(self.view)
        self.view.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was wished for has come to rest."""
        owners = (self.view, self.controller)

        def is_at_rest() -> bool:
            timers = [timer for owner in owners for timer in owner.findChildren(QTimer)]
            return self.jobs.is_idle and not any(timer.isActive() for timer in timers)

        def is_quiet() -> bool:
            # A model that changed is laid out and painted in later turns of the event loop, and may then ask for more.
            for _ in range(4):
                QApplication.processEvents()
                if not is_at_rest():
                    return False
            return True

        self.qtbot.waitUntil(is_quiet, timeout=20_000)

    def select(self, title: str) -> None:
        self.view.table.setFocus()
        entry = next(each for each in self.library.search(title, limit=99).entries if each.title == title)
        assert self.view.table.select(entry.id)
        self.settle()


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A library of six kept sounds and two samples of a folder."""
    with Library(tmp_path / "library") as library:
        for seed in range(6):
            label = LABELS[seed % 3]
            clip = hit(pitch_hz=60.0 * 4.0 ** (seed % 3), noise=0.5 * (seed % 3), seed=seed)
            library.keep(generated(seed, label=label, clip=clip), tags=["odd"] if seed % 2 else [])
        library.scan_folder(sample_folder(tmp_path / "samples", SAMPLES))
    return tmp_path / "library"


@pytest.fixture
def make_bench(dressed: QApplication, qtbot: QtBot) -> Iterator[Callable[[Path], Bench]]:
    made: list[Bench] = []

    def make(folder: Path) -> Bench:
        made.append(Bench(folder, qtbot))
        return made[-1]

    yield make
    for bench in made:
        bench.view.hide()
        bench.controller.cancel_work()
        bench.jobs.close()
        bench.controller.close()


@pytest.fixture
def bench(make_bench: Callable[[Path], Bench], filled: Path) -> Bench:
    """An open library of eight sounds."""
    made = make_bench(filled)
    made.open()
    return made
