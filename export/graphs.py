"""The networks as the app runs them, and how they become ONNX bytes."""

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.networks.codec import Codec

OPSET = 18
_SMALLEST_HALF = 1024
_LARGEST_HALF = 60000.0
_Module = TypeVar("_Module", bound=nn.Module)


class ScaledEncoder(nn.Module):
    """Features -> latents of standard deviation 1 over all sounds, cells and channels."""

    def __init__(self, codec: Codec, scale: float) -> None:
        super().__init__()
        self.encoder, self.scale = codec.encoder, scale

    def forward(self, features: Tensor) -> Tensor:
        """Return latents (B, L, C)."""
        latents: Tensor = self.encoder(features) / self.scale
        return latents


class ScaledDecoder(nn.Module):
    """Latents of standard deviation 1 and white noise -> audio."""

    def __init__(self, codec: Codec, scale: float) -> None:
        super().__init__()
        self.codec, self.scale = codec, scale

    def forward(self, latents: Tensor, noise: Tensor) -> Tensor:
        """Return audio (B, N)."""
        return self.codec.decode(latents * self.scale, noise)


def to_onnx(
    module: nn.Module,
    examples: Sequence[Tensor],
    input_names: Sequence[str],
    output_name: str,
    *,
    open_axes: Mapping[str, str] | None = None,
) -> onnx.ModelProto:
    """Trace a module into an ONNX model with a free batch size.

    Parameters
    ----------
    module : nn.Module
        In evaluation mode.
    examples : sequence of Tensor
        Inputs of any batch size.
    input_names, output_name : str
        As the card names them.
    open_axes : mapping of array name to letter, or None
        Arrays whose second axis is free as well.
    """
    letters = open_axes or {}
    names = [*input_names, output_name]
    with tempfile.TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        # Of constants that could have been computed beforehand: onnxruntime does that when it opens the model.
        warnings.filterwarnings("ignore", message=".*constant folding", category=UserWarning)
        path = Path(folder) / "model.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(examples),
            path,
            input_names=list(input_names),
            output_names=[output_name],
            dynamic_axes={name: {0: "B"} | ({1: letters[name]} if name in letters else {}) for name in names},
            opset_version=OPSET,
            dynamo=False,
            # Batch norms stay apart from the convolutions before them, whose weights would no longer be the network's
            # own; onnxruntime merges them when it opens the model.
            training=torch.onnx.TrainingMode.PRESERVE,
        )
        model = onnx.load(path)
    onnx.checker.check_model(model)
    return model


def is_halved(values: NDArray[Any]) -> bool:
    """Return whether a weight array is stored in half precision."""
    return bool(values.dtype == np.float32 and values.size >= _SMALLEST_HALF and np.abs(values).max() <= _LARGEST_HALF)


def round_weights(module: _Module) -> _Module:
    """Round a module's weights in place as `halve_weights` stores them."""
    with torch.no_grad():
        for values in (*module.parameters(), *module.buffers()):
            if is_halved(values.numpy()):
                values.copy_(values.half().float())
    return module


def halve_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Store large float32 weights as float16 with a cast behind each: half the file, the same float32 arithmetic.

    onnxruntime folds the casts when it opens the model.
    """
    graph = model.graph
    kept, casts = [], []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if not is_halved(values):
            kept.append(tensor)
            continue
        stored = tensor.name + "_f16"
        kept.append(numpy_helper.from_array(values.astype(np.float16), stored))
        casts.append(
            helper.make_node("Cast", [stored], [tensor.name], to=TensorProto.FLOAT, name=tensor.name + "_cast")
        )
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model
