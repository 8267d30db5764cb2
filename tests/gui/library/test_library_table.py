import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from drumgen.library.entry import Found, Query
from gui.library.dragging import MOST_FILES, files_of
from gui.library.table.model import PAGE, Column, EntryTable
from tests.gui.library.conftest import Bench


def _found(count: int, distances: bool = False) -> Found:
    ids = np.arange(count, 0, -1, dtype=np.int64)
    return Found(Query(), ids, np.linspace(0, 1, count, dtype=np.float32) if distances else None)


def test_a_model_of_50000_rows_asks_only_for_what_is_looked_at(bench: Bench) -> None:
    asked: list[int] = []
    model = EntryTable()
    model.page_wished.connect(lambda page, ids: asked.append(page))
    model.show(_found(50_000))
    assert model.rowCount() == 50_000 and asked == []
    for row in (0, 5, 43_210, 99, 43_299):
        assert model.index(row, Column.TITLE).data() is None
    bench.qtbot.waitUntil(lambda: len(asked) == 2)
    assert sorted(asked) == [0, 432]
    entries = bench.library.entries(range(1, 9))
    model.show(Found(Query(), np.asarray([entry.id for entry in entries])))
    model.set_page(0, model.ids[:PAGE], entries)
    assert model.index(0, Column.TITLE).data() == entries[0].title
    model.set_page(3, np.asarray([77]), [])  # an answer to an earlier question
    assert model.entry(0) == entries[0]


@settings(max_examples=8)
@given(counts=st.lists(st.integers(0, 350), min_size=1, max_size=4))
def test_the_model_keeps_qts_rules(qapp: object, counts: list[int]) -> None:
    model = EntryTable()
    tester = QAbstractItemModelTester(model)
    for count in counts:
        model.show(_found(count, distances=count % 2 == 0))
        assert model.rowCount() == count
        assert model.has_distances == (count % 2 == 0)
        model.renew(_found(count))
    assert tester is not None


def test_rows_speak(bench: Bench) -> None:
    bench.select("Snare 1")
    index = bench.view.table.currentIndex()
    entry = bench.view.table.current_entry
    assert (
        index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Snare 1, Snare, {entry.duration_s:.2f} seconds, tagged odd"
    )
    assert index.data(Qt.ItemDataRole.ToolTipRole) == str(entry.path)
    assert (
        bench.view.sounds.headerData(Column.PLAY, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        == "Play"
    )


def test_a_click_plays_and_one_on_the_star_marks(bench: Bench) -> None:
    table = bench.view.table
    row = bench.view.sounds.row_of(bench.library.search("Kick 3").entries[0].id)

    def click(column: Column) -> None:
        spot = table.visualRect(bench.view.sounds.index(row, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        bench.settle()

    click(Column.TITLE)
    assert bench.heard == ["Kick 3"]
    click(Column.FAVOURITE)
    assert bench.heard == ["Kick 3"]
    assert bench.library.search(favourites=True).entries[0].title == "Kick 3"


def test_arrows_move_and_letters_are_claimed_before_the_windows_shortcuts(bench: Bench) -> None:
    table = bench.view.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    for key, ours in ((Qt.Key.Key_F, True), (Qt.Key.Key_Space, True), (Qt.Key.Key_R, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        table.event(event)
        assert event.isAccepted() == ours


def test_rows_scrolled_to_are_read(bench: Bench, qtbot: QtBot) -> None:
    ids = bench.library.search(limit=9).entries
    many = np.tile([entry.id for entry in ids], 500).astype(np.int64)
    bench.view.sounds.show(Found(Query(), many))
    bench.view.table.scrollToBottom()
    last = len(many) - 1
    qtbot.waitUntil(lambda: bench.view.sounds.entry(last) is not None)
    assert bench.view.sounds.index(last, Column.TITLE).data() == ids[-1].title
    assert bench.view.table.indexAt(QPoint(60, 60)).isValid()


def test_several_rows_are_handed_out_as_files_but_not_too_many(bench: Bench) -> None:
    said: list[str] = []
    ids = [entry.id for entry in bench.library.search(limit=9).entries]
    paths = files_of(ids, bench.controller.paths_of, said.append)
    assert len(paths) == 8 and all(path.suffix == ".wav" and path.exists() for path in paths) and said == []
    assert files_of([1] * (MOST_FILES + 1), bench.controller.paths_of, said.append) == []
    assert "1001 sounds are too many" in said[-1]
    assert files_of([999], bench.controller.paths_of, said.append) == []
    assert "999" in said[-1]


def test_a_narrow_table_leaves_columns_out_but_never_the_title(bench: Bench) -> None:
    table = bench.view.table

    def shown() -> set[Column]:
        return {column for column in Column if not table.isColumnHidden(column)}

    bench.view.header.map_shown.click()
    bench.view.resize(1000, 500)
    bench.settle()
    assert shown() == set(Column) - {Column.DISTANCE}
    bench.view.header.map_shown.click()
    bench.view.resize(600, 500)
    bench.settle()
    assert {Column.PLAY, Column.TITLE, Column.FAVOURITE} <= shown() < set(Column) - {Column.DISTANCE, Column.ADDED}
    assert table.columnWidth(Column.TITLE) > 100


def test_a_bigger_font_makes_higher_rows(bench: Bench) -> None:
    table = bench.view.table
    before = table.rowHeight(0)
    font = table.font()
    font.setPixelSize(26)
    table.setFont(font)
    table.setStyleSheet("QTableView { font-size: 26px; }")
    bench.settle()
    assert table.rowHeight(0) > 1.4 * before
