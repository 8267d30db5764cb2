"""A map of sounds: places in the plane where neighbours are sounds that are alike.

It starts from the two directions in which the descriptions differ most (principal components, at once) and is then
refined: every point is drawn to its nearest neighbours and pushed away from points drawn at random, with forces that
fade with distance (the low-dimensional kernel 1 / (1 + d^2) of t-SNE and LargeVis). All randomness is seeded, so the
same sounds give the same map.
"""

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.progress import CancelQuery, ProgressCallback
from drumgen.errors import Cancelled
from drumgen.library.similarity.graph import nearest_neighbours, smallest, square_distances

Points = NDArray[np.float32]
Indices = NDArray[np.int64]

MOST_NEIGHBOURS = 12
STEPS = 200
_PUSHES = 6
_REPULSION = 2.0
_START_SPREAD = 12.0
_LARGEST_STEP = 4.0
_GRAPH_SHARE = 30  # of 100 parts of progress
_FEWEST = 4
_SPREAD_OF_NEW = 0.004
_ROOM = 0.44  # of the map from its middle to its edges; beyond lie outliers


def principal(points: Points) -> Points:
    """Return the projection of points on the two directions of largest variance, float32 of shape (N, 2), in 0 .. 1.

    Parameters
    ----------
    points : float32, shape (N, D)
        D at least 2.
    """
    if len(points) < _FEWEST:
        spread = np.linspace(0.3, 0.7, len(points), dtype=np.float32) if len(points) > 1 else np.full(len(points), 0.5)
        return np.stack([spread, np.full(len(points), 0.5)], axis=1).astype(np.float32)
    return _to_unit_square(_principal(points))


def arrange(
    points: Points, *, steps: int = STEPS, progress: ProgressCallback | None = None, cancel: CancelQuery | None = None
) -> Points:
    """Return a place for every point, float32 of shape (N, 2), in 0 .. 1.

    Parameters
    ----------
    points : float32, shape (N, D)
        Standardised descriptions.
    steps : int
        How often all points move.
    progress : callable or None
        Called as (done, 100).
    cancel : callable or None
        Asked between steps whether to stop.

    Raises
    ------
    Cancelled
        If `cancel` returned True.
    """

    def tell(share: float) -> None:
        if progress is not None:
            progress(round(_GRAPH_SHARE * share), 100)

    if len(points) < _FEWEST:
        return principal(points)
    k = min(MOST_NEIGHBOURS, max(round(0.8 * len(points) ** 0.5), 3))  # of few sounds, fewer are really near
    neighbours, distances = nearest_neighbours(points, k, tell=tell, cancel=cancel)
    places = _start(points)
    forces = _Forces(neighbours, distances)
    for step in range(steps):
        if cancel is not None and cancel():
            raise Cancelled("Arranging the map was cancelled.")
        places += (1.0 - step / steps) * np.clip(forces.on(places, step), -_LARGEST_STEP, _LARGEST_STEP)
        if progress is not None:
            progress(_GRAPH_SHARE + (100 - _GRAPH_SHARE) * (step + 1) // steps, 100)
    return _spread(_to_unit_square(places))


def place_among(new: Points, points: Points, places: Points, *, k: int = 4) -> Points:
    """Return places for new points: between those of the points they resemble most, float32 of shape (M, 2).

    Parameters
    ----------
    new : float32, shape (M, D)
    points : float32, shape (N, D)
        Descriptions of the points that have a place, N at least 1.
    places : float32, shape (N, 2)
        Their places.
    k : int
        How many of them count.
    """
    found = np.zeros((len(new), 2), dtype=np.float32)
    for start in range(0, len(new), 512):
        block = new[start : start + 512]
        squares = square_distances(block, points)
        nearest = smallest(squares, min(k, len(points)))
        weight = 1.0 / (np.take_along_axis(squares, nearest, axis=1) + 1e-6)
        weight /= weight.sum(axis=1, keepdims=True)
        found[start : start + len(block)] = np.einsum("mk,mkc->mc", weight, places[nearest])
    # Twins would lie exactly on top of each other; a step that depends on the description tells them apart.
    turn = np.asarray(np.abs(new).sum(axis=1) * 97.0, dtype=np.float64)
    step = _SPREAD_OF_NEW * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.clip(found + step, 0.0, 1.0).astype(np.float32)


class _Forces:
    """The forces between neighbours and strangers.

    Parameters
    ----------
    neighbours : int64, shape (N, k)
    distances : float32, shape (N, k)
        Nearest first.
    """

    def __init__(self, neighbours: Indices, distances: Points) -> None:
        self._count, k = neighbours.shape
        excess = distances - distances[:, :1]
        weight = np.exp(-excess / (excess.mean(axis=1, keepdims=True) + 1e-6))
        head = np.repeat(np.arange(self._count), k)
        # Both ends of an edge feel it, whoever named the other one as a neighbour.
        heads, tails = np.concatenate([head, neighbours.ravel()]), np.concatenate([neighbours.ravel(), head])
        order = np.argsort(heads, kind="stable")
        self._heads, self._tails = heads[order], tails[order]
        self._weight = np.concatenate([weight.ravel(), weight.ravel()])[order].astype(np.float32)
        self._total = np.bincount(self._heads, weights=self._weight, minlength=self._count)[:, None]

    def on(self, places: Points, step: int) -> Points:
        """Return the force on every point, shape (N, 2)."""
        apart = places[self._tails] - places[self._heads]
        pull = self._weight / (1.0 + np.einsum("ec,ec->e", apart, apart))
        drawn = np.stack(
            [np.bincount(self._heads, weights=pull * apart[:, axis], minlength=self._count) for axis in (0, 1)], axis=1
        )
        return np.asarray(2.0 * drawn / self._total + _REPULSION * self._push(places, step), dtype=np.float32)

    def _push(self, places: Points, step: int) -> Points:
        random = np.random.Generator(np.random.Philox(step))
        pushed = np.zeros_like(places)
        for _ in range(_PUSHES):
            apart = places - places[random.integers(self._count, size=self._count)]
            square = np.einsum("nc,nc->n", apart, apart)[:, None]
            pushed += apart / ((0.05 + square) * (1.0 + square))
        return pushed


def _principal(points: Points) -> Points:
    centred = points - points.mean(axis=0)
    _, directions = np.linalg.eigh(np.asarray(centred.T @ centred, dtype=np.float64))
    first_two = directions[:, [-1, -2]]
    # An eigenvector's sign is arbitrary: its largest part counts as positive.
    first_two = first_two * np.sign(first_two[np.argmax(np.abs(first_two), axis=0), [0, 1]])
    return np.asarray(centred @ first_two.astype(np.float32), dtype=np.float32)


def _start(points: Points) -> Points:
    places = _principal(points)
    places *= _START_SPREAD / (places.std(axis=0).max() + 1e-6)
    random = np.random.Generator(np.random.Philox(0))  # points that are equal must be able to part
    return places + random.normal(0.0, 1e-2, places.shape).astype(np.float32)


def _spread(places: Points) -> Points:
    """Return places drawn apart where they are dense: halfway to their ranks on each axis."""
    ranks = np.argsort(np.argsort(places, axis=0, kind="stable"), axis=0, kind="stable")
    return np.asarray(0.5 * places + 0.5 * (ranks + 0.5) / len(places), dtype=np.float32)


def _to_unit_square(places: Points) -> Points:
    """Return places in 0 .. 1, equally scaled on both axes; outliers are drawn in."""
    low, high = np.percentile(places, [1.0, 99.0], axis=0)
    middle, size = (low + high) / 2.0, max(float((high - low).max()), 1e-6)
    offset = (places - middle) / size * (2.0 * _ROOM)
    beyond = np.maximum(np.abs(offset) - _ROOM, 0.0)
    inside = np.minimum(np.abs(offset), _ROOM) + (0.5 - _ROOM) * np.tanh(beyond / (0.5 - _ROOM))
    return np.asarray(0.5 + np.sign(offset) * inside, dtype=np.float32)
