"""Seed 002's figure 10: one start, several seeds, and how far the continuations differ."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.experiments.reconstruction import Picture, stacked
from training.evaluation.grids import PictureRow, save_grid
from training.evaluation.measures.checks import squared_distances

Features = Callable[[NDArray[Any]], NDArray[Any]]


@dataclass(frozen=True)
class Continuations:
    """Distances at each of S steps after the start, for K seeds.

    Parameters
    ----------
    between : float64, shape (S,)
        Median distance between two seeds' blocks of the same step; 0 where all seeds say the same.
    to_start : float64, shape (S,)
        Median distance to the start block; 0 where the start is repeated.
    to_training : float64, shape (S,)
        Median distance to the nearest training block; 0 where the training set is recited.
    nearest : int64, shape (K, S)
        Those training blocks.
    training_pairs : float
        Median distance between two training blocks taken at random: what `between` is to be held against.
    training_nearest : float
        Median distance from a training block to the nearest one of another piece: the yardstick of `to_training`.
    """

    between: NDArray[np.float64]
    to_start: NDArray[np.float64]
    to_training: NDArray[np.float64]
    nearest: NDArray[np.int64]
    training_pairs: float
    training_nearest: float

    def markdown(self) -> str:
        """Return a table: one row a step, and the yardsticks."""
        lines = ["| block | between seeds | to the start | to the nearest training block |", "|---|---:|---:|---:|"]
        for step, row in enumerate(zip(self.between, self.to_start, self.to_training, strict=True), start=1):
            lines.append(f"| {step} | " + " | ".join(f"{value:.4f}" for value in row) + " |")
        yardsticks = f"{self.training_pairs:.4f} | | {self.training_nearest:.4f}"
        lines.append(f"| among training blocks | {yardsticks} |")
        return "\n".join(lines) + "\n"


def continuations(
    start: NDArray[Any],
    continued: NDArray[Any],
    training: NDArray[Any],
    *,
    pieces: NDArray[Any] | None = None,
    features: Features | None = None,
) -> Continuations:
    """Compare K continuations of one start with each other, with the start and with the training set.

    Parameters
    ----------
    start : array, shape (...)
        The block that all seeds go on from.
    continued : array, shape (K, S, ...)
        S further blocks of each of K seeds, at least two seeds.
    training : array, shape (R, ...)
        Training blocks, at least two.
    pieces : array, shape (R,) or None
        What each training block was cut from; the yardstick looks for neighbours in other pieces only.
    features : callable or None
        From blocks (M, ...) to rows (M, D) whose Euclidean distance counts, such as an embedding; None takes the
        values themselves, with the root of the mean squared difference as distance.

    Raises
    ------
    DataError
        If the shapes differ, or there are fewer than two seeds or training blocks.
    """
    start, continued, training = np.asarray(start), np.asarray(continued), np.asarray(training)
    if continued.shape[2:] != start.shape or training.shape[1:] != start.shape:
        raise DataError(
            f"The start has the shape {start.shape}, but the continuations are {continued.shape} and the training "
            f"blocks {training.shape}; all blocks must be alike."
        )
    if len(continued) < 2 or len(training) < 2:
        raise DataError("Continuations need at least two seeds and two training blocks to compare.")
    turn = features or _values
    seeds, steps = continued.shape[:2]
    ours = _rows(turn(continued.reshape(seeds * steps, *start.shape))).reshape(seeds, steps, -1)
    theirs, origin = _rows(turn(training)), _rows(turn(start[None]))
    off = ~np.eye(seeds, dtype=bool)
    between = [np.median(_distances(ours[:, s], ours[:, s])[off]) for s in range(steps)]
    to_start = [np.median(_distances(ours[:, s], origin)) for s in range(steps)]
    to_all = np.stack([_distances(ours[:, s], theirs) for s in range(steps)], axis=1)
    among = _distances(theirs, theirs)
    groups = np.arange(len(theirs)) if pieces is None or len(np.unique(pieces)) < 2 else np.asarray(pieces)
    strangers = np.where(groups[:, None] == groups[None, :], np.inf, among)
    return Continuations(
        between=np.array(between),
        to_start=np.array(to_start),
        to_training=np.median(to_all.min(axis=2), axis=0),
        nearest=np.asarray(to_all.argmin(axis=2), dtype=np.int64),
        training_pairs=float(np.median(among[~np.eye(len(theirs), dtype=bool)])),
        training_nearest=float(np.median(strangers.min(axis=1))),
    )


def save_continuations(
    path: Path,
    start: NDArray[Any],
    continued: NDArray[Any],
    training: NDArray[Any],
    found: Continuations,
    *,
    low: float = 0.0,
    high: float = 1.0,
    picture: Picture | None = None,
) -> None:
    """Draw every seed's blocks after the start, and under each the training block nearest to it.

    Parameters
    ----------
    path : Path
        PNG file.
    start, continued, training
        As `continuations` took them.
    found : Continuations
        What it returned.
    low, high : float
        Values of the darkest and the brightest colour.
    picture : callable or None
        From one block to a picture (F, T); None lays channels on top of each other.
    """
    draw = picture or stacked
    captions = ["start", *(f"block {step + 1}" for step in range(continued.shape[1]))]
    rows = []
    for k, blocks in enumerate(continued):
        rows.append(PictureRow(f"seed {k}", [draw(start), *map(draw, blocks)], captions if k == 0 else ()))
        near = [draw(training[i]) for i in found.nearest[k]]
        rows.append(PictureRow("nearest in training", [np.full_like(draw(start), low), *near]))
    save_grid(path, rows, title="same start, different continuations", low=low, high=high)


def _values(blocks: NDArray[Any]) -> NDArray[Any]:
    rows = blocks.reshape(len(blocks), -1).astype(np.float64)
    return np.asarray(rows / np.sqrt(rows.shape[1]), dtype=np.float64)


def _rows(features: NDArray[Any]) -> NDArray[np.float64]:
    return np.asarray(features, dtype=np.float64).reshape(len(features), -1)


def _distances(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.sqrt(squared_distances(a, b)), dtype=np.float64)
