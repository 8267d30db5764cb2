"""Seed 004's measures of pairs of spectrogram pictures: structural similarity and mean squared error."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError

_WINDOW = 7


def structural_similarity(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Return the mean SSIM of two pictures with values in [0, 1] (Wang et al. 2004; scikit-image, window 7 x 7).

    Parameters
    ----------
    a, b : array, shape (F, T)

    Returns
    -------
    float
        From -1 to 1; 1 for equal pictures, higher is better.

    Raises
    ------
    DataError
        If the shapes differ or a side is shorter than the window.
    """
    from skimage.metrics import structural_similarity as ssim

    a, b = _check(a, b)
    return float(ssim(a, b, data_range=1.0, win_size=_WINDOW))  # type: ignore[no-untyped-call]


def mean_squared_error(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Return the mean of (a - b)^2 over the pixels of two pictures (F, T) with values in [0, 1]; lower is better."""
    a, b = _check(a, b)
    return float(np.mean((a - b) ** 2))


def _check(a: NDArray[Any], b: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if a.shape != b.shape or a.ndim != 2 or min(a.shape) < _WINDOW:
        raise DataError(
            f"The spectrograms have the shapes {a.shape} and {b.shape}; they must be equal, at least "
            f"{_WINDOW} x {_WINDOW}."
        )
    return a, b
