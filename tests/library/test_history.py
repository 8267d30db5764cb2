from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.library import history
from drumgen.library.entry import Entry
from drumgen.library.library import Library
from tests.support.library import generated

COUNT = 4


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("history")) as opened:
        for seed in range(COUNT):
            opened.keep(generated(seed))
        yield opened


IDS = st.sets(st.integers(1, COUNT + 1), min_size=1)  # one of them is nobody's number
TAGS = st.lists(st.sampled_from(["a", "b", "A", "c d"]), max_size=3)
DEEDS = st.one_of(
    st.tuples(st.just("remove"), IDS),
    st.tuples(st.just("restore"), IDS),
    st.tuples(st.just("set_favourite"), IDS, st.booleans()),
    st.tuples(st.just("set_tags"), IDS, TAGS),
    st.tuples(st.just("set_title"), st.integers(1, COUNT), st.sampled_from(["x", "y z", " "])),
)


def _all(library: Library) -> list[Entry]:
    return library.entries(range(1, COUNT + 1))


def _removed(entry: Entry) -> bool:
    return entry.removed


@settings(max_examples=40)
@given(deeds=st.lists(DEEDS, max_size=7))
def test_everything_can_be_taken_back_and_done_again(library: Library, deeds: list[tuple]) -> None:
    before = [_all(library)]
    n_steps = 0
    for name, *how in deeds:
        if getattr(library, name)(*how) is not None:
            n_steps += 1
            before.append(_all(library))
    for state in before[-2::-1]:
        assert library.undo() is not None
        assert _all(library) == state
    for state in before[1:]:
        assert library.redo() is not None
        assert _all(library) == state
    if n_steps:  # otherwise there is one of an earlier example
        assert library.redo() is None
    for _ in range(n_steps):
        library.undo()
    assert _all(library) == before[0]
    found = {entry.id for entry in library.search(limit=99).entries}
    assert found == {entry.id for entry in before[0] if not entry.removed}


def test_steps_say_what_was_done(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        first, second = (library.keep(generated(seed)) for seed in range(2))
        library.remove([first.id, second.id, 77])
        library.restore([first.id])
        library.set_favourite([first.id], True)
        assert library.set_favourite([first.id], True) is None
        library.change_tags([first.id], add=["one", "two"])
        library.change_tags([first.id], add=["three"], remove=["ONE"])
        library.set_favourite([first.id], False)
        steps = library.history()
        assert [step.title for step in steps] == [first.title] * 6 + [second.title, first.title]
        assert [(step.kind, step.count) for step in steps] == [
            ("unfavourite", 1),
            ("tags", 1),
            ("tags", 1),
            ("favourite", 1),
            ("restore", 1),
            ("remove", 2),
            ("keep", 1),
            ("keep", 1),
        ]
        assert library.entry(first.id).tags == ("three", "two")
        undone = library.set_undone(steps[4].id, True)
        assert undone is not None and undone.undone
        assert library.set_undone(steps[4].id, True) is None
        assert library.set_undone(12345, True) is None
        assert library.entry(first.id).removed
        assert first.path.exists(), "removing keeps the file"


def test_taking_back_keeping_removes_the_sound_and_its_file_stays(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        entry = library.keep(generated(1), favourite=True, tags=["x"])
        library.undo()
        assert len(library) == 0 and entry.path.exists()
        assert library.search(source="removed").total == 1
        library.redo()
        assert library.entry(entry.id) == entry


def test_a_new_step_forgets_those_that_were_taken_back(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        entry = library.keep(generated(1))
        library.set_title(entry.id, "one")
        library.undo()
        library.set_title(entry.id, "two")
        assert library.redo() is None
        assert [step.kind for step in library.history()] == ["title", "keep"]


def test_only_the_latest_steps_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT_STEPS", 5)
    with Library(tmp_path) as library:
        entry = library.keep(generated(1))
        for number in range(9):
            library.set_title(entry.id, f"name {number}")
        assert len(library.history()) == 5
