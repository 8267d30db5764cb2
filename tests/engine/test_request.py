import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.engine.request import MAX_SEED, GenerationRequest
from drumgen.errors import RequestError


@given(st.integers(1, 1000), st.integers(0, MAX_SEED - 1000), st.data())
def test_one_sound_of_a_request_can_be_asked_for_alone(count, seed, data):
    request = GenerationRequest("kick", count=count, seed=seed, steps=5, guidance=2.0, model="drums")
    index = data.draw(st.integers(0, count - 1))
    assert request.single(index) == GenerationRequest("kick", 1, seed + index, 5, 2.0, "drums")


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"count": 0}, "The count is 0, but it must lie between 1 and 1000."),
        ({"count": 10_000_000}, "The count is 10000000, but it must lie between 1 and 1000."),
        ({"steps": 0}, "The number of steps is 0, but it must lie between 1 and 1000."),
        ({"steps": 1001}, "The number of steps is 1001, but it must lie between 1 and 1000."),
        ({"guidance": -0.5}, "The guidance is -0.5, but it must lie between 0 and 20."),
        ({"guidance": float("nan")}, "The guidance is nan, but it must lie between 0 and 20."),
        ({"seed": -1}, f"The seed is -1, but it must lie between 0 and {MAX_SEED - 1}."),
        ({"seed": MAX_SEED, "count": 2}, f"The seed is {MAX_SEED}, but it must lie between 0 and {MAX_SEED - 2}."),
    ],
)
def test_wishes_out_of_range_are_refused_in_one_sentence(wish, message):
    with pytest.raises(RequestError) as caught:
        GenerationRequest("kick", **wish)
    assert str(caught.value) == message
