import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.errors import DataError
from training.evaluation.measures.novelty import novelty


def directions(seed, count, width=12):
    return np.random.default_rng(seed).normal(size=(count, width))


@settings(max_examples=25)
@given(st.integers(0, 1000), st.floats(0.1, 10.0))
def test_copies_are_not_new_whatever_their_scale(seed, scale):
    training = directions(seed, 30)
    found = novelty(scale * training[[4, 7]], training)
    assert found.ratio == pytest.approx(0.0, abs=1e-9)
    assert list(found.nearest) == [4, 7]


def test_fresh_draws_are_as_new_as_training_sounds_are_to_each_other():
    assert novelty(directions(0, 200), directions(1, 200)).ratio == pytest.approx(1.0, abs=0.15)


def test_a_training_sound_has_no_neighbour_in_its_own_kit():
    centres = directions(0, 10)
    kits = np.repeat(np.arange(10), 5)
    training = centres[kits] + 0.01 * directions(1, 50)
    within = novelty(training, training, own_rows=np.arange(50))
    across = novelty(training, training, kits=kits, own_rows=np.arange(50))
    assert within.ratio == across.ratio == pytest.approx(1.0)
    assert across.yardstick > 100.0 * within.yardstick
    assert np.all(kits[across.nearest] != kits)
    # Hits like those of a known kit: hardly new, held against the distance between kits.
    alike = novelty(centres[kits] + 0.01 * directions(2, 50), training, kits=kits)
    assert alike.ratio < 0.05


def test_the_closest_come_first():
    training = directions(0, 20)
    found = novelty(np.stack([directions(5, 1)[0], training[3], -training[0]]), training)
    assert found.closest(2)[0] == 1
    assert np.all(np.diff(found.distance[found.closest(3)]) >= 0.0)
    assert np.all((found.distance >= 0.0) & (found.distance <= 2.0))


def test_one_kit_is_as_good_as_none():
    training = directions(0, 8)
    kits = np.array(["a"] * 8)
    found = novelty(training, training, kits=kits, own_rows=np.arange(8))
    assert found.ratio == pytest.approx(1.0)


def test_a_single_training_sound_is_too_few():
    with pytest.raises(DataError, match="at least two training sounds"):
        novelty(directions(0, 3), directions(1, 1))
