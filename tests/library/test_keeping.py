import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from drumgen.audio.files import read_clip, read_tags
from drumgen.audio.identity import clip_id
from drumgen.engine.provenance import Provenance
from drumgen.errors import LibraryError, OutputError
from drumgen.library.entry import Query
from drumgen.library.library import Library
from tests.support.disks import fill, tiny_disk
from tests.support.library import generated, hit


@pytest.fixture
def library(tmp_path: Path) -> Library:
    with Library(tmp_path / "library") as opened:
        yield opened


def test_a_kept_sound_is_a_file_and_an_entry_with_its_whole_origin(library: Library) -> None:
    sound = generated(7, label="closed_hat", prompt="dusty vinyl")
    entry = library.keep(sound, favourite=True, tags=["lo-fi", " Dusty ", "dusty", ""])
    assert (entry.title, entry.label, entry.tags) == ("Closed hat 7", "closed_hat", ("Dusty", "lo-fi"))
    assert entry.favourite and entry.is_kept and not entry.removed
    assert entry.provenance == sound.provenance
    assert entry.clip_id == clip_id(sound.clip) == clip_id(read_clip(entry.path))
    assert Provenance.from_json(read_tags(entry.path)["comment"]) == sound.provenance
    assert entry.path.name == "ClosedHat_DustyVinyl_s7_v01.wav"
    assert entry.features is not None and np.isfinite(entry.features).all()


def test_a_sound_is_kept_once(library: Library) -> None:
    first = library.keep(generated(1), tags=["a"])
    library.remove([first.id])
    again = library.keep(generated(1), tags=["b"], favourite=True)
    assert again.id == first.id
    assert again.tags == ("a", "b") and again.favourite and not again.removed
    assert len(list(library.sounds_folder.rglob("*.wav"))) == len(library) == 1


def test_two_sounds_of_one_name_get_two_files(library: Library) -> None:
    paths = {library.keep(generated(1, clip=hit(seed=number))).path for number in range(3)}
    assert {path.name for path in paths} == {f"Kick_s1_v0{number}.wav" for number in (1, 2, 3)}


def test_a_clip_from_elsewhere_is_kept_too(library: Library) -> None:
    entry = library.keep(hit(), title="My own thud", label="kick")
    assert (entry.title, entry.label, entry.provenance, entry.parents) == ("My own thud", "kick", None, ())
    assert entry.path.name == "MyOwnThud_s0_v01.wav"
    loud = library.keep(Clip(hit(seed=3).samples * 4.0, 44_100))
    assert np.abs(read_clip(loud.path).samples).max() <= 1.0


def test_silence_can_be_kept_but_is_like_nothing(library: Library) -> None:
    entry = library.keep(Clip(np.zeros((1, 400), dtype=np.float32), 44_100))
    assert entry.features is None
    with pytest.raises(LibraryError, match="no description"):
        library.search(like=entry.id)
    assert library.like(Clip(np.zeros((1, 400), dtype=np.float32), 44_100)) == []


def test_what_is_on_the_disk_comes_back_after_reopening(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        entry = library.keep(generated(5), tags=["x"])
    with Library(tmp_path) as library:
        assert library.notice == ""
        assert library.entry(entry.id) == entry
        assert [step.kind for step in library.history()] == ["keep"]


def test_a_library_can_be_moved(tmp_path: Path) -> None:
    with Library(tmp_path / "here") as library:
        entry = library.keep(generated(5))
    (tmp_path / "here").rename(tmp_path / "there")
    with Library(tmp_path / "there") as library:
        assert library.entry(entry.id).path.exists()


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    with tiny_disk(tmp_path / "disk", size_kib=1024) as disk, Library(disk / "library") as library:
        kept = [library.keep(generated(number)) for number in range(3)]
        fill(disk, leave_bytes=4096)
        with pytest.raises(OutputError, match="full"):
            library.keep(generated(9))
        assert {entry.path for entry in kept} == set(library.sounds_folder.rglob("*.*"))
        (disk / "ballast").unlink()
        assert library.keep(generated(9)).path.exists()
        assert len(library) == 4


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with tiny_disk(tmp_path / "disk", options=",ro") as disk, pytest.raises(OutputError, match="cannot be written"):
        Library(disk / "library")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputError, match="choose another folder"):
        Library(tmp_path / "file")


def test_files_without_a_row_are_read_and_rows_without_a_file_hidden(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        entries = [library.keep(generated(number)) for number in range(3)]
        gone, moved = entries[0].path, entries[1].path
        away = gone.read_bytes()
        gone.unlink()
        (moved.parent / "deeper").mkdir()
        moved.rename(moved.parent / "deeper" / "renamed.wav")
        (moved.parent / ".half.part").write_bytes(b"half a file")
        (moved.parent / "noise.wav").write_bytes(b"no sound")
        found = library.reconcile()
        assert (found.adopted, found.gone) == (1, 2) and [path for path, _ in found.unreadable] == [
            f"{moved.parent.name}/noise.wav"
        ]
        assert {entry.id for entry in library.search().entries} == {entries[1].id, entries[2].id}
        assert library.entry(entries[1].id).path.name == "renamed.wav"
        assert not (moved.parent / ".half.part").exists()
        gone.write_bytes(away)
        assert library.reconcile().back == 1
        assert len(library) == 3


@settings(max_examples=15)
@given(title=st.text(max_size=60), tags=st.lists(st.text(max_size=60), max_size=5))
def test_any_text_comes_back_as_it_was_said(
    tmp_path_factory: pytest.TempPathFactory, title: str, tags: list[str]
) -> None:
    title = title.encode("utf-8", "replace").decode()
    tags = [tag.encode("utf-8", "replace").decode() for tag in tags]
    with Library(tmp_path_factory.mktemp("library")) as library:
        entry = library.keep(generated(1))
        library.set_tags([entry.id], tags)
        library.set_title(entry.id, title)
        read = library.entry(entry.id)
        assert read.title == (" ".join(title.split())[:200] or entry.title)
        assert {tag.casefold() for tag in read.tags} == {clean.casefold() for tag in tags if (clean := _clean(tag))}
        for tag in read.tags:
            assert library.find(Query(text=tag)).ids.tolist() in ([entry.id], [])


def _clean(tag: str) -> str:
    return " ".join(tag.replace(",", " ").replace("\0", " ").split())[:40].strip()


def test_many_threads_keep_and_search_at_once(library: Library) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(4):
                entry = library.keep(generated(10 * number + turn))
                library.set_favourite([entry.id], True)
                assert entry.id in library.find(Query(text="kick")).ids
                library.search(like=entry.id)
        except BaseException as fault:
            failures.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(library) == 20
    assert len(list(library.sounds_folder.rglob("*.wav"))) == 20


def test_two_programs_share_a_library(tmp_path: Path) -> None:
    with Library(tmp_path) as one, Library(tmp_path) as other:
        first = one.keep(generated(1))
        second = other.keep(generated(1, clip=hit(seed=8)))
        assert first.path != second.path
        assert len(one) == len(other) == one.search("kick").total == 2
        assert {entry.id for entry, _ in one.like(hit(seed=8))} == {first.id, second.id}
        other.remove([first.id])
        assert one.search().total == 1


def test_a_closed_library_says_so(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.search()
