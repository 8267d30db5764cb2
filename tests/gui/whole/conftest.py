"""The whole app with its library open, and hands that do what a user does."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from drumgen.engine.generator import GeneratedSound
from drumgen.library.entry import Entry
from drumgen.pads.sound import source_clip
from gui.library.view import LibraryView
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from tests.gui.conftest import WAIT_MS

CTRL = Qt.KeyboardModifier.ControlModifier
Generate = Callable[..., Sequence[SoundItem]]


@pytest.fixture
def app(app: Conductor, qtbot: QtBot) -> Conductor:
    """An app whose model and library are open; sound and MIDI devices are left alone."""
    open_library(app, qtbot)
    app.studio.failed.connect(lambda error: pytest.fail(str(error)))
    app.window.activateWindow()
    return app


@pytest.fixture
def hands(app: Conductor, qtbot: QtBot) -> "Hands":
    return Hands(app, qtbot)


def open_library(app: Conductor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: app.house.library.library.library is not None, timeout=WAIT_MS)


class Hands:
    """Uses an app."""

    def __init__(self, app: Conductor, qtbot: QtBot) -> None:
        self.app = app
        self._qtbot = qtbot

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=WAIT_MS)

    def press(
        self, target: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(target, key, modifier)

    def look(self, view: str) -> None:
        """Look at a view, by its key."""
        place = self.app.window.views.names.index(view)
        self.press(self.app.window, Qt.Key(Qt.Key.Key_1 + place), CTRL)

    def undo(self) -> None:
        self.press(self.app.window, Qt.Key.Key_Z, CTRL)

    @property
    def library_view(self) -> LibraryView:
        return self.app.house.library.made

    def keep(self, *sounds: GeneratedSound) -> list[Entry]:
        """Put sounds in the library, look at it, and return their entries."""
        entries = []
        for sound in sounds:
            with self._qtbot.waitSignal(self.app.house.library.library.kept, timeout=WAIT_MS) as kept:
                self.app.house.library.keep(sound)
            entries.append(kept.args[0])
        self.app.window.acts["view_library"].trigger()
        self.wait(lambda: self.library_view.table.select(entries[0].id))
        self.wait(lambda: self.library_view.table.current_entry is not None)
        return entries

    def choose(self, text: str) -> None:
        """Choose from the menu of the library's table."""
        (action,) = [each for each in self.library_view.table.context_menu.actions() if each.text() == text]
        action.trigger()

    def made_by(self, act: Callable[[], object]) -> list[SoundItem]:
        """Return the sounds that come into the list by what is done."""
        before = self.app.window.sounds.items
        with self._qtbot.waitSignal(self.app.studio.stopped, timeout=WAIT_MS):
            act()
        return [item for item in self.app.window.sounds.items if item not in before]

    def pad_samples(self, pad: int) -> NDArray[np.float32] | None:
        sound = self.app.pads.bank.sound(pad)
        return None if sound is None else source_clip(sound).samples

    def pads_samples(self) -> list[NDArray[np.float32] | None]:
        return [self.pad_samples(pad) for pad in range(len(self.app.pads.bank))]

    @property
    def said(self) -> str:
        """What the status line says."""
        return self.app.window.status.message.text()


def same(first: Sequence[NDArray[np.float32] | None], second: Sequence[NDArray[np.float32] | None]) -> bool:
    """Whether pads have the same sounds."""
    return all(
        one is other or (one is not None and other is not None and np.array_equal(one, other))
        for one, other in zip(first, second, strict=True)
    )


def path_of(folder: Path, name: str) -> Path:
    """Return a path in a folder that is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name
