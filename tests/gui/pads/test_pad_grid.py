"""Playing and arranging pads by mouse, keys and drags."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from drumgen.audio.files import read_clip, read_tags, write_clip
from drumgen.editing.opening import open_sound
from drumgen.engine.provenance import Provenance
from drumgen.pads.settings import PadMode
from gui.pads.board.keys import PAD_KEYS, PLAYING, key_of, pad_at, row_and_column
from gui.pads.board.tile import PAD_MIME, PadTile
from gui.pads.menu import deed_texts, pad_menu
from tests.gui.pads.conftest import Page
from tests.support.sounds import noise_burst

NONE = Qt.KeyboardModifier.NoModifier


def drop(tile: PadTile, data: QMimeData, modifiers: Qt.KeyboardModifier = NONE) -> bool:
    """Drop data on a pad, and return whether it was welcome."""
    at = tile.rect().center()
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, modifiers)
    enter.ignore()
    QApplication.sendEvent(tile, enter)
    if enter.isAccepted():
        QApplication.sendEvent(
            tile, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, modifiers)
        )
    return enter.isAccepted()


def files_data(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_pad_one_is_at_the_lower_left_and_keys_lie_as_the_pads(page: Page) -> None:
    tiles = page.view.grid.tiles
    assert tiles[0].pos().x() == tiles[12].pos().x() < tiles[3].pos().x()
    assert tiles[0].pos().y() == tiles[3].pos().y() > tiles[12].pos().y()
    assert [pad_at(*row_and_column(pad)) for pad in range(16)] == list(range(16))
    assert "".join(key_of(pad) for pad in (12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3)) == PLAYING


def test_a_click_plays_the_harder_the_higher_and_selects(page: Page, qtbot: QtBot) -> None:
    page.put(5)
    tile = page.view.grid.tiles[5]
    for y in (tile.height() - 2, tile.height() // 2, 2):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, NONE, QPoint(20, y))
    gains = [gain for _, gain, _ in page.speakers.played]
    assert len(gains) == 3
    assert gains == sorted(gains)
    assert gains[2] > 10 * gains[0]
    assert page.view.current_pad == 5
    assert page.view.inspector.name.text() == "Low tom"
    qtbot.waitUntil(lambda: tile.flash > 0.0)
    qtbot.waitUntil(lambda: tile.flash == 0.0)


def test_computer_keys_play_in_spite_of_the_windows_shortcuts(page: Page) -> None:
    for pad in range(16):
        page.put(pad)
    stolen: list[str] = []
    for key in ("R", "F", "Space", "G"):
        QShortcut(key, page.view, lambda key=key: stolen.append(key))
    page.view.grid.focus()
    for pad in range(16):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key(ord(key_of(pad))))
        assert page.view.current_pad == pad
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert len(page.speakers.played) == 17
    assert stolen == []


def test_arrows_move_the_selection_and_tab_leaves_the_grid(page: Page) -> None:
    grid = page.view.grid
    grid.focus()
    for key, pad in (
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Up, 5),
        (Qt.Key.Key_Left, 4),
        (Qt.Key.Key_Left, 4),
    ):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert (grid.current, QApplication.focusWidget()) == (pad, grid.tiles[pad])
    QTest.keyClick(grid.tiles[4], Qt.Key.Key_Tab)
    assert not isinstance(QApplication.focusWidget(), PadTile)
    assert page.speakers.played == []


def test_keys_act_on_the_selected_pad_and_all_can_be_undone(page: Page, qtbot: QtBot) -> None:
    kick, snare = page.put(0), page.put(2)
    usual = [page.bank.settings(pad) for pad in range(16)]
    page.view.grid.select(0)
    page.view.grid.focus()

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    press(Qt.Key.Key_L)
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_O)
    press(Qt.Key.Key_K)
    now = page.bank.settings(0)
    assert (now.locked, now.muted, now.soloed, now.mode) == (True, True, True, PadMode.REGENERATE)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    page.view.grid.select(2)
    page.view.grid.focus()
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.bank.settings(2).locked
    assert page.bank.sound(0) is snare
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.bank.settings(2) == page.bank.settings(0).changed(note=38)
    assert page.undo.count() == 6
    while page.undo.canUndo():
        page.undo.undo()
    assert [page.bank.settings(pad) for pad in range(16)] == usual
    assert (page.bank.sound(0), page.bank.sound(2)) == (kick, snare)
    while page.undo.canRedo():
        page.undo.redo()
    assert page.bank.settings(2) == page.bank.settings(0).changed(note=38)
    assert page.errors == []


def test_pads_speak(page: Page, qtbot: QtBot) -> None:
    tile = page.view.grid.tiles[2]
    assert tile.accessibleName() == "Pad 3: Snare, note D1 (38), no sound yet"
    page.put(2)
    page.view.controller.toggle([2], "locked")
    page.view.controller.toggle([0], "soloed")
    qtbot.waitUntil(lambda: tile.accessibleName() == "Pad 3: Snare, note D1 (38), locked, silent")
    page.view.controller.toggle([0], "soloed")
    page.view.controller.set_mode(PadMode.REGENERATE, [2])
    qtbot.waitUntil(lambda: tile.accessibleName() == "Pad 3: Snare, note D1 (38), locked, new sounds ready: 8")
    assert tile.face.ready == "8"


def test_every_control_has_a_name_of_its_own(page: Page) -> None:
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider, PadTile)
    controls: list[QWidget] = [each for kind in kinds for each in page.view.findChildren(kind)]
    # Qt's own parts of number fields have names beginning with qt_; an editable box speaks for its field.
    controls = [
        each
        for each in controls
        if not each.objectName().startswith("qt_") and not isinstance(each.parent(), QComboBox)
    ]
    assert len(controls) > 50
    assert [each for each in controls if not each.accessibleName()] == []
    names = [each.accessibleName() for each in controls]
    assert {name for name in names if names.count(name) > 1} == set()


def test_a_dragged_pad_is_a_file_with_its_origin(page: Page) -> None:
    sound = page.put(0, seed=12)
    data = page.view.grid.mime_of(0)
    (url,) = data.urls()
    path = Path(url.toLocalFile())
    assert path.name == "Kick_s12_v01.wav"
    assert Provenance.from_json(read_tags(path)["comment"]) == sound.provenance
    assert read_clip(path).samples.shape == sound.clip.samples.shape
    page.bank.set_settings(0, page.bank.settings(0).changed(tune_semitones=12.0, pan=-1.0))
    page.bank.restore({0: page.bank.prepared(page.bank.settings(0), sound)})
    heard = read_clip(Path(page.view.grid.mime_of(0).urls()[0].toLocalFile()))
    assert heard.samples.shape == (2, 1000)
    assert not heard.samples[1].any()


def test_a_sound_of_the_users_own_is_dragged_out_too(page: Page) -> None:
    page.bank.load(0, noise_burst(1, peak=1.4))
    path = Path(page.view.grid.mime_of(0).urls()[0].toLocalFile())
    assert path.name == "Kick_s0_v01.wav"
    assert read_clip(path).samples.shape == (1, 9000)
    assert page.view.grid.mime_of(1).urls() == []  # a pad without a sound has no file


def test_a_pad_dropped_on_another_changes_places_or_is_copied(page: Page) -> None:
    kick, snare = page.put(0), page.put(2)
    tiles = page.view.grid.tiles
    assert drop(tiles[2], page.view.grid.mime_of(0))
    assert (page.bank.sound(0), page.bank.sound(2)) == (snare, kick)
    assert page.view.current_pad == 2
    assert drop(tiles[1], page.view.grid.mime_of(0), Qt.KeyboardModifier.ControlModifier)
    assert page.bank.sound(1) is page.bank.sound(0) is snare
    odd = QMimeData()
    odd.setData(PAD_MIME, b"nonsense")
    assert drop(tiles[1], odd)
    assert page.undo.count() == 2


def test_dropped_files_fill_the_pads_from_there_on(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_clip(tmp_path / f"hit {number}.wav", noise_burst(number)) for number in range(3)]
    assert drop(page.view.grid.tiles[14], files_data(*paths))
    qtbot.waitUntil(lambda: page.bank.sound(15) is not None)
    assert [page.bank.settings(pad).name for pad in (14, 15)] == ["hit 0", "hit 1"]
    assert page.bank.settings(14).label == "cowbell"
    qtbot.waitUntil(lambda: page.told == ["The last pad is filled; files left out: 1."])
    page.undo.undo()
    assert [page.bank.sound(pad) for pad in (14, 15)] == [None, None]


def test_a_dropped_sound_of_drumgens_brings_its_request(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    page.put(2, seed=77)
    path = Path(page.view.grid.mime_of(2).urls()[0].toLocalFile())
    assert drop(page.view.grid.tiles[0], files_data(path))
    qtbot.waitUntil(lambda: page.bank.sound(0) is not None)
    now = page.bank.settings(0)
    assert (now.label, now.seed, now.name, now.note) == ("snare", 77, "Snare", 36)


def test_bad_drops_are_told_and_the_good_ones_come(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    good = write_clip(tmp_path / "good.wav", noise_burst(1))
    text = tmp_path / "text.wav"
    text.write_text("Dear diary")
    (tmp_path / "folder").mkdir()
    assert drop(page.view.grid.tiles[0], files_data(tmp_path / "folder", good, text))
    qtbot.waitUntil(lambda: bool(page.errors))
    assert "is a folder" in str(page.errors[0])
    assert page.bank.sound(1) is not None
    assert page.bank.sound(0) is page.bank.sound(2) is None
    plain = QMimeData()
    plain.setText("hello")
    assert not drop(page.view.grid.tiles[0], plain)


def test_a_thousand_files_are_no_more_work_than_there_are_pads(
    page: Page, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("gui.pads.kits.open_sound", lambda path: (opened.append(path), open_sound(path))[1])
    path = write_clip(tmp_path / "hit.wav", noise_burst(1, frames=200))
    assert drop(page.view.grid.tiles[0], files_data(*[path] * 1000))
    qtbot.waitUntil(lambda: page.told == ["The last pad is filled; files left out: 984."])
    assert len(opened) == 16


def test_the_menu_has_every_key(page: Page) -> None:
    page.view.do("copy", 3)
    done: list[str] = []
    menu = pad_menu(page.view, page.bank.settings(0), 3, done.append, has_sound=True)
    actions = [action for action in menu.actions() if not action.isSeparator()]
    deeds = [*(key.name for key in PAD_KEYS), "learn", "reveal"]
    assert [action.text() for action in actions] == [deed_texts()[deed] for deed in deeds]
    for action in actions:
        action.trigger()
    assert done == deeds
    bare = pad_menu(page.view, page.bank.settings(0), None, done.append, has_sound=False)
    disabled = [action.text() for action in bare.actions() if not action.isSeparator() and not action.isEnabled()]
    assert disabled == [deed_texts()[deed] for deed in ("vary", "edit", "paste", "swap", "reveal")]


def test_a_pad_asks_to_be_edited_varied_and_learned(page: Page) -> None:
    wished: list[tuple[str, int]] = []
    for name in ("edit", "vary", "learn"):
        getattr(page.view, f"{name}_wished").connect(lambda pad, name=name: wished.append((name, pad)))
    page.view.grid.select(4)
    page.view.grid.focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    page.view.do("learn", 9)
    assert wished == [("edit", 4), ("vary", 4), ("learn", 9)]
