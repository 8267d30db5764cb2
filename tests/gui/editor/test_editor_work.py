"""Work in the background: progress, cancel, results that come too late, faults."""

import threading
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drumgen.audio.clip import Clip
from drumgen.editing.editor import Sound, SoundEditor
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.errors import AudioFileError, RequestError
from tests.gui.editor.conftest import WAIT_MS, Desk
from tests.support.waiting import DEADLINE_S


class GatedEditor(SoundEditor):
    """Varies as ever, but waits for the test before each step."""

    def __init__(self, generator: Generator) -> None:
        super().__init__(generator)
        self.gate = threading.Semaphore(0)
        self.seeds: list[int] = []

    def vary(
        self,
        source: Sound,
        *,
        strength: float,
        seed: int,
        label: str | None = None,
        count: int = 1,
        progress: ProgressCallback | None = None,
        cancel: CancelQuery | None = None,
    ) -> list[GeneratedSound]:
        def gated(done: int, total: int) -> None:
            if progress is not None:
                progress(done, total)
            assert self.gate.acquire(timeout=DEADLINE_S), "the test let no step pass"

        self.seeds.append(seed)
        return super().vary(
            source, strength=strength, seed=seed, label=label, count=count, progress=gated, cancel=cancel
        )


@pytest.fixture
def gated(generator: Generator) -> GatedEditor:
    return GatedEditor(generator)


@pytest.fixture
def slow(make_desk: Callable[[SoundEditor], Desk], gated: GatedEditor, snare: GeneratedSound) -> Desk:
    desk = make_desk(gated)
    desk.open(snare)
    return desk


def begin(desk: Desk, percent: int) -> None:
    with desk.bot.waitSignal(desk.controller.bench.progressed, timeout=WAIT_MS):
        desk.view.tools.strength.slider.setValue(percent)


def test_progress_shows_and_escape_cancels(slow: Desk, gated: GatedEditor, snare: GeneratedSound) -> None:
    begin(slow, 50)
    view = slow.view
    assert view.progress.isVisible()
    assert view.work.text() == "Varying …"
    assert view.acts["cancel"].isEnabled()
    QTest.keyClick(view.timeline.wave, Qt.Key.Key_Escape)
    gated.gate.release(100)
    slow.settle()
    assert not view.progress.isVisible()
    assert slow.document.version.sound is snare
    assert slow.controller.undo_stack.count() == 1
    assert view.tools.strength.fraction == 0.0  # back to what is heard
    assert slow.told[-1] == "Cancelled; the sound is as it was."
    assert slow.failed == []


def test_a_newer_wish_replaces_an_older_one(slow: Desk, gated: GatedEditor) -> None:
    begin(slow, 50)
    slow.controller.wishes.vary(0.8, 77)
    gated.gate.release(100)
    slow.settle()
    assert gated.seeds[-1] == 77
    assert slow.controller.undo_stack.count() == 2
    assert slow.view.tools.strength.fraction == 0.8


def test_a_result_for_a_state_that_is_gone_is_dropped(slow: Desk, gated: GatedEditor, tone: Clip) -> None:
    begin(slow, 50)
    slow.controller.open_sound(tone, "My tone")
    slow.bot.waitUntil(lambda: slow.document.name == "My tone", timeout=WAIT_MS)
    gated.gate.release(100)
    slow.settle()
    assert slow.document.version.sound is tone
    assert slow.controller.undo_stack.count() == 2
    assert "Cancelled; the sound is as it was." not in slow.told


def test_the_window_lives_while_work_waits(slow: Desk, gated: GatedEditor) -> None:
    begin(slow, 50)
    QTest.keyClick(slow.view.timeline.wave, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert slow.view.timeline.selection.end == slow.document.n_samples
    assert slow.view.grab().width() > 0
    slow.view.acts["cancel"].trigger()
    gated.gate.release(100)
    slow.settle()


def test_what_cannot_be_edited_is_said_and_harms_nothing(desk: Desk) -> None:
    long = Clip((0.3 * np.random.default_rng(1).standard_normal((1, 44_100 * 5))).clip(-1, 1).astype("float32"), 44_100)
    desk.open(long, "Loop")
    desk.view.timeline.selection.select(44_100 * 3, 44_100 * 4)
    desk.act("redo_part")
    desk.settle()
    assert len(desk.failed) == 1
    assert isinstance(desk.failed[0], AudioFileError | RequestError)
    assert desk.document.version.sound is long
    assert not desk.view.progress.isVisible()


def test_closing_while_work_runs_ends(slow: Desk, gated: GatedEditor) -> None:
    begin(slow, 50)
    gated.gate.release(100)
    slow.jobs.close()
    assert slow.controller.undo_stack.count() == 1
