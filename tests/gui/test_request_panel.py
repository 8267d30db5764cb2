"""The form of a request for a model that has a student."""

from pytestqt.qtbot import QtBot

from drumgen.inference.store import ModelStore
from gui.widgets.request_panel import RequestPanel
from tests.support.models.tiny_models import SETTINGS, write_tiny_models, write_tiny_student


def test_another_guidance_than_the_student_s_leaves_its_few_steps(qtbot: QtBot, tmp_path) -> None:
    folder = write_tiny_models(tmp_path)
    write_tiny_student(folder)
    panel = RequestPanel()
    qtbot.addWidget(panel)
    panel.set_model(ModelStore(folder).card("drums"))
    assert (panel.steps.value(), panel.guidance.value()) == (2, 2.0)
    panel.guidance.setValue(3.0)
    assert panel.steps.value() == SETTINGS.steps
    panel.steps.setValue(5)
    panel.guidance.setValue(1.0)
    assert panel.steps.value() == 5
