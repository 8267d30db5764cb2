"""Everything can be reached and named without a mouse and without eyes."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from drumgen.errors import RequestError
from gui.dialogs.error_dialog import ErrorDialog
from gui.dialogs.shortcut_sheet import ShortcutSheet, rows
from gui.shell.actions import SPECS
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar)
Generate = Callable[..., Sequence[SoundItem]]


def _controls(root: QWidget) -> list[QWidget]:
    """Return all controls of a window or dialog except Qt's own parts of them, such as a number field's line edit."""
    found = [widget for kind in CONTROLS for widget in root.findChildren(kind)]
    return [each for each in found if each.window() is root and not each.objectName().startswith("qt_")]


def test_every_control_of_the_window_has_a_name(app: Conductor, generate: Generate, qtbot: QtBot) -> None:
    generate()
    qtbot.waitUntil(lambda: app.window.detail.is_ready)
    stack = app.window.sounds_view.parentWidget()
    assert isinstance(stack, QStackedWidget)
    # The other views are made behind it, sooner or later, and have tests of their own.
    others = [
        stack.widget(place) for place in range(stack.count()) if stack.widget(place) is not app.window.sounds_view
    ]
    controls = [each for each in _controls(app.window) if not any(view.isAncestorOf(each) for view in others)]
    assert len(controls) > 30
    assert [each for each in controls if not each.accessibleName()] == []
    names = [each.accessibleName() for each in controls]
    assert len(set(names)) == len(names), "two controls share a name"


@pytest.mark.parametrize("action", ["export", "shortcuts", "about"])
def test_every_control_of_a_dialog_has_a_name(app: Conductor, generate: Generate, action: str) -> None:
    generate()
    app.window.acts[action].trigger()
    (dialog,) = app.window.findChildren(QDialog)
    assert [each for each in _controls(dialog) if not each.accessibleName()] == []
    dialog.reject()


def test_the_error_dialog_too(app: Conductor) -> None:
    app.commands.show_error(RequestError("The count is 0, but it must be at least 1."))
    dialog = app.window.findChild(ErrorDialog)
    assert [each for each in _controls(dialog) if not each.accessibleName()] == []
    dialog.accept()


def test_rows_speak(app: Conductor, generate: Generate, qtbot: QtBot) -> None:
    (item,) = generate("open_hat", seed=12)
    qtbot.waitUntil(lambda: item.on_pad)
    app.commands.mark([item])
    index = app.window.shown.index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Open hat, seed 12, {item.duration_s:.2f} seconds, favourite, on the pad"


def test_tab_reaches_every_control_that_is_enabled(app: Conductor, generate: Generate) -> None:
    generate()
    app.window.activateWindow()
    wanted = {
        each
        for each in _controls(app.window)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    # Of a group of which one is chosen, Tab reaches that one, arrows reach the others.
    wanted -= {each for each in wanted if isinstance(each, QAbstractButton) and each.group() and not each.isChecked()}
    reached: set[QWidget] = set()
    for _ in range(2 * len(wanted)):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert len(wanted) > 15
    assert {each.accessibleName() for each in wanted - reached} == set()


def test_arrows_choose_a_class(app: Conductor) -> None:
    classes = app.window.request.classes
    kick = next(each for each in classes.findChildren(QAbstractButton) if each.accessibleName() == "Kick")
    kick.setFocus()
    QTest.keyClick(kick, Qt.Key.Key_Right)
    assert classes.label == "snare"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert classes.label == "closed_hat"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert classes.label == "kick"


def test_space_presses_a_focused_button_but_plays_from_a_number_field(app: Conductor, generate: Generate) -> None:
    (item,) = generate()
    lock = app.window.request.lock_seed
    lock.setFocus()
    QTest.keyClick(lock, Qt.Key.Key_Space)
    assert lock.isChecked()
    field = app.window.request.steps
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F)
    assert item.favourite
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert app.window.status.message.text().startswith("The audio output is not open")


def test_shortcuts_are_told_apart() -> None:
    keys = [QKeySequence(key).toString() for spec in SPECS for key in spec.keys]
    assert len(set(keys)) == len(keys)
    assert all(keys)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_shortcut_sheet_lists_every_shortcut(app: Conductor, key: Qt.Key) -> None:
    QTest.keyClick(app.window, key, Qt.KeyboardModifier.NoModifier)
    sheet = app.window.findChild(ShortcutSheet)
    assert sheet.isVisible()
    listed = {what for _, what, _ in rows()}
    assert {spec.text.replace("&", "") for spec in SPECS if spec.keys} <= listed
    sheet.accept()
