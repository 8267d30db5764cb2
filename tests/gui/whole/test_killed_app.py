"""The app is killed while it keeps sounds, saves a kit and its settings: the next start finds all of it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from drumgen.audio.files import read_clip
from drumgen.kits.reading import read_kit
from gui.settings import Settings
from gui.shell.conductor import Conductor
from tests.gui.conftest import WAIT_MS
from tests.gui.whole.conftest import Hands, open_library

SCRIPT = Path(__file__).with_name("keeping_app.py")
KILLS = ("kept", "saved", "kept")


@contextmanager
def running_app(models: Path, folder: Path, seed: int) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["", *sys.path]), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(SCRIPT), str(models), str(folder), str(seed)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def _kill_after(models: Path, folder: Path, word: str, seed: int) -> list[str]:
    """Let the app work until it has said a word in its third round, kill it, and return all that it said."""
    said: list[str] = []
    with running_app(models, folder, seed) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.strip())
            rounds = [each for each in said if each.startswith("saved")]
            if len(rounds) >= 2 and said[-1].startswith(word):
                process.kill()
                break
        said += [line.strip() for line in process.stdout if line.endswith("\n")]
    return said


@pytest.fixture
def said(models: Path, tmp_path: Path) -> list[str]:
    return [line for place, word in enumerate(KILLS) for line in _kill_after(models, tmp_path, word, 10_000 * place)]


def test_all_that_was_kept_and_saved_is_there(
    said: list[str], make_app: Callable[[Path], Conductor], models: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = {int(line.split()[1]): int(line.split()[2]) for line in said if line.startswith("kept")}
    saved = [int(line.split()[1]) for line in said if line.startswith("saved")]
    assert len(kept) > 8 and len(saved) >= 6
    count = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)).get("request/count", 0)
    assert count in {1 + number % 32 for number in range(saved[-1], saved[-1] + 3)}
    kit = read_kit(tmp_path / "kit.drumkit")
    assert kit.pads[0].sound is not None
    app = make_app(models)
    app.start(devices=False)
    open_library(app, qtbot)
    library = app.house.library.library.library
    assert library.notice == ""
    qtbot.waitUntil(lambda: app.jobs.is_idle, timeout=WAIT_MS)
    entries = {entry.id: entry for entry in library.search(limit=10_000).entries}
    assert kept.keys() <= entries.keys()
    for sound_id, seed in kept.items():
        assert entries[sound_id].provenance.seed == seed
    assert all(read_clip(entry.path).samples.any() for entry in entries.values())
    app.house.pads.made.kits.open(tmp_path / "kit.drumkit")
    qtbot.waitUntil(lambda: app.pads.bank.sound(0) is not None, timeout=WAIT_MS)
    assert not app.window.status.details.isVisible()
    assert Hands(app, qtbot).said.startswith("Opened")
    assert not list((tmp_path / "files").rglob("*.damaged"))
