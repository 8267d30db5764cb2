"""All descriptions in memory, so that looking for what is alike is one product of a matrix and a vector."""

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumgen.library.database import Database
from drumgen.library.entry import Ids
from drumgen.library.similarity.descriptor import SIZE

Matrix = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Descriptions:
    """What is known at one time, standardised: each number has mean 0 and counts alike.

    Parameters
    ----------
    ids : int64, shape (N,)
        Rising.
    points : float32, shape (N, SIZE)
        Two of them are 1 apart on average (as the root of the mean square).
    mean, scale : float32, shape (SIZE,)
        A point is ``(description - mean) * scale``.
    """

    ids: Ids
    points: Matrix
    mean: Matrix
    scale: Matrix

    def standardised(self, vectors: Matrix) -> Matrix:
        """Return descriptions as points, any shape (..., SIZE)."""
        return np.asarray((vectors - self.mean) * self.scale, dtype=np.float32)

    def rows(self, ids: Ids) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Return which of these sounds have a description, and the rows of those that do."""
        if len(self.ids) == 0:
            return np.zeros(len(ids), dtype=bool), np.zeros(0, dtype=np.int64)
        row = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        known = self.ids[row] == ids
        return known, row[known]


class SimilarityIndex:
    """Keeps up with the database; safe to use from any thread.

    Parameters
    ----------
    database : Database
        Where descriptions are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._stamp = 0
        self._ids: Ids = np.zeros(0, dtype=np.int64)
        self._vectors: Matrix = np.zeros((0, SIZE), dtype=np.float32)
        self._now = _standardise(self._ids, self._vectors)

    def now(self) -> Descriptions:
        """Return all descriptions as they are now."""
        with self._lock:
            self._refresh()
            return self._now

    def nearest(self, vector: Matrix, among: Ids) -> tuple[Ids, Matrix]:
        """Return sounds by their distance from a description, nearest first.

        Parameters
        ----------
        vector : float32, shape (SIZE,)
            A description, not standardised.
        among : int64, shape (N,)
            The sounds to compare; those without a description are left out.

        Returns
        -------
        ids : int64, shape (M,)
        distances : float32, shape (M,)
            1 is what two sounds of the library usually are apart.
        """
        known = self.now()
        has_one, rows = known.rows(among)
        points = known.points if len(rows) == len(known.ids) else known.points[rows]
        point = known.standardised(vector)
        apart = np.einsum("nd,nd->n", points, points) - 2.0 * (points @ point) + point @ point
        if points is known.points:  # the fast way for all sounds: in the index's own order
            ids, squares = known.ids, np.maximum(apart, 0.0)
        else:
            ids, squares = among[has_one], np.maximum(apart, 0.0)
        order = np.argsort(squares, kind="stable")
        return ids[order], np.asarray(np.sqrt(squares[order]), dtype=np.float32)

    def _refresh(self) -> None:
        """Read what was written since the last look."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT sound_id, stamp, vector FROM features WHERE stamp > ? ORDER BY sound_id", (self._stamp,)
            ).fetchall()
        rows = [row for row in rows if len(row[2]) == 4 * SIZE]
        if not rows:
            return
        new_ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        new = np.frombuffer(b"".join(row[2] for row in rows), dtype="<f4").reshape(-1, SIZE).astype(np.float32)
        new = np.nan_to_num(new, nan=0.0, posinf=0.0, neginf=0.0)
        stays = ~np.isin(self._ids, new_ids)
        ids, vectors = np.concatenate([self._ids[stays], new_ids]), np.concatenate([self._vectors[stays], new])
        order = np.argsort(ids)
        self._ids, self._vectors = ids[order], vectors[order]
        self._stamp = max(row[1] for row in rows)
        self._now = _standardise(self._ids, self._vectors)


def _standardise(ids: Ids, vectors: Matrix) -> Descriptions:
    if len(vectors) == 0:
        nothing = np.zeros(SIZE, dtype=np.float32)
        return Descriptions(ids, vectors, nothing, nothing)
    mean = vectors.mean(axis=0, dtype=np.float64)
    spread = vectors.std(axis=0, dtype=np.float64)
    # Two independent points are apart, in the mean square, by twice the sum of their variances: that becomes 1.
    varies = spread > 1e-4
    usual = np.sqrt(2.0 * max(int(varies.sum()), 1))
    scale = np.where(varies, 1.0 / (np.maximum(spread, 1e-4) * usual), 0.0)
    mean, scale = mean.astype(np.float32), scale.astype(np.float32)
    return Descriptions(ids, np.ascontiguousarray((vectors - mean) * scale, dtype=np.float32), mean, scale)
