"""Morphs: the sources at the ends, an even way between them."""

from itertools import pairwise

import numpy as np
import pytest

from drumgen.audio.identity import clip_id
from drumgen.audio.levels import hit_level_dbfs
from drumgen.engine.provenance import Edit
from drumgen.errors import Cancelled, RequestError
from tests.support.hearing import distance_db


@pytest.fixture(scope="module")
def line(editor, made):
    return editor.morph_line(made["snare"], made["tom"], count=7)


def test_the_ends_are_the_sources_sample_for_sample(editor, made, found, line):
    np.testing.assert_array_equal(line[0].clip.samples, made["snare"].clip.samples)
    np.testing.assert_array_equal(line[-1].clip.samples, made["tom"].clip.samples)
    np.testing.assert_array_equal(editor.morph(found, made["tom"], amount=0.0).clip.samples, found.samples)


def test_the_loudness_goes_evenly_from_one_end_to_the_other(editor, made, found, line):
    levels = [hit_level_dbfs(sound.clip.samples, sound.clip.rate_hz) for sound in line]
    assert np.abs(np.array(levels) - np.linspace(levels[0], levels[-1], 7)).max() < 2.0
    quiet = editor.morph_line(found, made["tom"], count=5)
    levels = [hit_level_dbfs(sound.clip.samples, sound.clip.rate_hz) for sound in quiet]
    assert levels[-1] - levels[0] > 6.0
    assert np.abs(np.array(levels) - np.linspace(levels[0], levels[-1], 5)).max() < 2.0


def test_the_way_leads_from_the_one_to_the_other_without_a_jump(line):
    clips = [sound.clip for sound in line]
    from_first = [distance_db(clip, clips[0]) for clip in clips]
    from_last = [distance_db(clip, clips[-1]) for clip in clips]
    assert (np.diff(from_first) > -0.2).all()
    assert (np.diff(from_last) < 0.2).all()
    steps = [distance_db(a, b) for a, b in pairwise(clips)]
    assert max(steps) < 0.75 * distance_db(clips[0], clips[-1])


def test_near_an_end_it_is_nearly_the_sound_from_elsewhere(editor, found, made):
    near = editor.morph(found, made["snare"], amount=0.02).clip
    apart = editor.morph(found, made["snare"], amount=0.5).clip
    at_44k = editor.vary(found, strength=0.001, seed=0, label="snare")[0].clip
    assert distance_db(near, at_44k) < 0.3 * distance_db(apart, at_44k)


def test_each_knows_its_place_on_the_line(line, made):
    parents = (clip_id(made["snare"].clip), clip_id(made["tom"].clip))
    for index, sound in enumerate(line):
        assert sound.provenance.edit == Edit("morph", parents, (("amount", index / 6),))
        assert (sound.provenance.index, sound.provenance.request.count) == (index, 7)
    assert [sound.provenance.label for sound in line] == ["snare"] * 3 + ["tom"] * 4


@pytest.mark.parametrize("amount", [-0.01, 2.0, float("nan")])
def test_amounts_out_of_range(editor, made, amount):
    with pytest.raises(RequestError, match=r"^The amount is .*, but it must lie between 0 and 1\.$"):
        editor.morph(made["kick"], made["tom"], amount=amount)


def test_a_line_has_two_ends(editor, made):
    with pytest.raises(RequestError, match="The count is 1, but it must lie between 2 and 1000"):
        editor.morph_line(made["kick"], made["tom"], count=1)


def test_cancelling_stops(editor, made):
    heard = []
    with pytest.raises(Cancelled):
        editor.morph_line(
            made["kick"],
            made["tom"],
            count=500,
            progress=lambda done, total: heard.append(done),
            cancel=lambda: heard[-1] > 1,
        )
    assert heard[-1] < 5
