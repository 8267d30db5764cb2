"""VGGish's embedding, the one that the Fréchet audio distance was defined with; the user gives the file."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.embeddings.tflite import open_interpreter
from training.evaluation.embeddings.vggish_input import BANDS, FRAMES, examples

WIDTH = 128

_Run = Callable[[NDArray[np.float32]], NDArray[np.float32]]


class Vggish:
    """Computes 128 numbers for every 0.96 s, and their mean over a sound.

    Parameters
    ----------
    model : Path
        An ONNX or tflite file with one input of 96 x 64 log-mel frames and bands (further axes of length 1 and a
        leading batch axis are fine) and one output of 128 numbers, before the quantisation of AudioSet's features.

    Raises
    ------
    DataError
        If the file is missing, unreadable or has other shapes.
    """

    def __init__(self, model: Path) -> None:
        if not model.is_file():
            raise DataError(f"The embedding model {model} does not exist; name VGGish's ONNX or tflite file.")
        if model.suffix.lower() not in (".onnx", ".tflite"):
            raise DataError(f"The embedding model {model} is neither an ONNX nor a tflite file; convert VGGish to one.")
        self._run = _open_onnx(model) if model.suffix.lower() == ".onnx" else _open_tflite(model)

    def embed_all(self, sounds: Iterable[NDArray[np.float32]], rate_hz: int) -> NDArray[np.float32]:
        """Return the mean embedding of every sound, shape (M, 128)."""
        return np.stack([self._run(examples(sound, rate_hz)).mean(axis=0) for sound in sounds]).astype(np.float32)


def _open_onnx(model: Path) -> _Run:
    import onnxruntime

    try:
        session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises many kinds on damaged files
        raise DataError(f"The file {model} is not a readable ONNX model; name VGGish's file.") from error
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) != 1 or len(outputs) != 1:
        raise DataError(f"The file {model} is not VGGish: it has {len(inputs)} inputs and {len(outputs)} outputs.")
    shape = _input_shape(model, inputs[0].shape)
    _check_output(model, outputs[0].shape)
    name = inputs[0].name

    def run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
        parts = [batch] if shape[0] is None else [row[None] for row in batch]
        done = [session.run(None, {name: part.reshape(len(part), *shape[1:])})[0] for part in parts]
        return np.concatenate([np.asarray(part, dtype=np.float32).reshape(-1, WIDTH) for part in done])

    return run


def _open_tflite(model: Path) -> _Run:
    interpreter = open_interpreter(model, "VGGish's tflite file")
    inputs, outputs = interpreter.get_input_details(), interpreter.get_output_details()
    if len(inputs) != 1 or len(outputs) != 1:
        raise DataError(f"The file {model} is not VGGish: it has {len(inputs)} inputs and {len(outputs)} outputs.")
    shape = _input_shape(model, [int(n) for n in inputs[0]["shape"]])
    _check_output(model, [int(n) for n in outputs[0]["shape"]])

    def run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
        rows = []
        for example in batch:
            interpreter.set_tensor(inputs[0]["index"], example.reshape(1, *shape[1:]))
            interpreter.invoke()
            rows.append(np.array(interpreter.get_tensor(outputs[0]["index"]), dtype=np.float32).reshape(WIDTH))
        return np.stack(rows)

    return run


def _input_shape(model: Path, shape: list[Any]) -> tuple[int | None, ...]:
    """Return the input's shape with a free batch axis as None."""
    fixed = [n for n in shape[1:] if n != 1]
    if fixed != [FRAMES, BANDS]:
        raise DataError(
            f"The input of {model} has the shape {tuple(shape)}, but VGGish reads (batch, {FRAMES}, {BANDS}); "
            "name a file that takes log-mel examples."
        )
    batch = shape[0] if isinstance(shape[0], int) and shape[0] > 0 else None
    if batch not in (None, 1):
        raise DataError(f"The input of {model} takes batches of {batch} only; export it with a batch of 1 or any.")
    return (batch, *(int(n) for n in shape[1:]))


def _check_output(model: Path, shape: list[Any]) -> None:
    if not shape or shape[-1] != WIDTH:
        raise DataError(f"The output of {model} has the shape {tuple(shape)}, but VGGish gives {WIDTH} numbers.")
