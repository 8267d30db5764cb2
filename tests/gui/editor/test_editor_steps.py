"""Every edit is a step; undo goes back to exactly what was there."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drumgen.audio.clip import Clip
from drumgen.engine.generator import GeneratedSound, Generator
from gui.editor.canvas.edges import Edges, Grip
from gui.editor.document import Variation, clip_of
from gui.sounds.item import class_title
from tests.gui.editor.conftest import WAIT_MS, Desk


def test_all_steps_go_back_and_forth(desk: Desk, snare: GeneratedSound) -> None:
    """Open, trim, fade by key, apply, vary: as many states as steps, each again what it was."""
    desk.open(snare)
    states = [desk.document]
    selection = desk.view.timeline.selection
    selection.select(500, 7000)
    desk.act("trim")
    desk.settle()
    states.append(desk.document)
    np.testing.assert_array_equal(desk.samples, snare.clip.samples[:, 500:7000])
    handle = desk.view.timeline.handles[Grip.FADE_OUT]
    for _ in range(3):  # one step for the keys that follow each other
        QTest.keyClick(handle, Qt.Key.Key_Left)
    states.append(desk.document)
    assert desk.document.edges == Edges(fade_out=3 * 44)
    desk.act("apply")
    desk.settle()
    states.append(desk.document)
    assert desk.document.edges.is_neutral
    assert desk.samples[0, -1] == 0.0
    np.testing.assert_array_equal(desk.samples[:, : -3 * 44], snare.clip.samples[:, 500 : 7000 - 3 * 44])
    desk.slide(30)
    states.append(desk.document)
    assert desk.controller.undo_stack.count() == len(states) == 5

    for state in reversed(states[:-1]):
        desk.act("undo")
        assert desk.document is state
        assert desk.view.timeline.scene is state.version.scene
        assert desk.view.timeline.edges == state.edges
    desk.act("undo")
    assert desk.controller.document is None
    assert not desk.view.acts["undo"].isEnabled()
    assert desk.view.invitation.isVisible()
    for state in states:
        desk.act("redo")
        assert desk.document is state
    assert desk.view.tools.strength.fraction == 0.3


def test_one_seed_is_one_direction(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    assert not desk.view.acts["direction"].isEnabled()
    desk.slide(50)
    first = desk.document
    assert isinstance(first.came, Variation)
    desk.slide(20)
    weaker = desk.document
    assert isinstance(weaker.came, Variation)
    assert weaker.came.seed == first.came.seed
    assert weaker.came.base.sound is snare
    desk.slide(50)
    np.testing.assert_array_equal(desk.samples, clip_of(first.version.sound).samples)
    desk.act("direction")
    desk.settle()
    other = desk.document
    assert isinstance(other.came, Variation)
    assert (other.came.strength, other.came.seed != first.came.seed) == (0.5, True)
    desk.slide(0)
    assert desk.document.version.sound is snare
    assert desk.document.source.sound is snare


def test_fades_stay_while_the_slider_goes_on_but_not_over_another_edit(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    desk.slide(40)
    desk.view.tools.fade_in.setValue(5.0)
    faded = desk.document.edges
    assert faded == Edges(fade_in=round(5.0 * 44.1))
    desk.slide(60)
    assert desk.document.edges == faded
    desk.view.timeline.selection.select(2000, 4000)
    desk.act("redo_part")
    desk.settle()
    assert desk.document.edges.is_neutral
    assert desk.document.came is None
    assert desk.view.tools.strength.fraction == 0.0


def test_a_part_is_made_anew_and_the_rest_stays(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    desk.view.timeline.selection.select(2000, 5000)
    desk.act("redo_part")
    desk.settle()
    before, after = snare.clip.samples, desk.samples
    assert not np.array_equal(after[:, 2000:5000], before[:, 2000:5000])
    np.testing.assert_array_equal(after[:, :2000], before[:, :2000])
    np.testing.assert_array_equal(after[:, 5000:], before[:, 5000:])
    assert (desk.view.timeline.selection.start, desk.view.timeline.selection.end) == (2000, 5000)
    desk.act("undo")
    desk.view.timeline.selection.place(3000)
    desk.act("redo_tail")
    desk.settle()
    np.testing.assert_array_equal(desk.samples[:, :3000], before[:, :3000])
    desk.act("undo")
    desk.act("redo_attack")
    desk.settle()
    np.testing.assert_array_equal(desk.samples[:, 3000:], before[:, 3000:])
    assert not np.array_equal(desk.samples[:, :3000], before[:, :3000])


def test_a_trimmed_start_counts_where_the_selection_is(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    timeline = desk.view.timeline
    timeline.edges_moved.emit(timeline.edges.moved(Grip.START, 1000, timeline.axis.n_samples), Grip.START, False)
    timeline.selection.select(3000, 5000)
    desk.act("redo_part")
    desk.settle()
    before, after = snare.clip.samples[:, 1000:], desk.samples
    np.testing.assert_array_equal(after[:, :2000], before[:, :2000])
    np.testing.assert_array_equal(after[:, 4000:], before[:, 4000:])
    assert (timeline.selection.start, timeline.selection.end) == (2000, 4000)


def test_the_length_changes(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    desk.view.tools.length.setValue(100.0)
    desk.act("resize")
    desk.settle()
    assert desk.document.duration_s == pytest.approx(0.1, abs=0.001)
    assert desk.view.tools.length.value() == pytest.approx(100.0, abs=1.0)


def test_a_morph_needs_a_second_sound_and_goes_to_it(desk: Desk, snare: GeneratedSound, tone: Clip) -> None:
    desk.open(snare)
    amount = desk.view.tools.amount
    assert not amount.isEnabled()
    desk.controller.set_second(tone, "My tone")
    assert amount.isEnabled()
    assert desk.view.tools.second.text() == "My tone"
    with desk.bot.waitSignal(desk.controller.bench.started, timeout=WAIT_MS):
        amount.slider.setValue(50)
    desk.settle()
    assert isinstance(desk.document.version.sound, GeneratedSound)
    assert desk.document.version.sound.provenance.edit is not None
    assert desk.document.version.sound.provenance.edit.kind == "morph"
    desk.act("undo")
    assert (amount.fraction, desk.document.version.sound) == (0.0, snare)
    desk.act("undo")
    assert desk.document.second is None
    assert not amount.isEnabled()


def test_the_list_of_second_sounds_is_asked_each_time(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    offered = [("Kick 1", snare)]
    desk.controller.set_second_choices(lambda: offered)
    slot = desk.view.tools.second
    slot.menu().aboutToShow.emit()
    offered.append(("Kick 2", snare))
    slot.menu().aboutToShow.emit()
    assert [act.text() for act in slot.menu().actions() if act.text()] == ["Kick 1", "Kick 2", "Open a file…"]
    slot.menu().actions()[1].trigger()
    assert desk.document.second is not None
    assert desk.document.second.name == "Kick 2"


def test_the_class_is_chosen_or_guessed(desk: Desk, generator: Generator, snare: GeneratedSound, tone: Clip) -> None:
    desk.controller.set_labels(("kick", "snare"))
    desk.open(snare)
    classes = desk.view.header.classes
    assert classes.itemText(0) == "Class: Snare"
    desk.open(tone, "My tone")
    assert classes.itemText(0) in {f"Class: {class_title(label)}" for label in generator.labels()}
    assert desk.view.header.title.text() == "My tone"
    classes.setCurrentIndex(2)
    classes.activated.emit(2)
    desk.slide(40)
    sound = desk.document.version.sound
    assert isinstance(sound, GeneratedSound)
    assert sound.provenance.label == "snare"


def test_opening_another_sound_is_a_step_too(desk: Desk, snare: GeneratedSound, tone: Clip) -> None:
    desk.open(snare)
    desk.open(tone, "My tone")
    assert desk.view.timeline.axis.n_samples == tone.samples.shape[1]
    assert desk.view.timeline.wave.scene is not None
    assert desk.view.timeline.wave.scene.lanes.shape[0] == 2
    desk.act("undo")
    assert desk.document.version.sound is snare
