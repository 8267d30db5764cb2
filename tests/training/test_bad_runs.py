"""What goes wrong in a run: one sentence, exit code 2, and the last checkpoint whole."""

import os
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest
import soundfile
import torch

from drumgen.errors import OutputError, TrainingError
from tests.support.disks import file_size_limit, fill, tiny_disk
from tests.support.training import tiny_training
from tests.support.training.drum_folder import TINY_CODEC, write_drum_folder
from tests.support.waiting import wait_until
from training.__main__ import main
from training.checkpoints import save_checkpoint
from training.loop import CHECKPOINT, LOG, LoopSettings, Trainer, load_checkpoint

TINY = "tests.support.training.tiny_training"


def _one_sentence(text):
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    assert lines[0].endswith(".")
    return lines[0]


def _refused(arguments, capsys):
    assert main(arguments) == 2
    return _one_sentence(capsys.readouterr().err)


def test_a_folder_without_audio_is_refused(tmp_path, capsys):
    (tmp_path / "readme.txt").write_text("no sounds here")
    message = _refused(["codec", "--data", str(tmp_path), "--out", str(tmp_path / "run")], capsys)
    assert str(tmp_path) in message
    assert "no usable sounds" in message
    assert not (tmp_path / "run").exists()


def test_a_folder_of_broken_files_is_refused_with_an_example(tmp_path, capsys):
    (tmp_path / "kick").mkdir()
    (tmp_path / "kick" / "a.wav").write_bytes(b"RIFF nothing")
    message = _refused(["codec", "--data", str(tmp_path), "--out", str(tmp_path / "run")], capsys)
    assert "not a readable audio file" in message
    assert "a.wav" in message


def test_unreadable_files_are_reported_and_skipped(tmp_path, capsys):
    write_drum_folder(tmp_path / "data", per_class=2)
    (tmp_path / "data" / "kick" / "broken.wav").write_bytes(b"RIFF nothing")
    assert main(["codec", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "run"), "--dry-run"]) == 0
    said = capsys.readouterr().err
    assert "4 sounds" in said
    assert "rejected 1: not a readable audio file (for example" in said
    assert "broken.wav" in said


def test_the_nearest_valid_key_is_named(tmp_path, capsys):
    write_drum_folder(tmp_path / "data", per_class=2)
    (tmp_path / "r.toml").write_text(TINY_CODEC.replace("encoder_depth", "encoder_dept"))
    options = ["--data", str(tmp_path / "data"), "--recipe", str(tmp_path / "r.toml"), "--out", str(tmp_path / "run")]
    assert "network.encoder_dept (did you mean 'encoder_depth'?)" in _refused(["codec", *options], capsys)


@pytest.fixture
def trained(tmp_path):
    folder = tmp_path / "run"
    assert tiny_training.main(["--out", str(folder), "--steps", "3"]) == 0
    return folder


def _state(folder):
    return load_checkpoint(folder / CHECKPOINT)


def test_a_loss_that_is_no_number_ends_the_run_at_once(trained, capsys):
    options = ["--out", str(trained), "--resume", "--steps", "9", "--broken-at", "5"]
    assert tiny_training.main(options) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert said[0] == "Going on from step 3."
    message = _one_sentence("\n".join(said[1:]))
    assert "became nan at step 6" in message
    assert f"the last good checkpoint, which is whole: {trained / CHECKPOINT}" in message
    state = _state(trained)
    assert state["step"] == 5
    assert all(torch.isfinite(value).all() for value in state["module"].values())
    assert len((trained / LOG).read_text().splitlines()) == 5
    assert tiny_training.main(["--out", str(trained), "--resume", "auto", "--steps", "9"]) == 0
    assert _state(trained)["step"] == 9


def test_without_a_checkpoint_the_message_says_so(tmp_path):
    module = torch.nn.Linear(2, 1)
    trainer = Trainer(module, LoopSettings(steps=5), tmp_path)
    with pytest.raises(TrainingError, match=r"became inf at step 1, .* nothing was saved yet"):
        trainer.run(lambda: {"loss": module(torch.ones(1, 2)).sum() * float("inf")}, on_log=print)
    assert not (tmp_path / CHECKPOINT).exists()


def test_a_checkpoint_of_another_architecture_is_refused(trained):
    module = torch.nn.Linear(3, 3)
    with pytest.raises(Exception, match=r"was made with other settings \(it holds no weight\)"):
        Trainer(module, LoopSettings(), trained).resume()
    state = _state(trained)
    name = next(iter(state["module"]))
    state["module"][name] = torch.zeros(5, 7)
    torch.save(state, trained / CHECKPOINT)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.support.training.tiny_training",
            "--out",
            str(trained),
            "--steps",
            "5",
            "--resume",
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert f"{name} is 5 x 7 there" in _one_sentence(done.stderr)


def _large_state(step):
    return {"module": {"w": torch.full((40_000,), float(step))}, "step": step}


def _assert_still_whole(folder, error):
    assert "The checkpoint of step 2 cannot be written" in str(error.value)
    assert _state(folder)["step"] == 1
    assert [path.name for path in folder.iterdir() if path.name != "ballast"] == [CHECKPOINT]


def test_a_full_disk_leaves_the_last_checkpoint_whole(tmp_path):
    with tiny_disk(tmp_path / "disk", size_kib=512) as folder:
        save_checkpoint(_large_state(1), folder)
        fill(folder, leave_bytes=60_000)
        with pytest.raises(OutputError, match="No space left on device") as error:
            save_checkpoint(_large_state(2), folder)
        _assert_still_whole(folder, error)


def test_a_short_write_leaves_the_last_checkpoint_whole(tmp_path):
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        save_checkpoint(_large_state(1), tmp_path)
        with file_size_limit(100_000), pytest.raises(OutputError) as error:
            save_checkpoint(_large_state(2), tmp_path)
    finally:
        signal.signal(signal.SIGXFSZ, before)
    _assert_still_whole(tmp_path, error)


def test_a_run_on_a_full_disk_ends_with_one_sentence(tmp_path, capsys):
    with tiny_disk(tmp_path / "disk", size_kib=512) as folder:
        assert tiny_training.main(["--out", str(folder), "--steps", "2"]) == 0
        fill(folder, leave_bytes=8_000)
        assert tiny_training.main(["--out", str(folder), "--steps", "5", "--resume"]) == 2
        said = capsys.readouterr().err.strip().splitlines()
        message = _one_sentence("\n".join(said[1:]))
        assert "No space left on device" in message
        assert f"which is whole: {folder / CHECKPOINT}" in message
        assert _state(folder)["step"] == 2
        (folder / "ballast").unlink()
        assert tiny_training.main(["--out", str(folder), "--steps", "5", "--resume"]) == 0


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_saves_and_says_how_to_go_on(tmp_path, blow):
    write_drum_folder(tmp_path / "data", per_class=2)
    (tmp_path / "my recipe.toml").write_text(TINY_CODEC + "checkpoint_minutes = 0.0\n")
    run = tmp_path / "run"
    options = ["codec", "--data", str(tmp_path / "data"), "--recipe", str(tmp_path / "my recipe.toml")]
    options += ["--out", str(run), "--device", "cpu", "--minutes", "9", "--resume", "auto"]
    command = [sys.executable, "-m", "training", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            wait_until(
                lambda: (run / CHECKPOINT).is_file() or process.poll() is not None, "a checkpoint", deadline_s=120.0
            )
            process.send_signal(blow)
            said = process.communicate(timeout=120)[1]
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130, said
    stopped, suggestion = said.strip().splitlines()[-2:]
    step = _state(run)["step"]
    assert stopped == f"Stopped after step {step}, and saved; go on with:"
    expected = ["codec", "--data", str(tmp_path / "data"), "--recipe", f"'{tmp_path / 'my recipe.toml'}'"]
    expected += ["--out", str(run), "--device", "cpu", "--minutes", "9", "--resume"]
    assert suggestion == "  python -m training " + " ".join(expected)


def test_one_class_is_allowed_and_said(tmp_path, capsys):
    write_drum_folder(tmp_path / "data", per_class=3)
    shutil.rmtree(tmp_path / "data" / "kick")
    soundfile.write(str(tmp_path / "data" / "stray.wav"), np.ones(4410) * 0.1, 44100)
    recipe = tmp_path / "r.toml"
    recipe.write_text(
        'kind = "denoiser"\n[data]\nvariants = 0\nvalidation_share = 0.0\nbatch = 4\n'
        "[network]\nwidth = 16\nhidden = 16\ndepth = 1\ncondition = 8\n[sampling]\nsteps = 2\n"
        "[loop]\nsteps = 2\nlog_seconds = 0.0\n"
    )
    options = ["--data", str(tmp_path / "data"), "--recipe", str(recipe), "--out", str(tmp_path / "run")]
    assert main(["drums", *options, "--device", "cpu"]) == 0
    assert "Notice: all sounds are of the class closed_hat" in capsys.readouterr().err
