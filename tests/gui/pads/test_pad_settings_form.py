"""Setting a pad in the inspector, and going back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from drumgen.errors import PadError
from drumgen.pads.settings import PadMode
from drumgen.wishes.wish import ATTRIBUTES
from gui.pads.inspector.fader import Fader
from tests.gui.pads.conftest import Page
from tests.support.sounds import noise_burst

NONE = Qt.KeyboardModifier.NoModifier


def click(fader: Fader, part: float) -> None:
    """Press a fader at a part of its way."""
    QTest.mouseClick(fader, Qt.MouseButton.LeftButton, NONE, QPoint(round(10 + part * (fader.width() - 20)), 10))


def test_every_fader_sets_its_value_and_a_double_click_brings_it_back(page: Page) -> None:
    page.put(0)
    usual = page.bank.settings(0)
    for name, row in page.view.inspector.playing.faders.items():
        QTest.keyClick(row.fader, Qt.Key.Key_Home)
        lowest = getattr(page.bank.settings(0), name)
        QTest.keyClick(row.fader, Qt.Key.Key_End)
        highest = getattr(page.bank.settings(0), name)
        assert lowest < highest
        assert lowest == pytest.approx(row._lowest)
        assert highest == pytest.approx(row._highest)
        QTest.mouseDClick(row.fader, Qt.MouseButton.LeftButton)
        assert getattr(page.bank.settings(0), name) == getattr(usual, name), name
    assert page.errors == []


def test_a_pull_is_one_step_and_another_fader_another(page: Page, qtbot: QtBot) -> None:
    page.put(0)
    faders = page.view.inspector.playing.faders
    for part in (0.1, 0.3, 0.6, 0.9):
        click(faders["pan"].fader, part)
    assert page.undo.count() == 1
    assert page.bank.settings(0).pan == pytest.approx(0.8, abs=0.05)
    click(faders["gain_db"].fader, 0.5)
    assert page.undo.count() == 2
    page.undo.undo()
    page.undo.undo()
    assert page.bank.settings(0).pan == page.bank.settings(0).gain_db == 0.0
    qtbot.waitUntil(lambda: faders["pan"].fader.value() == 100)


def test_shaping_keeps_the_sound(page: Page, qtbot: QtBot) -> None:
    sound = page.put(0)
    click(page.view.inspector.playing.faders["tune_semitones"].fader, 1.0)
    qtbot.waitUntil(lambda: page.bank.state(0).sound.layers[0].samples.shape[1] == 500)
    assert page.bank.sound(0) is sound


def test_another_class_or_wish_brings_another_sound_in_one_step(page: Page, qtbot: QtBot) -> None:
    sound = page.put(0)
    box = page.view.inspector.sound.classes
    place = box.findData("tom")
    with qtbot.waitSignal(page.pads.remade):
        box.activated.emit(place)
        assert page.bank.settings(0).label == "tom"
        click(page.view.inspector.sound.attributes["brightness"].fader, 1.0)
        assert page.bank.settings(0).attributes == (("brightness", 1.0),)
    made = page.bank.sound(0)
    assert made.provenance.label == "tom"
    assert made.provenance.choice.attributes == (("brightness", 1.0),)
    assert page.undo.count() == 2
    page.undo.undo()
    page.undo.undo()
    assert page.bank.sound(0) is sound
    assert page.bank.settings(0).label == "kick"
    page.undo.redo()
    page.undo.redo()
    assert page.bank.sound(0) is made


def test_a_step_taken_back_before_its_sound_is_there_leaves_nothing(page: Page, qtbot: QtBot) -> None:
    sound = page.put(0)
    seed = page.view.inspector.sound.seed
    seed.setFocus()
    seed.selectAll()
    QTest.keyClicks(seed, "4711")
    QTest.keyClick(seed, Qt.Key.Key_Return)
    assert page.bank.settings(0).seed == 4711
    page.undo.undo()
    qtbot.waitUntil(lambda: page.view.controller.is_settled)
    assert page.bank.sound(0) is sound
    assert not page.bank.waits(0)
    page.undo.redo()
    qtbot.waitUntil(lambda: page.bank.sound(0) is not sound)
    assert page.bank.sound(0).provenance.seed == 4711


def test_words_are_a_wish(page: Page, qtbot: QtBot) -> None:
    prompt = page.view.inspector.sound.prompt
    prompt.setFocus()
    QTest.keyClicks(prompt, "dark")
    QTest.keyClick(prompt, Qt.Key.Key_Return)
    assert page.bank.settings(0).prompt == "dark"
    qtbot.waitUntil(lambda: page.bank.sound(0) is not None)
    page.undo.undo()
    assert page.bank.settings(0).prompt == ""
    qtbot.waitUntil(lambda: prompt.text() == "")


def test_a_sound_of_the_users_own_is_never_replaced_by_a_wish(page: Page, qtbot: QtBot) -> None:
    mine = noise_burst(1)
    page.bank.load(0, mine)
    box = page.view.inspector.sound.classes
    place = box.findData("perc")
    box.activated.emit(place)
    assert page.bank.settings(0).label == "perc"
    qtbot.waitUntil(lambda: page.view.controller.is_settled)
    assert not page.bank.waits(0)
    assert page.bank.sound(0) is mine


def test_the_form_follows_the_pad(page: Page, qtbot: QtBot) -> None:
    settings = page.bank.settings(6).changed(
        name="Tss",
        prompt="short",
        attributes=(("body", -0.5),),
        seed=99,
        seed_locked=True,
        steps=7,
        gain_db=-6.0,
        pan=0.5,
        decay_s=0.3,
        choke_group="mine",
        mode=PadMode.KEEP,
        muted=True,
        note=44,
    )
    page.bank.set_settings(6, settings)
    page.view.grid.select(6)
    form, sound, playing = page.view.inspector, page.view.inspector.sound, page.view.inspector.playing
    assert (form.number.text(), form.name.text(), form.mute.isChecked()) == ("Pad 7", "Tss", True)
    assert (sound.prompt.text(), sound.seed.text(), sound.lock_seed.isChecked()) == ("short", "99", True)
    assert (sound.steps.value(), sound.classes.currentData()) == (7, "closed_hat")
    assert [row.value_label.text() for row in sound.attributes.values()] == ["any"] * 5 + ["−0.50"]
    assert (playing.choke.currentText(), playing.note.text()) == ("mine", "G#1 (44)")
    texts = [row.value_label.text() for row in playing.faders.values()]
    assert texts == ["−6.0 dB", "50 right", "0 %", "0.0 st", "300 ms", "0 ms", "0 ms", "0 %"]
    assert page.undo.count() == 0  # showing is no change
    assert page.bank.settings(6) == settings


def test_names_notes_groups_and_modes(page: Page) -> None:
    form = page.view.inspector
    form.name.setFocus()
    form.name.selectAll()
    QTest.keyClicks(form.name, "Boom")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    form.playing.note.setValue(60)
    form.playing.choke.lineEdit().setText("low")
    form.playing.choke.lineEdit().editingFinished.emit()
    form.playing.renew.click()
    form.lock.click()
    now = page.bank.settings(0)
    assert (now.name, now.note, now.choke_group, now.mode, now.locked) == ("Boom", 60, "low", PadMode.REGENERATE, True)
    form.playing.choke.setCurrentIndex(0)
    form.playing.choke.activated.emit(0)
    assert page.bank.settings(0).choke_group is None
    assert page.undo.count() == 6
    while page.undo.canUndo():
        page.undo.undo()
    assert page.bank.settings(0).name == "Kick"


def test_a_value_that_cannot_be_is_told_and_not_taken(page: Page) -> None:
    name = page.view.inspector.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "   ")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert isinstance(page.errors[0], PadError)
    assert page.bank.settings(0).name == "Kick"
    assert name.text() == "Kick"


def test_all_attributes_can_be_wished_and_left_open(page: Page) -> None:
    faders = page.view.inspector.sound.attributes
    assert list(faders) == list(ATTRIBUTES)
    for row in faders.values():
        click(row.fader, 0.5)  # the middle is a wish, too
    wished = dict(page.bank.settings(0).attributes)
    assert list(wished) == list(ATTRIBUTES)
    assert wished == pytest.approx(dict.fromkeys(ATTRIBUTES, 0.0), abs=0.02)  # as near as a pixel
    for row in faders.values():
        QTest.mouseDClick(row.fader, Qt.MouseButton.LeftButton)
    assert page.bank.settings(0).attributes == ()


def test_models_of_ones_own_can_be_chosen(page: Page) -> None:
    page.view.set_models({"drums": ("kick", "snare"), "gongs": ("gong",)})
    models = page.view.inspector.sound.models
    assert [models.itemText(place) for place in range(models.count())] == ["drums", "gongs"]
    models.activated.emit(1)
    assert page.bank.settings(0).model == "gongs"


def test_words_of_the_prompt_that_mean_nothing_are_told(page: Page) -> None:
    heard = page.view.inspector.sound.heard
    cases = (("dark qwrtzp", "Not understood: qwrtzp"), ("brihgt", "Taken for: brihgt → bright"), ("", ""))
    for pad, (prompt, said) in enumerate(cases, start=1):
        page.bank.set_settings(pad, page.bank.settings(pad).changed(prompt=prompt))
        page.view.grid.select(pad)
        assert (heard.text(), heard.isHidden()) == (said, not said)
