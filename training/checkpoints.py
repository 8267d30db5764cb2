"""Checkpoints: written aside and put in place whole, read without running code, refused when they do not fit."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from drumgen.errors import DataError, OutputError

CHECKPOINT = "checkpoint.pt"


def save_checkpoint(state: dict[str, Any], folder: Path) -> None:
    """Write `state` aside in `folder`, then put it in place of the last checkpoint.

    Raises
    ------
    OutputError
        If it cannot be written (disk full, say); the last checkpoint is then as it was.
    """
    path = folder / CHECKPOINT
    aside = path.with_name(path.name + ".part")
    try:
        with aside.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except (OSError, RuntimeError) as error:  # torch reports a short write as a RuntimeError
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise OutputError(f"The checkpoint of step {state['step']} cannot be written {_cause(error)}.") from error


def _cause(error: BaseException) -> str:
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, OSError) and chain.strerror:
            return f"({chain.strerror})"
        chain = chain.__cause__ or chain.__context__
    return "(the disk took only a part of it)"


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Load a checkpoint's tensors, and nothing that could run code.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many kinds on damaged files
        raise DataError(f"The checkpoint {path} cannot be read; train again or name another one.") from error
    return state


def first_difference(found: Mapping[str, Tensor], wanted: Mapping[str, Tensor]) -> str:
    """Say how the weights of a checkpoint differ from a network's, or return an empty string."""
    for name, value in wanted.items():
        if name not in found:
            return f"it holds no {name}"
        if found[name].shape != value.shape:
            return f"{name} is {_size(found[name])} there and {_size(value)} here"
    extra = [name for name in found if name not in wanted]
    return f"it holds {extra[0]}, which the network has not" if extra else ""


def _size(value: Tensor) -> str:
    return " x ".join(str(length) for length in value.shape) or "a single number"
