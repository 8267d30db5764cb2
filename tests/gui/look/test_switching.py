"""Another theme while the app runs."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from drumgen.errors import DeviceError
from gui.look import icons, palette
from gui.look.application import apply_look
from gui.look.themes import DARK, LIGHT
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem

Generate = Callable[..., Sequence[SoundItem]]


@pytest.fixture
def look(dressed: QApplication) -> Iterator[Callable[[str], None]]:
    def choose(theme: str) -> None:
        apply_look(dressed, theme)
        QApplication.processEvents()

    yield choose
    choose("dark")


def _pixels(root: QWidget) -> NDArray[np.uint8]:
    image = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _share(pixels: NDArray[np.uint8], colour: str) -> float:
    wanted = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return float(np.all(pixels == wanted, axis=2).mean())


def test_the_open_window_follows_and_comes_back(
    app: Conductor, generate: Generate, qtbot: QtBot, look: Callable[[str], None]
) -> None:
    items = generate("snare", 2)
    qtbot.waitUntil(lambda: app.window.detail.is_ready)
    app.commands.mark(items[:1])
    app.window.status.show_error(DeviceError("There is no audio output; connect one."))
    app.window.setFocus()
    QApplication.processEvents()
    before = _pixels(app.window)
    look("light")
    light = _pixels(app.window)
    assert _share(light, LIGHT["WINDOW"]) > 0.2
    for name in ("PANEL", "RAISED", "TEXT", "ACCENT", "ERROR"):  # spectrograms have the dark window's colour in both
        assert _share(light, DARK[name]) < 0.001, f"{name} of the dark theme stayed"
    look("dark")
    after = _pixels(app.window)
    assert np.mean(np.any(before != after, axis=2)) < 0.001


def test_a_theme_nobody_knows_follows_the_system(dressed: QApplication, look: Callable[[str], None]) -> None:
    look("neon")
    light = dressed.styleHints().colorScheme() == Qt.ColorScheme.Light
    assert palette.theme == ("light" if light else "dark")


def test_an_icon_is_drawn_anew_in_its_own_colour(qtbot: QtBot, look: Callable[[str], None]) -> None:
    kick = icons.icon("dot", colour=palette.class_colour("kick"))
    mark, choices = QLabel(), QComboBox()
    qtbot.addWidget(mark)
    qtbot.addWidget(choices)
    icons.show(mark, "warning", palette.ERROR, 48)
    choices.addItem(kick, "Kick")
    look("light")
    assert _main_colour(icons.renewed_icon(kick).pixmap(54, 54).toImage()) == palette.class_colour("kick")
    assert _main_colour(choices.itemIcon(0).pixmap(54, 54).toImage()) == palette.class_colour("kick")
    assert _main_colour(mark.pixmap().toImage()) == LIGHT["ERROR"]


def _main_colour(image: QImage) -> str:
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = [colour.name() for colour in colours if colour.alpha() == 255]
    return max(set(solid), key=solid.count)
