"""Sounds are made of sounds, with the shipped models: variations, sounds near a place of the map, morphs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from drumgen.inference.store import PACKAGED_FOLDER
from gui.shell.conductor import Conductor
from gui.shell.rooms.library_room import BETWEEN, VARIATIONS
from tests.gui.whole.conftest import Generate, Hands
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
