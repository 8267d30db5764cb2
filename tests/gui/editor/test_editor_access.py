"""The whole editor without a mouse and without eyes."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from drumgen.audio.clip import Clip
from drumgen.engine.generator import GeneratedSound
from gui.editor.acts import SPECS, editor_rows
from gui.editor.canvas.edges import Grip
from gui.shell.actions import KeyRouter
from tests.gui.editor.conftest import Desk

CONTROLS = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QProgressBar)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def controls(root: QWidget) -> list[QWidget]:
    found = [each for kind in CONTROLS for each in root.findChildren(kind)]
    return [each for each in found if not each.objectName().startswith("qt_")]


def test_every_control_has_a_name_of_its_own(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    found = [each for each in controls(desk.view) if each is not desk.view.invitation.open]
    own = [each for each in found if not each.parent().objectName().startswith("qt_")]
    assert len(own) > 30
    assert [each for each in own if not each.accessibleName()] == []
    names = [each.accessibleName() for each in own]
    assert sorted(names) == sorted(set(names))


def test_tab_reaches_everything(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    desk.view.timeline.selection.select(500, 4000)
    wanted = {
        each
        for each in (*controls(desk.view), desk.view.timeline.wave)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    desk.view.timeline.wave.setFocus()
    reached = set()
    for _ in range(2 * len(wanted)):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert len(wanted) > 25
    assert {each.accessibleName() for each in wanted - reached} == set()
    desk.view.header.edited.setFocus()
    QTest.keyClick(desk.view.header.edited, Qt.Key.Key_Left)  # of two sides Tab reaches one, the arrows the other
    assert desk.view.acts["compare"].isChecked()


def test_the_picture_speaks(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    wave = desk.view.timeline.wave
    desk.view.timeline.selection.select(2205, 4410)
    duration = f"{snare.clip.duration_s:.2f}"
    assert wave.accessibleDescription() == f"Snare, {duration} seconds, selection 0.05 to 0.10 seconds"
    desk.view.timeline.selection.place(4410)
    assert wave.accessibleDescription() == f"Snare, {duration} seconds, cursor at 0.10 seconds"
    desk.act("compare")
    assert wave.accessibleDescription().startswith("Source of Snare, ")


def test_arrows_move_and_shift_selects(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    wave, selection = desk.view.timeline.wave, desk.view.timeline.selection
    wave.setFocus()
    QTest.keyClick(wave, Qt.Key.Key_Right)
    step = selection.start
    assert 0 < step < 200
    QTest.keyClick(wave, Qt.Key.Key_Right, CONTROL)
    assert selection.start == pytest.approx(11 * step, abs=10)
    QTest.keyClick(wave, Qt.Key.Key_Right, SHIFT)
    assert selection.end - selection.start == pytest.approx(step, abs=1)
    QTest.keyClick(wave, Qt.Key.Key_End, SHIFT)
    assert selection.end == desk.document.n_samples
    QTest.keyClick(wave, Qt.Key.Key_Left)
    assert selection.is_empty
    assert selection.start == pytest.approx(11 * step, abs=10)
    QTest.keyClick(wave, Qt.Key.Key_Home)
    QTest.keyClick(wave, Qt.Key.Key_A, CONTROL)
    assert (selection.start, selection.end) == (0, desk.document.n_samples)
    QTest.keyClick(wave, Qt.Key.Key_Escape)
    assert selection.is_empty


def test_zoom_and_scroll_by_keys(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    axis, wave = desk.view.timeline.axis, desk.view.timeline.wave
    desk.view.timeline.selection.select(2000, 3000)
    QTest.keyClick(wave, Qt.Key.Key_Plus, SHIFT)
    assert axis.span < axis.n_samples
    assert axis.start < 2500 < axis.end
    QTest.keyClick(wave, Qt.Key.Key_Z)
    assert (axis.start, axis.end) == (2000, 3000)
    QTest.keyClick(wave, Qt.Key.Key_PageDown)
    assert (axis.start, axis.end) == (2500, 3500)
    assert desk.view.timeline.bar.value() > 0
    QTest.keyClick(wave, Qt.Key.Key_Minus)
    assert axis.span > 1000
    QTest.keyClick(wave, Qt.Key.Key_0)
    assert axis.is_fitted
    desk.view.timeline.axis.show(0, 1000)
    QTest.keyClick(wave, Qt.Key.Key_End)
    assert axis.end == desk.document.n_samples  # the cursor stays in view


def test_the_wheel_zooms_at_the_pointer_and_scrolls_with_shift(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    axis, wave = desk.view.timeline.axis, desk.view.timeline.wave
    place = QPointF(wave.area().center())
    under = axis.sample(place.x(), wave.area())

    def wheel(notches: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        event = QWheelEvent(
            place,
            wave.mapToGlobal(place),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(wave, event)

    wheel(5)
    assert axis.span < axis.n_samples / 2
    assert axis.sample(place.x(), wave.area()) == pytest.approx(under, abs=2)
    start = axis.start
    wheel(-1, SHIFT)
    assert axis.start > start


def test_grips_are_moved_by_keys_and_say_where_they_are(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    handle = desk.view.timeline.handles[Grip.START]
    handle.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_Right)
    QTest.keyClick(handle, Qt.Key.Key_PageUp)
    assert desk.document.edges.head == 44 + 441
    assert handle.value() == 11
    desk.view.timeline.axis.show(5000, 6000)
    end = desk.view.timeline.handles[Grip.END]
    end.setFocus()  # a grip that is out of sight comes into it
    assert desk.view.timeline.axis.end == desk.document.n_samples


def test_a_grip_is_dragged_as_one_step(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    handle = desk.view.timeline.handles[Grip.END]
    steps = desk.controller.undo_stack.count()
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    for _ in range(5):
        QTest.mouseMove(handle, middle - QPoint(20, 0))
        assert desk.document.edges.is_neutral
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    assert desk.document.edges.tail > 0
    assert desk.controller.undo_stack.count() == steps + 1
    desk.act("undo")
    assert desk.view.timeline.edges.is_neutral


def test_exact_times_select(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    transport, selection = desk.view.transport, desk.view.timeline.selection
    transport.end.setValue(100.0)
    transport.start.setValue(50.0)
    assert (selection.start, selection.end) == (2205, 4410)
    transport.start.setValue(120.0)
    assert (selection.start, selection.end) == (5292, 5292)


def test_a_mouse_selects_and_shift_moves_the_nearer_end(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    wave, timeline = desk.view.timeline.wave, desk.view.timeline
    area = wave.area()
    at = [QPoint(round(area.left() + area.width() * part), round(area.center().y())) for part in (0.2, 0.6, 0.7)]
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, pos=at[0])
    QTest.mouseMove(wave, at[1])
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=at[1])
    n_samples = desk.document.n_samples
    assert timeline.selection.start == pytest.approx(0.2 * n_samples, rel=0.02)
    assert timeline.selection.end == pytest.approx(0.6 * n_samples, rel=0.02)
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, SHIFT, at[2])
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, SHIFT, at[2])
    assert timeline.selection.start == pytest.approx(0.2 * n_samples, rel=0.02)
    assert timeline.selection.end == pytest.approx(0.7 * n_samples, rel=0.02)
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=at[1])  # into the selection takes it away
    assert timeline.selection.is_empty


def test_keys_of_the_editor_go_before_those_of_the_window(desk: Desk, snare: GeneratedSound) -> None:
    desk.open(snare)
    fired = []
    for key in ("Space", "R", "Ctrl+Z", "B", "K"):
        act = QAction(desk.view)
        act.setShortcut(QKeySequence(key))
        act.triggered.connect(lambda _=False, key=key: fired.append(key))
        desk.view.addAction(act)
    wave = desk.view.timeline.wave
    wave.setFocus()
    QTest.keyClick(wave, Qt.Key.Key_B)
    assert desk.view.acts["compare"].isChecked()
    QTest.keyClick(wave, Qt.Key.Key_Space)
    desk.settle()
    QTest.keyClick(wave, Qt.Key.Key_Z, CONTROL)
    assert desk.controller.document is None
    assert fired == []
    assert len(desk.ear.heard) >= 1


@pytest.mark.parametrize("in_window", [False, True])
def test_fields_keep_what_they_need_and_leave_letters(desk: Desk, snare: GeneratedSound, in_window: bool) -> None:
    desk.open(snare)
    if in_window:  # which routes the keys of all its controls, those of the editor too
        KeyRouter(desk.view).watch(desk.view)
    field = desk.view.tools.length
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "90")
    QTest.keyClick(field, Qt.Key.Key_0)
    assert field.cleanText() == "900"
    QTest.keyClick(field, Qt.Key.Key_B)
    assert desk.view.acts["compare"].isChecked()
    button = desk.view.header.edited
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)  # presses the button, plays nothing but what that plays
    assert not desk.view.acts["compare"].isChecked()


def test_keys_are_told_apart_and_listed() -> None:
    keys = [QKeySequence(key).toString() for spec in SPECS for key in spec.keys]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert len(editor_rows()) == sum(bool(spec.keys) for spec in SPECS)


def test_comparing_plays_and_shows_the_other(desk: Desk, snare: GeneratedSound, tone: Clip) -> None:
    desk.open(tone, "My tone")
    desk.slide(60)
    heard = len(desk.ear.heard)
    assert heard == 1  # what was just made
    wave = desk.view.timeline.wave
    QTest.keyClick(wave, Qt.Key.Key_B)
    desk.settle()
    np.testing.assert_array_equal(desk.ear.heard[-1].samples, tone.samples)
    assert wave.scene is desk.document.source.scene
    assert desk.view.header.source.isChecked()
    assert not desk.view.timeline.handles[Grip.START].isVisible()
    QTest.keyClick(wave, Qt.Key.Key_B)
    desk.settle()
    np.testing.assert_array_equal(desk.ear.heard[-1].samples, desk.samples)
    assert wave.scene is desk.document.version.scene
    assert desk.view.header.edited.isChecked()
