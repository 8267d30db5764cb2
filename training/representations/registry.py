"""Representations by name."""

from collections.abc import Callable
from typing import Any

from drumgen.errors import DataError
from training.representations.base import Representation
from training.representations.mel import MelRepresentation, MelSettings
from training.representations.packed_mel import PackedMelRepresentation, PackedMelSettings
from training.representations.stft import StftRepresentation, StftSettings
from training.representations.waveform import WaveformRepresentation, WaveformSettings

REPRESENTATIONS: dict[str, tuple[type[Any], Callable[[Any], Representation]]] = {
    "mel": (MelSettings, MelRepresentation),
    "stft": (StftSettings, StftRepresentation),
    "packed-mel": (PackedMelSettings, PackedMelRepresentation),
    "waveform": (WaveformSettings, WaveformRepresentation),
}


def build_representation(name: str, settings: Any) -> Representation:
    """Return the representation `name` with its settings (an instance of the registry's dataclass).

    Raises
    ------
    DataError
        If there is no such representation, the settings are of another, or one is out of range.
    """
    if name not in REPRESENTATIONS:
        raise DataError(f"There is no representation {name!r}; known: {', '.join(REPRESENTATIONS)}.")
    kind, build = REPRESENTATIONS[name]
    if type(settings) is not kind:
        raise DataError(f"The representation {name} takes {kind.__name__}, not {type(settings).__name__}.")
    return build(settings)
