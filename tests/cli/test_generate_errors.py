"""`drumgen generate` on bad input: one sentence, exit code 2, nothing half-written."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drumgen.__main__ import main
from drumgen.audio.files import read_clip
from tests.support.disks import file_size_limit, fill, tiny_disk
from tests.support.processes import drumgen, paused, wait_for_first_file


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--count", "0"], "The count is 0, but it must lie between 1 and 1000."),
        (["--count", "-3"], "The count is -3,"),
        (["--count", "10000000"], "The count is 10000000, but it must lie between 1 and 1000."),
        (["--steps", "0"], "The number of steps is 0,"),
        (["--steps", "100000"], "The number of steps is 100000,"),
        (["--width", "1.5"], "The stereo width is 1.5, but it must lie between 0 and 1."),
        (["--guidance", "nan"], "The guidance is nan,"),
        (["--guidance", "-1"], "The guidance is -1,"),
        (["--seed", "-1"], "The seed is -1,"),
        (["--seed", str(2**63)], f"The seed is {2**63},"),
        (["--model", "violins"], "There is no model called 'violins'"),
        (["--model", "../drums"], "There is no model called '../drums'"),
        (["--model", "codec_decoder"], "codec_decoder"),
        (["--device", "coreml"], "The compute device coreml does not work on this machine"),
    ],
)
@pytest.mark.usefixtures("models")
def test_numbers_and_names_out_of_range(tmp_path, sentence, arguments, words):
    assert main(["generate", "kick", "--out", str(tmp_path / "out"), *arguments]) == 2
    assert words in sentence()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("kik", "There is no class 'kik'; did you mean kick? The model knows kick, snare, "),
        ("closedhat", "did you mean closed_hat?"),
        ("theremin", "There is no class 'theremin'; the model knows kick, snare, clap, closed_hat, "),
        ("", "There is no class ''; the model knows kick"),
    ],
)
@pytest.mark.usefixtures("models")
def test_an_unknown_class_beside_a_known_one(tmp_path, sentence, label, words):
    assert main(["generate", "snare", label, "--out", str(tmp_path / "out")]) == 2
    assert words in sentence()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("file", ["drums.onnx", "drums.json", "codec_decoder.onnx", "codec_decoder.json"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "flipped", "text"])
def test_a_missing_or_corrupt_model(tmp_path, own_models, sentence, file, damage):
    path = own_models / file
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]
        damaged = {"empty": b"", "cut": content[:middle], "flipped": flipped, "text": b"not a model"}
        path.write_bytes(damaged[damage])
    assert main(["generate", "kick", "--out", str(tmp_path / "out")]) == 2
    assert file.split(".")[0] in sentence()
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("models")
def test_a_folder_that_cannot_be_written(tmp_path, sentence):
    (tmp_path / "file").write_text("not a folder")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        assert main(["generate", "kick", "--out", str(out)]) == 2
        assert f"The folder {out} cannot be written" in sentence()
    assert (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.usefixtures("models")
def test_a_read_only_disk(tmp_path, sentence):
    with tiny_disk(tmp_path / "disk", options=",ro") as disk:
        assert main(["generate", "kick", "--out", str(disk)]) == 2
    assert "cannot be written (Read-only file system)" in sentence()


@pytest.mark.usefixtures("models")
def test_a_disk_without_room_is_noticed_before_the_work(tmp_path, sentence):
    with tiny_disk(tmp_path / "disk") as disk:
        assert main(["generate", "kick", "--count", "100", "--out", str(disk)]) == 2
        assert list(disk.iterdir()) == []
    assert "has 0.1 MB free but up to 3.3 MB are needed; make room" in sentence()


@pytest.mark.usefixtures("models")
def test_a_disk_that_fills_up_during_the_work_keeps_what_is_whole(tmp_path):
    """Another program eats the disk once the first sound is there."""
    arguments = ["generate", "kick", "--count", "300", "--steps", "200", "--json"]
    with tiny_disk(tmp_path / "disk", size_kib=90_000) as disk:
        with drumgen([*arguments, "--out", str(disk)]) as run:
            wait_for_first_file(disk, run)
            with paused(run):
                fill(disk)
            out, err = run.communicate()
        assert run.returncode == 2
        assert err.splitlines()[-1].startswith("drumgen: The disk is full, so ")
        report = json.loads(out)
        assert report["complete"] is False
        written = sorted(path for path in disk.iterdir() if path.name != "ballast")
        assert sorted(sound["path"] for sound in report["sounds"]) == [str(path) for path in written]
        assert 0 < len(written) < 300
        for path in written:
            assert read_clip(path).samples.shape[1] > 1000


@pytest.mark.usefixtures("models")
def test_a_file_that_the_system_cuts_off_leaves_nothing(tmp_path, capsys):
    with file_size_limit(4096):
        assert main(["generate", "kick", "--out", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "would exceed the largest file allowed here" in err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("signal_number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
@pytest.mark.usefixtures("models")
def test_an_interrupted_run_leaves_whole_files_only(tmp_path, signal_number, code):
    with drumgen(["generate", "kick", "--count", "1000", "--steps", "200", "--out", str(tmp_path)]) as run:
        wait_for_first_file(tmp_path, run)
        run.send_signal(signal_number)
        out, err = run.communicate()
    assert run.returncode == code
    assert "Traceback" not in err
    written = set(map(str, tmp_path.iterdir()))
    assert 0 < len(written) < 1000
    assert set(out.splitlines()) <= written
    assert len(written) - len(out.splitlines()) <= 1, "the signal may fall between finishing a file and noting it"
    assert all(read_clip(path).samples.shape[1] > 1000 for path in tmp_path.iterdir())


@pytest.mark.parametrize("command", ["models", "generate kick --quiet --out"])
@pytest.mark.usefixtures("models")
def test_results_that_cannot_be_printed(tmp_path, command):
    arguments = [*command.split(), str(tmp_path)] if command.endswith("--out") else command.split()
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "drumgen", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "drumgen: The results cannot be printed (No space left on device); send them elsewhere.\n"


@pytest.mark.usefixtures("models")
def test_a_reader_that_stops_early_is_no_error(tmp_path):
    with drumgen(["generate", "kick", "--count", "3", "--quiet", "--out", str(tmp_path)]) as run:
        run.stdout.close()
        err = run.stderr.read()
        assert run.wait() == 0
    assert err == ""
    assert len(list(tmp_path.iterdir())) == 3
