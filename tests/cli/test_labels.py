"""Matching what users type with the classes of a model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.cli.labels import match_labels
from drumgen.errors import RequestError

KNOWN = ("kick", "closed_hat", "FX riser")


@pytest.mark.parametrize(
    ("wishes", "labels"),
    [
        (["kick"], ("kick",)),
        (["Closed-Hat", "KICK", "closed_hat"], ("closed_hat", "kick")),
        (["fx_riser"], ("FX riser",)),
        ([], ()),
    ],
)
def test_case_and_joints_do_not_matter_and_each_class_comes_once(wishes, labels):
    assert match_labels(wishes, KNOWN) == labels


@given(st.lists(st.sampled_from(KNOWN)))
def test_known_names_always_match_themselves(wishes):
    assert match_labels(wishes, KNOWN) == tuple(dict.fromkeys(wishes))


@given(
    st.text().filter(
        lambda text: text.casefold().replace("-", "_").replace(" ", "_") not in ("kick", "closed_hat", "fx_riser")
    )
)
def test_anything_else_is_refused_with_the_list_of_classes(text):
    with pytest.raises(RequestError, match=r"kick, closed_hat, FX riser\.$"):
        match_labels(["kick", text], KNOWN)
