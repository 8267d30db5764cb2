import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import OutputError
from drumgen.inference.store import ModelStore
from gui.sounds.files import SessionFiles
from gui.studio import make_take


@pytest.fixture(scope="module")
def sound(models: Path) -> GeneratedSound:
    return Generator(ModelStore(models)).generate(GenerationRequest("kick", 1, 1234, steps=2))[0]


def test_what_is_not_handed_out_goes(tmp_path: Path, sound: GeneratedSound) -> None:
    files = SessionFiles(tmp_path / "files")
    path = files.write(sound)
    assert path.exists()
    files.close()
    assert list((tmp_path / "files").iterdir()) == []


def test_what_is_handed_out_stays_and_is_handed_out_again(tmp_path: Path, sound: GeneratedSound) -> None:
    files = SessionFiles(tmp_path)
    take = make_take(sound, files)
    path = files.hand_out(take)
    assert path == files.kept_folder / "Kick_s1234_v01.wav"
    assert files.hand_out(take) == path
    files.close()
    assert path.exists()
    assert [each.name for each in tmp_path.iterdir()] == [files.kept_folder.name]


def test_what_a_cleaner_took_is_written_again(tmp_path: Path, sound: GeneratedSound) -> None:
    files = SessionFiles(tmp_path)
    take = make_take(sound, files)
    assert take.file is not None
    take.file.unlink()
    path = files.hand_out(take)
    assert path.exists()
    path.unlink()
    assert files.hand_out(take).exists()


def test_names_do_not_clash_between_runs(tmp_path: Path, sound: GeneratedSound) -> None:
    first, second = SessionFiles(tmp_path), SessionFiles(tmp_path)
    paths = [files.hand_out(make_take(sound, files)) for files in (first, second)]
    assert [path.name for path in paths] == ["Kick_s1234_v01.wav", "Kick_s1234_v02.wav"]


def test_the_next_start_sweeps_after_a_crash_but_spares_runs_that_live(tmp_path: Path, sound: GeneratedSound) -> None:
    crashed = tmp_path / "waiting-1"
    crashed.mkdir()
    (crashed / "Kick_s1_v01.wav").write_bytes(b"left behind")
    alive = SessionFiles(tmp_path)
    living_file = alive.write(sound)
    SessionFiles(tmp_path).sweep()
    assert not crashed.exists()
    assert living_file.exists()


def test_a_lock_of_a_process_that_is_gone_does_not_protect(tmp_path: Path) -> None:
    folder = tmp_path / "waiting-7"
    folder.mkdir()
    lock = QLockFile(str(folder / "in-use.lock"))
    assert lock.tryLock(0)
    text = (folder / "in-use.lock").read_text().splitlines()
    lock.unlock()
    (folder / "in-use.lock").write_text("\n".join(["999999999", *text[1:]]) + "\n")
    SessionFiles(tmp_path).sweep()
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, sound: GeneratedSound) -> None:
    (tmp_path / "taken").write_text("")
    files = SessionFiles(tmp_path / "taken")
    take = make_take(sound, files)
    assert take.file is None
    with pytest.raises(OutputError, match="cannot be written"):
        files.hand_out(take)


def test_many_threads_write_many_files(tmp_path: Path, sound: GeneratedSound) -> None:
    files = SessionFiles(tmp_path)
    paths: list[Path] = []
    threads = [threading.Thread(target=lambda: paths.append(files.write(sound))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(paths)) == 8
    assert all(path.exists() for path in paths)
