"""Sounds are made of sounds, with the shipped models: variations, sounds near a place of the map, morphs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from drumgen.audio.files import write_clip
from drumgen.engine.generator import GeneratedSound
from drumgen.inference.store import PACKAGED_FOLDER
from gui.shell.conductor import Conductor
from gui.shell.rooms.library_room import BETWEEN, VARIATIONS
from tests.gui.whole.conftest import CTRL, Generate, Hands
from tests.support.library import generated, hit


@pytest.fixture(scope="module")
def models() -> Path:
    return PACKAGED_FOLDER


def test_more_like_this_adds_variations_to_the_list(app: Conductor, generate: Generate, hands: Hands) -> None:
    (item,) = generate("tom", seed=11)
    new = hands.made_by(lambda: hands.press(app.window.results, Qt.Key.Key_M))
    assert [each.label for each in new] == ["tom"] * VARIATIONS
    for each in new:
        edit = each.take.sound.provenance.edit
        assert edit is not None and edit.kind == "variation"
    samples = [each.take.sound.clip.samples.tobytes() for each in (item, *new)]
    assert len(set(samples)) == 1 + VARIATIONS


@pytest.mark.parametrize("wish", ["vary", "near", "morph"])
def test_sounds_made_from_the_library_come_into_the_list(app: Conductor, hands: Hands, wish: str) -> None:
    first, second = hands.keep(
        generated(1, label="kick", clip=hit(pitch_hz=60, seed=1)),
        generated(2, label="kick", clip=hit(pitch_hz=200, seed=2)),
    )
    view = hands.library_view
    acts = {
        "vary": lambda: hands.choose("Vary"),
        "near": lambda: view.map.near_wished.emit([first, second], (0.5, 0.5)),
        "morph": lambda: view.map.morph_wished.emit(first, second),
    }
    new = hands.made_by(acts[wish])
    assert len(new) == (BETWEEN if wish == "morph" else VARIATIONS)
    assert {each.take.sound.provenance.edit.kind for each in new} == {"morph" if wish == "morph" else "variation"}
    assert app.window.views.current == "sounds"
    assert app.window.results.isVisible()


def test_a_sample_that_was_dropped_on_a_pad_is_varied_there(app: Conductor, hands: Hands, tmp_path: Path) -> None:
    own = write_clip(tmp_path / "Own snare.wav", hit(pitch_hz=180, seed=3))
    hands.look("pads")
    pads = app.house.pads.made
    pads.do("vary", 2)
    assert "no sound yet" in hands.said
    pads.kits.load_files([own], 2)
    hands.wait(lambda: app.pads.bank.sound(2) is not None)
    sample = app.pads.bank.sound(2)
    pads.grid.select(2)
    pads.grid.focus()
    hands.press(app.window.focusWidget(), Qt.Key.Key_R, CTRL)
    hands.wait(lambda: app.pads.bank.sound(2) is not sample)
    varied = app.pads.bank.sound(2)
    assert isinstance(varied, GeneratedSound)
    assert (varied.provenance.label, varied.provenance.edit.kind) == ("snare", "variation")
    hands.undo()
    assert app.pads.bank.sound(2) is sample


def test_a_pad_goes_to_the_editor_and_what_was_edited_back_on_it(
    app: Conductor, generate: Generate, hands: Hands
) -> None:
    generate("snare", seed=4)
    hands.wait(lambda: app.pads.bank.sound(2) is not None)
    hands.look("pads")
    app.house.pads.made.controller.copy(2, 4)  # the second pad of the class
    app.house.pads.made.grid.select(4)
    app.house.pads.made.grid.focus()
    hands.press(app.window.focusWidget(), Qt.Key.Key_Return)
    assert app.window.views.current == "editor"
    editor = app.house.editor.controller
    hands.wait(lambda: editor.document is not None)
    assert editor.view.header.title.text() == app.pads.bank.settings(4).name
    before = app.pads.bank.sound(2), app.pads.bank.sound(4)
    editor.view.timeline.selection.select(0, 2000)
    editor.view.acts["trim"].trigger()
    hands.wait(lambda: editor.document.n_samples == 2000)
    editor.view.acts["to_pad"].trigger()
    hands.wait(lambda: app.pads.bank.sound(4) is not before[1])
    assert hands.pad_samples(4).shape[1] == 2000
    assert app.pads.bank.sound(2) is before[0]
