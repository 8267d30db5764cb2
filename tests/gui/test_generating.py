import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import ModelStore
from gui.dialogs.error_dialog import ErrorDialog
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.gui.conftest import WAIT_MS
from tests.support.gated_generator import GatedGenerator
from tests.support.models.tiny_models import CLASSES, SETTINGS

Generate = Callable[..., Sequence[SoundItem]]


@pytest.fixture
def gated(app: Conductor, models: Path) -> GatedGenerator:
    """The app's generator, each step of which the test lets pass."""
    generator = GatedGenerator(ModelStore(models))
    app.studio.generator = generator
    return generator


def test_the_form_offers_what_the_model_knows(app: Conductor) -> None:
    form = app.window.request
    assert form.classes.labels == CLASSES
    assert form.steps.value() == SETTINGS.steps
    assert form.guidance.value() == SETTINGS.guidance
    assert form.generate.isEnabled()
    assert "CPU" in app.window.status.model.text()


def test_sounds_are_those_of_the_request(app: Conductor, generate: Generate, models: Path) -> None:
    items = generate("snare", 3, seed=40)
    request = GenerationRequest("snare", 3, 40, SETTINGS.steps, SETTINGS.guidance)
    expected = Generator(ModelStore(models)).generate(request)
    assert [item.seed for item in items] == [40, 41, 42]
    for item, sound in zip(items, expected, strict=True):
        np.testing.assert_allclose(item.take.sound.clip.samples, sound.clip.samples, atol=1e-4)
        assert item.take.sound.provenance.single_request == sound.provenance.single_request
    assert app.window.sounds.items == tuple(items)
    assert app.window.results.current_item is items[0]
    assert app.window.sounds_view.tally.text() == "3"


def test_each_generation_draws_a_new_seed_unless_it_is_locked(app: Conductor, generate: Generate) -> None:
    generate(seed=5)
    assert app.window.request.seed.text() != "5"
    app.window.acts["lock_seed"].trigger()
    generate(seed=6)
    assert app.window.request.seed.text() == "6"
    app.window.acts["new_seed"].trigger()
    assert app.window.request.seed.text() != "6"


def test_the_window_lives_while_steps_are_computed(app: Conductor, gated: GatedGenerator, qtbot: QtBot) -> None:
    """A step ends only after the event loop has turned: on the GUI thread it would wait for itself in vain."""
    turns: list[int] = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: turns.append(0))
    timer.start()
    with qtbot.waitSignal(app.studio.progressed, timeout=WAIT_MS):
        app.window.acts["generate"].trigger()
    while app.studio.is_busy:
        seen = len(turns)
        qtbot.waitUntil(lambda seen=seen: len(turns) > seen + 3)
        gated.let_pass()
    assert len(app.window.sounds.items) == app.window.request.count.value()
    assert threading.main_thread() not in gated.threads


def test_progress_counts_steps_and_cancel_stops_between_two(
    app: Conductor, gated: GatedGenerator, qtbot: QtBot
) -> None:
    form = app.window.request
    form.count.setValue(16)
    with qtbot.waitSignal(app.studio.progressed, timeout=WAIT_MS):
        app.window.acts["generate"].trigger()
    assert form.cancel.isVisible()
    assert not form.generate.isVisible()
    total = 16 * (form.steps.value() + 1)
    with qtbot.waitSignal(app.studio.progressed, timeout=WAIT_MS) as progressed:
        gated.let_pass()
    assert progressed.args == [8, total]
    assert (form.progress.value(), form.progress.maximum()) == (8, total)
    app.window.acts["cancel"].trigger()
    with qtbot.waitSignal(app.studio.cancelled, timeout=WAIT_MS):
        gated.let_pass()
    assert form.generate.isVisible()
    assert app.window.sounds.items == ()
    assert app.window.status.message.text().startswith("Cancelled")


def test_sounds_appear_as_they_are_finished(app: Conductor, gated: GatedGenerator, qtbot: QtBot) -> None:
    app.window.request.count.setValue(9)  # one more than a batch
    app.window.acts["generate"].trigger()
    gated.let_pass(1 + SETTINGS.steps + 1)
    qtbot.waitUntil(lambda: len(app.window.sounds.items) == 8, timeout=WAIT_MS)
    assert app.studio.is_busy
    with qtbot.waitSignal(app.studio.stopped, timeout=WAIT_MS):
        gated.let_pass(SETTINGS.steps + 1)
    assert len(app.window.sounds.items) == 9


def test_regenerating_replaces_and_undo_brings_back(app: Conductor, generate: Generate, qtbot: QtBot) -> None:
    first, second = generate("tom", 2)
    before = second.take
    app.window.results.show_item(second)
    with qtbot.waitSignal(app.studio.stopped, timeout=WAIT_MS):
        app.window.acts["regenerate"].trigger()
    after = second.take
    assert after.sound.provenance.label == "tom"
    assert after.sound.provenance.seed != before.sound.provenance.seed
    assert not second.is_waiting
    assert app.window.sounds.items == (first, second)
    app.window.acts["undo"].trigger()
    assert second.take is before
    app.window.acts["redo"].trigger()
    assert second.take is after


def test_an_empty_seed_is_said_in_a_dialog(app: Conductor, qtbot: QtBot) -> None:
    app.window.request.seed.clear()
    app.window.acts["generate"].trigger()
    dialog = app.window.findChild(ErrorDialog)
    assert dialog.message.text() == "The seed is empty; enter a whole number or press New seed."
    assert not app.studio.is_busy
    dialog.accept()


def test_a_seed_beyond_the_range_is_said_in_a_dialog(app: Conductor) -> None:
    app.window.request.seed.setText("9" * 19)
    app.window.acts["generate"].trigger()
    dialog = app.window.findChild(ErrorDialog)
    assert "must lie between 0 and" in dialog.message.text()
    dialog.accept()


def test_closing_in_the_middle_of_a_generation_ends_it(app: Conductor, qtbot: QtBot) -> None:
    app.window.request.count.setValue(1000)
    with qtbot.waitSignal(app.studio.added, timeout=WAIT_MS):
        app.window.acts["generate"].trigger()
    app.close()
    there = len(app.window.sounds.items)
    assert 0 < there < 1000
    assert not any(thread.name.startswith("compute") for thread in threading.enumerate())


def test_words_choose_the_class_and_the_sounds(app: Conductor, qtbot: QtBot) -> None:
    form = app.window.request
    form.words.setText("short dark clap, qwrtzp")
    form.count.setValue(2)
    form.seed.setText("5")
    with qtbot.waitSignal(app.studio.stopped, timeout=WAIT_MS):
        app.window.acts["generate"].trigger()
    items = app.window.sounds.items
    assert [item.label for item in items] == ["clap", "clap"]
    assert "qwrtzp" in form.unknown.text()
    for item in items:
        choice = item.take.sound.provenance.choice
        assert choice is not None
        assert choice.prompt == "short dark clap, qwrtzp"
    form.words.setText("brihgt snare")
    form.read_words()
    assert form.unknown.text().endswith("brihgt → bright")
    form.words.setText("bright snare")
    form.read_words()
    assert form.unknown.text() == ""
