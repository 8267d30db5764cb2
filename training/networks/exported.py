"""The weights of an exported denoiser, for training that goes on from it or distils it."""

import torch
from torch import Tensor

from drumgen.errors import DataError
from drumgen.inference.store import ModelStore
from training.networks.denoiser import LatentDenoiser

_HALF = "_f16"


def exported_weights(store: ModelStore, name: str) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """Return the weights of an exported latent denoiser by their names in torch, and its classes.

    Parameters
    ----------
    store : ModelStore
        Where it is.
    name : str

    Returns
    -------
    weights : dict of str to Tensor
        float32. What was stored in half precision has that precision.
    classes : tuple of str
        In the order of ``from_class``.

    Raises
    ------
    ModelError
        If there is no such model.
    DataError
        If its file cannot be read.
    """
    import onnx
    from onnx import numpy_helper

    card = store.card(name)
    path = store.folder / card.file
    try:
        graph = onnx.load(path).graph
    except Exception as error:  # onnx and protobuf raise many kinds on damaged files
        raise DataError(f"The model file {path} cannot be read; install the model again.") from error
    weights = {
        tensor.name.removesuffix(_HALF): torch.from_numpy(numpy_helper.to_array(tensor).astype("float32"))
        for tensor in graph.initializer
    }
    for node in graph.node:  # a linear layer without a bias is stored turned round and without its name
        if node.op_type == "MatMul" and node.input[0] == "class_weights" and node.input[1] in weights:
            weights["from_class.weight"] = weights.pop(node.input[1]).T.contiguous()
    return weights, card.classes


def start_from(network: LatentDenoiser, labels: tuple[str, ...], store: ModelStore, name: str) -> None:
    """Give a network the weights of an exported one; what that one lacks (attributes, new classes) stays as it is.

    Parameters
    ----------
    network : LatentDenoiser
    labels : tuple of str
        Its classes, in its order.
    store, name
        See `exported_weights`.

    Raises
    ------
    ModelError
        If there is no such model.
    DataError
        If it is no network of this kind and size.
    """
    weights, classes = exported_weights(store, name)
    own = network.state_dict()
    with torch.no_grad():
        by_class = weights.pop("from_class.weight", torch.zeros(0, 0))
        if by_class.shape[0] != own["from_class.weight"].shape[0]:
            raise DataError(f"The model {name} is no network of the recipe's kind and size; start without it.")
        for k, label in enumerate(labels):
            if label in classes:
                own["from_class.weight"][:, k] = by_class[:, classes.index(label)]
        for key, value in own.items():
            if key == "from_class.weight" or (key.startswith("from_attributes.") and key not in weights):
                continue
            if key not in weights or weights[key].shape != value.shape:
                raise DataError(f"The model {name} has no {key} of the recipe's size; start without it.")
            value.copy_(weights[key])
    network.load_state_dict(own)
