import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.representations.signal.decibels import DecibelScale

ranges = st.tuples(st.floats(-5.0, 0.9), st.floats(0.1, 5.0)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(floor_db=st.floats(-120.0, -10.0), bounds=ranges, share=st.floats(0.0, 1.0))
def test_levels_in_range_survive_the_scaling(floor_db, bounds, share):
    scale = DecibelScale(floor_db, *bounds)
    level_db = np.array([floor_db * share])
    values = scale.from_db(level_db)
    assert bounds[0] - 1e-5 <= values[0] <= bounds[1] + 1e-5
    np.testing.assert_allclose(scale.to_db(values), level_db, atol=1e-3 * -floor_db)


@given(floor_db=st.floats(-120.0, -10.0), reference=st.floats(1e-3, 1e6), share=st.floats(0.01, 0.99))
def test_powers_in_range_survive_the_way_there_and_back(floor_db, reference, share):
    scale = DecibelScale(floor_db, -1.0, 1.0)
    power = np.array([reference * 10.0 ** (share * floor_db / 10.0)])
    np.testing.assert_allclose(scale.to_power(scale.from_power(power, reference), reference), power, rtol=1e-3)


def test_silence_is_the_floor_and_the_floor_is_silence():
    scale = DecibelScale(-80.0, -1.0, 1.0)
    assert scale.from_power(np.zeros(3), 1.0) == pytest.approx(-1.0)
    assert scale.from_power(np.zeros(3), 0.0) == pytest.approx(-1.0)
    np.testing.assert_array_equal(scale.to_power(np.array([-1.0, -1.5]), 1.0), 0.0)


def test_values_beyond_the_range_are_clipped():
    scale = DecibelScale(-80.0, 0.0, 1.0)
    np.testing.assert_array_equal(scale.to_db(np.array([-0.5, 1.5])), [-80.0, 0.0])
    np.testing.assert_array_equal(scale.from_power(np.array([10.0]), 1.0), [1.0])
