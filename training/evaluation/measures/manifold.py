"""Precision and recall of sets of embeddings."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluation.measures.checks import check_pair, squared_distances

NEIGHBOURS = 3


def precision_recall(
    generated: NDArray[Any], real: NDArray[Any], *, neighbours: int = NEIGHBOURS
) -> tuple[float, float]:
    """Return how much of what is generated is real-like, and how much of what is real is generated.

    Kynkäänniemi et al. (2019): a set's manifold is the union of balls around its members, each reaching to its
    k-th nearest fellow. Precision is the share of generated sounds inside the real manifold, recall the share of real
    ones inside the generated manifold.

    Parameters
    ----------
    generated : array, shape (M, D)
    real : array, shape (R, D)
        Both measures lean on the sets' sizes: compare rows of equal size only.
    neighbours : int
        k, at least 1.

    Returns
    -------
    precision, recall : float
        0 to 1; higher is better.

    Raises
    ------
    DataError
        If a set has no more than k rows, the widths differ or a value is not finite.
    """
    generated, real = check_pair(generated, real, fewest=neighbours + 1)
    between = squared_distances(generated, real)
    precision = (between <= _reach(real, neighbours)[None, :]).any(axis=1).mean()
    recall = (between <= _reach(generated, neighbours)[:, None]).any(axis=0).mean()
    return float(precision), float(recall)


def _reach(x: NDArray[np.float64], neighbours: int) -> NDArray[np.float64]:
    """Return the squared distance of every row to its k-th nearest fellow, shape (M,)."""
    d2 = squared_distances(x, x)
    np.fill_diagonal(d2, np.inf)
    return np.asarray(np.partition(d2, neighbours - 1, axis=1)[:, neighbours - 1], dtype=np.float64)
