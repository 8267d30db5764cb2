"""Who is near whom: the nearest neighbours of every point, found without comparing all pairs.

Points are gathered into cells around centres; the neighbours of a point are looked for in the cells nearest to its
own. That finds nearly all of them in a fraction of the time, and the same ones every time.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.progress import CancelQuery
from drumgen.errors import Cancelled

Points = NDArray[np.float32]
Indices = NDArray[np.int64]

EXACT_UP_TO = 3000
"""So few points are compared pair by pair."""
_PROBED_CELLS = 8
_LLOYD_STEPS = 6
_SAMPLE_PER_CELL = 40
_BLOCK = 512


def nearest_neighbours(
    points: Points, k: int, *, tell: Callable[[float], object] | None = None, cancel: CancelQuery | None = None
) -> tuple[Indices, Points]:
    """Return the k nearest other points of every point, nearest first.

    Parameters
    ----------
    points : float32, shape (N, D)
        N greater than k.
    k : int
        Number of neighbours.
    tell : callable or None
        Told how much is done, 0 to 1.
    cancel : callable or None
        Asked between steps whether to stop.

    Returns
    -------
    indices : int64, shape (N, k)
    distances : float32, shape (N, k)
    """
    count = len(points)
    if count <= k:
        raise ValueError(f"{count} points have no {k} neighbours each")
    indices = np.zeros((count, k), dtype=np.int64)
    distances = np.zeros((count, k), dtype=np.float32)
    done = 0
    for members, candidates in _groups(points, k):
        if cancel is not None and cancel():
            raise Cancelled("Arranging the map was cancelled.")
        for start in range(0, len(members), _BLOCK):
            rows = members[start : start + _BLOCK]
            indices[rows], distances[rows] = _nearest_among(points, rows, candidates, k)
        done += len(members)
        if tell is not None:
            tell(done / count)
    return indices, distances


def square_distances(first: Points, second: Points) -> Points:
    """Return the squared distances of all pairs, shape (N, M)."""
    product = first @ second.T
    norms = np.einsum("nd,nd->n", first, first)[:, None] + np.einsum("md,md->m", second, second)[None]
    return np.asarray(np.maximum(norms - 2.0 * product, 0.0), dtype=np.float32)


def smallest(values: Points, k: int) -> Indices:
    """Return the columns of the k smallest values of each row, smallest first, shape (N, k)."""
    if k < values.shape[1]:
        chosen = np.argpartition(values, k - 1, axis=1)[:, :k]
    else:
        chosen = np.broadcast_to(np.arange(values.shape[1]), values.shape).copy()
    order = np.argsort(np.take_along_axis(values, chosen, axis=1), axis=1, kind="stable")
    return np.asarray(np.take_along_axis(chosen, order, axis=1)[:, :k], dtype=np.int64)


def _nearest_among(points: Points, rows: Indices, candidates: Indices, k: int) -> tuple[Indices, Points]:
    squares = square_distances(points[rows], points[candidates])
    squares[rows[:, None] == candidates[None]] = np.inf  # nobody is a neighbour of itself
    chosen = smallest(squares, k)
    return candidates[chosen], np.sqrt(np.take_along_axis(squares, chosen, axis=1))


def _groups(points: Points, k: int) -> list[tuple[Indices, Indices]]:
    """Return for each cell its members and the points among which to look for their neighbours."""
    everyone = np.arange(len(points), dtype=np.int64)
    if len(points) <= EXACT_UP_TO:
        return [(everyone, everyone)]
    centres = _centres(points, round(np.sqrt(len(points))))
    cell = np.concatenate(
        [np.argmin(square_distances(points[start : start + 4096], centres), axis=1) for start in everyone[::4096]]
    )
    order = np.argsort(cell, kind="stable")
    members = np.split(order, np.searchsorted(cell[order], np.arange(1, len(centres))))
    near = np.argsort(square_distances(centres, centres), axis=1, kind="stable")
    groups = []
    for place, own in enumerate(members):
        if len(own) == 0:
            continue
        probed = _PROBED_CELLS
        candidates = np.concatenate([members[other] for other in near[place, :probed]])
        while len(candidates) <= k:  # as all cells together hold more than k points, this ends
            probed *= 2
            candidates = np.concatenate([members[other] for other in near[place, :probed]])
        groups.append((own, candidates))
    return groups


def _centres(points: Points, count: int) -> Points:
    """Return centres of dense places (a few steps of Lloyd's k-means on a fixed sample)."""
    random = np.random.Generator(np.random.Philox(count))
    sample = points[np.sort(random.permutation(len(points))[: count * _SAMPLE_PER_CELL])]
    centres = sample[np.linspace(0, len(sample) - 1, count).astype(np.int64)].copy()
    for _ in range(_LLOYD_STEPS):
        nearest = np.argmin(square_distances(sample, centres), axis=1)
        sizes = np.bincount(nearest, minlength=count)
        for dimension in range(points.shape[1]):
            sums = np.bincount(nearest, weights=sample[:, dimension], minlength=count)
            centres[:, dimension] = np.where(sizes > 0, sums / np.maximum(sizes, 1), centres[:, dimension])
    return centres
