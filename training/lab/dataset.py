"""Prepared examples: every sound (or block of a take) as the array that the denoiser learns."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from training.lab.conditions import Attribute, Conditions, scaled_attributes
from training.networks.conditioning import ConditionSpec

Float32 = NDArray[np.float32]


@dataclass(frozen=True)
class Examples:
    """Examples of a run, row by row.

    Parameters
    ----------
    values : float16, shape (R, *shape)
        In the representation's range.
    files, labels, captions, kits : list of str, length R
    attributes : float64, shape (R, A)
        In their units, NaN where unknown.
    tokens : float32, shape (R, T)
    previous : int64, shape (R,)
        Row of the block before, -1 where there is none.
    varied : bool, shape (R,)
        Whether the row is a varied copy.
    """

    values: NDArray[np.float16]
    files: list[str]
    labels: list[str]
    captions: list[str]
    kits: list[str]
    attributes: NDArray[np.float64]
    tokens: Float32
    previous: NDArray[np.int64]
    varied: NDArray[np.bool_]

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one example."""
        return tuple(self.values.shape[1:])


@dataclass(frozen=True)
class Drawer:
    """Draws training batches, class-balanced, and keeps validation files out.

    Parameters
    ----------
    examples : Examples
    classes : tuple of str
        One class means that the class is not told.
    fitted : tuple of Attribute
    spec : ConditionSpec
    class_power, validation_share : float
        See `training.lab.settings.LabData`.
    """

    examples: Examples
    classes: tuple[str, ...]
    fitted: tuple[Attribute, ...]
    spec: ConditionSpec
    class_power: float
    validation_share: float
    training: NDArray[np.int64] = field(init=False)
    validation: NDArray[np.int64] = field(init=False)
    probability: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        files = sorted(set(self.examples.files))
        count = min(round(self.validation_share * len(files)), len(files) - 1)
        kept_out = {files[i] for i in np.random.default_rng(0).permutation(len(files))[:count]}
        out = np.array([name in kept_out for name in self.examples.files])
        training = np.flatnonzero(~out)
        _, inverse, counts = np.unique(
            np.array(self.examples.labels)[training], return_inverse=True, return_counts=True
        )
        weight = counts[inverse].astype(np.float64) ** -self.class_power
        object.__setattr__(self, "training", training)
        object.__setattr__(self, "validation", np.flatnonzero(out & ~self.examples.varied))
        object.__setattr__(self, "probability", weight / weight.sum())

    def draw(self, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
        """Draw training rows; int64, shape (count,)."""
        return np.asarray(rng.choice(self.training, count, p=self.probability), dtype=np.int64)

    def values(self, rows: NDArray[np.int64]) -> Float32:
        """Return examples (B, *shape)."""
        return self.examples.values[rows].astype(np.float32)

    def conditions(self, rows: NDArray[np.int64]) -> Conditions:
        """Return what the network is told about the rows."""
        size = len(rows)
        weights = np.zeros((size, len(self.classes)), dtype=np.float32)
        if len(self.classes) == 1:
            weights[:] = 1.0
        else:
            for i, row in enumerate(rows):
                weights[i, self.classes.index(self.examples.labels[row])] = 1.0
        before = self.examples.previous[rows] if self.spec.previous else np.full(size, -1)
        has_previous = (before >= 0).astype(np.float32)[:, None]
        previous = np.zeros((size, *self.spec.previous), dtype=np.float32)
        if self.spec.previous:
            previous = self.values(np.maximum(before, 0))
            previous *= has_previous.reshape(size, *[1] * (previous.ndim - 1))
        return Conditions(
            weights,
            scaled_attributes(self.fitted, self.examples.attributes[rows]),
            self.examples.tokens[rows],
            previous,
            has_previous,
        )
