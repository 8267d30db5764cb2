"""A training run whose process answers at once, and one that is real."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.jobs import Jobs
from gui.settings import Settings
from gui.workshop.run import TrainingRun
from gui.workshop.view import TrainingView

PRETENDER = Path(__file__).with_name("pretend_python.py")


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def run(dressed: QApplication, jobs: Jobs, models: Path, tmp_path: Path) -> Iterator[TrainingRun]:
    made = TrainingRun(jobs, runs_root=tmp_path / "runs", models_root=tmp_path / "models", shipped_models=models)
    yield made
    made.close()


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An interpreter that pretends to train."""
    path = tmp_path / "python"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{PRETENDER}" "$@"\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def view(jobs: Jobs, settings: Settings, run: TrainingRun, python: Path, qtbot: QtBot) -> Iterator[TrainingView]:
    """The view, with the interpreter that pretends."""
    made = TrainingView(jobs, settings, run)
    made.use_python(python)
    made.resize(1000, 640)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()
    made.deleteLater()
