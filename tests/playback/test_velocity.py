import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.playback.velocity import velocity_gain


@pytest.mark.parametrize(("velocity", "gain_db"), [(127, 0.0), (64, -11.905), (1, -84.152)])
def test_gain_in_decibels(velocity: int, gain_db: float) -> None:
    assert 20 * math.log10(velocity_gain(velocity)) == pytest.approx(gain_db, abs=0.001)


@given(st.integers(1, 126))
def test_harder_hits_are_louder(velocity: int) -> None:
    assert velocity_gain(velocity) < velocity_gain(velocity + 1)


@pytest.mark.parametrize(("velocity", "nearest"), [(-5, 0), (0, 0), (128, 127), (1000, 127)])
def test_values_outside_the_range_are_taken_as_the_nearest(velocity: int, nearest: int) -> None:
    assert velocity_gain(velocity) == velocity_gain(nearest)
    assert velocity_gain(0) == 0.0
