"""`python -m training pieces`: a run's averaged weights in small files, and back."""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from drumgen.errors import DataError, OutputError
from training.loop import CHECKPOINT, load_checkpoint
from training.run_folder import RUN, open_folder

INDEX = "pieces.json"
LARGEST_BYTES = 16 * 1024 * 1024
_COPIED = (RUN, "log.jsonl")
_MARGIN = 64 * 1024  # of torch's file format


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = commands.add_parser("pieces", help="write a run's averaged weights as float16 files of at most 16 MiB")
    parser.add_argument("--run", type=Path, required=True, dest="folder", help="folder of the run")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pieces")
    parser.add_argument("--join", action="store_true", help="make the run again in --run from the pieces in --out")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Split or join."""
    if arguments.join:
        join(arguments.out, arguments.folder)
        print(arguments.folder / CHECKPOINT)
        return 0
    for path in split(arguments.folder, arguments.out):
        print(path)
    return 0


def split(run_folder: Path, out: Path, *, largest_bytes: int = LARGEST_BYTES) -> list[Path]:
    """Write the averaged weights in float16, and run.json and the log beside them; return the pieces.

    A tensor larger than a piece is cut along its flattened values.
    """
    state = load_checkpoint(run_folder / CHECKPOINT)
    open_folder(out)
    room = (largest_bytes - _MARGIN) // 2
    pieces: list[dict[str, Tensor]] = [{}]
    filled = 0
    for name, value in state["ema"].items():
        # Counters stay as they are; they are few.
        flat = (value.half() if value.is_floating_point() else value).flatten()
        weight = max(flat.element_size() // 2, 1)
        start = 0
        while start < flat.numel() or start == 0:
            if room - filled < weight:
                pieces.append({})
                filled = 0
            part = flat[start : start + (room - filled) // weight]
            pieces[-1][f"{name}@{start}"] = part.clone()
            filled += part.numel() * weight + 300  # and its place in the file
            start += max(part.numel(), 1)
    rows: list[dict[str, Any]] = []
    paths = [out / f"weights-{number:03d}.pt" for number in range(len(pieces))]
    try:
        for path, piece in zip(paths, pieces, strict=True):
            torch.save(piece, path)
            rows.append({"path": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()})
        shapes = {name: list(value.shape) for name, value in state["ema"].items()}
        content = {"pieces": rows, "shapes": shapes, "step": state["step"], "seconds": state["seconds"]}
        (out / INDEX).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        for name in _COPIED:
            if (run_folder / name).is_file():
                (out / name).write_bytes((run_folder / name).read_bytes())
    except (OSError, RuntimeError) as error:
        raise OutputError(f"The pieces cannot be written to {out}; make room or choose another --out.") from error
    return paths


def join(pieces: Path, run_folder: Path) -> None:
    """Make a run's folder from its pieces, with a checkpoint that can be exported and sampled, but not resumed.

    Raises
    ------
    DataError
        If a piece is missing or damaged.
    """
    try:
        content = json.loads((pieces / INDEX).read_text(encoding="utf-8"))
        rows, shapes = content["pieces"], content["shapes"]
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"The folder {pieces} holds no pieces of a run (no readable {INDEX}).") from error
    parts: dict[str, list[tuple[int, Tensor]]] = {}
    for row in rows:
        path = pieces / row["path"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            raise DataError(f"The piece {path} is missing or damaged; copy it again.")
        for key, value in load_checkpoint(path).items():
            name, _, start = key.rpartition("@")
            parts.setdefault(name, []).append((int(start), value))
    averaged: dict[str, Tensor] = {}
    for name, shape in shapes.items():
        flat = torch.cat([value for _, value in sorted(parts[name], key=lambda part: part[0])])
        averaged[name] = (flat.float() if flat.is_floating_point() else flat).reshape(shape)
    open_folder(run_folder)
    state = {"ema": averaged, "step": content["step"], "seconds": content["seconds"]}
    torch.save(state, run_folder / CHECKPOINT)
    for name in _COPIED:
        if (pieces / name).is_file():
            (run_folder / name).write_bytes((pieces / name).read_bytes())
