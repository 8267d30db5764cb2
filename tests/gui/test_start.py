import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from drumgen.pads.settings import PadMode
from gui.app import main
from gui.shell.conductor import Conductor
from tests.gui.conftest import WAIT_MS

NEVER = {"torch", "librosa", "onnx", "scipy", "matplotlib"}
LATER = {"onnxruntime", "pyqtgraph", "sounddevice", "rtmidi", "mido"}
SHOW_WINDOW = """
import sys, tempfile
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from gui.app import prepare
from gui.shell.conductor import Conductor
from gui.settings import Settings
application = QApplication([])
with tempfile.TemporaryDirectory() as folder:
    prepare(application)
    conductor = Conductor(Settings(QSettings(folder + "/s.ini", QSettings.Format.IniFormat)), Path(folder))
    conductor.window.show()
    application.processEvents()
    print(*sys.modules, sep="\\n")
    conductor.close()
"""
TAKE_PICTURE = """
import sys
from gui.app import main
code = main(sys.argv[1:])
print(*sys.modules, sep="\\n")
sys.exit(code)
"""


def _modules(script: str, *arguments: str) -> set[str]:
    """Return the top-level modules that a process loads which runs `script`."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_the_window_shows_before_anything_heavy_is_loaded() -> None:
    modules = _modules(SHOW_WINDOW)
    assert "gui" in modules
    assert modules & (NEVER | LATER) == set()


def test_the_working_app_loads_neither_torch_nor_librosa(models: Path, tmp_path: Path) -> None:
    modules = _modules(TAKE_PICTURE, "--models", str(models), "--screenshot", str(tmp_path / "app.png"))
    assert {"onnxruntime", "pyqtgraph"} <= modules
    assert modules & NEVER == set()
    assert (tmp_path / "app.png").read_bytes().startswith(b"\x89PNG")


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("There is no display to open a window on;")


def test_a_picture_without_models_ends_with_an_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gui", "--models", str(tmp_path), "--screenshot", str(tmp_path / "app.png")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 2
    assert not (tmp_path / "app.png").exists()


def test_choices_are_there_at_the_next_start(make_app: Callable[[Path], Conductor], qtbot: QtBot, models: Path) -> None:
    first = make_app(models)
    with qtbot.waitSignal(first.studio.model_open, timeout=WAIT_MS):
        first.start(devices=False)
    window = first.window
    window.resize(window.width(), 601)
    window.request.classes.choose("tom")
    window.request.count.setValue(5)
    window.request.seed.setText("99")
    window.acts["lock_seed"].trigger()
    window.devices.output.choose("Speakers, JACK")
    window.devices.port.choose("keys:out")
    window.devices.regenerate.click()
    window.sounds_view.splitter.setSizes([300, 200])
    division = window.sounds_view.splitter.saveState()
    library = first.house.library.made
    library.header.map_shown.click()
    library.map.hover.click()
    first.close()
    second = make_app(models)
    with qtbot.waitSignal(second.studio.model_open, timeout=WAIT_MS):
        second.start(devices=False)
    window = second.window
    assert window.height() == 601
    assert window.sounds_view.splitter.saveState() == division
    library = second.house.library.made
    assert (library.header.map_shown.isChecked(), library.map.hover.isChecked()) == (False, False)
    assert window.request.classes.label == "tom"
    assert window.request.count.value() == 5
    assert (window.request.seed.text(), window.request.lock_seed.isChecked()) == ("99", True)
    assert (window.devices.output.name, window.devices.port.name) == ("Speakers, JACK", "keys:out")
    qtbot.waitUntil(lambda: second.pads.bank.settings(0).mode is PadMode.REGENERATE)
