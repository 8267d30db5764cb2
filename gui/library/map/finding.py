"""Which point is meant: under the pointer, near a place, or next in a direction."""

import numpy as np
from numpy.typing import NDArray

Screen = NDArray[np.float64]


def row_at(screen: Screen, x: float, y: float, *, reach: float, shown: NDArray[np.bool_] | None) -> int | None:
    """Return the point nearest to (x, y), None beyond `reach`; points that stand out come first.

    Parameters
    ----------
    screen : float64, shape (N, 2)
    x, y, reach : float
    shown : bool, shape (N,), or None
        Which points stand out; None means all.
    """
    if len(screen) == 0:
        return None
    square = _squares(screen, x, y)
    if shown is not None and shown.any():
        square = np.where(shown, square, square + reach**2)
    row = int(np.argmin(square))
    return row if square[row] <= reach**2 else None


def rows_near(points: Screen | NDArray[np.float32], x: float, y: float, count: int) -> NDArray[np.int64]:
    """Return the `count` points nearest to (x, y), nearest first."""
    return np.argsort(_squares(points, x, y), kind="stable")[:count]


def row_towards(screen: Screen, row: int, direction: tuple[float, float]) -> int | None:
    """Return the point to go to from point `row` in a direction: near, and not far aside; None if there is none."""
    apart = screen - screen[row]
    along = apart @ np.asarray(direction)
    across = np.abs(apart @ np.asarray((direction[1], direction[0])))
    reach = np.where((along > 0.25) & (across <= 1.5 * along), along + 2.0 * across, np.inf)
    found = int(np.argmin(reach))
    return found if np.isfinite(reach[found]) else None


def _squares(points: Screen | NDArray[np.float32], x: float, y: float) -> Screen:
    apart = points - np.asarray((x, y))
    return np.asarray(np.einsum("nc,nc->n", apart, apart), dtype=np.float64)
