"""Words become attributes and classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import RequestError
from drumgen.wishes import ATTRIBUTES, Wish, kit_wishes, understand
from drumgen.wishes.words import lexicon


@pytest.mark.parametrize(
    ("prompt", "attributes", "labels"),
    [
        ("bright snare", {"brightness": 0.6}, {"snare": 1.0}),
        ("Dark, SHORT!", {"brightness": -0.6, "decay": -0.7}, {}),
        ("very bright", {"brightness": 0.9}, {}),
        ("slightly bright", {"brightness": 0.24}, {}),
        ("a bit noisy", {"noisiness": 0.24}, {}),
        ("extremely dark, extremely muffled", {"brightness": -1.0}, {}),
        ("not bright", {"brightness": -0.42}, {}),
        ("not too bright", {"brightness": -0.24}, {}),
        ("not too bright and punchy", {"brightness": -0.24, "attack": 0.6}, {}),
        ("less noise, more body", {"noisiness": -0.48, "body": 0.6}, {}),
        ("long decay", {"decay": 0.6}, {}),
        ("a very soft attack", {"attack": -0.9}, {}),
        ("low pitch", {"pitch": -0.6}, {}),
        ("808 kick drum", {"noisiness": -0.4, "decay": 0.4, "pitch": -0.3}, {"kick": 1.0}),
        ("hi-hat", {}, {"closed_hat": 1.0}),
        ("open hi-hat", {}, {"open_hat": 1.0}),
        ("bass drum", {}, {"kick": 1.0}),
        ("kick-snare hybrid", {}, {"kick": 0.5, "snare": 0.5}),
        ("0.6 snare + 0.4 clap", {}, {"snare": 0.6, "clap": 0.4}),
        ("75% tom 25% conga", {}, {"tom": 0.75, "perc": 0.25}),
        ("", {}, {}),
        (" ,;+ 3 ", {}, {}),
    ],
)
def test_what_a_prompt_says(prompt, attributes, labels):
    understood = understand(prompt)
    assert understood.attributes == pytest.approx(attributes)
    assert understood.labels == pytest.approx(labels)
    assert understood.unknown == ()


@pytest.mark.parametrize(
    ("prompt", "written", "meant"),
    [("brihgt", "brihgt", "bright"), ("a metalic snare", "metalic", "metallic"), ("kik", "kik", "kick")],
)
def test_misspelt_words_are_mended_and_told(prompt, written, meant):
    understood = understand(prompt)
    assert (written, meant) in understood.corrected
    assert understood.unknown == ()
    right = understand(prompt.replace(written, meant))
    assert (understood.attributes, understood.labels) == (right.attributes, right.labels)


def test_unknown_words_are_told_once_in_their_order():
    assert understand("flurbish dark governor flurbish").unknown == ("flurbish", "governor")


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            sorted(lexicon.SILENT | set(lexicon.NEGATIONS) | {"dark", "kick", "noise", "0.3", "soft", "attack"})
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_is_understood_somehow(prompt):
    understood = understand(prompt)
    assert set(understood.attributes) <= set(ATTRIBUTES)
    assert all(-1.0 <= value <= 1.0 for value in understood.attributes.values())
    assert not understood.labels or sum(understood.labels.values()) == pytest.approx(1.0)
    assert understand(prompt) == understood


def test_the_lexicon_is_in_order():
    """Every effect is of a known attribute, every word is written as prompts are read and means one thing."""
    groups = [*lexicon.DESCRIPTIONS.items(), *lexicon.NOUNS.items()]
    for words, effect in groups:
        assert set(effect) <= set(ATTRIBUTES)
        assert all(0.0 < abs(value) <= 1.0 for value in effect.values())
        assert all(word == word.casefold() and "-" not in word for word in words)
    described = [word for words, _ in groups for word in words]
    described += [word for words in lexicon.CLASSES.values() for word in words]
    assert len(described) == len(set(described))
    assert set(lexicon.SIDES) <= set(ATTRIBUTES)


@pytest.mark.parametrize(
    ("prompt", "label", "attributes"),
    [
        ("dusty and dark, with a bright snare", "snare", {"brightness": 0.6, "noisiness": 0.2}),
        ("dusty and dark, with a bright snare", "kick", {"brightness": -0.6, "noisiness": 0.2}),
        ("punchy kick and snare, bright hats", "snare", {"attack": 0.6}),
        ("punchy kick and snare, bright hats", "open_hat", {"brightness": 0.6}),
        ("punchy kick and snare, bright hats", "tom", {}),
        ("bright hats but dark open hats", "open_hat", {"brightness": -0.6}),
        ("dark kit", "snare=0.5+clap=0.5", {"brightness": -0.6}),
    ],
)
def test_one_prompt_for_a_kit(prompt, label, attributes):
    wishes = kit_wishes(prompt, ["kick", label])
    assert dict(wishes[label].attributes) == pytest.approx(attributes)


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (
            (("brightnes", 0.5),),
            r"no attribute 'brightnes' \(did you mean brightness\?\); there are brightness, attack",
        ),
        ((("brightness", 1.5),), "The attribute brightness is 1.5, but it must lie between -1 and 1"),
        ((("brightness", float("nan")),), "must lie between -1 and 1"),
        ((("pitch", 0.5), ("pitch", 0.1)), "The attribute pitch is given twice"),
    ],
)
def test_attributes_that_are_none(attributes, message):
    with pytest.raises(RequestError, match=message):
        Wish(attributes=attributes)


def test_a_prompt_may_be_too_long():
    with pytest.raises(RequestError, match="The prompt has 1200 characters"):
        Wish("dark " * 240)
