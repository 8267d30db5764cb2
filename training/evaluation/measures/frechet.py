"""The Fréchet distance between two sets of embeddings, with full covariances."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluation.measures.checks import check_pair


def full_frechet_distance(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Return |mu_a - mu_b|^2 + tr(S_a + S_b - 2 (S_a S_b)^(1/2)).

    Seed 002 eq. 37; Kilgour et al. (2018). With VGGish's embeddings this is the Fréchet audio distance (FAD).

    Fewer sounds than dimensions make a covariance singular. The distance is defined for these too, and is computed
    without forming them: with X and Y the centred rows divided by sqrt(M - 1) and sqrt(R - 1), S_a = X^T X,
    S_b = Y^T Y, and tr (S_a S_b)^(1/2) is the sum of the singular values of X Y^T. So nothing is added to a diagonal
    and no complex root is cut off. What remains is bias: few sounds estimate a covariance badly, and the distance
    comes out too large. Compare only distances of equally many sounds, and with a row of real ones.

    Parameters
    ----------
    a : array, shape (M, D)
    b : array, shape (R, D)

    Returns
    -------
    float
        From 0 (equal means and covariances) upwards, in squared units of the embedding; lower is better.

    Raises
    ------
    DataError
        If a set has fewer than two rows, the widths differ or a value is not finite.
    """
    a, b = check_pair(a, b)
    root_a, root_b = _triangular_root(a), _triangular_root(b)
    cross = np.linalg.svd(root_a @ root_b.T, compute_uv=False).sum()
    shift = a.mean(axis=0) - b.mean(axis=0)
    # The three parts nearly cancel for sets that are alike; rounding must not make the distance negative.
    return float(max(shift @ shift + (root_a**2).sum() + (root_b**2).sum() - 2.0 * cross, 0.0))


def _triangular_root(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return R, shape (min(M, D), D), with R^T R the covariance of the rows of x."""
    centred = (x - x.mean(axis=0)) / np.sqrt(len(x) - 1.0)
    return np.asarray(np.linalg.qr(centred, mode="r"), dtype=np.float64)
