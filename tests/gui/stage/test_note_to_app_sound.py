"""The whole app: a note comes in over a real MIDI port, the app's own audio port gives the current sound's samples."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from drumgen.playback.velocity import velocity_gain
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.gui.conftest import WAIT_MS
from tests.support.jack import JackServer, Keys, Recorder

Generate = Callable[..., Sequence[SoundItem]]
QUIET_FRAMES = 8192
TRIES = 30
TOLERANCE = 1e-4


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


def _assert_heard(recorder: Recorder, trigger: Callable[[], object], expected: NDArray[np.float32]) -> float:
    """Trigger a sound until it is recorded sample by sample up to a gain, and return the gain.

    On a busy machine the server passes over clients that are late, which leaves gaps in a recording; what is asserted
    is that a recording without any holds these samples and no others.
    """
    worst = np.inf
    for _ in range(TRIES):
        recorder.wait_for_frames(QUIET_FRAMES)
        start = len(recorder.samples)
        trigger()
        heard = recorder.wait_for(expected, after=start)
        gain = float(heard @ expected) / float(expected @ expected)
        worst = float(np.abs(heard - gain * expected).max()) / max(gain, TOLERANCE)
        if gain > 0.0 and worst < TOLERANCE:
            return gain
    raise AssertionError(f"what was heard differs from the sound by {worst:g}")


def test_note_36_plays_the_sound_of_the_kick_pad(
    stage: tuple[Conductor, Keys, Recorder], generate: Generate, qtbot: QtBot
) -> None:
    app, keys, recorder = stage
    first, second = generate("kick", 2)
    qtbot.waitUntil(lambda: first.on_pad)
    loud = _assert_heard(recorder, lambda: keys.hit(36), _samples(first))
    app.window.results.show_item(second)
    app.window.acts["put_on_pad"].trigger()
    qtbot.waitUntil(lambda: second.on_pad and not first.on_pad)
    soft = _assert_heard(recorder, lambda: keys.hit(36, 64), _samples(second))
    assert soft / loud == pytest.approx(velocity_gain(64) / velocity_gain(127), rel=1e-3)


def test_other_notes_play_their_class(stage: tuple[Conductor, Keys, Recorder], generate: Generate) -> None:
    _, keys, recorder = stage
    (snare,) = generate("snare")
    generate("kick")
    _assert_heard(recorder, lambda: keys.hit(38), _samples(snare))


def test_space_and_click_play(stage: tuple[Conductor, Keys, Recorder], generate: Generate) -> None:
    app, _, recorder = stage
    first, second = generate("clap", 2)
    results = app.window.results
    _assert_heard(recorder, lambda: QTest.keyClick(results, Qt.Key.Key_Space), _samples(first))
    place = results.visualRect(results.model().index(1, 0)).center()
    click = partial(QTest.mouseClick, results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    _assert_heard(recorder, click, _samples(second))
    assert results.current_item is second


def test_with_each_hit_a_new_sound_is_played_and_comes_into_the_list(
    stage: tuple[Conductor, Keys, Recorder], generate: Generate, qtbot: QtBot
) -> None:
    app, keys, recorder = stage
    (first,) = generate("kick")
    _assert_heard(recorder, lambda: keys.hit(36), _samples(first))
    app.window.devices.regenerate.click()
    qtbot.waitUntil(lambda: app.pads.bank.ready(0) > 0, timeout=WAIT_MS)
    # The pads that were empty get their first sounds meanwhile.
    with qtbot.waitSignal(app.studio.added, timeout=WAIT_MS, check_params_cb=lambda item: item.label == "kick"):
        keys.hit(36)
    app.window.devices.keep.click()
    qtbot.waitUntil(lambda: app.house.pads.item_of(0) not in (None, first), timeout=WAIT_MS)
    second = app.house.pads.item_of(0)
    assert second is not None
    assert not np.array_equal(_samples(first), _samples(second))
    _assert_heard(recorder, lambda: keys.hit(36), _samples(second))


def test_a_sound_that_leaves_the_list_stays_on_its_pad(
    stage: tuple[Conductor, Keys, Recorder], generate: Generate
) -> None:
    app, keys, recorder = stage
    first, second = generate("clap", 2)
    app.window.acts["remove"].trigger()
    assert app.window.sounds.items == (second,)
    _assert_heard(recorder, lambda: keys.hit(39), _samples(first))


def test_undo_of_a_regeneration_reaches_the_pad(
    stage: tuple[Conductor, Keys, Recorder], generate: Generate, qtbot: QtBot
) -> None:
    app, keys, recorder = stage
    (item,) = generate("kick")
    before = _samples(item)
    with qtbot.waitSignal(app.studio.stopped, timeout=WAIT_MS):
        app.window.acts["regenerate"].trigger()
    _assert_heard(recorder, lambda: keys.hit(36), _samples(item))
    app.window.acts["undo"].trigger()
    _assert_heard(recorder, lambda: keys.hit(36), before)
