"""Two real processes over gloo against one."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import DataError, DeviceError
from tests.support.training import tiny_training
from tests.support.training.tiny_recipes import ONE_SHOTS, write_one_shots, write_recipe
from tests.support.waiting import wait_until
from training.loop import CHECKPOINT, LOG, load_checkpoint
from training.parallel import make_fabric
from training.share import BatchNoise, Share

STEPS = 20
TINY = ["-m", "tests.support.training.tiny_training"]
TORCHRUN = ["-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-port"]
# A process started by a test must not believe that a launcher started it.
LAUNCHER = ("LOCAL_RANK", "NODE_RANK", "RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")


def _environment():
    return {name: value for name, value in os.environ.items() if name not in LAUNCHER} | {"OMP_NUM_THREADS": "1"}


@contextmanager
def started(arguments):
    command = [sys.executable, *arguments]
    with subprocess.Popen(command, env=_environment(), stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()  # torchrun then ends those that it started
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _losses(folder):
    return [json.loads(line)["loss"] for line in (folder / LOG).read_text().splitlines()]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    assert tiny_training.main(["--out", str(folder), "--steps", str(STEPS)]) == 0
    return folder


def _own_launcher():
    return [*TINY, "--devices", "2"]


def _torchrun():
    return [*TORCHRUN, str(20000 + os.getpid() % 20000), *TINY]


@pytest.mark.parametrize("launcher", [_own_launcher, _torchrun])
def test_two_processes_learn_what_one_learns_from_the_same_batches(alone, tmp_path, launcher):
    with started([*launcher(), "--out", str(tmp_path), "--steps", str(STEPS)]) as process:
        assert process.wait(120) == 0, process.stderr.read()
    np.testing.assert_allclose(_losses(tmp_path), _losses(alone), rtol=1e-4)
    one, two = (load_checkpoint(folder / CHECKPOINT) for folder in (alone, tmp_path))
    assert two["step"] == STEPS
    for name, value in one["ema"].items():
        assert torch.allclose(two["ema"][name], value, rtol=1e-3, atol=1e-4), name


def _wait_for_checkpoint(folder, process):
    wait_until(
        lambda: (folder / CHECKPOINT).is_file() or process.poll() is not None, "the first checkpoint", deadline_s=120.0
    )
    assert process.poll() is None, process.stderr.read()


def _other_process(process):
    """Return the process that the launcher started beside itself."""
    listed = subprocess.run(["ps", "--ppid", str(process.pid), "-o", "pid=,args="], capture_output=True, text=True)
    (line,) = (line for line in listed.stdout.splitlines() if "tiny_training" in line)
    return int(line.split()[0])


def test_a_lost_process_ends_the_run_and_it_can_be_resumed(tmp_path):
    options = [*_own_launcher(), "--out", str(tmp_path), "--steps", "4000", "--slow-s", "0.01"]
    with started(options) as process:
        _wait_for_checkpoint(tmp_path, process)
        os.kill(_other_process(process), signal.SIGKILL)
        code = process.wait(120)
        message = process.stderr.read()
    assert code == 2, message
    assert len(message.strip().splitlines()) == 1
    assert "Another process of this run ended" in message
    assert str(tmp_path / CHECKPOINT) in message
    reached = load_checkpoint(tmp_path / CHECKPOINT)["step"]
    again = [*_own_launcher(), "--out", str(tmp_path), "--steps", str(reached + 5), "--resume"]
    with started(again) as process:
        assert process.wait(120) == 0, process.stderr.read()
        assert f"Going on from step {reached}." in process.stderr.read()
    assert load_checkpoint(tmp_path / CHECKPOINT)["step"] == reached + 5
    assert tiny_training.main(["--out", str(tmp_path), "--steps", str(reached + 8), "--resume"]) == 0
    assert load_checkpoint(tmp_path / CHECKPOINT)["step"] == reached + 8


def test_all_processes_stop_together_when_one_is_asked_to(tmp_path):
    options = [*_own_launcher(), "--out", str(tmp_path), "--steps", "4000", "--slow-s", "0.01"]
    with started(options) as process:
        _wait_for_checkpoint(tmp_path, process)
        process.terminate()
        assert process.wait(120) == 130
        message = process.stderr.read()
    step = load_checkpoint(tmp_path / CHECKPOINT)["step"]
    assert message.startswith(f"Stopped after step {step}, and saved; go on with:\n  python -m training")
    assert message.strip().endswith("--resume")


@given(st.integers(1, 6), st.integers(1, 5), st.integers(0, 2**32))
def test_the_shares_of_noise_are_the_noise_of_one_process(world, part, seed):
    whole = BatchNoise(torch.Generator().manual_seed(seed)).normal(world * part, 3)
    parts = [
        BatchNoise(torch.Generator().manual_seed(seed), Share(rank, world)).normal(part, 3) for rank in range(world)
    ]
    assert torch.equal(torch.cat(parts), whole)


@given(st.integers(1, 6), st.integers(1, 40))
def test_the_shares_cover_a_batch_once_or_are_refused(world, batch):
    rows = np.arange(batch)
    if batch % world:
        with pytest.raises(DataError, match="cannot be shared out evenly"):
            Share(0, world).take(rows)
        return
    taken = [Share(rank, world).take(rows) for rank in range(world)]
    assert len({len(part) for part in taken}) == 1
    np.testing.assert_array_equal(np.concatenate(taken), rows)


@pytest.mark.parametrize(
    ("device", "devices", "words"), [("cpu", 0, "at least 1"), ("cpu", -1, "at least 1"), ("meta", 2, "cpu or cuda")]
)
def test_impossible_devices_are_refused(device, devices, words):
    with pytest.raises(DeviceError, match=words):
        make_fabric(torch.device(device), devices=devices, num_nodes=1, strategy="ddp", timeout_s=5.0)


def test_one_device_needs_no_fabric():
    modules = "training.commands.learning.codec, training.commands.learning.denoiser"
    code = f"import sys, {modules}; print('lightning_fabric' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert make_fabric(torch.device("cpu"), devices=None, num_nodes=None, strategy="ddp", timeout_s=5.0) is None


def test_a_recipe_of_the_laboratory_gives_the_same_losses_on_two_processes(tmp_path):
    recipe, data = write_recipe(tmp_path, ONE_SHOTS), write_one_shots(tmp_path / "data")
    command = ["-m", "training", "digits", "--recipe", str(recipe), "--data", str(data), "--no-bf16", "--device", "cpu"]
    command += ["--set", "loop.steps=6", "--set", "loop.log_seconds=0.0"]
    losses = []
    for devices in ("1", "2"):
        folder = tmp_path / devices
        with started([*command, "--out", str(folder), "--devices", devices]) as process:
            _, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors
        losses.append(_losses(folder))
    assert len(losses[0]) == 6
    np.testing.assert_allclose(losses[1], losses[0], rtol=1e-4)
