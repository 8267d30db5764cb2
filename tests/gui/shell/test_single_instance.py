"""Two starts of the app, as real processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.shell.single_instance import SingleInstance, bring_to_front

SCRIPT = Path(__file__).with_name("second_start.py")


def _start(folder: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["", *sys.path]), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(SCRIPT), str(folder), *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def test_a_second_start_raises_the_first_and_ends(tmp_path: Path) -> None:
    first = _start(tmp_path / "data")
    try:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "started"
        for _ in range(2):
            second = _start(tmp_path / "data")
            said, _ = second.communicate(timeout=30)
            assert (second.returncode, said.strip()) == (0, "drumgen is already open; its window is now in front.")
            assert first.stdout.readline().strip() == "raised"
    finally:
        first.kill()
        first.communicate()


def test_after_a_crash_the_next_start_works(tmp_path: Path) -> None:
    crashed = _start(tmp_path, "crash")
    said, _ = crashed.communicate(timeout=30)
    assert (crashed.returncode, said.strip()) == (9, "started")
    guard = SingleInstance(tmp_path)
    assert guard.claim() == ""
    guard.release()


def test_folders_are_apart_and_free_again_after_release(tmp_path: Path, qapp: QApplication) -> None:
    first, other = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "two")
    assert (first.claim(), other.claim()) == ("", "")
    first.release()
    again = SingleInstance(tmp_path / "one")
    assert again.claim() == ""
    for guard in (other, again):
        guard.release()


@pytest.mark.skipif(os.name != "posix", reason="permissions of folders are a matter of POSIX")
def test_where_nothing_can_be_written_the_app_starts(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert SingleInstance(tmp_path / "file" / "data").claim() == ""


def test_a_minimised_window_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_to_front(window)
    assert window.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
