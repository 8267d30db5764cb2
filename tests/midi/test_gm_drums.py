import pytest

from drumgen.midi.gm_drums import GM_DRUMS, choke_group, label_for_note, note_for_label, note_name
from tests.support.models.tiny_models import CLASSES


def test_the_map_is_whole_and_in_order() -> None:
    assert list(GM_DRUMS) == list(range(35, 83))
    assert {drum.label for drum in GM_DRUMS.values()} == set(CLASSES)
    assert all(GM_DRUMS[note].note == note for note in GM_DRUMS)


@pytest.mark.parametrize(
    ("label", "notes"),
    [
        ("kick", [35, 36]),
        ("rimshot", [37]),
        ("snare", [38, 40]),
        ("clap", [39]),
        ("tom", [41, 43, 45, 47, 48, 50]),
        ("closed_hat", [42, 44]),
        ("open_hat", [46]),
        ("cymbal", [49, 51, 52, 53, 55, 57, 59]),
        ("cowbell", [56]),
        ("perc", [54, 58, *range(60, 83)]),
    ],
)
def test_notes_of_a_class(label: str, notes: list[int]) -> None:
    assert [note for note in range(128) if label_for_note(note) == label] == notes
    assert note_for_label(label) in notes


@pytest.mark.parametrize("note", [-1, 0, 34, 83, 127, 200])
def test_notes_outside_the_map(note: int) -> None:
    assert label_for_note(note) is None


def test_a_class_of_ones_own_has_no_note() -> None:
    assert note_for_label("gong") is None


@pytest.mark.parametrize(("note", "name"), [(0, "C-2"), (36, "C1"), (42, "F#1"), (60, "C3"), (127, "G8")])
def test_note_names(note: int, name: str) -> None:
    assert note_name(note) == name


def test_the_kick_shows_its_note_name() -> None:
    assert GM_DRUMS[36].note_name == "C1"


@pytest.mark.parametrize("note", [-1, 128])
def test_there_is_no_such_note(note: int) -> None:
    with pytest.raises(ValueError, match=f"between 0 and 127, got {note}"):
        note_name(note)


def test_only_the_hats_choke_each_other() -> None:
    assert choke_group("open_hat") == choke_group("closed_hat") == "hats"
    assert {label for label in CLASSES if choke_group(label)} == {"open_hat", "closed_hat"}
