from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from drumgen.errors import AudioFileError
from gui.sounds.dropping import MAX_PATHS, can_be_read, read_drop, sort_drop


def data(*urls: str | Path) -> QMimeData:
    result = QMimeData()
    result.setUrls([QUrl.fromLocalFile(str(url)) if isinstance(url, Path) else QUrl(url) for url in urls])
    return result


def test_files_of_any_name_come_through(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("Kick 1.wav", "Snäre #2.WAV", "100%.flac")]
    for path in paths:
        path.touch()
    found, is_remote = read_drop(data(*paths))
    assert (found, is_remote) == (paths, False)
    dropped = sort_drop(found)
    assert dropped.sounds == tuple(paths)
    assert dropped.sound() == paths[0]


def test_sounds_are_found_among_the_rest(tmp_path: Path) -> None:
    (tmp_path / "Loops.wav").mkdir()
    for name in ("notes.txt", "a.wav", "b.aiff"):
        (tmp_path / name).touch()
    dropped = sort_drop([tmp_path / name for name in ("Loops.wav", "notes.txt", "a.wav", "b.aiff", "gone.png")])
    assert [path.name for path in dropped.sounds] == ["a.wav", "b.aiff"]
    assert [path.name for path in dropped.folders] == ["Loops.wav"]
    assert [path.name for path in dropped.others] == ["notes.txt", "gone.png"]
    assert dropped.sound().name == "a.wav"


def test_a_folder_is_told_from_a_sound(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match=f"^{tmp_path.name} is a folder, not a sound; drop a sound file"):
        sort_drop([tmp_path]).sound()


def test_a_file_without_a_telling_name_is_tried(tmp_path: Path) -> None:
    (tmp_path / "sound").touch()
    assert sort_drop([tmp_path / "sound"]).sound() == tmp_path / "sound"


def test_texts_are_counted(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match=r"^None of the 2 dropped files is a sound; drop a WAV"):
        sort_drop([tmp_path / "a.txt", tmp_path / "b.txt"]).sound()


def test_a_link_and_a_text_are_explained() -> None:
    paths, is_remote = read_drop(data("https://example.org/kick.wav"))
    assert (paths, is_remote) == ([], True)
    with pytest.raises(AudioFileError, match="not on this computer"):
        sort_drop(paths, is_remote=is_remote).sound()
    text = QMimeData()
    text.setText("kick")
    assert not can_be_read(text)
    with pytest.raises(AudioFileError, match="no file"):
        sort_drop(read_drop(text)[0]).sound()


def test_more_than_anybody_means_is_left_out(tmp_path: Path) -> None:
    paths, _ = read_drop(data(*(tmp_path / f"{i}.wav" for i in range(MAX_PATHS + 5))))
    assert len(paths) == MAX_PATHS
