import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.engine.request import GenerationRequest
from drumgen.errors import RequestError
from drumgen.wishes import Wish, surprise
from drumgen.wishes.surprising import LOCKABLE

LABELS = ("kick", "snare", "tom")
REQUEST = GenerationRequest("clap", count=3, seed=5, steps=7)
WISH = Wish("dark", (("brightness", 0.123), ("decay", -0.456)))


@given(st.integers(0, 10**6), st.sets(st.sampled_from(LOCKABLE)))
def test_what_is_locked_stays_and_a_lock_changes_nothing_else(seed, locked):
    free, free_wish = surprise(REQUEST, WISH, seed=seed, labels=LABELS)
    request, wish = surprise(REQUEST, WISH, seed=seed, labels=LABELS, locked=locked)
    assert (request.count, request.steps) == (3, 7)
    assert request.label == ("clap" if "label" in locked else free.label)
    assert request.seed == (5 if "seed" in locked else free.seed)
    assert wish.prompt == ("dark" if "prompt" in locked else "")
    for name in LOCKABLE[3:]:
        expected = WISH if name in locked else free_wish
        assert dict(wish.attributes).get(name) == dict(expected.attributes).get(name)


def test_surprises_differ_and_cover_the_classes():
    made = [surprise(REQUEST, WISH, seed=seed, labels=LABELS) for seed in range(60)]
    assert {request.label for request, _ in made} == set(LABELS)
    assert len({(request.seed, wish) for request, wish in made}) == 60
    assert 1.0 < sum(len(wish.attributes) for _, wish in made) / 60 < 4.0


def test_what_cannot_be_locked():
    with pytest.raises(RequestError, match="colour cannot be locked; these can: label, seed, prompt, brightness"):
        surprise(REQUEST, WISH, seed=1, labels=LABELS, locked=["colour"])
