"""The training set as a yardstick: its embeddings, class-balanced, and the scores of any other set against it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.measures.class_novelty import between_kits, to_class
from training.evaluation.measures.manifold import NEIGHBOURS, precision_recall
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
    precision, recall : float
        Of the sounds against class-balanced reference sounds, as many as there are (fewer where a class is small), 0 to
        1; mean over the draws. NaN for sets too small.
    """

    frechet: float
    frechet_large: float
    kernel: float
    agreement: float
    novelty: float
    count: int
    precision: float = float("nan")
    recall: float = float("nan")


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
    kits : str, shape (R,) or None
        What each sound was recorded from; None: each from something else.
    components : PrincipalComponents or None
        Axes of another reference, for distances that are to be compared with its; None fits them.
    """

    def __init__(
        self,
        embeddings: NDArray[np.float32],
        labels: NDArray[np.str_],
        *,
        seed: int = 0,
        kits: NDArray[np.str_] | None = None,
        components: PrincipalComponents | None = None,
    ) -> None:
        self.embeddings, self.labels, self._seed = embeddings, labels, seed
        self.kits = np.arange(len(labels)).astype(str) if kits is None else kits
        self.components = components or PrincipalComponents.fit(embeddings)
        self._projected = self.components.project(embeddings)

    def without(self, hidden: NDArray[np.bool_]) -> "Reference":
        """Return the reference without some sounds, shape (R,), on the same axes."""
        kept = ~hidden
        return Reference(
            self.embeddings[kept],
            self.labels[kept],
            seed=self._seed,
            kits=self.kits[kept],
            components=self.components,
        )

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
        coordinates = [self._projected[rows] for rows in draws]
        nearest = nearest_neighbours(embeddings, self.embeddings, exclude=own_rows)
        similarity = np.sum(_unit(embeddings) * _unit(self.embeddings[nearest]), axis=1)
        precision, recall = self._manifold(embeddings, draws)
        return Scores(
            frechet=float(np.mean([frechet_distance(projected, draw) for draw in coordinates])),
            frechet_large=frechet_distance(projected, self._projected[self._draw(None, own_rows, 0)]),
            kernel=float(np.mean([kernel_distance(projected, draw) for draw in coordinates])),
            agreement=float(np.mean(self.labels[nearest] == labels)),
            novelty=float(np.median(1.0 - similarity)),
            count=len(embeddings),
            precision=precision,
            recall=recall,
        )

    def novelty_ratio(
        self,
        embeddings: NDArray[np.float32],
        labels: NDArray[np.str_],
        *,
        own_rows: NDArray[np.int64] | None = None,
    ) -> float:
        """Return the median distance to the nearest sound of the class, over the same between kits of the reference.

        1: as new as the sounds of one kit are to those of all others; towards 0: copies.

        Parameters
        ----------
        embeddings, labels, own_rows
            As in `score`; the whole kits of `own_rows` are no neighbours.
        """
        kits = None if own_rows is None else self.kits[own_rows]
        distance = to_class(embeddings, labels, self.embeddings, self.labels, self.kits, own_kits=kits)
        among = between_kits(self.embeddings, self.labels, self.kits)
        rng = np.random.default_rng(self._seed)
        known = np.flatnonzero(np.isfinite(among))
        balanced = known[balanced_rows(self.labels[known], LARGE_PER_CLASS, rng, replace=True)]
        return float(np.nanmedian(distance) / max(float(np.median(among[balanced])), 1e-12))

    def _manifold(self, embeddings: NDArray[np.float32], draws: list[NDArray[np.int64]]) -> tuple[float, float]:
        drawn = [np.unique(rows) for rows in draws]  # a sound drawn twice would make a ball of radius 0
        if min(len(embeddings), *(len(rows) for rows in drawn)) <= NEIGHBOURS:
            return float("nan"), float("nan")
        pairs = [precision_recall(embeddings, self.embeddings[rows]) for rows in drawn]
        precision, recall = np.mean(pairs, axis=0)
        return float(precision), float(recall)

    def _draw(self, count: int | None, own_rows: NDArray[np.int64] | None, number: int) -> NDArray[np.int64]:
        """Return reference rows, class-balanced: `count` in all, or 300 a class; never the scored rows.

        A class that has not enough sounds is drawn with replacement.
        """
        free = np.ones(len(self.labels), dtype=bool)
        if own_rows is not None:
            free[own_rows] = False
        rows = np.flatnonzero(free)
        labels = self.labels[rows]
        rng = np.random.default_rng((self._seed, number))
        if count is None:
            smallest = min(np.unique(labels, return_counts=True)[1])
            return rows[balanced_rows(labels, LARGE_PER_CLASS, rng, replace=bool(smallest < LARGE_PER_CLASS))]
        per_class = max(count // len(np.unique(labels)), 1)
        picked = []
        for label in np.unique(labels):
            members = np.flatnonzero(labels == label)
            picked.append(rng.choice(members, per_class, replace=per_class > len(members)))
        return np.asarray(rows[np.concatenate(picked)], dtype=np.int64)


def _unit(embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
    norm = np.linalg.norm(embeddings, axis=1, keepdims=True)
    return np.asarray(embeddings / np.maximum(norm, 1e-9), dtype=np.float32)
