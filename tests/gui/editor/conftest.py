"""An editor of its own for each test, with the shipped models, which can encode sounds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drumgen.audio.clip import Clip
from drumgen.editing.editor import SoundEditor
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import DeviceError
from drumgen.inference.store import ModelStore
from gui.editor.controller import EditorController
from gui.editor.document import Document, clip_of
from gui.editor.view import EditorView
from gui.jobs import Jobs
from gui.sounds.files import SessionFiles

WAIT_MS = 30_000


@dataclass
class Ear:
    """A speaker that remembers what it played."""

    is_open: bool = True
    heard: list[Clip] = field(default_factory=list)

    def prepare(self, clip: Clip) -> None:
        pass

    def play(self, clip: Clip) -> None:
        if not self.is_open:
            raise DeviceError("The audio output is not open; choose one.")
        self.heard.append(clip)


@dataclass
class Desk:
    """An editor in a window, and what became of it."""

    controller: EditorController
    jobs: Jobs
    ear: Ear
    files: SessionFiles
    bot: QtBot
    told: list[str] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    @property
    def view(self) -> EditorView:
        return self.controller.view

    @property
    def document(self) -> Document:
        assert self.controller.document is not None
        return self.controller.document

    @property
    def samples(self) -> np.ndarray:
        return clip_of(self.document.version.sound).samples

    def act(self, name: str) -> None:
        assert self.view.acts[name].isEnabled(), name
        self.view.acts[name].trigger()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        self.bot.waitUntil(lambda: self.jobs.is_idle and not self.controller.bench.is_busy, timeout=WAIT_MS)

    def open(self, sound: GeneratedSound | Clip, name: str = "") -> None:
        self.controller.open_sound(sound, name)
        self.settle()
        assert self.failed == []

    def slide(self, percent: int) -> None:
        """Move the strength slider as the keys do, and wait for the result."""
        with self.bot.waitSignal(self.controller.bench.started, timeout=WAIT_MS):
            self.view.tools.strength.slider.setValue(percent)
        self.settle()


@pytest.fixture(scope="session")
def generator() -> Generator:
    return Generator(ModelStore())


@pytest.fixture(scope="session")
def snare(generator: Generator) -> GeneratedSound:
    return generator.generate(GenerationRequest("snare", 1, 7))[0]


@pytest.fixture(scope="session")
def sound_editor(generator: Generator) -> SoundEditor:
    return SoundEditor(generator)


@pytest.fixture
def make_desk(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[SoundEditor], Desk]]:
    desks: list[Desk] = []

    def make(editor: SoundEditor) -> Desk:
        jobs, ear, files = Jobs(), Ear(), SessionFiles(tmp_path / "files")
        view = EditorView()
        view.resize(1000, 700)
        controller = EditorController(view, editor, jobs, ear, files)
        desk = Desk(controller, jobs, ear, files, qtbot)
        controller.told.connect(desk.told.append)
        controller.failed.connect(desk.failed.append)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.view.hide()
        desk.jobs.close()
        desk.files.close()
        desk.view.deleteLater()


@pytest.fixture
def desk(make_desk: Callable[[SoundEditor], Desk], sound_editor: SoundEditor) -> Desk:
    return make_desk(sound_editor)


@pytest.fixture
def tone() -> Clip:
    """Half a second of a stereo decay at 48 kHz, loud enough to be a sound."""
    t = np.arange(24_000) / 48_000
    lanes = np.stack([np.sin(2 * np.pi * f * t) * np.exp(-6 * t) for f in (200.0, 300.0)])
    return Clip((0.8 * lanes).astype(np.float32), 48_000)


@pytest.fixture
def tone_file(tone: Clip, tmp_path: Path) -> Path:
    path = tmp_path / "My tone.wav"
    soundfile.write(path, tone.samples.T, tone.rate_hz, subtype="FLOAT")
    return path
