"""Writing on disks and in folders that refuse: one sentence, and nothing half-written."""

import pytest

from drumgen.audio.clip import Clip
from drumgen.audio.files import SampleFormat, read_clip, write_clip
from drumgen.audio.output import check_room, prepare_folder, write_atomically
from drumgen.errors import OutputError
from tests.support.disks import file_size_limit, fill, tiny_disk
from tests.support.wav_files import RATE_HZ, tone


@pytest.mark.parametrize("sample_format", SampleFormat)
def test_a_full_disk_leaves_neither_a_new_file_nor_a_part(tmp_path, sample_format):
    with tiny_disk(tmp_path / "disk") as disk:
        fill(disk, leave_bytes=8192)
        clip = Clip(tone(n_samples=40_000), RATE_HZ)
        with pytest.raises(OutputError, match=r"The disk is full, so .*kick was not written; make room"):
            write_clip(disk / "kick", clip, sample_format=sample_format)
        assert [p.name for p in disk.iterdir()] == ["ballast"]


def test_a_full_disk_keeps_the_file_that_was_there(tmp_path):
    with tiny_disk(tmp_path / "disk") as disk:
        path = write_clip(disk / "kick.wav", Clip(tone(n_samples=100), RATE_HZ))
        before = path.read_bytes()
        fill(disk)
        with pytest.raises(OutputError, match="The disk is full"):
            write_clip(path, Clip(tone(n_samples=40_000), RATE_HZ))
        assert path.read_bytes() == before
        assert sorted(p.name for p in disk.iterdir()) == ["ballast", "kick.wav"]


def test_a_write_that_the_system_cuts_off_leaves_nothing(tmp_path):
    with (
        file_size_limit(4096),
        pytest.raises(OutputError, match=r"kick\.wav was not written because it would exceed the largest file"),
    ):
        write_clip(tmp_path / "kick.wav", Clip(tone(n_samples=40_000), RATE_HZ))
    assert list(tmp_path.iterdir()) == []
    assert read_clip(write_clip(tmp_path / "kick.wav", Clip(tone(), RATE_HZ))).samples.shape == (1, 4410)


def test_a_read_only_disk(tmp_path):
    with tiny_disk(tmp_path / "disk", options=",ro") as disk:
        with pytest.raises(OutputError, match=r"The folder .*disk cannot be written \(Read-only file system\)"):
            write_atomically(disk / "a", b"x")
        with pytest.raises(OutputError, match="cannot be written"):
            prepare_folder(disk)
        with pytest.raises(OutputError, match="cannot be written"):
            prepare_folder(disk / "new")


def test_a_folder_that_is_a_file_or_missing(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    for target in (tmp_path / "file" / "a.wav", tmp_path / "missing" / "a.wav"):
        with pytest.raises(OutputError, match=rf"The folder {target.parent} cannot be written"):
            write_atomically(target, b"x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError, match="cannot be written"):
            prepare_folder(folder)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_name_that_is_a_folder(tmp_path):
    (tmp_path / "a.wav").mkdir()
    with pytest.raises(OutputError, match=r"a\.wav cannot be written"):
        write_atomically(tmp_path / "a.wav", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["a.wav"]


def test_prepare_folder_makes_parents_and_leaves_no_probe(tmp_path):
    folder = prepare_folder(tmp_path / "a" / "b")
    assert folder.is_dir()
    assert list(folder.iterdir()) == []
    assert prepare_folder(folder) == folder


def test_a_full_disk_is_noticed_when_the_folder_is_prepared(tmp_path):
    with tiny_disk(tmp_path / "disk") as disk:
        with pytest.raises(OutputError, match=r"has 0\.1 MB free but up to 1\.0 MB are needed; make room"):
            check_room(disk, 1_000_000)
        check_room(disk, 60_000)


def test_a_long_name_still_finds_a_name_for_its_part(tmp_path):
    path = tmp_path / ("k" * 251 + ".wav")
    assert write_atomically(path, b"sound").read_bytes() == b"sound"
    with pytest.raises(OutputError, match="cannot be written"):
        write_atomically(tmp_path / ("k" * 252 + ".wav"), b"sound")
    assert list(tmp_path.iterdir()) == [path]
