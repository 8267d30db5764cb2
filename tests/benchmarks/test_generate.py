"""What one sound costs: measured in real processes on tiny models, counted by hand, put into one table."""

import json
import subprocess
import sys

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from benchmarks.generation.counting import multiply_adds, network_rows
from benchmarks.generation.limit import numpy_rate, product_rate
from benchmarks.generation.table import COLUMNS, markdown, with_ratios
from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import DataError
from drumgen.inference.store import ModelStore
from tests.support.models.tiny_models import write_tiny_models

OURS = {
    "model": "drums",
    "provider": "cpu",
    "threads": 1,
    "steps": 4,
    "length_s": 2.0,
    "median_ms": 30.0,
    "p99_ms": 50.0,
    "cpu_s": 0.04,
    "batch_times_real": 40.0,
    "memory_mb": 200.0,
    "cold_start_s": 0.5,
    "multiply_adds": 1e9,
    "onnxruntime_rate": 4e10,
    "onnxruntime_rate_cpu": 5e10,
    "numpy_rate": 5e10,
    "numpy_rate_cpu": 4e10,
}
PEER = {
    "title": "a peer",
    "threads": 1,
    "parameters": 3_000_000,
    "audio_s": 0.5,
    "memory_mb": 900.0,
    "rows": [{"steps": 50, "wall_s": 6.0, "cpu_s": 10.0}, {"steps": 10, "wall_s": 1.2, "cpu_s": 2.0}],
}


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    return write_tiny_models(tmp_path_factory.mktemp("models"))


def write_graph(path, nodes, weights, inputs, output):
    graph = helper.make_graph(
        nodes,
        "graph",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, None)],
        [numpy_helper.from_array(np.ones(shape, np.float32), name) for name, shape in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path.write_bytes(model.SerializeToString())
    return path


def test_products_and_convolutions_are_counted(tmp_path):
    nodes = [
        helper.make_node("Gemm", ["x", "w"], ["h"], transB=1),  # (1, 6) by (5, 6): 30
        helper.make_node("Reshape", ["h", "shape"], ["r"]),
        helper.make_node("Conv", ["r", "k"], ["c"], pads=[1, 1]),  # 1 to 2 channels, 3 taps, 5 samples: 30
        helper.make_node("ConvTranspose", ["c", "u"], ["t"], strides=[4]),  # 2 to 1 channels, 8 taps, 5 samples: 80
        helper.make_node("MatMul", ["t", "m"], ["y"]),  # (1, 24) by (24, 3): 72
    ]
    weights = {"w": (5, 6), "k": (2, 1, 3), "u": (2, 1, 8), "m": (24, 3)}
    path = write_graph(tmp_path / "graph.onnx", nodes, weights, {"x": ["B", 6], "shape": [3]}, "y")
    with pytest.raises(DataError, match="does not run"):
        multiply_adds(path)  # a shape must be made of whole numbers
    constant = helper.make_node("Constant", [], ["shape"], value=numpy_helper.from_array(np.array([1, 1, 5]), "shape"))
    write_graph(path, [constant, *nodes], weights, {"x": ["B", 6]}, "y")
    assert multiply_adds(path) == 30 + 30 + 80 + 72


def test_rows_through_the_network_count_half_steps_and_guidance(models):
    pair = Generator(ModelStore(models)).pair()
    request = GenerationRequest("kick", steps=5, guidance=1.0)
    assert network_rows(pair, request) == 9  # Heun: twice a step, once in the last
    assert network_rows(pair, GenerationRequest("kick", steps=5, guidance=2.0)) == 18


def test_rates_are_those_of_a_processor():
    for rate in (product_rate(repeats=2), numpy_rate(threads=1, repeats=2)):
        assert 1e7 < rate.wall < 1e14
        assert 1e7 < rate.cpu < 1e14


def test_ratios_are_held_against_our_first_row_and_the_better_rate():
    content = with_ratios([OURS, {**OURS, "threads": 2, "cpu_s": 0.05}], [PEER])
    first, second = content["ours"]
    assert (first["times_ours"], second["times_ours"]) == (1.0, 1.25)
    assert first["limit_cpu_s"] == pytest.approx(0.02)
    assert first["times_limit_cpu"] == pytest.approx(2.0)
    assert first["times_limit_wall"] == pytest.approx(1.5)
    assert content["peers"][0]["times_ours"] == pytest.approx(1000.0)  # 20 CPU-s a second against 0.02
    assert content["peers"][1]["times_ours_a_sound"] == pytest.approx(50.0)
    lines = markdown(content).splitlines()
    assert len(lines) == 2 + 2 + 2 + 2
    assert {line.count("|") for line in lines} == {len(COLUMNS) + 1}


def run(*words):
    command = [sys.executable, "-m", "benchmarks.generate", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_one_run_measures_every_setting_and_says_which_peers_are_missing(models, tmp_path):
    small = ["--models", models, "--threads", 1, "--sounds", 2, "--batch", 3, "--out", tmp_path / "out"]
    done = run(*small, "--peers-python", sys.executable, "--peer", "tiny-audio-diffusion")
    assert done.returncode == 0, done.stderr
    assert "Not measured: audio-diffusion-pytorch; not installed (" in done.stdout
    assert (tmp_path / "out" / "generate.md").read_text() in done.stdout
    content = json.loads((tmp_path / "out" / "generate.json").read_text())
    (row,) = [row for row in content["ours"] if row["provider"] == "cpu"]
    assert row["network_rows"] == 15
    assert row["cpu_s"] > 0.0
    assert row["median_ms"] <= row["p99_ms"] <= 1e3 * row["cold_start_s"] + row["p99_ms"]
    assert row["memory_mb"] > 20.0
    assert content["missing"]


def test_bad_numbers_and_interpreters_are_refused_in_a_sentence(models, tmp_path):
    assert run("--sounds", 0).stderr.startswith("Threads, sounds, batch")
    done = run("--models", models, "--threads", 1, "--sounds", 1, "--batch", 1, "--peers-python", tmp_path / "python")
    assert done.returncode == 2
    assert "cannot be run" in done.stderr
    done = run("--models", tmp_path, "--threads", 1, "--sounds", 1)
    assert done.returncode == 2
    assert "drums" in done.stderr
