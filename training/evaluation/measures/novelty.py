"""Is a sound new? Distances to the nearest training sound, against the same distance among training sounds."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.measures.checks import check_pair


@dataclass(frozen=True)
class Novelty:
    """How far sounds lie from the training set.

    Parameters
    ----------
    ratio : float
        Median distance to the nearest training sound, divided by the median distance from a training sound to the
        nearest one of another kit (to the nearest other one, if kits are unknown). 1: as new as one training sound is
        to the others; towards 0: copies; far above 1: unlike anything in the training set.
    distance : float64, shape (M,)
        Cosine distance of every sound to its nearest training sound, 0 to 2.
    nearest : int64, shape (M,)
        The row of that training sound.
    yardstick : float
        The divisor: the median among training sounds.
    """

    ratio: float
    distance: NDArray[np.float64]
    nearest: NDArray[np.int64]
    yardstick: float

    def closest(self, count: int) -> NDArray[np.int64]:
        """Return the `count` sounds that lie nearest to a training sound, nearest first."""
        return np.asarray(np.argsort(self.distance, kind="stable")[:count], dtype=np.int64)


def novelty(
    sounds: NDArray[Any],
    training: NDArray[Any],
    *,
    kits: NDArray[Any] | None = None,
    own_rows: NDArray[Any] | None = None,
) -> Novelty:
    """Compare distances to the nearest training sound with those among training sounds (leave one out).

    Parameters
    ----------
    sounds : array, shape (M, D)
    training : array, shape (R, D)
        Embeddings of the training sounds.
    kits : array, shape (R,) or None
        What each training sound was recorded from. Hits of one kit resemble each other, so the yardstick leaves out
        the whole kit; None leaves out only the sound itself.
    own_rows : int array, shape (M,) or None
        For sounds that are (or were made from) training sounds: those rows, whose kits cannot be their neighbours.

    Raises
    ------
    DataError
        If a set is too small, the widths differ, a value is not finite, or there is but one kit.
    """
    sounds, training = check_pair(sounds, training, fewest=1)
    if len(training) < 2:
        raise DataError("Novelty needs at least two training sounds; name a larger folder.")
    groups = np.arange(len(training)) if kits is None else np.asarray(kits)
    if len(np.unique(groups)) < 2:
        groups = np.arange(len(training))
    own_groups = None if own_rows is None else groups[np.asarray(own_rows)]
    distance, nearest = _nearest(sounds, training, groups, own_groups)
    among, _ = _nearest(training, training, groups, groups)
    yardstick = float(np.median(among))
    return Novelty(float(np.median(distance)) / max(yardstick, 1e-12), distance, nearest, yardstick)


def _nearest(
    queries: NDArray[np.float64],
    training: NDArray[np.float64],
    groups: NDArray[Any],
    own_groups: NDArray[Any] | None,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return cosine distance to and row of the nearest training sound outside the query's own group."""
    similarity = _unit(queries) @ _unit(training).T
    if own_groups is not None:
        similarity[own_groups[:, None] == groups[None, :]] = -np.inf
    nearest = np.argmax(similarity, axis=1)
    distance = np.maximum(1.0 - similarity[np.arange(len(queries)), nearest], 0.0)
    return np.minimum(distance, 2.0), np.asarray(nearest, dtype=np.int64)


def _unit(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12), dtype=np.float64)
