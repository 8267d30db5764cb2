"""What is dropped on the whole app that is no sound, and far too much of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from drumgen.audio.files import write_clip
from gui.shell.conductor import Conductor
from tests.gui.whole.conftest import Generate, Hands, same
from tests.support.sounds import noise_burst

COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PLACES = ("sounds", "pads", "editor")
MANY = 1000


def drop(target: QWidget, *paths: Path) -> None:
    """Drag files over a widget and let them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = QPoint(20, 20)
    enter = QDragEnterEvent(at, COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(at), COPY, data, LEFT, PLAIN))


def target_of(app: Conductor, hands: Hands, place: str) -> QWidget:
    """Look at a view and return what takes drops there."""
    hands.look(place)
    if place == "pads":
        return app.house.pads.made.grid.tiles[3]
    return app.window if place == "sounds" else app.house.editor.controller.view


@pytest.mark.parametrize("place", PLACES)
def test_a_folder_and_a_text_are_explained_and_change_nothing(
    app: Conductor, hands: Hands, generate: Generate, place: str, tmp_path: Path
) -> None:
    (item,) = generate("kick")
    hands.wait(lambda: item.on_pad)
    text = tmp_path / "notes.txt"
    text.write_text("Dear diary, today I did not sample anything.\n" * 50)
    loops = tmp_path / "Loops"
    loops.mkdir()
    before = hands.pads_samples()
    target = target_of(app, hands, place)
    for path, word in ((loops, "folder"), (text, "notes")):
        drop(target, path)
        hands.wait(lambda path=path: path.name in hands.said and app.jobs.is_idle)
        assert word in hands.said
        assert hands.said.endswith(".") and "\n" not in hands.said
        assert app.window.status.details.isVisible()
    assert app.window.sounds.items == (item,)
    assert same(before, hands.pads_samples())
    assert app.house.editor.controller.document is None


def test_a_sound_dropped_on_the_library_brings_its_request_back_and_a_folder_is_read(
    app: Conductor, hands: Hands, generate: Generate, tmp_path: Path
) -> None:
    (item,) = generate("snare", seed=77)
    path = app.files.hand_out(item.take)
    samples = tmp_path / "Samples"
    samples.mkdir()
    write_clip(samples / "Own kick.wav", noise_burst(1, frames=3000))
    hands.look("library")
    drop(hands.library_view, samples)
    hands.wait(lambda: app.jobs.is_idle and len(app.house.library.library.library) == 1)
    for target in (hands.library_view, app.window):  # the window takes what no view of it takes, such as the side bar
        app.window.views.show_view("sounds")
        app.window.request.seed.setText("1")
        app.window.request.classes.choose("kick")
        drop(target, path)
        hands.wait(lambda: app.window.request.seed.text() == "77")
        assert app.window.views.current == "editor"
        assert app.house.editor.controller.document is not None
        assert app.window.request.classes.label == "snare"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("many")
    first = folder / "Hit 0000.wav"
    write_clip(first, noise_burst(1, frames=300))
    paths = [folder / f"Hit {place:04}.wav" for place in range(MANY)]
    for path in paths[1:]:
        path.hardlink_to(first)
    return paths


@pytest.mark.parametrize("place", PLACES)
def test_a_thousand_files_fill_the_pads_and_the_rest_is_said(
    app: Conductor, hands: Hands, place: str, many: list[Path]
) -> None:
    drop(target_of(app, hands, place), *many)
    first = 3 if place == "pads" else 0
    hands.wait(lambda: app.pads.bank.sound(15) is not None)
    assert [app.pads.bank.settings(pad).name for pad in range(first, 16)] == [path.stem for path in many[: 16 - first]]
    if place != "pads":
        hands.wait(lambda: app.house.editor.controller.document is not None)
    left = MANY - 16 + first
    hands.wait(lambda: str(left) in hands.said)
    app.window.undo_stack.undo()
    assert app.pads.is_empty
