"""Units of attributes, as they are typed and as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import RequestError
from drumgen.wishes.units import UNITS, read_in, read_value
from drumgen.wishes.wish import ATTRIBUTES


def test_every_attribute_has_a_unit():
    assert list(UNITS) == list(ATTRIBUTES)


@given(st.sampled_from(sorted(UNITS)), st.floats(0.01, 1e4))
def test_the_scale_leads_back_to_the_unit(name, value):
    assert UNITS[name].in_unit(UNITS[name].on_scale(value)) == pytest.approx(value)


def test_a_harder_attack_is_a_shorter_one():
    assert UNITS["attack"].on_scale(2.0) > UNITS["attack"].on_scale(20.0)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("brightness", "3kHz", 3000.0),
        ("brightness", " 450 hz", 450.0),
        ("attack", "5ms", 5.0),
        ("attack", "0.02s", 20.0),
        ("decay", "80ms", 0.08),
        ("decay", "1e-1s", 0.1),
        ("pitch", "A1", 110.0),
        ("pitch", "a0", 55.0),
        ("pitch", "C#1", 69.296),
        ("pitch", "Db1", 69.296),
        ("body", "-6dB", -6.0),
    ],
)
def test_values_as_they_are_typed(name, text, value):
    assert read_value(name, text) == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("brightness", "3s", "Hz or kHz"),
        ("pitch", "H1", "or a note such as A1"),
        ("decay", "A1", "s or ms"),
        ("body", "six", "dB"),
    ],
)
def test_other_units_are_refused_with_those_that_are_known(name, text, words):
    with pytest.raises(RequestError, match=words):
        read_value(name, text)


def test_a_laboratory_s_attribute_keeps_its_own_unit():
    assert read_in("decay", "80 ms", "ms") == 80.0
    with pytest.raises(RequestError, match="must be a number of ms"):
        read_in("decay", "0.08s", "ms")
