from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.errors import LibraryError
from drumgen.library.entry import Query, Source
from drumgen.library.library import Library
from drumgen.library.records import words
from drumgen.library.searching import match_expression
from tests.support.library import generated, hit, sample_folder

SAMPLES = ["Kicks/BD_DeepThud808.wav", "Hats/OpenHiHat 01.wav", "Überraschung_snare.wav"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three kept sounds (kick 0, closed hat 1 with prompt, kick 2 with tags and mark) and three of a folder."""
    root = tmp_path_factory.mktemp("search")
    with Library(root / "library") as opened:
        opened.keep(generated(0))
        opened.keep(generated(1, label="closed_hat", prompt="dusty vinyl with a long tail"))
        opened.keep(generated(2), favourite=True, tags=["Lo-Fi", "punchy"])
        opened.scan_folder(sample_folder(root / "My samples", SAMPLES))
        yield opened


def _titles(library: Library, text: str = "", **how: object) -> set[str]:
    return {entry.title for entry in library.search(text, **how).entries}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("kick", {"Kick 0", "Kick 2", "BD_DeepThud808"}),
        ("KICK 2", {"Kick 2"}),
        ("closed_hat", {"Closed hat 1"}),
        ("vin", {"Closed hat 1"}),
        ("vinyl dusty", {"Closed hat 1"}),
        ("dusty kick", set()),
        ("lo-fi", {"Kick 2"}),
        ("punch", {"Kick 2"}),
        ("deep", {"BD_DeepThud808"}),
        ("808", {"BD_DeepThud808"}),
        ("thud bd", {"BD_DeepThud808"}),
        ("uberr", {"Überraschung_snare"}),
        ("hats", {"OpenHiHat 01"}),
        ("my samples", {"BD_DeepThud808", "OpenHiHat 01", "Überraschung_snare"}),
        ("s2", {"Kick 2"}),
        ('"kick" OR *', set()),
        ("--- ***", {"Kick 0", "Closed hat 1", "Kick 2", "BD_DeepThud808", "OpenHiHat 01", "Überraschung_snare"}),
        ("nothing", set()),
    ],
)
def test_words_find_sounds(library: Library, text: str, titles: set[str]) -> None:
    assert _titles(library, text) == titles


def test_filters_narrow_it_down(library: Library) -> None:
    assert _titles(library, favourites=True) == {"Kick 2"}
    assert _titles(library, source="kept") == {"Kick 0", "Closed hat 1", "Kick 2"}
    assert _titles(library, "kick", source=Source.FOLDERS) == {"BD_DeepThud808"}
    assert _titles(library, labels=["open_hat", "snare"]) == {"OpenHiHat 01", "Überraschung_snare"}
    assert _titles(library, labels=["kick"], favourites=True, source="folders") == set()
    assert library.labels() == ["closed_hat", "kick", "open_hat", "snare"]
    assert library.tags() == ["Lo-Fi", "punchy"]


def test_without_words_the_newest_come_first_and_pages_join_up(library: Library) -> None:
    whole = library.search(limit=10)
    assert whole.total == 6
    times = [entry.added for entry in whole.entries]
    assert times == sorted(times, reverse=True)
    pages = [library.search(limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [entry for page in pages for entry in page.entries] == list(whole.entries)
    assert pages[-1].entries == () and pages[-1].total == 6


def test_a_word_in_the_title_counts_more_than_in_the_folder(library: Library) -> None:
    assert library.search("s").entries[-1].title != "Überraschung_snare"
    assert library.search("snare").entries[0].title == "Überraschung_snare"


def test_what_is_alike_comes_first(library: Library) -> None:
    kick = library.search("kick 0").entries[0]
    page = library.search(like=kick.id)
    assert page.entries[0] == kick and page.distances[0] == pytest.approx(0.0, abs=1e-3)
    assert list(page.distances) == sorted(page.distances)
    assert page.total == 6
    assert {entry.label for entry in library.search(like=kick.id, labels=["kick"]).entries} == {"kick"}
    near = library.like(generated(0).clip, count=2)
    assert near[0][0] == kick and near[0][1] == pytest.approx(0.0, abs=1e-3) and len(near) == 2
    assert library.like(hit(pitch_hz=61.0, seed=99), count=1)[0][0] == kick
    with pytest.raises(LibraryError, match="number 999"):
        library.search(like=999)


@settings(max_examples=150)
@given(text=st.text(max_size=80))
def test_any_text_can_be_looked_for(library: Library, text: str) -> None:
    found = library.find(Query(text=text))
    assert len(set(found.ids.tolist())) == len(found.ids) <= 6
    if not match_expression(text):
        assert len(found.ids) == 6


@settings(max_examples=60)
@given(title=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 _.-]{0,30}", fullmatch=True))
def test_a_title_is_found_by_itself_and_by_the_beginnings_of_its_words(library: Library, title: str) -> None:
    (sound_id,) = library.find(Query(text="closed vinyl")).ids.tolist()
    step = library.set_title(sound_id, title)
    try:
        assert sound_id in library.find(Query(text=title)).ids
        for word in match_expression(title).replace('"', "").replace("*", "").split():
            assert sound_id in library.find(Query(text=word[: max(len(word) // 2, 1)])).ids
    finally:
        if step is not None:
            library.undo()


@pytest.mark.parametrize(
    ("text", "found"),
    [("BD_DeepThud808", "BD DeepThud808 BD Deep Thud 808"), ("kick", "kick"), ("", ""), ("HiHat", "HiHat Hi Hat")],
)
def test_words_of_names_are_taken_apart(text: str, found: str) -> None:
    assert words(text) == found


def test_entries_say_where_they_are(library: Library, tmp_path: Path) -> None:
    entry = library.search("deep").entries[0]
    assert entry.folder is not None and entry.path == entry.folder / "Kicks" / "BD_DeepThud808.wav"
    assert not entry.is_kept and entry.provenance is None
    assert library.entries([999, entry.id, 998]) == [entry]
    assert library.paths([entry.id]) == [entry.path]
    for ask in (library.entry, lambda number: library.paths([number])):
        with pytest.raises(LibraryError, match="999"):
            ask(999)
