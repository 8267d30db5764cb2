"""Counting a network's parameters and listing the shapes of its maps, without computing anything."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from training.networks.conditioning import ConditionSpec
from training.networks.registry import build_network


@dataclass(frozen=True)
class Summary:
    """What a network is made of.

    Parameters
    ----------
    parameters : int
        All learned numbers.
    of_conditions : int
        Those that embed the noise level and the conditions.
    maps : tuple of (str, tuple of int)
        Name and output shape (without the batch) of every part, in the order of the computation.
    """

    parameters: int
    of_conditions: int
    maps: tuple[tuple[str, tuple[int, ...]], ...]


def count(module: nn.Module) -> int:
    """Return the number of learned parameters."""
    return sum(parameter.numel() for parameter in module.parameters())


def summarise(name: str, settings: Any, shape: tuple[int, ...], spec: ConditionSpec) -> Summary:
    """Build a network without memory for its weights and return its summary.

    Parameters
    ----------
    name, settings, shape, spec
        As for `build_network`.

    Raises
    ------
    DataError
        As `build_network`.
    """
    with torch.device("meta"):
        network = build_network(name, settings, shape, spec).eval()
        inputs = [torch.zeros(1, *shape), torch.zeros(1), *_conditions(spec)]
    maps: list[tuple[str, tuple[int, ...]]] = []

    def note(part: str) -> Any:
        def hook(module: nn.Module, given: Any, output: Any) -> None:
            result = output if isinstance(output, Tensor) else output[0]
            if result.dim() > 2:
                maps.append((part, tuple(result.shape[1:])))

        return hook

    for part, child in network.named_children():
        pieces = list(child.named_children()) if isinstance(child, nn.ModuleList) else [("", child)]
        for number, piece in pieces:
            piece.register_forward_hook(note(f"{part} {number}".strip()))
    with torch.no_grad():
        network(*inputs)
    told = [child for part, child in network.named_children() if part in ("steering", "noise", "conditions")]
    return Summary(count(network), sum(count(child) for child in told), tuple(maps))


def _conditions(spec: ConditionSpec) -> list[Tensor]:
    shapes = {
        "class_weights": (1, spec.classes),
        "attributes": (1, 2 * spec.attributes),
        "tokens": (1, spec.tokens),
        "previous": (1, *spec.previous),
        "has_previous": (1, 1),
    }
    return [torch.zeros(shapes[name]) for name in spec.names()]
