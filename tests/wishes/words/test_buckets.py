"""Words as buckets: training and runtime, and every version of both, must count alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.wishes.words.buckets import BUCKETS, LONGEST, PARTS, bucket_of, buckets_of, parts_of


@pytest.mark.parametrize(("part", "fnv"), [("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_the_hash_is_fnv_1a(part, fnv):
    assert bucket_of(part) == 1 + fnv % (BUCKETS - 1)


def test_parts_are_runs_pairs_and_the_whole():
    assert parts_of("kik") == ["<k", "ki", "ik", "k>", "<ki", "kik", "ik>", "<kik", "kik>", "k_k", "<kik>"]


@given(st.text(max_size=80))
def test_any_text_has_buckets_in_range(text):
    (row,) = buckets_of([text])
    assert row.shape == (PARTS,)
    assert np.array_equal(row, np.round(row))
    assert ((row >= 0) & (row < BUCKETS)).all()
    filled = len(parts_of(text))
    assert (row[:filled] > 0).all()
    assert (row[filled:] == 0).all()


@given(st.lists(st.text(max_size=12), max_size=5))
def test_a_text_has_the_same_buckets_in_any_company(texts):
    together = buckets_of(texts)
    assert together.shape == (len(texts), PARTS)
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(row, buckets_of([text])[0])


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=LONGEST))
def test_case_and_blanks_around_do_not_matter(word):
    assert np.array_equal(buckets_of([f"  {word.upper()}\t"]), buckets_of([word]))


def test_what_lies_behind_the_longest_is_not_looked_at():
    assert parts_of("a" * LONGEST + "b") == parts_of("a" * LONGEST)
    assert len(parts_of("abcdefghijklmnopqrstuvwxyz")) <= PARTS
