import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.lab.conditions import Conditions, fit_attribute, measure, scaled_attributes


def conditions(size=1000):
    ones = np.ones((size, 3), dtype=np.float32)
    return Conditions(ones, ones, ones, np.ones((size, 1, 2, 2), dtype=np.float32), ones[:, :1])


@given(st.lists(st.floats(0.1, 1e4), min_size=2, max_size=30), st.sampled_from(["brightness", "pitch"]))
def test_scaled_attributes_have_mean_zero_and_deviation_one_at_most(values, name):
    column = np.array(values)
    scaled = fit_attribute(name, "unit", column).scaled(column)
    assert abs(scaled.mean()) < 1e-6
    assert scaled.std() < 1.0 + 1e-6


def test_unknown_attributes_are_zero_with_the_flag_down():
    fitted = (fit_attribute("brightness", "Hz", np.array([100.0, 1000.0])),)
    columns = scaled_attributes(fitted, np.array([[np.nan], [np.sqrt(1e5)]]))
    np.testing.assert_allclose(columns, [[0.0, 0.0], [0.0, 1.0]], atol=1e-6)


def test_dropout_nulls_each_condition_on_its_own():
    dropped = conditions().dropped(0.3, np.random.default_rng(0))
    masks = [
        part[:, 0] == 0 for part in (dropped.class_weights, dropped.attributes, dropped.tokens, dropped.has_previous)
    ]
    for mask in masks:
        assert 0.25 < mask.mean() < 0.35
    assert 0.05 < (masks[0] & masks[1]).mean() < 0.13
    kept = conditions().dropped(0.0, np.random.default_rng(0))
    assert kept.class_weights.all()
    assert kept.has_previous.all()


def test_guidance_compares_with_no_wish_but_the_same_past():
    null = conditions(2).null()
    assert not null.class_weights.any()
    assert not null.attributes.any()
    assert not null.tokens.any()
    assert null.previous.all()
    assert null.has_previous.all()


def test_attributes_are_measured_in_their_units():
    time = np.arange(16000) / 16000
    tone = (np.sin(2.0 * np.pi * 1000.0 * time) * np.exp(-time / 0.1)).astype(np.float32)
    assert measure(tone, 16000, "brightness", None) == pytest.approx(1000.0, rel=0.2)
    assert measure(tone, 16000, "decay", None) == pytest.approx(1000.0 * 0.1 * np.log(100.0), rel=0.15)
    assert measure(tone, 16000, "pitch", 60.0) == 60.0
    assert np.isnan(measure(tone, 16000, "pitch", None))
