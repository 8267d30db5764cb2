"""Asked values against measured ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.inference.condition_facts import Attribute
from tests.support.models.tiny_models import write_tiny_models
from training.__main__ import main
from training.evaluation.obedience import asked_values, rank_correlation

DECAY = Attribute("decay", "s", -2.0, 1.0, 0.02, 1.4, logarithmic=True, ranges={"kick": (0.1, 0.4)})


@given(st.lists(st.floats(-100.0, 100.0), min_size=3, max_size=30, unique=True))
def test_what_rises_with_the_other_correlates_fully(values):
    row = np.array(values)
    assert rank_correlation(row, row**3 + row) == pytest.approx(1.0)
    assert rank_correlation(row, -row) == pytest.approx(-1.0)


def test_equal_values_share_their_rank():
    assert rank_correlation(np.array([1.0, 2.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(0.9486833)


def test_a_class_is_asked_for_its_whole_range_evenly():
    np.testing.assert_allclose(asked_values(DECAY, "kick", 3), [0.1, 0.2, 0.4])
    with pytest.raises(ValueError, match="means nothing"):
        asked_values(DECAY, "snare", 3)


def test_a_model_without_attributes_gives_one_sentence(tmp_path, capsys):
    assert main(["obedience", "--models", str(write_tiny_models(tmp_path))]) == 2
    assert "knows no attributes by class" in capsys.readouterr().err
