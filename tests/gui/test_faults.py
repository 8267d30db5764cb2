"""What goes wrong is said in one sentence, and the app goes on."""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from drumgen.errors import OutputError
from gui.app import catch_faults, keep_log
from gui.dialogs.error_dialog import ErrorDialog
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.gui.conftest import WAIT_MS
from tests.support.disks import file_size_limit
from tests.support.models.tiny_models import write_tiny_models

MakeApp = Callable[[Path], Conductor]


def _start(make_app: MakeApp, qtbot: QtBot, folder: Path) -> Conductor:
    app = make_app(folder)
    with qtbot.waitSignal(app.studio.model_failed, timeout=WAIT_MS):
        app.start(devices=False)
    return app


def _assert_says(app: Conductor, words: str) -> None:
    text = app.window.status.message.text()
    assert words in text
    assert re.fullmatch(r"[^\n]+\.", text), "not one sentence"
    assert app.window.status.details.isVisible()
    assert text in [label.text() for label in app.window.request.findChildren(QLabel) if label.isVisible()]
    assert not app.window.request.generate.isEnabled()
    assert not app.window.acts["generate"].isEnabled()
    app.window.acts["generate"].trigger()
    assert app.window.sounds.items == ()


def test_a_missing_model_folder(make_app: MakeApp, qtbot: QtBot, tmp_path: Path) -> None:
    app = _start(make_app, qtbot, tmp_path / "nowhere")
    _assert_says(app, f"There is no model called 'drums' in {tmp_path / 'nowhere'}")


def test_a_damaged_card(make_app: MakeApp, qtbot: QtBot, tmp_path: Path) -> None:
    folder = write_tiny_models(tmp_path / "models")
    (folder / "drums.json").write_text("{")
    app = _start(make_app, qtbot, folder)
    _assert_says(app, "is not valid JSON")


def test_a_damaged_model(make_app: MakeApp, qtbot: QtBot, tmp_path: Path) -> None:
    folder = write_tiny_models(tmp_path / "models")
    (folder / "drums.onnx").write_bytes(b"damaged")
    app = _start(make_app, qtbot, folder)
    _assert_says(app, "drums.onnx")


def test_a_model_that_generates_nothing(make_app: MakeApp, qtbot: QtBot, tmp_path: Path) -> None:
    folder = write_tiny_models(tmp_path / "models")
    card = json.loads((folder / "codec_decoder.json").read_text())
    (folder / "drums.json").write_text(json.dumps({**card, "name": "drums"}))
    app = _start(make_app, qtbot, folder)
    _assert_says(app, "does not generate")


def test_details_of_an_error_can_be_copied(make_app: MakeApp, qtbot: QtBot, tmp_path: Path) -> None:
    app = _start(make_app, qtbot, tmp_path / "nowhere")
    app.window.status.details.click()
    dialog = app.window.findChild(ErrorDialog)
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(dialog.message.text())
    assert f"models: {tmp_path / 'nowhere'}" in copied
    assert "ModelError" in copied
    assert "Traceback" not in copied
    dialog.accept()


def test_sounds_that_cannot_be_written_are_said_when_they_are_copied(
    app: Conductor, generate: Callable[..., Sequence[SoundItem]], qtbot: QtBot
) -> None:
    with file_size_limit(1000):
        generate()
        app.window.acts["copy"].trigger()
    dialog = app.window.findChild(ErrorDialog)
    assert "was not written" in dialog.message.text()
    dialog.accept()
    app.window.acts["copy"].trigger()  # there is room again
    assert QGuiApplication.clipboard().mimeData().hasUrls()


def test_playing_without_an_output_is_said_in_the_status_line(
    app: Conductor, generate: Callable[..., Sequence[SoundItem]]
) -> None:
    generate()
    app.window.acts["play"].trigger()
    assert app.window.status.message.text().startswith("The audio output is not open")
    assert app.window.results.playing_item is None


@pytest.fixture
def caught(app: Conductor) -> Iterator[Conductor]:
    before = sys.excepthook
    catch_faults(app)
    yield app
    sys.excepthook = before


def test_a_fault_of_ours_does_not_end_the_app(caught: Conductor) -> None:
    try:
        raise ZeroDivisionError("by zero") from OutputError("no room")
    except ZeroDivisionError as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    dialog = caught.window.findChild(ErrorDialog)
    assert dialog.message.text().startswith("Something went wrong inside drumgen")
    lines = dialog.details.toPlainText().splitlines()
    assert re.fullmatch(r"ZeroDivisionError: by zero \(at .*test_faults\.py:\d+\)", lines[0])
    assert lines[1] == "OutputError: no room"
    dialog.accept()


def test_a_fault_of_a_job_is_shown(app: Conductor, qtbot: QtBot) -> None:
    app.studio.failed.emit(KeyError("x"))
    dialog = app.window.findChild(ErrorDialog)
    assert "KeyError" in dialog.details.toPlainText()
    dialog.accept()


def test_the_log_takes_what_the_user_is_spared(caught: Conductor, tmp_path: Path) -> None:
    log = logging.getLogger()
    before = (log.level, tuple(log.handlers))
    keep_log(tmp_path / "log")
    try:
        sys.excepthook(KeyError, KeyError("x"), None)
        added = [handler for handler in log.handlers if handler not in before[1]]
        for handler in added:
            log.removeHandler(handler)
            handler.close()
    finally:
        log.setLevel(before[0])
    assert "KeyError: 'x'" in (tmp_path / "log" / "drumgen.log").read_text()
    caught.window.findChild(ErrorDialog).accept()
