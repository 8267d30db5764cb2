"""Which Python trains: the app's own where it has PyTorch, otherwise one that the user names."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

import drumgen
from drumgen.errors import TrainingError

NEEDED = ("torch", "onnx", "training", "export")
_WAIT_S = 120.0
_PROBE = (
    "import importlib.util as u, json, sys\n"
    "missing = [n for n in sys.argv[1:] if u.find_spec(n) is None]\n"
    "version = '' if u.find_spec('drumgen') is None else __import__('drumgen').__version__\n"
    "print(json.dumps([missing, version]))"
)


def own_interpreter() -> Path | None:
    """Return the app's own Python if it can train, None if not (the built app, or PyTorch is not installed)."""
    if is_built() or any(importlib.util.find_spec(name) is None for name in NEEDED):
        return None
    return Path(sys.executable)


def is_built() -> bool:
    """Whether this is the app that PyInstaller built, where `sys.executable` is no Python."""
    return bool(getattr(sys, "frozen", False))


def examine(python: Path) -> Path:
    """Return `python` if it can train; takes seconds, so not on the GUI thread.

    Raises
    ------
    TrainingError
        If it is no Python, or lacks something; the message says what to install.
    """
    command = [str(python), "-c", _PROBE, *NEEDED]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=_WAIT_S,
            env=environment(python),
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        missing, version = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        text = QCoreApplication.translate("Workshop", "{path} is no Python that can be started; choose another one.")
        raise TrainingError(text.format(path=python)) from error
    if missing or not version:
        text = QCoreApplication.translate(
            "Workshop", "{path} lacks {names}; run pip install '.[train]' with it in drumgen's source folder."
        )
        raise TrainingError(text.format(path=python, names=", ".join(missing or ["drumgen"])))
    if version != drumgen.__version__:
        text = QCoreApplication.translate(
            "Workshop", "{path} has drumgen {theirs}, but this app is {ours}; install version {ours} there."
        )
        raise TrainingError(text.format(path=python, theirs=version, ours=drumgen.__version__))
    return python


def environment(python: Path) -> dict[str, str]:
    """Return the environment for a process of `python`: as the app was started, one processor left to the app."""
    result = dict(os.environ)
    if is_built():  # its libraries must not get in the way of another Python's
        for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
            before = result.pop(f"{name}_ORIG", None)
            result.pop(name, None)
            if before:
                result[name] = before
    elif python == Path(sys.executable):  # the same code as this app's, wherever the process starts
        root = str(Path(drumgen.__file__).parent.parent)
        result["PYTHONPATH"] = os.pathsep.join([root, *filter(None, [result.get("PYTHONPATH")])])
    result.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 2) - 1)))
    result["PYTHONUTF8"] = "1"
    return result
