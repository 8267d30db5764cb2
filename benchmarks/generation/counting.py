"""How many multiply-adds a sound takes, counted from the ONNX graphs."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from drumgen.engine.conditions import conditions_of
from drumgen.engine.denoising import SamplingPlan, sample_latents
from drumgen.engine.pairing import ModelPair
from drumgen.engine.request import GenerationRequest
from drumgen.errors import DataError
from drumgen.inference.sessions import Arrays, Model

Shape = tuple[int, ...]


def multiply_adds(path: Path) -> int:
    """Return the multiply-adds of one row through a model: its matrix products and convolutions.

    The graph is run once, as it is written, since only a run tells every shape; onnxruntime writes them into a profile.

    Raises
    ------
    DataError
        If the file cannot be run.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.add_session_config_entry("session.disable_prepacking", "1")  # packed weights are left out of the profile
    options.log_severity_level = 4
    options.enable_profiling = True
    with tempfile.TemporaryDirectory() as folder:
        options.profile_file_prefix = str(Path(folder) / "profile")
        try:
            session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            rows = {value.name: np.zeros(_single_row(value.shape), np.float32) for value in session.get_inputs()}
            session.run(None, rows)
        except Exception as error:  # onnxruntime's exceptions share no base
            raise DataError(f"The multiply-adds of {path} cannot be counted: it does not run.") from error
        events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    return sum(_of_event(event["args"]) for event in events if event["name"].endswith("_kernel_time"))


def network_rows(pair: ModelPair, request: GenerationRequest) -> int:
    """Return how many rows one sound of a request sends through the denoiser: steps, their halves and guidance."""
    counting = _Counting(pair.denoiser)
    plan = SamplingPlan.of(request, pair.settings)
    sample_latents(counting, plan, conditions_of(request, pair.denoiser.card)[0], [request.seed])
    return counting.rows


class _Counting:
    """A model that counts the rows that go through it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.card = model.card
        self.rows = 0

    def run(self, inputs: Arrays) -> dict[str, Any]:
        self.rows += len(inputs["x"])
        return dict(self._model.run(inputs))


def _single_row(shape: Sequence[int | str | None]) -> Shape:
    return tuple(size if isinstance(size, int) else 1 for size in shape)


def _of_event(facts: Mapping[str, Any]) -> int:
    """Return the multiply-adds of a node as the profile describes it."""
    if facts["op_name"] not in ("MatMul", "Gemm", "Conv", "ConvTranspose"):
        return 0
    (first, second, *_), (out, *_) = ([*map(_shape, facts[key])] for key in ("input_type_shape", "output_type_shape"))
    if facts["op_name"] == "MatMul":
        return prod(out) * first[-1]
    if facts["op_name"] == "Gemm":
        return prod(first) * out[1]
    # A convolution's weights hold (out, in / groups, *kernel), a transposed one's (in, out / groups, *kernel).
    return prod(out if facts["op_name"] == "Conv" else first) * prod(second[1:])


def _shape(described: Mapping[str, list[int]]) -> Shape:
    (shape,) = described.values()
    return tuple(shape)
