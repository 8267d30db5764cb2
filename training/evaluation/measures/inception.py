"""The inception score: PIS and IIS of seed 003 with pitch and instrument classifiers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError

_SMALLEST = 1e-12


def inception_score(probabilities: NDArray[Any]) -> float:
    """Return exp(E_x KL(p(y|x) || p(y))) (seed 003 eq. 2; Salimans et al. 2016).

    Parameters
    ----------
    probabilities : array, shape (M, K)
        A classifier's p(y|x), one row a sound, each summing to 1. p(y) is their mean.

    Returns
    -------
    float
        From 1 (all sounds are classified alike) to K (each one surely, all K classes equally often); higher is
        better up to the value of real sounds.

    Raises
    ------
    DataError
        If there is no row, or a row is no distribution.
    """
    p = np.asarray(probabilities, dtype=np.float64)
    if p.ndim != 2 or not len(p) or (p < -1e-6).any() or not np.allclose(p.sum(axis=1), 1.0, atol=1e-3):
        raise DataError("The inception score needs one row of class probabilities a sound, each summing to 1.")
    p = np.maximum(p, _SMALLEST)
    p /= p.sum(axis=1, keepdims=True)
    divergence = (p * (np.log(p) - np.log(p.mean(axis=0)))).sum(axis=1)
    return float(np.exp(max(divergence.mean(), 0.0)))
