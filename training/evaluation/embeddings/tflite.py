"""Opening tflite models."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drumgen.errors import DataError


def open_interpreter(model: Path, name: str, *, keep_all: bool = False) -> Any:
    """Return a tflite interpreter with its tensors allocated.

    Parameters
    ----------
    model : Path
    name : str
        What to name instead, for the messages: ``yamnet.tflite``.
    keep_all : bool
        Whether inner tensors stay readable after a run.

    Raises
    ------
    DataError
        If the file is missing or damaged, or the interpreter is not installed.
    """
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError as error:
        raise DataError("Evaluation needs the package ai-edge-litert; install drumgen with its train extra.") from error
    if not model.is_file():
        raise DataError(f"The embedding model {model} does not exist; name {name}.")
    try:
        with _quiet():
            interpreter = Interpreter(model_path=str(model), experimental_preserve_all_tensors=keep_all)
            interpreter.allocate_tensors()
    except (ValueError, RuntimeError) as error:
        raise DataError(f"The file {model} is not a readable tflite model; name {name}.") from error
    return interpreter


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Hide the C++ log lines that the interpreter prints on creation."""
    saved, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(null)
