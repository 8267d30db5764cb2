"""Distances to the nearest sound of the same class, of another kit: what one kit is to all others, and what is new."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluation.measures.checks import check_pair


def to_class(
    sounds: NDArray[Any],
    labels: NDArray[Any],
    training: NDArray[Any],
    training_labels: NDArray[Any],
    training_kits: NDArray[Any],
    *,
    own_kits: NDArray[Any] | None = None,
) -> NDArray[np.float64]:
    """Return the cosine distance of every sound to the nearest training sound of its class.

    Parameters
    ----------
    sounds : array, shape (M, D)
    labels : array, shape (M,)
    training : array, shape (R, D)
    training_labels, training_kits : array, shape (R,)
    own_kits : array, shape (M,) or None
        A kit for each sound whose sounds are no neighbours; None leaves none out.

    Returns
    -------
    float64, shape (M,)
        0 to 2; NaN where there is no such training sound.

    Raises
    ------
    DataError
        If the widths differ or a value is not finite.
    """
    sounds, training = check_pair(sounds, training, fewest=1)
    sounds, training = _unit(sounds), _unit(training)
    distance = np.full(len(sounds), np.nan)
    for label in np.unique(labels):
        ours, theirs = np.flatnonzero(labels == label), np.flatnonzero(training_labels == label)
        if not len(theirs):
            continue
        apart = np.clip(1.0 - sounds[ours] @ training[theirs].T, 0.0, 2.0)
        if own_kits is not None:
            apart[own_kits[ours][:, None] == training_kits[theirs][None]] = np.inf
        nearest = apart.min(axis=1)
        distance[ours] = np.where(np.isfinite(nearest), nearest, np.nan)
    return distance


def between_kits(training: NDArray[Any], labels: NDArray[Any], kits: NDArray[Any]) -> NDArray[np.float64]:
    """Return the distance of every training sound to the nearest of its class from another kit, shape (R,)."""
    return to_class(training, labels, training, labels, kits, own_kits=kits)


def _unit(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12), dtype=np.float64)
