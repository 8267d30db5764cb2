"""Tags, names, history, folders, and a library in a bad state."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drumgen.audio.files import write_clip
from drumgen.library.opening import DATABASE_NAME
from gui.library.dialogs import HistoryDialog, NameDialog, TagDialog
from gui.library.table.model import Column
from tests.gui.library.conftest import Bench
from tests.support.library import hit, sample_folder

Make = Callable[[Path], Bench]


def _key(bench: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(bench.view.table, key, modifier)
    bench.settle()


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
    assert dialog.list.item(0).text().endswith("Mark 1 sound: Kick 3")
    assert "Keep 1 sound: " in dialog.list.item(1).text()
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


def test_a_file_that_changes_is_heard_as_it_is_now(bench: Bench) -> None:
    entry = bench.library.search("Deep Kick").entries[0]
    write_clip(entry.path, hit(seconds=0.6, seed=77))
    os.utime(entry.path, ns=(1, entry.path.stat().st_mtime_ns + 10**9))
    bench.controller.rescan()
    bench.settle()
    assert bench.library.entry(entry.id).duration_s == pytest.approx(0.6)
    row = bench.view.sounds.row_of(entry.id)
    assert bench.view.sounds.index(row, Column.LENGTH).data() == "0.60 s"
