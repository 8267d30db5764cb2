"""The dialogs of sound and MIDI on real ports, as a user meets them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from drumgen.midi.control.map_files import MapFiles
from drumgen.midi.mapping import Binding, MidiMap, Source
from gui.devices.audio_dialog import AudioDialog
from gui.devices.midi_dialog import MidiDialog
from gui.jobs import Jobs
from gui.stage.controller import Controller
from gui.stage.speakers import AudioChoice, Speakers
from tests.gui.conftest import WAIT_MS
from tests.support.jack import JackServer, Keys
from tests.support.playing.surface import RecordingPads

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QPlainTextEdit)


@pytest.fixture
def jobs(dressed: QApplication, qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def audio(jobs: Jobs, qtbot: QtBot) -> Iterator[tuple[AudioDialog, Speakers]]:
    speakers = Speakers(jobs)
    dialog = AudioDialog(speakers)
    qtbot.addWidget(dialog)
    yield dialog, speakers
    speakers.close()


@pytest.fixture
def midi(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[MidiDialog, Controller]]:
    controller = Controller(jobs, RecordingPads(), MapFiles(tmp_path))
    dialog = MidiDialog(controller, more_targets=lambda: ("control:Steps",))
    qtbot.addWidget(dialog)
    yield dialog, controller
    controller.close()


def _choose(box: QComboBox, data: object) -> None:
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def _controls(root: QWidget) -> list[QWidget]:
    found = [widget for kind in CONTROLS for widget in root.findChildren(kind)]
    return [each for each in found if each.window() is root and not each.objectName().startswith("qt_")]


def test_sound_can_be_chosen_and_tried(jack: JackServer, audio: tuple[AudioDialog, Speakers], qtbot: QtBot) -> None:
    dialog, speakers = audio
    chosen: list[AudioChoice] = []
    dialog.chosen.connect(chosen.append)
    with qtbot.waitSignal(speakers.opened, timeout=WAIT_MS):
        dialog.show()
    assert "44.1\u00a0kHz with blocks of 256 frames (5.8\u00a0ms)" in dialog.state.text()
    with qtbot.waitSignal(speakers.opened, timeout=WAIT_MS):
        _choose(dialog.host_api, "JACK Audio Connection Kit")
    assert dialog.device.currentText() == "system"
    with qtbot.waitSignal(speakers.opened, timeout=WAIT_MS):
        _choose(dialog.block, 64)
    assert chosen[-1] == AudioChoice("system, JACK Audio Connection Kit", None, 64) == speakers.choice
    assert dialog.choice() == chosen[-1]
    assert "blocks of 64 frames (1.5\u00a0ms)" in dialog.state.text()
    dialog.tone.click()
    qtbot.waitUntil(lambda: speakers.level().left > 0.1, timeout=WAIT_MS)
    opened: list[bool] = []
    speakers.opening.connect(lambda: opened.append(True))
    second = AudioDialog(speakers)
    qtbot.addWidget(second)
    second.show()
    assert (second.host_api.currentText(), second.device.currentText()) == ("JACK Audio Connection Kit", "system")
    assert second.state.text() == dialog.state.text()
    assert second.tone.isEnabled() and not opened  # what sounds is not cut off for a look


def test_what_cannot_be_opened_is_said_and_stays_to_be_seen(
    jack: JackServer, audio: tuple[AudioDialog, Speakers], qtbot: QtBot
) -> None:
    dialog, speakers = audio
    with qtbot.waitSignal(speakers.failed, timeout=WAIT_MS):
        speakers.open("Speakers that were sold, ALSA")
    dialog.show()
    assert dialog.state.text().startswith("There is no audio output called 'Speakers that were sold, ALSA'")
    assert dialog.state.property("severity") == "error"
    assert dialog.device.currentText() == "Speakers that were sold, ALSA (not connected)"
    assert not dialog.tone.isEnabled()
    with qtbot.waitSignal(speakers.opened, timeout=WAIT_MS):
        _choose(dialog.host_api, None)
    assert dialog.tone.isEnabled()
    assert dialog.state.property("severity") == ""


def test_learning_removing_and_seeing(
    jack: JackServer, midi: tuple[MidiDialog, Controller], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog, controller = midi
    pane = dialog.mappings
    with Keys(jack) as keys:
        with qtbot.waitSignal(controller.listed, timeout=WAIT_MS):
            dialog.show()
        with qtbot.waitSignals([controller.opened, dialog.chosen], timeout=WAIT_MS):
            _choose(dialog.port, keys.port_name)
        assert dialog.state.text() == "Listening."
        assert not pane.list.isVisible()
        for target, message, text in (
            ("pad:3", bytes([0x99, 48, 9]), "Note C2 (48), channel 10  →  Play pad 4"),
            ("control:Steps", bytes([0xB0, 20, 9]), "Control 20, channel 1  →  Steps"),
        ):
            _choose(pane.target, target)
            pane.learn.click()
            assert pane.hint.text().startswith("Waiting for")
            with qtbot.waitSignal(controller.learned, timeout=WAIT_MS):
                keys.send(message)
            assert not pane.learn.isChecked()
            assert pane.list.item(pane.list.count() - 1).text() == text
        qtbot.waitUntil(lambda: "Control 20 = 9" in dialog.monitor.toPlainText(), timeout=WAIT_MS)
        _choose(dialog.channel, 9)
        pane.list.item(0).setSelected(True)
        QTest.keyClick(pane.list, Qt.Key.Key_Delete)
        kept = MidiMap((Binding(Source("control", 20, 0), "control:Steps"),), 9)
        assert controller.map == kept
        qtbot.waitUntil(lambda: MapFiles(tmp_path).load(keys.port_name).map == kept, timeout=WAIT_MS)
    with qtbot.waitSignal(controller.failed, timeout=WAIT_MS):
        pass
    assert "has gone" in dialog.state.text()


def test_closing_gives_up_learning(midi: tuple[MidiDialog, Controller], qtbot: QtBot) -> None:
    dialog, controller = midi
    dialog.show()
    dialog.mappings.learn.click()
    with qtbot.waitSignal(controller.learning, timeout=WAIT_MS) as told:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.args == [""]
    assert not dialog.isVisible()


@pytest.mark.parametrize("which", ["audio", "midi"])
def test_every_control_has_a_name_and_tab_reaches_it(which: str, request: pytest.FixtureRequest, qtbot: QtBot) -> None:
    dialog: QDialog = request.getfixturevalue(which)[0]
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)
    controls = [each for each in _controls(dialog) if each.isVisible()]
    assert len(controls) >= 6
    assert [each for each in controls if not each.accessibleName()] == []
    wanted = {each for each in controls if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus}
    reached: set[QWidget] = set()
    for _ in range(2 * len(wanted)):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {each.accessibleName() for each in wanted - reached} == set()
