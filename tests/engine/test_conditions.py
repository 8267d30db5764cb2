"""From wishes to arrays, and what a model cannot follow."""

import numpy as np
import pytest

from drumgen.engine.conditions import conditions_of
from drumgen.engine.request import MAX_BLOCKS, GenerationRequest
from drumgen.errors import RequestError
from drumgen.inference.cards import read_card
from tests.support.models.tiny_lab import ATTRIBUTES, lab_settings, write_tiny_lab
from tests.support.models.tiny_models import write_tiny_models


@pytest.fixture(scope="module")
def card(tmp_path_factory):
    return read_card(write_tiny_lab(tmp_path_factory.mktemp("lab")) / "lab.json")


@pytest.fixture(scope="module")
def drums(tmp_path_factory):
    return read_card(write_tiny_models(tmp_path_factory.mktemp("drums")) / "drums.json")


def test_all_wishes_become_arrays(card):
    request = GenerationRequest("flute", prompt="Long, warm F#4 of zinc", attributes={"pitch": 72.0})
    conditions, unknown = conditions_of(request, card)
    told = conditions.inputs()
    assert list(told) == ["class_weights", "attributes", "tokens"]
    assert {array.dtype for array in told.values()} == {np.dtype(np.float32)}
    np.testing.assert_array_equal(told["class_weights"], [[0, 1]])
    np.testing.assert_array_equal(told["attributes"], [[0, 1, 0, 1]])
    np.testing.assert_array_equal(told["tokens"], [[4, 1, 3]])
    assert unknown == ("of", "zinc")


def test_open_wishes_are_null(card):
    conditions, unknown = conditions_of(GenerationRequest("bell"), card)
    assert not conditions.attributes.any()
    assert not conditions.tokens.any()
    assert unknown == ()


def test_a_logarithmic_attribute_is_told_as_its_logarithm(card):
    conditions, _ = conditions_of(GenerationRequest("bell", attributes={"brightness": 1000.0}), card)
    brightness = ATTRIBUTES[0]
    expected = (np.log(1000.0) - brightness.mean) / brightness.std
    np.testing.assert_allclose(conditions.attributes, [[expected, 0, 1, 0]], rtol=1e-6)


def test_the_null_of_a_batch_is_all_zeros(card):
    request = GenerationRequest("flute", prompt="warm", attributes={"pitch": 50.0})
    batch = conditions_of(request, card)[0].repeated(3)
    for array in batch.inputs().values():
        assert len(array) == 3
        assert array.any()
    for name, array in batch.null().inputs().items():
        assert array.shape == batch.inputs()[name].shape
        assert not array.any()


def test_a_model_without_further_inputs_is_told_the_class_only(drums):
    conditions, _ = conditions_of(GenerationRequest("kick"), drums)
    assert list(conditions.inputs()) == ["class_weights"]


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"label": "bel"}, "The model lab has no class 'bel' (did you mean bell?); it knows bell, flute."),
        (
            {"attributes": {"brightnes": 800.0}},
            "The model lab has no attribute 'brightnes' (did you mean brightness?); it knows brightness, pitch.",
        ),
        (
            {"attributes": {"warmth": 1.0}},
            "The model lab has no attribute 'warmth'; it knows brightness, pitch.",
        ),
        (
            {"attributes": {"brightness": 9000.0}},
            "The attribute brightness is 9000 Hz, but it must lie between 200 and 4000 Hz.",
        ),
        (
            {"attributes": {"pitch": 30.0}},
            "The attribute pitch is 30 semitones, but it must lie between 36 and 84 semitones.",
        ),
        (
            {"prompt": "a brigt sound"},
            "The model lab knows no word of the prompt; did you mean bright? it knows 5 words, "
            "such as warm, bright, f#4, long, brass.",
        ),
        (
            {"prompt": "123"},
            "The model lab knows no word of the prompt; it knows 5 words, such as warm, bright, f#4, long, brass.",
        ),
    ],
)
def test_what_the_model_cannot_follow_is_said_in_one_sentence(card, wishes, message):
    with pytest.raises(RequestError) as caught:
        conditions_of(GenerationRequest(**{"label": "bell", **wishes}), card)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"prompt": "a warm kick"}, "The model drums takes no text; leave the prompt out."),
        ({"attributes": {"pitch": 50.0}}, "The model drums has no attributes; leave pitch out."),
        ({"blocks": 2}, "The model drums makes sounds of one block only; leave the number of blocks out."),
    ],
)
def test_the_drum_model_refuses_what_only_others_know(drums, wishes, message):
    with pytest.raises(RequestError) as caught:
        conditions_of(GenerationRequest("kick", **wishes), drums)
    assert str(caught.value) == message


def test_a_chain_has_no_more_steps_than_it_was_trained_on(tmp_path):
    card = read_card(write_tiny_lab(tmp_path, lab_settings("ddpm", "epsilon")) / "lab.json")
    conditions_of(GenerationRequest("bell", steps=300), card)
    with pytest.raises(RequestError, match=r"^The number of steps is 301, but the model lab has 300 at most\.$"):
        conditions_of(GenerationRequest("bell", steps=301), card)


def test_a_distilled_model_has_one_number_of_steps(tmp_path):
    settings = lab_settings(levels=(80.0, 1.0, 0.0), steps=2)
    card = read_card(write_tiny_lab(tmp_path, settings) / "lab.json")
    conditions_of(GenerationRequest("bell", steps=2), card)
    with pytest.raises(RequestError, match=r"^The number of steps is 4, but the model lab was made for 2; leave it"):
        conditions_of(GenerationRequest("bell", steps=4), card)


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"prompt": "  "}, "The prompt is empty; describe the sound in words or leave the prompt out."),
        ({"prompt": "x" * 1001}, "The prompt has 1001 characters, but it may have 1000 at most; shorten it."),
        ({"blocks": 0}, f"The number of blocks is 0, but it must lie between 1 and {MAX_BLOCKS}."),
        ({"blocks": MAX_BLOCKS + 1}, f"The number of blocks is 301, but it must lie between 1 and {MAX_BLOCKS}."),
        ({"attributes": {"pitch": float("nan")}}, "The attribute pitch is nan, but it must be a finite number."),
        ({"attributes": [("pitch", 40.0), ("pitch", 50.0)]}, "The attribute pitch is given twice; give it once."),
        ({"attributes": {"pitch": "high"}}, "The attribute 'pitch' is 'high', but it must be a number."),
    ],
)
def test_wishes_that_no_model_can_follow(wishes, message):
    with pytest.raises(RequestError) as caught:
        GenerationRequest("bell", **wishes)
    assert str(caught.value) == message


def test_attributes_are_kept_as_pairs():
    request = GenerationRequest("bell", attributes={"pitch": 60, "brightness": 900.5})
    assert request.attributes == (("pitch", 60.0), ("brightness", 900.5))
    assert request == GenerationRequest("bell", attributes=[["pitch", 60], ["brightness", 900.5]])
    assert hash(request) == hash(request.single(0))
