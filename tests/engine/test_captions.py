import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.engine.captions import build_vocabulary, tokenize, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bright Flute, F#4!", ["a", "bright", "flute", "f#4"]),
        ("soft_low  piano\n(C3)", ["soft", "low", "piano", "c3"]),
        ("Cafe\u0301 \uff2fboe", ["café", "oboe"]),
        ("…, -- !", []),
        ("", []),
    ],
)
def test_words_are_lower_case_letters_digits_and_sharps(text, expected):
    assert words(text) == expected


@given(st.text())
def test_words_of_words_are_the_same(text):
    assert words(" ".join(words(text))) == words(text)


def test_known_words_get_their_numbers_and_unknown_ones_are_told():
    tokens, unknown = tokenize("A warm, warm flute in zinc and zinc", ["flute", "a", "warm"], 6)
    np.testing.assert_array_equal(tokens, np.float32([2, 3, 3, 1, 0, 0]))
    assert tokens.dtype == np.float32
    assert unknown == ["in", "zinc", "and"]


def test_a_long_caption_is_cut():
    tokens, unknown = tokenize("a b c d", ["a", "b", "c", "d"], 3)
    assert (tokens.tolist(), unknown) == ([1, 2, 3], [])


@given(st.lists(st.text(max_size=12), max_size=8), st.integers(0, 20), st.integers(1, 12))
def test_numbers_stand_for_the_words_of_the_vocabulary(texts, limit, length):
    vocabulary = build_vocabulary(texts, limit)
    assert len(vocabulary) == len(set(vocabulary)) <= limit
    for text in texts:
        tokens, unknown = tokenize(text, vocabulary, length)
        known = [word for word in words(text) if word not in unknown]
        assert [vocabulary[int(token) - 1] for token in tokens if token > 0] == known[:length]
        assert set(words(text)) - set(vocabulary) == set(unknown)


def test_the_most_frequent_words_make_the_vocabulary():
    assert build_vocabulary(["low flute", "low bell", "bell low", "oboe"], 3) == ["low", "bell", "flute"]
