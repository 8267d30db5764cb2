from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import ModelStore
from gui.sounds.commands import MarkFavourites, RemoveSounds
from gui.sounds.files import SessionFiles
from gui.sounds.item import SoundItem, Take, class_note, class_title
from gui.sounds.model import FavouriteFilter, SoundList, item_at
from gui.studio import make_take
from gui.widgets.row_painter import seed_and_length

COUNT = 12


@pytest.fixture(scope="module")
def take(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Take:
    (sound,) = Generator(ModelStore(models)).generate(GenerationRequest("kick", 1, 3, steps=2))
    return make_take(sound, SessionFiles(tmp_path_factory.mktemp("files")))


def _filled(take: Take, count: int = COUNT) -> tuple[SoundList, list[SoundItem]]:
    sounds = SoundList(SessionFiles(Path("unused")))
    items = [SoundItem(take) for _ in range(count)]
    sounds.append(items)
    return sounds, items


@settings(max_examples=40)
@given(rows=st.lists(st.sets(st.integers(0, COUNT - 1), min_size=1), max_size=4))
def test_whatever_is_removed_comes_back_in_its_place(take: Take, rows: list[set[int]]) -> None:
    sounds, items = _filled(take)
    shown = FavouriteFilter(sounds)
    testers = [QAbstractItemModelTester(model) for model in (sounds, shown)]
    commands = []
    for some in rows:
        chosen = [items[row] for row in some if items[row] in sounds.items]
        commands.append(RemoveSounds(sounds, chosen))
        commands[-1].redo()
        assert not set(chosen) & set(sounds.items)
        assert [item_at(shown.index(row, 0)) for row in range(shown.rowCount())] == list(sounds.items)
    for command in reversed(commands):
        command.undo()
    assert list(sounds.items) == items
    assert len(testers) == 2


@given(marked=st.sets(st.integers(0, COUNT - 1)))
@settings(max_examples=20)
def test_the_filter_shows_what_is_marked(take: Take, marked: set[int]) -> None:
    sounds, items = _filled(take)
    shown = FavouriteFilter(sounds)
    command = MarkFavourites(sounds, [items[row] for row in marked], True)
    command.redo()
    shown.show_only_favourites(True)
    assert [item_at(shown.index(row, 0)) for row in range(shown.rowCount())] == [items[row] for row in sorted(marked)]
    command.undo()
    assert shown.rowCount() == 0


def test_marking_what_is_marked_is_not_undone_for_it(take: Take) -> None:
    sounds, items = _filled(take, 2)
    sounds.set_favourite(items[0], True)
    command = MarkFavourites(sounds, items, True)
    command.redo()
    command.undo()
    assert [item.favourite for item in items] == [True, False]


def test_a_row_says_what_it_is(take: Take) -> None:
    sounds, _ = _filled(take, 1)
    index = sounds.index(0)
    assert index.data() == "Kick 3"
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Kick, seed 3, ")
    assert sounds.data(QModelIndex()) is None
    assert sounds.supportedDragActions() == Qt.DropAction.CopyAction


@pytest.mark.parametrize(
    ("label", "title", "note"),
    [("kick", "Kick", "C1 (36)"), ("closed_hat", "Closed hat", "F#1 (42)"), ("vocal_shot", "Vocal shot", "")],
)
def test_classes_have_names_for_people(label: str, title: str, note: str) -> None:
    assert (class_title(label), class_note(label)) == (title, note)


def test_a_seed_of_many_digits_leaves_room_for_the_length(dressed: QApplication) -> None:
    metrics = QFontMetricsF(dressed.font())
    for seed in ("seed 7", f"seed {2**63 - 1}"):
        text = seed_and_length(seed, "  ·  0.40 s", metrics, 170.0)
        assert text.startswith("seed") and text.endswith("  ·  0.40 s")
        assert metrics.horizontalAdvance(text) <= 170.0
    assert seed_and_length("seed 7", "  ·  0.40 s", metrics, 170.0) == "seed 7  ·  0.40 s"
