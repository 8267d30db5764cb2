from collections.abc import Callable
from pathlib import Path

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

from drumgen.errors import AudioFileError
from drumgen.library.entry import Entry
from gui.library.table.model import Column
from tests.gui.library.conftest import Bench
from tests.support.library import generated

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


def test_letters_typed_in_the_search_line_are_text(bench: Bench) -> None:
    bench.view.table.setFocus()
    bench.view.focus_search()
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
