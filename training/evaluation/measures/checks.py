"""Checks that the measures share."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError


def check_pair(a: NDArray[Any], b: NDArray[Any], *, fewest: int = 2) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return two sets of embeddings, shapes (M, D) and (R, D), as float64.

    Raises
    ------
    DataError
        If a set has fewer than `fewest` rows, the widths differ or a value is not finite.
    """
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[1]:
        raise DataError(f"The embeddings have the shapes {a.shape} and {b.shape}; both must be (sounds, width).")
    if min(len(a), len(b)) < fewest:
        raise DataError(
            f"The sets hold {len(a)} and {len(b)} sounds, but the measure needs at least {fewest} in each; add sounds."
        )
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        raise DataError("An embedding holds values that are no numbers; look for damaged sounds.")
    return a, b


def squared_distances(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return |a_i - b_j|^2, shape (M, R), of rows of shape (M, D) and (R, D)."""
    centre = b.mean(axis=0)  # small numbers cancel less
    a, b = a - centre, b - centre
    d2 = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None] - 2.0 * a @ b.T
    return np.asarray(np.maximum(d2, 0.0), dtype=np.float64)
