"""The training set as a yardstick: its embeddings, class-balanced, and the scores of any other set against it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.metrics import (
    PrincipalComponents,
    frechet_distance,
    kernel_distance,
    nearest_neighbours,
)

LARGE_PER_CLASS = 300
DRAWS = 8
"""Reference draws over which distances are averaged."""


@dataclass(frozen=True)
class Scores:
    """How close a set of sounds comes to the reference.

    Parameters
    ----------
    frechet : float
        Fréchet distance on the first 64 principal components of the training set's embeddings, to equally many
        training sounds a class; mean over 8 draws of these.
    frechet_large : float
        The same to 300 training sounds a class (drawn with replacement): less biased by the small samples.
    kernel : float
        100 times the squared maximum mean discrepancy to those draws, the mean.
    agreement : float
        Share of sounds whose nearest reference sound has their class, 0 to 1.
    novelty : float
        Median cosine distance to the nearest reference sound.
    count : int
        Number of sounds.
    """

    frechet: float
    frechet_large: float
    kernel: float
    agreement: float
    novelty: float
    count: int


def balanced_rows(
    labels: NDArray[np.str_], per_class: int, rng: np.random.Generator, *, replace: bool
) -> NDArray[np.int64]:
    """Draw `per_class` rows of each class; without replacement a small class gives all that it has."""
    rows = []
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        rows.append(rng.choice(members, per_class if replace else min(per_class, len(members)), replace=replace))
    return np.concatenate(rows)


class Reference:
    """Embeddings of the training set, resampled to equal classes.

    Parameters
    ----------
    embeddings : float32, shape (R, D)
    labels : str, shape (R,)
    seed : int
        Of the resampling.
    """

    def __init__(self, embeddings: NDArray[np.float32], labels: NDArray[np.str_], *, seed: int = 0) -> None:
        self.embeddings, self.labels, self._seed = embeddings, labels, seed
        self.components = PrincipalComponents.fit(embeddings)
        self._projected = self.components.project(embeddings)

    def score(
        self,
        embeddings: NDArray[np.float32],
        labels: NDArray[np.str_],
        *,
        own_rows: NDArray[np.int64] | None = None,
    ) -> Scores:
        """Score a set of sounds.

        Parameters
        ----------
        embeddings : float32, shape (M, D)
        labels : str, shape (M,)
            The class that each sound was meant to have.
        own_rows : int64, shape (M,) or None
            For sounds taken from the reference (or made from one of its sounds): that row, which then does not count
            as a neighbour.
        """
        projected = self.components.project(embeddings)
        draws = [self._draw(len(embeddings), own_rows, number) for number in range(DRAWS)]
        nearest = nearest_neighbours(embeddings, self.embeddings, exclude=own_rows)
        similarity = np.sum(_unit(embeddings) * _unit(self.embeddings[nearest]), axis=1)
        return Scores(
            frechet=float(np.mean([frechet_distance(projected, draw) for draw in draws])),
            frechet_large=frechet_distance(projected, self._draw(None, own_rows, 0)),
            kernel=float(np.mean([kernel_distance(projected, draw) for draw in draws])),
            agreement=float(np.mean(self.labels[nearest] == labels)),
            novelty=float(np.median(1.0 - similarity)),
            count=len(embeddings),
        )

    def _draw(self, count: int | None, own_rows: NDArray[np.int64] | None, number: int) -> NDArray[np.float64]:
        """Return reference coordinates, class-balanced: `count` in all, or 300 a class; never the scored rows."""
        free = np.ones(len(self.labels), dtype=bool)
        if own_rows is not None:
            free[own_rows] = False
        rows = np.flatnonzero(free)
        labels = self.labels[rows]
        classes = len(np.unique(labels))
        per_class = LARGE_PER_CLASS if count is None else max(count // classes, 1)
        rng = np.random.default_rng((self._seed, number))
        smallest = min(np.unique(labels, return_counts=True)[1])
        picked = balanced_rows(labels, per_class, rng, replace=bool(per_class > smallest))
        return self._projected[rows[picked]]


def _unit(embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
    norm = np.linalg.norm(embeddings, axis=1, keepdims=True)
    return np.asarray(embeddings / np.maximum(norm, 1e-9), dtype=np.float32)
