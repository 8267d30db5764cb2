import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.errors import Cancelled
from drumgen.library.similarity import graph
from drumgen.library.similarity.graph import nearest_neighbours
from drumgen.library.similarity.layout import arrange, place_among, principal


def _clusters(count: int, *, seed: int = 0, size: int = 64) -> np.ndarray:
    """Return points of twelve clusters, each a curved sheet of its own."""
    random = np.random.default_rng(seed)
    middles = random.normal(0.0, 1.0, (12, size))
    sheets = random.normal(0.0, 1.0, (12, 3, size)) / np.sqrt(size)
    kind = random.integers(12, size=count)
    along = random.normal(0.0, 2.0, (count, 3))
    points = middles[kind] + np.einsum("nk,nkd->nd", along, sheets[kind]) + random.normal(0.0, 0.1, (count, size))
    return points.astype(np.float32)


def _kept_neighbours(points: np.ndarray, places: np.ndarray, k: int = 8) -> float:
    """Return the share of each point's neighbours that are its neighbours on the map."""
    here, there = nearest_neighbours(points, k)[0], nearest_neighbours(places.astype(np.float32), k)[0]
    return float(np.mean([len(set(a) & set(b)) / k for a, b in zip(here, there, strict=True)]))


def test_refining_keeps_far_more_neighbours_than_two_principal_components() -> None:
    points = _clusters(700)
    first, refined = principal(points), arrange(points, steps=80)
    assert _kept_neighbours(points, refined) > 1.35 * _kept_neighbours(points, first)
    assert refined.shape == (700, 2) and refined.min() >= 0.0 and refined.max() <= 1.0
    assert np.array_equal(refined, arrange(points, steps=80)), "the same sounds give the same map"


@settings(max_examples=25)
@given(count=st.integers(1, 30), seed=st.integers(0, 9), spread=st.sampled_from([0.0, 1e-6, 1.0, 1e4]))
def test_any_few_points_have_places(count: int, seed: int, spread: float) -> None:
    points = (np.random.default_rng(seed).normal(0.0, spread, (count, 6))).astype(np.float32)
    for places in (principal(points), arrange(points, steps=5)):
        assert places.shape == (count, 2) and np.isfinite(places).all()
        assert places.min() >= 0.0 and places.max() <= 1.0


def test_new_points_go_to_those_they_resemble() -> None:
    points = _clusters(300)
    places = arrange(points[:280], steps=40)
    new = place_among(points[280:], points[:280], places)
    nearest = np.argmin(graph.square_distances(points[280:], points[:280]), axis=1)
    assert np.median(np.linalg.norm(new - places[nearest], axis=1)) < 0.1
    twins = place_among(points[:1], points[:280], places)
    assert np.linalg.norm(twins - places[0]) < 0.05


def test_work_tells_how_far_it_is_and_stops_when_asked() -> None:
    told: list[tuple[int, int]] = []
    points = _clusters(60)
    arrange(points, steps=10, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told) and told[-1] == (100, 100)
    for patience in (0, 3):
        asked = iter([False] * patience + [True])
        with pytest.raises(Cancelled):
            arrange(points, steps=10, cancel=lambda asked=asked: next(asked))


def test_neighbours_found_by_cells_are_nearly_those_found_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    points = _clusters(1500, seed=3)
    exact, distances = nearest_neighbours(points, 10)
    monkeypatch.setattr(graph, "EXACT_UP_TO", 100)
    found, near = nearest_neighbours(points, 10)
    shared = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(exact, found, strict=True)])
    assert shared > 0.95
    assert (np.diff(near, axis=1) >= 0.0).all() and (near >= distances - 1e-4).all()
    assert not (found == np.arange(1500)[:, None]).any()


@settings(max_examples=30)
@given(count=st.integers(3, 40), k=st.integers(1, 6), seed=st.integers(0, 99))
def test_neighbours_are_the_nearest(count: int, k: int, seed: int) -> None:
    points = np.random.default_rng(seed).normal(size=(count, 3)).astype(np.float32)
    if k >= count:
        with pytest.raises(ValueError, match="neighbours"):
            nearest_neighbours(points, k)
        return
    indices, distances = nearest_neighbours(points, k)
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    assert np.allclose(distances, np.sort(apart, axis=1)[:, :k], atol=1e-3)
    assert np.allclose(np.take_along_axis(apart, indices, axis=1), distances, atol=1e-3)
