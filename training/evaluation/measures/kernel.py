"""The kernel inception distance: PKID and IKID of seed 003 on the features of pitch and instrument classifiers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluation.measures.checks import check_pair, squared_distances

GAMMA2 = 8.0
"""gamma^2 of seed 003."""


def inverse_multiquadratic(d2: NDArray[np.float64], gamma2: float = GAMMA2) -> NDArray[np.float64]:
    """Return k = 1 / (1 + d2 / (2 gamma^2)) of squared distances; 1 for equal points, 1/2 at d2 = 2 gamma^2."""
    return np.asarray(1.0 / (1.0 + d2 / (2.0 * gamma2)), dtype=np.float64)


def kernel_inception_distance(a: NDArray[Any], b: NDArray[Any], *, gamma2: float = GAMMA2) -> float:
    """Return the unbiased estimate of the squared maximum mean discrepancy with the IMQ kernel.

    Seed 003 eq. 3: the mean of k(x_i, x_j) over i != j, plus that of k(y_i, y_j), minus twice the mean of k(x_i, y_j).
    It does not depend on the number of sounds except for its scatter, so values around 0, also negative ones, mean
    that no difference was found. The largest possible value is 2.

    Parameters
    ----------
    a : array, shape (M, D)
    b : array, shape (R, D)
    gamma2 : float
        Squared width of the kernel, in the squared units of the embedding.

    Raises
    ------
    DataError
        If a set has fewer than two rows, the widths differ or a value is not finite.
    """
    a, b = check_pair(a, b)
    between = inverse_multiquadratic(squared_distances(a, b), gamma2).mean()
    return float(_mean_of_pairs(a, gamma2) + _mean_of_pairs(b, gamma2) - 2.0 * between)


def _mean_of_pairs(x: NDArray[np.float64], gamma2: float) -> float:
    k = inverse_multiquadratic(squared_distances(x, x), gamma2)
    n = len(x)
    # The diagonal is subtracted as it was computed: squared distances of a row to itself may round to above 0.
    return float((k.sum() - np.trace(k)) / (n * (n - 1)))


def to_kernel_width(reference: NDArray[Any], *, gamma2: float = GAMMA2) -> float:
    """Return the factor that brings the mean squared distance within a reference set (R, D) to 2 gamma^2.

    An embedding's unit is arbitrary, the kernel's width is not: far above it every two sounds are equally different,
    far below equally alike. At 2 gamma^2 the kernel is 1/2 and tells most. Multiply both sets by the factor.
    """
    values = np.asarray(reference, dtype=np.float64)
    mean_d2 = 2.0 * values.var(axis=0, ddof=1).sum()
    return float(np.sqrt(2.0 * gamma2 / mean_d2)) if mean_d2 > 0.0 else 1.0
