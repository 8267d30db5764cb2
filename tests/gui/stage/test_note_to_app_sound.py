"""The whole app: a note comes in over a real MIDI port, the app's own audio port gives the current sound's samples."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.gui.conftest import WAIT_MS
from tests.support.jack import JackServer, Keys, Recorder

Generate = Callable[..., Sequence[SoundItem]]


@pytest.fixture
def stage(jack: JackServer, app: Conductor, qtbot: QtBot) -> Iterator[tuple[Conductor, Keys, Recorder]]:
    """The app with a keyboard connected and its output recorded."""
    with qtbot.waitSignal(app.speakers.opened, timeout=WAIT_MS):
        app.speakers.open(None)
    with Keys(jack) as keys, Recorder(jack) as recorder:
        with qtbot.waitSignal(app.controller.opened, timeout=WAIT_MS):
            app.controller.open(keys.port_name)
        yield app, keys, recorder
        app.controller.close()
        app.speakers.close()


def _samples(item: SoundItem) -> NDArray[np.float32]:
    return item.take.sound.clip.samples[0]


def _assert_same_up_to_gain(heard: NDArray[np.float32], expected: NDArray[np.float32]) -> None:
    gain = float(heard @ expected) / float(expected @ expected)
    assert gain > 0.0
    assert np.abs(heard - gain * expected).max() < 1e-4 * gain


def test_note_36_plays_the_current_kick(stage: tuple[Conductor, Keys, Recorder], generate: Generate) -> None:
    app, keys, recorder = stage
    first, second = generate("kick", 2)
    assert (first.on_pad, second.on_pad) == (True, False)
    keys.hit(36)
    _assert_same_up_to_gain(recorder.wait_for(_samples(first)), _samples(first))
    app.window.results.show_item(second)
    assert (first.on_pad, second.on_pad) == (False, True)
    keys.hit(36, 64)
    _assert_same_up_to_gain(recorder.wait_for(_samples(second), after=recorder.end_of_sound), _samples(second))


def test_other_notes_play_their_class(stage: tuple[Conductor, Keys, Recorder], generate: Generate) -> None:
    _, keys, recorder = stage
    (snare,) = generate("snare")
    generate("kick")
    keys.hit(38)
    _assert_same_up_to_gain(recorder.wait_for(_samples(snare)), _samples(snare))


def test_space_and_click_play(stage: tuple[Conductor, Keys, Recorder], generate: Generate) -> None:
    app, _, recorder = stage
    first, second = generate("clap", 2)
    results = app.window.results
    QTest.keyClick(results, Qt.Key.Key_Space)
    _assert_same_up_to_gain(recorder.wait_for(_samples(first)), _samples(first))
    place = results.visualRect(results.model().index(1, 0)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    _assert_same_up_to_gain(recorder.wait_for(_samples(second), after=recorder.end_of_sound), _samples(second))
    assert results.current_item is second


def test_after_a_hit_the_next_sound_is_made_and_played(
    stage: tuple[Conductor, Keys, Recorder], generate: Generate, qtbot: QtBot
) -> None:
    app, keys, recorder = stage
    (first,) = generate("kick")
    app.window.devices.regenerate.click()
    with qtbot.waitSignal(app.studio.added, timeout=WAIT_MS):
        keys.hit(36)
        _assert_same_up_to_gain(recorder.wait_for(_samples(first)), _samples(first))
    second = app.window.sounds.items[1]
    assert second.on_pad
    assert not first.on_pad
    assert not np.array_equal(_samples(first), _samples(second))
    app.window.devices.keep.click()
    keys.hit(36)
    _assert_same_up_to_gain(recorder.wait_for(_samples(second), after=recorder.end_of_sound), _samples(second))


def test_a_removed_sound_leaves_the_pad_to_another(stage: tuple[Conductor, Keys, Recorder], generate: Generate) -> None:
    app, keys, recorder = stage
    _, second = generate("tom", 2)
    app.window.acts["remove"].trigger()
    assert app.window.sounds.items == (second,)
    assert second.on_pad
    keys.hit(45)
    _assert_same_up_to_gain(recorder.wait_for(_samples(second)), _samples(second))


def test_undo_of_a_regeneration_reaches_the_pad(
    stage: tuple[Conductor, Keys, Recorder], generate: Generate, qtbot: QtBot
) -> None:
    app, keys, recorder = stage
    (item,) = generate("kick")
    before = _samples(item)
    with qtbot.waitSignal(app.studio.stopped, timeout=WAIT_MS):
        app.window.acts["regenerate"].trigger()
    assert app.pads.plays(item)
    _assert_same_up_to_gain(recorder.wait_for(_samples(item)), _samples(item))  # it is played when it comes
    app.window.acts["undo"].trigger()
    keys.hit(36)
    _assert_same_up_to_gain(recorder.wait_for(before, after=recorder.end_of_sound), before)
