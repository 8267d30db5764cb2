"""The virtual environments: one to run and test in, one with the core's needs alone, one to build the app in."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from system_packages import SetupError

ROOT = Path(__file__).resolve().parent.parent
PYTORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
# What the core never needs. The plain onnxruntime stands in for the GPU build: smaller, and so both are tested.
NOT_CORE = ("pyside6-essentials", "pyqtgraph", "onnxruntime-gpu")
CORE_TEST_NEEDS = ("hypothesis", "jack-client", "onnx", "pytest", "wavinfo")
FORBIDDEN_IN_CORE = ("torch", "PySide6", "librosa")
# The app that is given away runs on the plain onnxruntime: the GPU build is ten times as large.
NOT_IN_APP = ("onnxruntime-gpu",)
FORBIDDEN_IN_APP = ("torch", "librosa", "scipy", "matplotlib")
_FOLDERS = {"run": ".venv", "test": ".venv", "core": ".venv-core", "app": ".venv-app"}


def prepare(purpose: str) -> None:
    """Make the virtual environment for `purpose` unless it is already there and up to date.

    Parameters
    ----------
    purpose : {"run", "test", "core", "app"}
        "run" and "test" share ``.venv``; "core" is ``.venv-core``, which has neither torch nor Qt; "app" is
        ``.venv-app``, from which PyInstaller takes what goes into the app.

    Raises
    ------
    SetupError
        If pip fails, or the CPU build of torch cannot be had.
    """
    venv = ROOT / _FOLDERS[purpose]
    stamp = venv / f".ready-{purpose}"
    fingerprint = _fingerprint()
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return
    python = _make_venv(venv)
    _INSTALL[purpose](python)
    stamp.write_text(fingerprint)
    if purpose == "test":
        (venv / ".ready-run").write_text(fingerprint)


def venv_python(venv: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def core_requirements() -> list[str]:
    """Return what .venv-core holds: the project's dependencies less Qt, plus what the core's tests use."""
    project = _project()
    kept = [line for line in project["dependencies"] if _name(line) not in NOT_CORE]
    extras = project["optional-dependencies"]
    tests = [line for line in (*extras["train"], *extras["test"]) if _name(line) in CORE_TEST_NEEDS]
    # Without their markers, so that the plain onnxruntime is installed where the GPU build would be.
    return [line.split(";")[0].strip() for line in (*kept, *tests)]


def app_requirements() -> list[str]:
    """Return what .venv-app holds: the project's dependencies and PyInstaller."""
    project = _project()
    lines = [*project["dependencies"], *project["optional-dependencies"]["app"]]
    return [line.split(";")[0].strip() for line in lines if _name(line) not in NOT_IN_APP]


def torch_requirement() -> str:
    """Return the pinned torch requirement of the `train` extra, such as ``torch==2.13.0``."""
    extras: dict[str, list[str]] = _project()["optional-dependencies"]
    return next(line for line in extras["train"] if _name(line) == "torch")


def _install_run(python: Path) -> None:
    _say("Setting up .venv with what drumgen runs on (once, some minutes)")
    _pip(python, "--editable", str(ROOT))


def _install_test(python: Path) -> None:
    _say("Setting up .venv with what the tests need (once, some minutes)")
    _install_torch(python)
    _pip(python, "--editable", f"{ROOT}[test]")


def _install_core(python: Path) -> None:
    _say("Setting up .venv-core, where torch and Qt are absent")
    _pip(python, *core_requirements())
    _pip(python, "--no-deps", "--editable", str(ROOT))
    _refuse(python, FORBIDDEN_IN_CORE)


def _install_app(python: Path) -> None:
    _say("Setting up .venv-app with what the app holds, and PyInstaller")
    _pip(python, *app_requirements())
    _pip(python, "--no-deps", "--editable", str(ROOT))
    _refuse(python, FORBIDDEN_IN_APP)


def _refuse(python: Path, names: Sequence[str]) -> None:
    """Stop if any of the packages got into an environment where it must be absent."""
    probe = "import importlib.util as u, sys; sys.exit(' '.join(n for n in sys.argv[1:] if u.find_spec(n)) or 0)"
    if subprocess.run([python, "-c", probe, *names], check=False).returncode != 0:
        raise SetupError(f"The packages named above got into {python.parent.parent}, where they must be absent.")


def _install_torch(python: Path) -> None:
    """Install the pinned torch; on Linux its CPU build, since PyPI's build there brings gigabytes of CUDA along."""
    pinned = torch_requirement()
    if not sys.platform.startswith("linux") or os.environ.get("ALLOW_CUDA"):
        _pip(python, pinned)
        return
    command = [str(python), "-m", "pip", "install", "-q", f"{pinned}+cpu"]
    # First where pip is set up to look (a mirror or a wheel folder may hold it), then PyTorch's own index.
    for extra in ([], ["--extra-index-url", PYTORCH_CPU_INDEX]):
        if subprocess.run([*command, *extra], check=False, stderr=subprocess.DEVNULL).returncode == 0:
            return
    raise SetupError(
        f"The CPU build of {pinned} cannot be had from {PYTORCH_CPU_INDEX}; try again when that site is reachable, "
        "or take PyPI's build with its CUDA packages (some 3 GB) by 'make test ALLOW_CUDA=1'."
    )


def _make_venv(venv: Path) -> Path:
    python = venv_python(venv)
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    return python


def _pip(python: Path, *arguments: str) -> None:
    quiet = [] if sys.stdout.isatty() else ["-q"]
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", *quiet, *arguments]
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupError("pip could not install the packages (see above); check the network and start again.")


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for path in (ROOT / "pyproject.toml", *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project: dict[str, Any] = tomllib.load(file)["project"]
    return project


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9_.-]", requirement, maxsplit=1)[0].lower()


def _say(sentence: str) -> None:
    print(f"{sentence} ...", flush=True)


_INSTALL = {"run": _install_run, "test": _install_test, "core": _install_core, "app": _install_app}
