"""The app without a screen, with tiny real models and folders of its own."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import prepare
from gui.collecting import Collector
from gui.settings import Settings
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.support.jack import JackServer, running_jack
from tests.support.models.tiny_models import write_tiny_models

WAIT_MS = 20_000


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_models(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module", autouse=True)
def collector(qapp: QApplication) -> Iterator[Collector]:
    """The app's collector of garbage; what a module leaves goes before other tests begin, whatever their threads."""
    made = Collector()
    yield made
    gc.collect()
    made.close()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application with the app's own look."""
    prepare(qapp)
    yield qapp
    # Without a screen Qt keeps the clipboard until after Python's end, where its contents can no longer be freed.
    qapp.clipboard().clear()


@pytest.fixture
def make_app(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], Conductor]]:
    """Make an app on a folder of models; apps of one test share settings and files, as two starts do."""
    made: list[Conductor] = []

    def make(models_folder: Path) -> Conductor:
        store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        conductor = Conductor(Settings(store), tmp_path / "files", models_folder)
        conductor.window.show()
        qtbot.waitExposed(conductor.window)
        made.append(conductor)
        return conductor

    yield make
    for conductor in made:
        conductor.window.hide()
        conductor.close()
        conductor.window.deleteLater()


@pytest.fixture
def app(make_app: Callable[[Path], Conductor], qtbot: QtBot, models: Path) -> Conductor:
    """An app whose model is open; sound and MIDI devices are left alone."""
    conductor = make_app(models)
    with qtbot.waitSignal(conductor.studio.model_open, timeout=WAIT_MS):
        conductor.start(devices=False)
    return conductor


@pytest.fixture
def generate(app: Conductor, qtbot: QtBot) -> Callable[..., Sequence[SoundItem]]:
    """Generate sounds as the user does, and return the new ones."""

    def run(label: str = "kick", count: int = 1, *, seed: int = 1) -> Sequence[SoundItem]:
        before = app.window.sounds.items
        form = app.window.request
        form.classes.choose(label)
        form.count.setValue(count)
        form.seed.setText(str(seed))
        with qtbot.waitSignal(app.studio.stopped, timeout=WAIT_MS):
            app.window.acts["generate"].trigger()
        return [item for item in app.window.sounds.items if item not in before]

    return run


@pytest.fixture
def jack() -> Iterator[JackServer]:
    """A server that does not wait for its clients, since a client that joins can stop one that does for good."""
    with running_jack(waits_for_clients=False) as server:
        yield server
