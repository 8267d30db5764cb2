import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from drumgen.audio.files import write_clip
from drumgen.engine.saving import save_sound
from drumgen.errors import Cancelled, LibraryError
from drumgen.library.library import Library
from tests.support.library import generated, hit, sample_folder
from tests.support.wav_files import bad_files, encoded

NAMES = ["Kick/one.wav", "Kick/two.flac", "hat_open.wav", "deep/er/Clap 3.wav"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    return sample_folder(tmp_path / "samples", [name.replace(".flac", ".wav") for name in NAMES])


def test_sounds_of_a_folder_are_found_and_the_files_left_alone(library: Library, samples: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in samples.rglob("*.*")}
    told: list[tuple[int, int]] = []
    report = library.scan_folder(samples, progress=lambda done, total: told.append((done, total)))
    assert (report.added, report.changed, report.unchanged, report.gone) == (4, 0, 0, 0)
    assert told == [(done, 4) for done in range(5)]
    entries = library.search(limit=9).entries
    assert {(entry.title, entry.label) for entry in entries} == {
        ("one", "kick"),
        ("two", "kick"),
        ("hat_open", "open_hat"),
        ("Clap 3", "clap"),
    }
    assert all(entry.folder == samples and entry.features is not None for entry in entries)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in samples.rglob("*.*")} == before
    (folder,) = library.folders()
    assert (folder.path, folder.count, folder.unreadable) == (samples, 4, 0)


def test_only_what_changed_is_read_again(library: Library, samples: Path) -> None:
    library.scan_folder(samples)
    one = library.search("one").entries[0]
    library.set_tags([one.id], ["mine"])
    write_clip(one.path, hit(pitch_hz=900.0, seed=50, seconds=0.5))
    os.utime(one.path, ns=(1, one.path.stat().st_mtime_ns + 10**9))
    (samples / "hat_open.wav").unlink()
    write_clip(samples / "Snare new.wav", hit(noise=2.0, seed=51))
    report = library.scan_folder(samples)
    assert (report.added, report.changed, report.unchanged, report.gone) == (1, 1, 2, 1)
    again = library.entry(one.id)
    assert again.duration_s == pytest.approx(0.5) and again.tags == ("mine",) and again.clip_id != one.clip_id
    assert library.like(hit(pitch_hz=900.0, seed=50, seconds=0.5), count=1)[0][0].id == one.id
    assert library.search("hat").total == 0
    assert library.scan_folder(samples).unchanged == 4


def test_a_file_that_is_moved_or_comes_back_keeps_what_was_said_of_it(library: Library, samples: Path) -> None:
    library.scan_folder(samples)
    one = library.search("one").entries[0]
    library.set_favourite([one.id], True)
    moved = one.path.rename(samples / "elsewhere.wav")
    report = library.scan_folder(samples)
    assert (report.added, report.changed, report.gone) == (0, 1, 0)
    assert library.entry(one.id).path == moved and library.entry(one.id).favourite
    away = moved.rename(samples.parent / "away.wav")
    assert library.scan_folder(samples).gone == 1
    assert library.search(favourites=True).total == 0
    away.rename(moved)
    assert library.scan_folder(samples).unchanged == 4
    assert library.search(favourites=True).entries[0].id == one.id


def test_files_that_cannot_be_read_are_counted_and_listed(library: Library, tmp_path: Path) -> None:
    folder = sample_folder(tmp_path / "mixed", ["good.wav"])
    bad = bad_files(folder)
    (folder / "offset.wav").write_bytes(encoded(np.full((1, 4000), 0.5, dtype=np.float32)))
    (folder / "silent.wav").write_bytes(encoded(np.zeros((1, 4000), dtype=np.float32)))
    (folder / "song.wav").write_bytes(encoded(np.full((1, 8000 * 61), 0.1, dtype=np.float32), rate_hz=8000))
    (folder / "notes.txt").write_text("not looked at")
    (folder / "._good.wav").write_bytes(b"a hidden file of another system")
    (folder / "nowhere.wav").symlink_to(folder / "gone.wav")
    report = library.scan_folder(folder)
    reasons = dict(report.unreadable)
    assert report.added == 1
    assert set(reasons) == {path.name for kind, path in bad.items() if kind not in ("missing", "folder")} | {
        "offset.wav",
        "silent.wav",
        "song.wav",
    }
    assert (
        "61 s long" in reasons["song.wav"] and "silent" in reasons["silent.wav"] and "silent" in reasons["offset.wav"]
    )
    (known,) = library.folders()
    assert known.unreadable == len(reasons)
    assert dict(library.unreadable(known.id)) == reasons
    # They are not tried again until they change, and then they are sounds like others.
    assert library.scan_folder(folder).unreadable == report.unreadable
    write_clip(folder / "silent.wav", hit(seed=5))
    (folder / "empty.wav").unlink()
    later = library.scan_folder(folder)
    assert later.added == 1 and set(dict(later.unreadable)) == set(reasons) - {"silent.wav", "empty.wav"}


def test_a_sound_that_becomes_unreadable_is_hidden_until_it_is_readable(library: Library, samples: Path) -> None:
    library.scan_folder(samples)
    one = library.search("one").entries[0]
    good = one.path.read_bytes()
    one.path.write_bytes(b"oops")
    assert len(library.scan_folder(samples).unreadable) == 1
    assert library.search("one").total == 0
    assert library.scan_folder(samples).unchanged == 3
    assert library.search("one").total == 0
    one.path.write_bytes(good)
    assert library.scan_folder(samples).unreadable == ()
    assert library.search("one").entries[0].id == one.id


def test_a_scan_that_is_cancelled_keeps_what_it_read_and_goes_on_later(library: Library, samples: Path) -> None:
    asked = iter([False] * 6 + [True] * 99)
    with pytest.raises(Cancelled):
        library.scan_folder(samples, cancel=lambda: next(asked))
    n_read = len(library)
    assert 0 < n_read < 4
    report = library.scan_folder(samples)
    assert (report.unchanged, report.added) == (n_read, 4 - n_read)


def test_generated_files_bring_their_origin(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "exported"
    folder.mkdir()
    sound = generated(11, label="tom")
    save_sound(sound, folder)
    library.scan_folder(folder)
    (entry,) = library.search().entries
    assert (entry.provenance, entry.label) == (sound.provenance, "tom")


def test_a_folder_can_be_taken_out_and_brought_back(library: Library, samples: Path) -> None:
    library.scan_folder(samples)
    one = library.search("one").entries[0]
    library.set_tags([one.id], ["mine"])
    (folder,) = library.folders()
    library.forget_folder(folder.id)
    assert len(library) == 0 and library.folders() == []
    with pytest.raises(LibraryError, match="not in the library"):
        library.forget_folder(folder.id)
    assert library.scan_folder(samples).unchanged == 4
    assert library.search("mine").entries[0].id == one.id


def test_folders_inside_each_other_hold_each_sound_once(library: Library, samples: Path) -> None:
    library.scan_folder(samples / "Kick")
    assert library.scan_folder(samples).added == 2
    assert len(library) == 4
    assert library.scan_folder(samples / "deep").folder == samples
    assert [folder.count for folder in library.folders()] == [2, 2]


def test_folders_that_cannot_be_taken_in_are_refused(library: Library, tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", library.folder, library.sounds_folder.parent):
        with pytest.raises(LibraryError):
            library.scan_folder(folder)
    library.keep(generated(1))
    report = library.scan_folder(tmp_path)  # holds the library's own folder, which is left out
    assert report.added == 0 and len(library) == 1


def test_a_disk_that_is_unplugged_hides_nothing(library: Library, samples: Path) -> None:
    library.scan_folder(samples)
    samples.rename(samples.parent / "unplugged")
    with pytest.raises(LibraryError, match="not there"):
        library.scan_folder(samples)
    assert len(library) == 4


def test_a_name_that_is_no_text_is_listed(library: Library, samples: Path) -> None:
    raw = os.fsencode(samples) + b"/b\xffd.wav"
    Path(os.fsdecode(raw)).write_bytes((samples / "Kick" / "one.wav").read_bytes())
    report = library.scan_folder(samples)
    assert report.added == 4
    assert [reason for _, reason in report.unreadable] == ["Its name is not valid text; rename it."]
