"""What starting drumgen loads, each case in a fresh interpreter."""

import json
import subprocess
import sys

import pytest

from drumgen import __version__

HEAVY = {"torch", "librosa", "onnx", "scipy", "matplotlib", "numba"}


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules a fresh interpreter holds after the statement."""
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "module", ["drumgen", "drumgen.__main__", "drumgen.cli", "drumgen.engine.generator", "gui.app"]
)
def test_start_loads_no_training_library(module: str) -> None:
    assert not loaded_by(f"import {module}") & HEAVY


@pytest.mark.parametrize("module", ["drumgen", "drumgen.__main__", "drumgen.engine.generator", "drumgen.midi.ports"])
def test_runtime_loads_no_qt(module: str) -> None:
    assert not loaded_by(f"import {module}") & {"PySide6", "shiboken6", "pyqtgraph", "gui"}


def test_help_runs_where_torch_and_qt_cannot_be_imported() -> None:
    block = "import sys; sys.modules.update(dict.fromkeys(['torch', 'PySide6', 'librosa', 'onnx', 'scipy']))"
    code = f"{block}\nfrom drumgen.__main__ import main\nsys.exit(main(['--help']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "generate" in done.stdout


def test_version_is_stated_once() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "show", "drumgen"], capture_output=True, text=True, check=True)
    assert f"Version: {__version__}" in done.stdout
