"""What the network is told about each sound: class weights, attributes, caption tokens, previous block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.measuring import attack_s, decay_s, spectral_centroid_hz
from training.networks.conditioning import ConditionSpec

Float32 = NDArray[np.float32]
_LOGARITHMIC = ("brightness", "attack", "decay")
_SMALLEST = 1e-3


@dataclass(frozen=True)
class Attribute:
    """A continuous attribute as a model's card describes it.

    Parameters
    ----------
    name, unit : str
    mean, std : float
        Of the network's scale (natural logarithm of the value where `logarithmic`), over the training sounds.
    low, high : float
        Range that the training sounds cover, 1st to 99th percentile, in the unit.
    logarithmic : bool
    """

    name: str
    unit: str
    mean: float
    std: float
    low: float
    high: float
    logarithmic: bool

    def scaled(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return values on the network's scale, standard deviation about 1."""
        on_scale = np.log(np.maximum(values, _SMALLEST)) if self.logarithmic else values
        return (on_scale - self.mean) / self.std


def measure(audio: Float32, rate_hz: int, name: str, pitch: float | None) -> float:
    """Return one attribute of a prepared sound in its unit; NaN where it has none.

    Parameters
    ----------
    audio : float32, shape (N,)
    name : str
        A key of `training.lab.settings.ATTRIBUTES`.
    pitch : float or None
        MIDI note number of the sound, where its source says it.
    """
    samples = audio[np.newaxis]
    if name == "brightness":
        return spectral_centroid_hz(samples, rate_hz)
    if name == "attack":
        return 1000.0 * attack_s(samples, rate_hz)
    if name == "decay":
        return 1000.0 * decay_s(samples, rate_hz)
    return float("nan") if pitch is None else pitch


def fit_attribute(name: str, unit: str, values: NDArray[np.float64]) -> Attribute:
    """Fit the scale of an attribute to its values over the training sounds (NaN where unknown)."""
    known = values[np.isfinite(values)]
    if not len(known):
        known = np.array([1.0])
    logarithmic = name in _LOGARITHMIC
    on_scale = np.log(np.maximum(known, _SMALLEST)) if logarithmic else known
    low, high = np.percentile(known, [1.0, 99.0])
    return Attribute(
        name, unit, float(on_scale.mean()), max(float(on_scale.std()), 1e-3), float(low), float(high), logarithmic
    )


@dataclass(frozen=True)
class Conditions:
    """Conditions of a batch; those that the network is not told have no columns.

    Parameters
    ----------
    class_weights : float32, shape (B, K)
        All zero: unknown.
    attributes : float32, shape (B, 2 A)
        A scaled values (0 where unknown), then A flags.
    tokens : float32, shape (B, T)
        Word numbers from 1, 0 as padding; all zero: no caption.
    previous : float32, shape (B, *shape)
    has_previous : float32, shape (B, 1)
    """

    class_weights: Float32
    attributes: Float32
    tokens: Float32
    previous: Float32
    has_previous: Float32

    def arrays(self, spec: ConditionSpec) -> list[Float32]:
        """Return the arrays that the network takes, in its order."""
        return [getattr(self, name) for name in spec.names()]

    def dropped(self, probability: float, rng: np.random.Generator) -> "Conditions":
        """Return the conditions with each one replaced by its null in a share of the sounds."""
        kept = [(rng.random((len(self.class_weights), 1)) >= probability).astype(np.float32) for _ in range(4)]
        return Conditions(
            self.class_weights * kept[0],
            self.attributes * kept[1],
            self.tokens * kept[2],
            self.previous,
            self.has_previous * kept[3],
        )

    def null(self) -> "Conditions":
        """Return what guidance compares with: no class, no attributes, no caption; the previous block stays."""
        return Conditions(
            np.zeros_like(self.class_weights),
            np.zeros_like(self.attributes),
            np.zeros_like(self.tokens),
            self.previous,
            self.has_previous,
        )

    def after(self, previous: Float32) -> "Conditions":
        """Return the same wishes for the block that follows `previous`, shape (B, *shape)."""
        ones = np.ones((len(previous), 1), dtype=np.float32)
        return Conditions(self.class_weights, self.attributes, self.tokens, previous, ones)


def scaled_attributes(attributes: Sequence[Attribute], values: NDArray[np.float64]) -> Float32:
    """Return (B, 2 A): scaled values and flags, from values (B, A) in their units with NaN where unknown."""
    known = np.isfinite(values)
    scaled = [attribute.scaled(np.where(known[:, k], values[:, k], 1.0)) for k, attribute in enumerate(attributes)]
    columns = np.stack(scaled, axis=1) if scaled else np.zeros((len(values), 0))
    return np.concatenate([columns * known, known], axis=1).astype(np.float32)


def attribute_from(content: Mapping[str, Any]) -> Attribute:
    """Return an attribute as run.json holds it."""
    return Attribute(**content)
