"""The environment in which another Python is started."""

import os
import sys
from pathlib import Path

import pytest

import drumgen
from gui.workshop.interpreter import environment, own_interpreter


def test_the_app_s_own_python_runs_the_app_s_own_code() -> None:
    result = environment(Path(sys.executable))
    assert result["PYTHONPATH"].split(os.pathsep)[0] == str(Path(drumgen.__file__).parent.parent)
    assert int(result["OMP_NUM_THREADS"]) >= 1


def test_another_python_is_not_told_of_the_app_s_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "mine")
    assert environment(Path("/usr/bin/python3"))["PYTHONPATH"] == "mine"


def test_the_built_app_has_no_python_and_keeps_its_libraries_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/drumgen/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/own")
    assert own_interpreter() is None
    assert environment(Path("/usr/bin/python3"))["LD_LIBRARY_PATH"] == "/opt/own"
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    assert "LD_LIBRARY_PATH" not in environment(Path("/usr/bin/python3"))
