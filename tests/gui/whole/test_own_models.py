"""A model that was trained in the app is one of the pads' models, now and at the next start."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.shell.conductor import Conductor
from gui.workshop.view import TrainingView
from tests.gui.conftest import WAIT_MS
from tests.gui.whole.conftest import Hands
from tests.support.models.tiny_models import write_tiny_models


def _choose_model(app: Conductor, name: str) -> None:
    """Choose a model for the selected pad, as a user does."""
    models = app.house.pads.made.inspector.sound.models
    assert models.findText(name) >= 0
    models.setCurrentIndex(models.findText(name))
    models.activated.emit(models.currentIndex())


def test_a_trained_model_makes_the_sounds_of_a_pad(
    app: Conductor, hands: Hands, qtbot: QtBot, make_app: Callable[[Path], Conductor], models: Path
) -> None:
    folder = write_tiny_models(app.data / "models" / "mine", name="mine")
    view = app.house.training.view()
    assert isinstance(view, TrainingView)
    view.model_ready.emit(folder, "mine")
    assert "mine" in hands.said
    _choose_model(app, "mine")
    hands.wait(lambda: app.pads.bank.sound(0) is not None)
    assert app.pads.bank.sound(0).provenance.model == "mine"
    app.close()
    again = make_app(models)
    again.start(devices=False)
    qtbot.waitUntil(lambda: again.pads.bank.sound(0) is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: again.house.pads.made.inspector.sound.models.findText("mine") >= 0, timeout=WAIT_MS)
    before = again.pads.bank.sound(0)
    again.house.pads.made.controller.regenerate([0])
    qtbot.waitUntil(lambda: again.pads.bank.sound(0) is not before, timeout=WAIT_MS)
    assert again.pads.bank.sound(0).provenance.model == "mine"
