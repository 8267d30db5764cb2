import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QLockFile, QSettings

from drumgen.audio.files import read_clip, read_tags, write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.engine.provenance import Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.engine.saving import save_sound
from drumgen.errors import OutputError
from drumgen.inference.store import ModelStore
from gui.settings import Settings
from gui.sounds.files import SessionFiles
from gui.sounds.outlet import AS_MADE, FORMAT, RATE, FileForm, chosen_form
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


def test_two_sounds_of_one_name_are_not_mixed_up(tmp_path: Path, models: Path, sound: GeneratedSound) -> None:
    other = Generator(ModelStore(models)).generate(GenerationRequest("kick", 1, 1234, steps=3))[0]
    files = SessionFiles(tmp_path)
    first = make_take(sound, files)
    paths = [files.hand_out(first)]
    second = make_take(other, files)
    paths += [files.hand_out(second), files.hand_out(first)]
    assert [path.name for path in paths] == ["Kick_s1234_v01.wav", "Kick_s1234_v02.wav", "Kick_s1234_v01.wav"]
    for path, made in zip(paths, (sound, other, sound), strict=True):
        np.testing.assert_allclose(read_clip(path).samples, made.clip.samples, atol=2e-7)


def test_files_have_the_form_that_is_chosen_when_they_are_handed_out(tmp_path: Path, sound: GeneratedSound) -> None:
    files = SessionFiles(tmp_path)
    take = make_take(sound, files)
    early = files.hand_out(take)
    files.form = FileForm(SampleFormat.WAV16, 48000)
    late = files.hand_out(take)
    assert files.hand_out(take) == late != early
    assert [(soundfile.info(path).subtype, soundfile.info(path).samplerate) for path in (early, late)] == [
        ("PCM_24", 44100),
        ("PCM_16", 48000),
    ]
    assert Provenance.from_json(read_tags(late)["comment"]).seed == 1234
    clip = read_clip(late)
    assert clip.duration_s == pytest.approx(sound.clip.duration_s, abs=1e-3)
    assert np.abs(clip.samples).max() == pytest.approx(np.abs(sound.clip.samples).max(), abs=0.1)
    files.form = AS_MADE
    assert files.hand_out(take) == early


def test_a_file_elsewhere_is_converted_if_drumgen_made_it(tmp_path: Path, sound: GeneratedSound) -> None:
    files = SessionFiles(tmp_path / "files")
    made = save_sound(sound, tmp_path)
    own = write_clip(tmp_path / "own.wav", sound.clip)
    assert files.converted(made) == made
    files.form = FileForm(SampleFormat.FLOAT)
    converted = files.converted(made)
    assert converted.parent == files.kept_folder
    assert soundfile.info(converted).subtype == "FLOAT"
    assert files.converted(made) == converted
    assert files.converted(own) == own
    assert read_tags(converted)["comment"] == read_tags(made)["comment"]


@pytest.mark.parametrize(
    ("stored", "rate_hz", "expected"),
    [
        ("wav16", 48000, FileForm(SampleFormat.WAV16, 48000)),
        ("flac", 44100, FileForm(SampleFormat.WAV24, 44100)),
        ("scribbled", 0, AS_MADE),
    ],
)
def test_the_form_is_that_of_exports_but_always_a_wav(
    stored: str, rate_hz: int, expected: FileForm, tmp_path: Path
) -> None:
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    assert chosen_form(settings) == AS_MADE
    settings.set(FORMAT, stored)
    settings.set(RATE, rate_hz)
    assert chosen_form(settings) == expected


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
