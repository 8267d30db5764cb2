import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from gui.editor.canvas.axis import TimeAxis
from gui.editor.canvas.ruler import round_step
from gui.editor.canvas.selection import Selection

AREA = QRectF(40.0, 0.0, 800.0, 100.0)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.01, 100.0), st.floats(0.0, 1.0)),
        st.tuples(st.just("scroll"), st.floats(-1e6, 1e6), st.just(0.0)),
        st.tuples(st.just("show"), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)),
        st.tuples(st.just("reveal"), st.floats(0.0, 5e4), st.just(0.0)),
    ),
    max_size=10,
)


@given(st.integers(1, 50_000), steps)
def test_the_view_stays_inside_the_sound(n_samples: int, steps: list[tuple[str, float, float]]) -> None:
    axis = TimeAxis()
    axis.set_extent(n_samples, 44_100)
    for name, first, second in steps:
        if name == "zoom":
            axis.zoom(first, axis.start + second * axis.span)
        elif name == "show":
            axis.show(first, second)
        else:
            getattr(axis, name)(first)
        assert -1e-6 <= axis.start < axis.end <= n_samples + 1e-6
        assert axis.span >= min(32, n_samples) - 1e-6


def test_zooming_keeps_the_sample_under_the_pointer() -> None:
    axis = TimeAxis()
    axis.set_extent(44_100, 44_100)
    x = axis.x(10_000, AREA)
    axis.zoom(0.5, 10_000)
    assert axis.x(10_000, AREA) == pytest.approx(x)
    assert axis.sample(x, AREA) == 10_000


def test_what_was_whole_stays_whole_and_a_part_stays_the_same_time() -> None:
    axis = TimeAxis()
    axis.set_extent(44_100, 44_100)
    axis.set_extent(24_000, 48_000)
    assert (axis.start, axis.end) == (0, 24_000)
    axis.show(4_800, 9_600)
    axis.set_extent(44_100, 44_100)
    assert (axis.start, axis.end) == pytest.approx((4_410, 8_820))


def test_the_selection_is_ordered_limited_and_tells_only_changes() -> None:
    selection = Selection()
    told: list[int] = []
    selection.changed.connect(lambda: told.append(1))
    selection.set_limit(100)
    selection.place(50)
    selection.extend(20)
    assert (selection.start, selection.end, selection.moving) == (20, 50, 20)
    selection.extend(500)
    assert (selection.start, selection.end) == (50, 100)
    selection.extend(100)
    assert len(told) == 3
    selection.set_limit(60)
    assert (selection.start, selection.end) == (50, 60)


@given(st.floats(1e-4, 1e5))
def test_steps_are_round(least: float) -> None:
    step = round_step(least)
    assert least * 0.999 <= step <= least * 2.51
    assert float(f"{step:e}".split("e")[0]) in (1.0, 2.0, 5.0)
