"""Contrast measured on pixels of the real window."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from drumgen.errors import DeviceError
from gui.look.application import apply_look
from gui.look.palette import contrast
from gui.look.themes import THEMES
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from gui.widgets.row_painter import places

Generate = Callable[..., Sequence[SoundItem]]
LEAST = 4.5


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, dressed: QApplication) -> Iterator[str]:
    """Each theme after the other."""
    apply_look(dressed, request.param)
    yield request.param
    apply_look(dressed, "dark")


def _pixels(root: QWidget) -> NDArray[np.uint8]:
    """Return the colours of a widget, shape (H, W, 3)."""
    image = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _part(pixels: NDArray[np.uint8], area: QRect) -> NDArray[np.uint8]:
    return pixels[area.top() : area.bottom() + 1, area.left() : area.right() + 1]


def _measured_contrast(pixels: NDArray[np.uint8]) -> float:
    """Return the contrast of the most frequent colour and the one that stands out most from it."""
    colours, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    names = ["#{:02x}{:02x}{:02x}".format(*colour) for colour in colours]
    ground = names[int(counts.argmax())]
    return max(contrast(ground, name) for name in names)


def _texts(root: QWidget) -> list[QWidget]:
    labels = [each for each in root.findChildren(QLabel) if each.text()]
    buttons = [each for each in root.findChildren(QAbstractButton) if each.text()]
    return [each for each in [*labels, *buttons] if each.isVisible() and each.window() is root]


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("enabled", [True, False])
def test_every_text_of_the_window_is_legible(app: Conductor, generate: Generate, qtbot: QtBot, enabled: bool) -> None:
    generate()
    qtbot.waitUntil(lambda: app.window.detail.is_ready)
    app.window.status.show_error(DeviceError("There is no audio output; connect one."))
    app.window.devices.show_port("The MIDI input has gone.", severity="warning")
    app.window.centralWidget().setEnabled(enabled)
    QApplication.processEvents()  # layouts settle
    texts = _texts(app.window)
    assert len(texts) > 20
    pixels = _pixels(app.window)
    faint = {}
    for each in texts:
        border = 4 if isinstance(each, QAbstractButton) else 0  # which may be faint
        inside = each.rect().adjusted(border, border, -border, -border)
        measured = _measured_contrast(_part(pixels, QRect(each.mapTo(app.window, inside.topLeft()), inside.size())))
        if measured < LEAST:
            faint[each.text()] = round(measured, 2)  # type: ignore[attr-defined]
    assert faint == {}


@pytest.mark.usefixtures("theme")
def test_rows_are_legible_selected_or_not(app: Conductor, generate: Generate) -> None:
    generate("cymbal", 2)
    results = app.window.results
    pixels = _pixels(results.viewport())
    for row in range(2):
        rect = results.visualRect(results.model().index(row, 0))
        name = places(rect).name.toRect().adjusted(0, 4, 0, -4)
        assert _measured_contrast(_part(pixels, name)) >= LEAST


@pytest.mark.usefixtures("theme")
def test_the_focus_is_seen(app: Conductor, qtbot: QtBot) -> None:
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    for control in (app.window.request.lock_seed, app.window.request.seed, app.window.devices.port):
        rect = QRect(control.mapTo(app.window, QPoint(0, 0)), control.size())
        app.window.setFocus()
        before = _part(_pixels(app.window), rect)
        control.setFocus()
        qtbot.waitUntil(control.hasFocus)
        after = _part(_pixels(app.window), rect)
        changed = np.any(before != after, axis=2)
        assert changed.sum() > 2 * (rect.width() + rect.height()) - 40, control.accessibleName()
