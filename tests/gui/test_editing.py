from collections.abc import Callable, Sequence
from pathlib import Path

import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from drumgen.audio.files import read_tags
from drumgen.engine.provenance import Provenance
from gui.shell.conductor import Conductor
from gui.sounds.item import SoundItem
from gui.widgets.row_painter import places

Generate = Callable[..., Sequence[SoundItem]]


def test_the_favourite_key_marks_and_undo_unmarks(app: Conductor, generate: Generate, qtbot: QtBot) -> None:
    first, second = generate(count=2)
    QTest.keyClick(app.window.results, Qt.Key.Key_F)
    assert (first.favourite, second.favourite) == (True, False)
    app.window.results.selectAll()
    QTest.keyClick(app.window.results, Qt.Key.Key_F)
    assert (first.favourite, second.favourite) == (True, True)
    QTest.keyClick(app.window.results, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (first.favourite, second.favourite) == (True, False)
    QTest.keyClick(app.window.results, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (first.favourite, second.favourite) == (False, False)


def test_a_click_on_the_star_marks_without_selecting(app: Conductor, generate: Generate) -> None:
    first, second = generate(count=2)
    results = app.window.results
    rect = results.visualRect(results.model().index(1, 0))
    star = places(rect).star.center().toPoint()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=star)
    assert second.favourite
    assert results.current_item is first


def test_only_favourites_show_when_wished(app: Conductor, generate: Generate) -> None:
    items = generate(count=3)
    app.window.acts["only_favourites"].trigger()
    assert app.window.sounds_view.tally.text() == "0 of 3"
    assert not app.window.results.isVisible()
    app.window.acts["only_favourites"].trigger()
    app.commands.mark([items[1]])
    app.window.acts["only_favourites"].trigger()
    assert app.window.shown.rowCount() == 1
    app.window.results.selectAll()
    assert app.window.results.selected_items == [items[1]]


def test_delete_removes_the_selection_and_undo_puts_it_back(app: Conductor, generate: Generate) -> None:
    items = list(generate(count=4))
    results = app.window.results
    results.show_item(items[1])
    QTest.keyClick(results, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert results.selected_items == items[1:3]
    QTest.keyClick(results, Qt.Key.Key_Delete)
    assert app.window.sounds.items == (items[0], items[3])
    app.window.acts["undo"].trigger()
    assert app.window.sounds.items == tuple(items)
    app.window.acts["redo"].trigger()
    assert app.window.sounds.items == (items[0], items[3])


def test_without_sounds_the_three_steps_show(app: Conductor, generate: Generate) -> None:
    assert app.window.sounds_view.empty_state.isVisible()
    generate()
    assert not app.window.sounds_view.empty_state.isVisible()
    app.window.results.selectAll()
    app.window.acts["remove"].trigger()
    assert app.window.sounds_view.empty_state.isVisible()
    assert not app.window.acts["play"].isEnabled()


def test_arrows_move_and_show_the_sound_in_detail(app: Conductor, generate: Generate, qtbot: QtBot) -> None:
    items = generate("clap", 3, seed=100)
    QTest.keyClick(app.window.results, Qt.Key.Key_Down)
    assert app.window.results.current_item is items[1]
    assert app.window.detail.title.text() == "Clap"
    assert "seed 101" in app.window.detail.facts.text()
    qtbot.waitUntil(lambda: app.window.detail.is_ready)


def test_copy_hands_out_files_that_stay(app: Conductor, generate: Generate, tmp_path: Path) -> None:
    items = generate("closed_hat", 2, seed=300)
    app.window.results.selectAll()
    QTest.keyClick(app.window.results, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    paths = [Path(url.toLocalFile()) for url in data.urls()]
    assert [path.name for path in paths] == ["ClosedHat_s300_v01.wav", "ClosedHat_s301_v01.wav"]
    assert data.text().splitlines() == [str(path) for path in paths]
    for path, item in zip(paths, items, strict=True):
        assert soundfile.info(path).subtype == "PCM_24"
        assert soundfile.info(path).frames == item.take.sound.clip.samples.shape[1]
        assert Provenance.from_json(read_tags(path)["comment"]) == item.take.sound.provenance
    app.close()
    assert all(path.exists() for path in paths)
    assert [folder.name for folder in (tmp_path / "files" / "sounds").iterdir()] == [app.files.kept_folder.name]


def test_the_pointer_over_a_row_does_not_select(app: Conductor, generate: Generate) -> None:
    first, _ = generate(count=2)
    results = app.window.results
    rect = results.visualRect(results.model().index(1, 0))
    QTest.mouseMove(results.viewport(), rect.center() + QPoint(3, 0))
    assert results.current_item is first
