import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from drumgen.errors import DeviceError
from drumgen.inference.providers import DEVICES, PROBE_MODEL, available_providers, choose, runs
from drumgen.inference.runtime import MAX_THREADS, PROVIDERS, built_in, open_session, running_provider, thread_count

ROOT = Path(__file__).resolve().parents[2]


def run_python(code, **environment):
    """Run code in a fresh process: onnxruntime writes past Python's own streams, and probes are remembered."""
    command = [sys.executable, "-c", code]
    environment = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)


def test_the_processor_always_runs_and_comes_last():
    assert available_providers()[-1] == "cpu"
    assert choose("cpu") == "cpu"
    assert choose() == choose("auto") == available_providers()[0]


def test_what_counts_as_available_really_computes():
    for name in available_providers():
        session = open_session(PROBE_MODEL, name)
        assert running_provider(session) == name
        assert session.run(None, {"x": np.float32([2.0])})[0] == [4.0]


def test_an_unknown_device_is_answered_with_the_known_ones():
    with pytest.raises(DeviceError, match=r"no compute device called 'abacus'; choose one of auto, cuda, .*, cpu"):
        choose("abacus")


@pytest.mark.parametrize("device", ["cuda", "directml", "coreml"])
def test_a_device_that_does_not_run_is_refused_with_advice(device):
    if runs(device):
        assert choose(device) == device
        return
    with pytest.raises(DeviceError, match=f"The compute device {device} does not work on this machine: it needs") as e:
        choose(device)
    assert str(e.value).endswith("; choose auto or cpu instead.")


def test_probing_prints_nothing():
    code = (
        "import json, sys; from drumgen.inference.providers import *; print(json.dumps(available_providers()))\n"
        "for name in DEVICES:\n"
        "    try: choose(name)\n"
        "    except Exception as error: assert type(error).__name__ == 'DeviceError', error\n"
    )
    result = run_python(code)
    assert result.stderr == ""
    assert tuple(json.loads(result.stdout)) == available_providers()


def test_onnxruntime_is_not_imported_before_it_is_used():
    code = (
        "import sys, drumgen.inference.providers, drumgen.inference.store, drumgen.engine.generator\n"
        "assert not {'onnxruntime', 'torch', 'librosa', 'onnx'} & set(sys.modules)"
    )
    run_python(code)


def test_loading_onnxruntime_mutes_only_its_own_warnings(tmp_path):
    # A stand-in package writes to file descriptor 2 while it is imported, as the real one does beside virtual cards.
    (tmp_path / "onnxruntime.py").write_text(
        "import os\nos.write(2, b'GPU device discovery failed')\ndef disable_telemetry_events(): print('quiet')\n"
        "def get_available_providers(): return ['CPUExecutionProvider']\n"
    )
    code = "import os; from drumgen.inference.runtime import *; built_in(); built_in(); os.write(2, b'after')"
    result = run_python(code, PYTHONPATH=str(tmp_path))
    assert (result.stdout, result.stderr) == ("quiet\n", "after")


def test_loading_works_without_a_standard_error():
    result = run_python("import os; os.close(2); from drumgen.inference.providers import *; print(choose('cpu'))")
    assert result.stdout == "cpu\n"


def test_an_onnxruntime_that_does_not_load_is_a_device_error(tmp_path):
    (tmp_path / "onnxruntime.py").write_text("raise ImportError('DLL load failed.\\nMore')")
    code = (
        "from drumgen.errors import DeviceError; from drumgen.inference.providers import *\n"
        "for device in ('auto', 'cpu'):\n"
        "    try: choose(device)\n"
        "    except DeviceError as error: print(error)\n"
    )
    sentence = (
        "The package onnxruntime cannot be loaded (DLL load failed); install it again, and on Windows also the "
        "Microsoft Visual C++ Redistributable."
    )
    assert run_python(code, PYTHONPATH=str(tmp_path)).stdout.splitlines() == [sentence, sentence]


def test_the_probe_is_the_model_it_says():
    model = onnx.load_from_string(PROBE_MODEL)
    onnx.checker.check_model(model)
    x, y = (onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1]) for name in "xy")
    graph = onnx.helper.make_graph([onnx.helper.make_node("Add", ["x", "x"], ["y"])], "probe", [x], [y])
    opset = onnx.helper.make_opsetid("", 13)
    assert model == onnx.helper.make_model(graph, opset_imports=[opset], ir_version=8)


def test_strict_sessions_refuse_help_from_the_processor():
    for name in set(built_in()) - set(available_providers()):
        with pytest.raises(Exception, match="fallback to CPU EP has been explicitly disabled"):
            open_session(PROBE_MODEL, name, strict=True)


def test_names_are_those_of_onnxruntime():
    assert set(PROVIDERS.values()) <= set(onnxruntime.get_all_providers())
    assert DEVICES == ("auto", "cuda", "directml", "coreml", "cpu")


def test_threads_are_few_and_do_not_spin():
    assert 1 <= thread_count() <= min(MAX_THREADS, os.cpu_count())
    options = open_session(PROBE_MODEL, "cpu").get_session_options()
    assert options.intra_op_num_threads == thread_count()
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux limits the processors of a process")
def test_threads_respect_the_processors_a_process_may_use():
    code = "import os; from drumgen.inference.runtime import *; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})"
    run_python(f"{code}; assert thread_count() == 1")
