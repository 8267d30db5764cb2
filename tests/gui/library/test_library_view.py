import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QWidget,
)

from drumgen.audio.files import write_clip
from drumgen.errors import AudioFileError
from drumgen.library.entry import Entry
from drumgen.library.opening import DATABASE_NAME
from gui.library.dialogs import HistoryDialog, NameDialog, TagDialog
from gui.library.table.model import Column
from tests.gui.library.conftest import Bench
from tests.support.library import generated, hit, sample_folder

Make = Callable[[Path], Bench]


def _type(bench: Bench, text: str) -> None:
    bench.view.search.text.clear()
    QTest.keyClicks(bench.view.search.text, text)
    bench.settle()


def _key(bench: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(bench.view.table, key, modifier)
    bench.settle()


def test_a_newcomer_is_told_what_to_do(make_bench: Make, tmp_path: Path) -> None:
    bench = make_bench(tmp_path / "library")
    bench.open()
    assert bench.view.empty.isVisible() and not bench.view.table.isVisible()
    assert bench.view.empty.add_folder.isVisible()
    bench.controller.keep(generated(3), favourite=True)
    bench.settle()
    assert bench.view.table.isVisible() and bench.titles == ["Kick 3"]
    assert bench.failures == []


def test_all_sounds_show_newest_first(bench: Bench) -> None:
    assert set(bench.titles) == {
        "Kick 0",
        "Snare 1",
        "Closed hat 2",
        "Kick 3",
        "Snare 4",
        "Closed hat 5",
        "Deep Kick",
        "Handclap big",
    }
    assert bench.titles[-1] == "Kick 0"
    assert bench.view.header.tally.text() == "8"


def test_typing_narrows_the_table_and_dims_the_map(bench: Bench) -> None:
    _type(bench, "kick")
    assert sorted(bench.titles) == ["Deep Kick", "Kick 0", "Kick 3"]
    assert bench.view.header.tally.text() == "3 of 8"
    _type(bench, "nothing of the kind")
    assert bench.view.nothing.isVisible() and "nothing of the kind" in bench.view.nothing.text.text()
    bench.view.nothing.show_all.click()
    bench.settle()
    assert len(bench.titles) == 8 and bench.view.search.text.text() == ""


def test_filters_narrow_it_too(bench: Bench) -> None:
    search = bench.view.search
    search.source.setCurrentIndex(search.source.findData("folders"))
    bench.settle()
    assert sorted(bench.titles) == ["Deep Kick", "Handclap big"]
    search.classes.setCurrentIndex(search.classes.findData("clap"))
    bench.settle()
    assert bench.titles == ["Handclap big"]
    search.clear()
    bench.settle()
    search.favourites.click()
    bench.settle()
    assert bench.view.nothing.isVisible()


def test_keys_play_mark_and_remove_and_undo_takes_it_back(bench: Bench) -> None:
    wished: list[Entry] = []
    bench.view.play_wished.connect(wished.append)
    bench.select("Snare 4")
    _key(bench, Qt.Key.Key_Space)
    assert [entry.title for entry in wished] == bench.heard == ["Snare 4"]
    _key(bench, Qt.Key.Key_F)
    assert [entry.title for entry in bench.library.search(favourites=True).entries] == ["Snare 4"]
    assert bench.view.table.current_entry.favourite
    _key(bench, Qt.Key.Key_F)
    assert bench.library.search(favourites=True).total == 0
    bench.undo.undo()
    bench.settle()
    assert bench.library.search(favourites=True).total == 1
    _key(bench, Qt.Key.Key_Delete)
    assert "Snare 4" not in bench.titles and "Ctrl+Z" in bench.told[-1]
    assert bench.undo.undoText() == "remove 1 sound"
    bench.undo.undo()
    bench.settle()
    assert "Snare 4" in bench.titles
    bench.undo.redo()
    bench.settle()
    assert "Snare 4" not in bench.titles
    assert bench.failures == []


def test_removed_sounds_can_be_seen_and_brought_back(bench: Bench) -> None:
    bench.view.table.setFocus()
    bench.view.table.selectAll()
    _key(bench, Qt.Key.Key_Delete)
    assert bench.view.empty.isVisible()
    source = bench.view.search.source
    source.setCurrentIndex(source.findData("removed"))
    bench.settle()
    assert len(bench.titles) == 8
    bench.view.table.selectRow(0)
    bench.view.table.setFocus()
    assert bench.view.header.remove.accessibleName() == "Restore"
    bench.view.header.remove.click()
    bench.settle()
    assert len(bench.library) == 1


def test_enter_opens_in_the_editor(bench: Bench) -> None:
    opened: list[Entry] = []
    bench.view.open_wished.connect(opened.append)
    bench.select("Deep Kick")
    _key(bench, Qt.Key.Key_Return)
    assert [entry.title for entry in opened] == ["Deep Kick"]


def test_the_menu_speaks_of_the_current_sound(bench: Bench) -> None:
    wished: dict[str, Entry] = {}
    bench.view.pad_wished.connect(lambda entry: wished.update(pad=entry))
    bench.view.vary_wished.connect(lambda entry: wished.update(vary=entry))
    bench.select("Kick 3")
    actions = {action.text(): action for action in bench.view.table.context_menu.actions()}
    actions["Put on a pad"].trigger()
    actions["Vary"].trigger()
    assert {name: entry.title for name, entry in wished.items()} == {"pad": "Kick 3", "vary": "Kick 3"}


def test_more_like_this_sorts_by_likeness_and_shows_distances(bench: Bench) -> None:
    bench.select("Kick 0")
    _key(bench, Qt.Key.Key_M)
    assert bench.titles[0] == "Kick 0" and len(bench.titles) == 8
    table = bench.view.table
    assert not table.isColumnHidden(Column.DISTANCE) and table.isColumnHidden(Column.ADDED)
    shown = [bench.view.sounds.index(row, Column.DISTANCE).data() for row in range(8)]
    assert shown[0] == "0.00" and shown == sorted(shown)
    chip = bench.view.search.like_chip
    assert chip.isVisible() and "Kick 0" in chip.text()
    chip.click()
    bench.settle()
    assert not chip.isVisible() and table.isColumnHidden(Column.DISTANCE)


def test_tags_are_edited_for_one_and_for_several(bench: Bench) -> None:
    bench.select("Snare 1")
    _key(bench, Qt.Key.Key_T)
    dialog = bench.view.findChild(TagDialog)
    assert dialog.line.text() == "odd"
    dialog.line.setText("odd, Lo-Fi,  crisp  ")
    dialog.accept()
    bench.settle()
    assert bench.library.search("Snare 1").entries[0].tags == ("crisp", "Lo-Fi", "odd")
    bench.view.table.selectAll()
    _key(bench, Qt.Key.Key_T)
    dialog = next(each for each in bench.view.findChildren(TagDialog) if each.isVisible())
    assert dialog.line.text() == ""
    dialog.line.setText("all")
    dialog.accept()
    bench.settle()
    assert bench.library.search("all", limit=99).total == 8
    assert bench.library.search("Snare 1").entries[0].tags == ("all", "crisp", "Lo-Fi", "odd")
    bench.undo.undo()
    bench.settle()
    assert bench.library.tags() == ["crisp", "Lo-Fi", "odd"]


def test_a_sound_can_be_renamed(bench: Bench) -> None:
    bench.select("Snare 1")
    bench.view.deeds.rename()
    dialog = bench.view.findChild(NameDialog)
    dialog.line.setText("Backbeat")
    dialog.accept()
    bench.settle()
    entry = bench.library.search("backbeat").entries[0]
    assert entry.title == "Backbeat" and entry.path.name == "Snare_s1_v01.wav"
    assert "Backbeat" in bench.titles and "Snare 1" not in bench.titles


def test_history_takes_single_steps_back(bench: Bench) -> None:
    bench.select("Kick 3")
    _key(bench, Qt.Key.Key_F)
    bench.view.deeds.show_history()
    bench.settle()
    dialog = bench.view.findChild(HistoryDialog)
    assert "Mark 1 sound" in dialog.list.item(0).text() and "Keep 1 sound" in dialog.list.item(1).text()
    dialog.list.setCurrentRow(0)
    dialog.toggle.click()
    bench.settle()
    assert bench.library.search(favourites=True).total == 0
    assert "taken back" in dialog.list.item(0).text() and dialog.toggle.text() == "Do again"
    dialog.toggle.click()
    bench.settle()
    assert bench.library.search(favourites=True).total == 1
    dialog.accept()


def test_a_folder_is_read_in_the_background_and_says_what_it_found(bench: Bench, tmp_path: Path) -> None:
    folder = sample_folder(tmp_path / "more", ["Tom a.wav", "Tom b.wav"])
    (folder / "bad.wav").write_bytes(b"no sound")
    shown: list[bool] = []
    bench.controller.progressed.connect(lambda *_: shown.append(bench.view.work.isVisible()))
    bench.controller.scan(folder)
    bench.settle()
    assert any(shown) and not bench.view.work.isVisible()
    assert bench.told[-1] == "more: 2 new, 0 changed, 0 gone, 1 not readable."
    assert {"Tom a", "Tom b"} <= set(bench.titles)
    (folder / "Tom a.wav").unlink()
    bench.view.header.rescan.click()
    bench.settle()
    assert "Tom a" not in bench.titles
    bench.controller.scan(tmp_path / "nowhere")
    bench.settle()
    assert "not there" in str(bench.failures[-1])


def test_long_work_can_be_cancelled(bench: Bench, tmp_path: Path) -> None:
    folder = sample_folder(tmp_path / "more", [f"Tom {number}.wav" for number in range(8)])
    bench.controller.scan(folder)
    bench.view.work.cancel.click()
    bench.settle()
    assert bench.told[-1].startswith("Reading more: cancelled")
    assert not bench.view.work.isVisible() and bench.failures == []


def test_copy_puts_files_on_the_clipboard(bench: Bench) -> None:
    bench.view.table.setFocus()
    bench.view.table.selectAll()
    _key(bench, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert len(urls) == 8 and all(Path(url.toLocalFile()).exists() for url in urls)
    assert bench.told[-1] == "Copied 8 files"


def test_a_file_that_is_gone_is_said_and_the_rest_handed_out(bench: Bench) -> None:
    bench.select("Kick 0")
    bench.library.search("Kick 0").entries[0].path.unlink()
    _key(bench, Qt.Key.Key_Space)
    assert isinstance(bench.failures[-1], AudioFileError)
    bench.view.deeds.copy()
    assert "not there any more" in bench.told[-1]


def test_a_damaged_library_is_said_and_shown_again(make_bench: Make, filled: Path) -> None:
    path = filled / DATABASE_NAME
    path.write_bytes(path.read_bytes()[:5000])
    bench = make_bench(filled)
    bench.open()
    assert "was damaged" in bench.told[0]
    assert {"Kick 0", "Snare 1", "Closed hat 2"} <= set(bench.titles)
    assert any("were read from their files" in text for text in bench.told)


def test_a_newer_library_is_put_aside_with_nothing_lost(make_bench: Make, filled: Path) -> None:
    with closing(sqlite3.connect(filled / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA user_version = 99")
    bench = make_bench(filled)
    bench.open()
    assert "newer version" in bench.told[0] and len(bench.titles) == 8


def test_ctrl_f_leads_to_the_search_line_and_letters_typed_there_are_text(bench: Bench) -> None:
    bench.view.table.setFocus()
    _key(bench, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is bench.view.search.text
    assert bench.view.search.text.property("takesText")


CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QProgressBar)


def _controls(root: QWidget) -> list[QWidget]:
    found = [widget for kind in CONTROLS for widget in root.findChildren(kind)]
    own = [each for each in found if each.window() is root.window() and not each.objectName().startswith("qt_")]
    # Qt's own parts: a line's clear button, the corner of a table, the list inside a box.
    return [
        each
        for each in own
        if not isinstance(each.parent(), QLineEdit | QComboBox) and type(each) is not QAbstractButton
    ]


def test_every_control_has_a_name_of_its_own(bench: Bench) -> None:
    bench.select("Kick 0")
    bench.view.deeds.more_like_this()
    bench.settle()
    controls = [each for each in _controls(bench.view) if "Header" not in type(each).__name__]
    names = [each.accessibleName() for each in controls]
    assert len(names) > 20 and all(names)
    assert len(set(names)) == len(names)
    for open_dialog in (bench.view.deeds.edit_tags, bench.view.deeds.show_history, bench.view.deeds.rename):
        open_dialog()
        bench.settle()
        (dialog,) = (each for each in bench.view.findChildren(QDialog) if each.isVisible())
        inside = [each for kind in (QPushButton, QLineEdit, QListWidget) for each in dialog.findChildren(kind)]
        assert inside and all(each.accessibleName() for each in inside if not each.objectName().startswith("qt_"))
        dialog.reject()
        bench.settle()


def test_tab_goes_from_the_search_to_the_table_to_the_map(bench: Bench) -> None:
    bench.view.search.text.setFocus()
    reached = set()
    for _ in range(40):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {bench.view.table, bench.view.map.canvas, bench.view.search.classes, bench.view.header.folders} <= reached


def test_show_entry_ends_a_search_that_hides_it(bench: Bench) -> None:
    _type(bench, "snare")
    kick = bench.library.search("Kick 0").entries[0]
    bench.view.show_entry(kick.id)
    bench.settle()
    assert bench.view.search.text.text() == "" and bench.view.map.canvas.selection == (kick.id,)


def test_a_file_that_changes_is_heard_as_it_is_now(bench: Bench) -> None:
    entry = bench.library.search("Deep Kick").entries[0]
    write_clip(entry.path, hit(seconds=0.6, seed=77))
    os.utime(entry.path, ns=(1, entry.path.stat().st_mtime_ns + 10**9))
    bench.controller.rescan()
    bench.settle()
    assert bench.library.entry(entry.id).duration_s == pytest.approx(0.6)
    row = bench.view.sounds.row_of(entry.id)
    assert bench.view.sounds.index(row, Column.LENGTH).data() == "0.60 s"
