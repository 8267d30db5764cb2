"""Controls of all kinds that are turned from a MIDI controller."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QMenu,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from drumgen.midi.mapping import Binding, MidiMap, Source
from gui.devices.learning import ControlLearning
from gui.jobs import Jobs
from gui.stage.controller import Controller
from tests.support.playing.surface import RecordingPads


@pytest.fixture
def controller(dressed: QApplication, qtbot: QtBot) -> Iterator[Controller]:
    jobs = Jobs()
    controller = Controller(jobs, RecordingPads())
    yield controller
    controller.close()
    jobs.close()


@pytest.fixture
def learning(controller: Controller) -> ControlLearning:
    return ControlLearning(controller)


@pytest.mark.parametrize(
    ("kind", "low", "high", "share", "value"),
    [(QSlider, -10, 30, 0.5, 10), (QSpinBox, 1, 65, 1.0, 65), (QDoubleSpinBox, 0.0, 8.0, 0.25, 2.0)],
)
def test_values_go_from_end_to_end(
    controller: Controller,
    learning: ControlLearning,
    qtbot: QtBot,
    kind: type[QSlider] | type[QSpinBox] | type[QDoubleSpinBox],
    low: float,
    high: float,
    share: float,
    value: float,
) -> None:
    control = kind()
    qtbot.addWidget(control)
    control.setRange(low, high)  # type: ignore[arg-type]
    control.setAccessibleName("Amount")
    learning.add(control)
    assert learning.targets == ("control:Amount",)
    controller.control.emit("Amount", share)
    assert control.value() == value
    controller.control.emit("Other", 0.0)
    control.setEnabled(False)
    controller.control.emit("Amount", 0.0)
    assert control.value() == value


def test_choices_switches_and_buttons(controller: Controller, learning: ControlLearning, qtbot: QtBot) -> None:
    box, switch, button = QComboBox(), QCheckBox(), QPushButton()
    chosen, clicks = [], []
    box.addItems(["a", "b", "c"])
    box.activated.connect(chosen.append)
    button.clicked.connect(lambda: clicks.append(1))
    for control, name in ((box, "Class"), (switch, "Lock"), (button, "Go")):
        qtbot.addWidget(control)
        learning.add(control, name)
    for value in (0.9, 1.0, 0.95):  # the choice is made once, not with every value on the way
        controller.control.emit("Class", value)
    assert (box.currentText(), chosen) == ("c", [2])
    for value in (1.0, 0.9, 0.0):
        controller.control.emit("Lock", value)
        controller.control.emit("Go", value)
        assert switch.isChecked() == (value > 0.5)
    controller.control.emit("Go", 1.0)
    assert clicks == [1, 1]


def test_the_menu_learns_and_forgets(controller: Controller, learning: ControlLearning, qtbot: QtBot) -> None:
    field = QSpinBox()
    qtbot.addWidget(field)
    learning.add(field, "Steps")
    source = Source("control", 74, 0)
    controller._router.map = MidiMap((Binding(source, "control:Steps"),))
    menu = learning.menu("Steps", field)
    assert [each.text() for each in menu.actions()] == ["Learn MIDI", "Forget Control 74, channel 1"]
    with qtbot.waitSignal(controller.learning) as told:
        menu.actions()[0].trigger()
    assert told.args == ["control:Steps"]
    again = learning.menu("Steps", field)
    assert again.actions()[0].text() == "Stop waiting for MIDI"
    again.actions()[0].trigger()
    assert controller.awaited == ""
    menu.actions()[1].trigger()
    assert controller.map == MidiMap()


def test_the_menu_opens_where_it_is_asked_for_also_in_a_number_field(learning: ControlLearning, qtbot: QtBot) -> None:
    field = QSpinBox()
    qtbot.addWidget(field)
    field.show()
    learning.add(field, "Steps")
    inner: QWidget = field.lineEdit()
    for part in (field, inner):
        part.customContextMenuRequested.emit(part.rect().center())
        menu = part.findChild(QMenu)
        assert menu.isVisible()
        menu.close()


def test_one_control_takes_the_place_of_another(
    controller: Controller, learning: ControlLearning, qtbot: QtBot
) -> None:
    old, new = QSlider(), QSlider()
    qtbot.addWidget(new)
    learning.add(old, "Class")
    learning.add(new, "Class")
    learning.add(new, "Class")
    gone: list[bool] = []
    old.destroyed.connect(lambda: gone.append(True))
    old.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    assert learning.targets == ("control:Class",)
    controller.control.emit("Class", 1.0)
    assert new.value() == new.maximum()


def test_a_control_that_is_gone_is_forgotten(controller: Controller, learning: ControlLearning, qtbot: QtBot) -> None:
    control = QSlider()
    learning.add(control, "Gone")
    control.deleteLater()
    qtbot.waitUntil(lambda: learning.targets == ())
    controller.control.emit("Gone", 1.0)
