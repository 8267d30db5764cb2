"""The denoisers by name."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from torch import nn

from drumgen.errors import DataError
from training.networks.conditioning import ConditionSpec
from training.networks.unets.attention import AttentionSettings, AttentionUNet
from training.networks.unets.one_dimensional import OneDimensionalSettings, OneDimensionalUNet
from training.networks.unets.plain import PlainSettings, PlainUNet
from training.networks.unets.score import ScoreSettings, ScoreUNet
from training.networks.unets.waveform import WaveformUNet, WaveformUNetSettings

Builder = Callable[[tuple[int, ...], ConditionSpec, Any], nn.Module]

NETWORKS: dict[str, tuple[type[Any], Builder]] = {
    "unet-plain": (PlainSettings, PlainUNet),
    "unet-score": (ScoreSettings, ScoreUNet),
    "unet-1d": (OneDimensionalSettings, OneDimensionalUNet),
    "unet-attention": (AttentionSettings, AttentionUNet),
    "unet-waveform": (WaveformUNetSettings, WaveformUNet),
}


def network_settings(name: str) -> type[Any]:
    """Return the settings' dataclass of a network.

    Raises
    ------
    DataError
        If there is no such network.
    """
    if name not in NETWORKS:
        near = get_close_matches(name, NETWORKS, n=1, cutoff=0.0)[0]
        raise DataError(f"There is no network {name!r}; the nearest is {near!r} (all: {', '.join(NETWORKS)}).")
    return NETWORKS[name][0]


def build_network(name: str, settings: Any, shape: tuple[int, ...], spec: ConditionSpec) -> nn.Module:
    """Return a new network.

    Parameters
    ----------
    name : str
        A key of `NETWORKS`.
    settings : dataclass
        Of the network's own kind.
    shape : tuple of int
        Shape of one block x, without the batch.
    spec : ConditionSpec

    Returns
    -------
    nn.Module
        `forward(x, c_noise, *conditions)` with the attributes `shape` and `spec`.

    Raises
    ------
    DataError
        If there is no such network, or its settings, the shape and the conditions do not fit together.
    """
    kind = network_settings(name)
    if not isinstance(settings, kind):
        raise DataError(f"The network {name} was given {type(settings).__name__}, but takes {kind.__name__}.")
    return NETWORKS[name][1](tuple(shape), spec, settings)
