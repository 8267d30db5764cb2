import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.editor.canvas.edges import NEUTRAL, SHORTEST_SAMPLES, Edges, Grip

lengths = st.integers(1, 100_000)
places = st.integers(-1_000, 110_000)
moves = st.lists(st.tuples(st.sampled_from(Grip), places), max_size=12)


def sound(edges: Edges, n_samples: int) -> bool:
    parts = (edges.head, edges.tail, edges.fade_in, edges.fade_out)
    length = edges.length(n_samples)
    return min(parts) >= 0 and length >= min(SHORTEST_SAMPLES, n_samples) and edges.fade_in + edges.fade_out <= length


@given(lengths, moves)
def test_grips_never_cross_and_something_is_always_left(n_samples: int, moves: list[tuple[Grip, int]]) -> None:
    edges = NEUTRAL
    for grip, place in moves:
        edges = edges.moved(grip, place, n_samples)
        assert sound(edges, n_samples)
        at = [edges.position(each, n_samples) for each in (Grip.START, Grip.FADE_IN, Grip.FADE_OUT, Grip.END)]
        assert at == sorted(at)


@given(lengths, st.builds(Edges, places, places, places, places))
def test_anything_can_be_fitted_once(n_samples: int, edges: Edges) -> None:
    fitted = edges.fitted(n_samples)
    assert sound(fitted, n_samples)
    assert fitted.fitted(n_samples) == fitted


@pytest.mark.parametrize("grip", Grip)
def test_a_grip_goes_where_it_is_brought(grip: Grip) -> None:
    edges = Edges(1000, 2000, 300, 400)
    assert edges.moved(grip, 5000, 10_000).position(grip, 10_000) == 5000
    assert edges.moved(grip, edges.position(grip, 10_000), 10_000) == edges


def test_neutral_is_neutral() -> None:
    assert NEUTRAL.is_neutral
    assert not Edges(fade_out=1).is_neutral
