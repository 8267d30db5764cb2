"""Distances between sets of embeddings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

COMPONENTS = 64


@dataclass(frozen=True)
class PrincipalComponents:
    """The leading principal components of a reference set.

    Parameters
    ----------
    mean : float64, shape (D,)
    axes : float64, shape (K, D)
    """

    mean: NDArray[np.float64]
    axes: NDArray[np.float64]

    @classmethod
    def fit(cls, embeddings: NDArray[np.float32], count: int = COMPONENTS) -> "PrincipalComponents":
        """Fit to embeddings of shape (M, D)."""
        values = embeddings.astype(np.float64)
        mean = values.mean(axis=0)
        _, _, axes = np.linalg.svd(values - mean, full_matrices=False)
        return cls(mean, axes[:count])

    def project(self, embeddings: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return coordinates, shape (M, K)."""
        return np.asarray((embeddings - self.mean) @ self.axes.T, dtype=np.float64)


def frechet_distance(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Return |mu_a - mu_b|^2 + tr(S_a + S_b - 2 (S_a S_b)^(1/2)) of two sets (M, K).

    Kilgour et al. (2018); equation 37 of the piano recipe's document.
    """
    cov_a, cov_b = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    # The eigenvalues of S_a S_b are those of the symmetric S_a^(1/2) S_b S_a^(1/2): no complex matrix root is needed.
    values, vectors = linalg.eigh(cov_a)
    root = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    cross = np.sqrt(np.maximum(linalg.eigvalsh(root @ cov_b @ root), 0.0)).sum()
    shift = a.mean(axis=0) - b.mean(axis=0)
    return float(shift @ shift + np.trace(cov_a) + np.trace(cov_b) - 2.0 * cross)


def kernel_distance(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Return 100 times the unbiased squared MMD, Gaussian kernel whose width is the median distance within `b`."""
    within_b = _squared_distances(b, b)
    width = np.median(within_b[~np.eye(len(b), dtype=bool)])

    def kernel(d2: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.exp(-d2 / width), dtype=np.float64)

    k_aa, k_bb = kernel(_squared_distances(a, a)), kernel(within_b)
    m, n = len(a), len(b)
    same_a = (k_aa.sum() - np.trace(k_aa)) / (m * (m - 1))
    same_b = (k_bb.sum() - np.trace(k_bb)) / (n * (n - 1))
    return float(100.0 * (same_a + same_b - 2.0 * kernel(_squared_distances(a, b)).mean()))


def _squared_distances(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    d2 = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None] - 2.0 * a @ b.T
    return np.asarray(np.maximum(d2, 0.0), dtype=np.float64)


def nearest_neighbours(
    queries: NDArray[np.float32], reference: NDArray[np.float32], *, exclude: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Return for each query the index of the nearest reference by cosine, shape (M,).

    Parameters
    ----------
    queries : float32, shape (M, D)
    reference : float32, shape (R, D)
    exclude : int64, shape (M,) or None
        A reference index that each query may not choose (itself).
    """
    unit_q = queries / np.maximum(np.linalg.norm(queries, axis=1, keepdims=True), 1e-9)
    unit_r = reference / np.maximum(np.linalg.norm(reference, axis=1, keepdims=True), 1e-9)
    similarity = unit_q @ unit_r.T
    if exclude is not None:
        similarity[np.arange(len(queries)), exclude] = -np.inf
    return np.asarray(np.argmax(similarity, axis=1), dtype=np.int64)
