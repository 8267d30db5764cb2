"""Ranges made anew: the rest stays, and nothing is heard where they meet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from drumgen.audio.identity import clip_id
from drumgen.editing.filling import Range
from drumgen.engine.provenance import Edit
from drumgen.errors import Cancelled, RequestError
from drumgen.representations import layout
from tests.support.hearing import clicks, distance_db


@given(st.integers(-5000, layout.SOUND_SAMPLES - 1), st.integers(1, layout.SOUND_SAMPLES))
def test_a_range_always_has_cells_and_never_those_it_does_not_touch(first, length):
    part = Range(first, first + length, to_end=False)
    chosen = part.cells()
    assert chosen.any()
    edges = np.array(layout.CELL_EDGES) * layout.TOKEN_SAMPLES
    if first + length > 0:
        touched = (edges[1:] > first) & (edges[:-1] < first + length)
        assert (touched | ~chosen).all()
    newness = part.newness()
    assert newness[: max(first, 0)].max(initial=0.0) == 0.0
    assert newness[min(first + length, layout.SOUND_SAMPLES) :].max(initial=0.0) == 0.0


@settings(max_examples=6)
@given(st.floats(0.0, 0.2), st.floats(0.0005, 0.2), st.sampled_from(["kick", "snare", "closed_hat", "tom"]))
def test_the_kept_part_stays_exactly_and_no_seam_clicks(editor, made, start_s, length_s, label):
    clip = made[label].clip
    start_s = min(start_s, clip.duration_s - 0.002)
    end_s = min(start_s + length_s, clip.duration_s)
    result = editor.inpaint(made[label], start_s=start_s, end_s=end_s, seed=1).clip
    start, end = round(start_s * 44_100), round(end_s * 44_100)
    np.testing.assert_array_equal(result.samples[:, :start], clip.samples[:, :start])
    seams = [start] if start > 0 else []
    if end < clip.samples.shape[1]:
        assert result.samples.shape == clip.samples.shape
        np.testing.assert_array_equal(result.samples[:, end:], clip.samples[:, end:])
        seams.append(end)
    else:
        assert result.samples[0, -1] == 0.0
    own = max((clicks(clip.samples, seam, 44_100) for seam in seams), default=0.0)
    assert all(clicks(result.samples, seam, 44_100) < max(2.5, 2.0 * own) for seam in seams)


def test_a_sound_from_elsewhere_keeps_its_rate_and_channels_and_what_lies_outside(editor, found):
    result = editor.inpaint(found, start_s=0.1, end_s=0.2, seed=2).clip
    assert (result.rate_hz, result.samples.shape) == (found.rate_hz, found.samples.shape)
    changed = np.flatnonzero((result.samples != found.samples).any(axis=0))
    assert 4800 <= changed[0] < 4900
    assert 9500 < changed[-1] < 9600
    assert np.abs(result.samples).max() <= 10 ** (-1 / 20) + 1e-6


def test_the_filling_is_new_and_another_with_another_seed(editor, made):
    fillings = [editor.inpaint(made["snare"], start_s=0.05, end_s=0.2, seed=seed).clip.samples for seed in (1, 2)]
    inside = slice(round(0.07 * 44_100), round(0.18 * 44_100))
    own = made["snare"].clip.samples[:, inside]
    for one, other in ((own, fillings[0][:, inside]), (fillings[0][:, inside], fillings[1][:, inside])):
        assert abs(np.corrcoef(one[0], other[0])[0, 1]) < 0.9


def test_the_filling_fits_the_level_around_it(editor, made):
    """On average: just inside the seams it is about as loud as the source is there."""
    steps = []
    for source in made.values():
        result = editor.inpaint(source, start_s=0.02, end_s=0.08, seed=1).clip.samples
        for inside in (slice(1323, 1764), slice(2646, 3087)):
            pair = [10 * np.log10(np.mean(np.square(x[:, inside])) + 1e-9) for x in (result, source.clip.samples)]
            steps.append(pair[0] - pair[1])
    assert abs(np.mean(steps)) < 4.0
    assert np.median(np.abs(steps)) < 6.0


def test_a_tail_made_anew_has_a_length_of_its_own(editor, made):
    clip = made["tom"].clip
    lengths = set()
    for seed in range(3):
        result = editor.inpaint(made["tom"], start_s=0.03, end_s=clip.duration_s, seed=seed).clip
        np.testing.assert_array_equal(result.samples[:, :1323], clip.samples[:, :1323])
        assert result.samples[0, -1] == 0.0
        lengths.add(result.samples.shape[1])
    assert len(lengths) > 1


def test_an_attack_made_anew_keeps_the_tail(editor, made):
    clip = made["kick"].clip
    result = editor.inpaint(made["kick"], start_s=0.0, end_s=0.02, seed=3).clip
    np.testing.assert_array_equal(result.samples[:, 882:], clip.samples[:, 882:])
    assert np.abs(result.samples[:, :882] - clip.samples[:, :882]).max() > 0.01


def test_the_whole_sound_made_anew_is_one_of_the_class(editor, made):
    clip = made["kick"].clip
    result = editor.inpaint(made["kick"], start_s=0.0, end_s=clip.duration_s, seed=3)
    assert editor.classify(result.clip) == "kick"
    assert distance_db(result.clip, clip) > 0.5


@pytest.mark.parametrize(("start_s", "end_s"), [(0.0, 1e-6), (0.05, 0.05001), (0.05, 0.0502)])
def test_tiny_ranges(editor, made, start_s, end_s):
    clip = made["snare"].clip
    result = editor.inpaint(made["snare"], start_s=start_s, end_s=end_s, seed=1).clip
    changed = np.flatnonzero((result.samples != clip.samples).any(axis=0))
    assert result.samples.shape == clip.samples.shape
    assert all(round(start_s * 44_100) <= at <= round(end_s * 44_100) for at in changed)


@pytest.mark.parametrize(
    ("start_s", "end_s", "message"),
    [
        (0.2, 0.1, "is empty or reversed"),
        (0.1, 0.1, "is empty or reversed"),
        (-0.1, 0.1, "is empty or reversed"),
        (float("nan"), 0.1, "is empty or reversed"),
        (0.1, 9.0, "lies outside the sound, which is 0"),
        (5.0, 6.0, "lies outside the sound, which is 0"),
    ],
)
def test_ranges_that_are_none(editor, made, start_s, end_s, message):
    with pytest.raises(RequestError, match=message):
        editor.inpaint(made["snare"], start_s=start_s, end_s=end_s, seed=1)


def test_a_range_beyond_what_the_model_hears(editor, made):
    longer = Clip(np.pad(made["tom"].clip.samples, ((0, 0), (0, 100_000))), 44_100)
    for start_s, end_s in ((2.0, 2.2), (0.1, 2.0), (1.8, longer.duration_s)):
        with pytest.raises(RequestError, match=r"lies beyond 1\.4\d s, which is how far the model hears"):
            editor.inpaint(longer, start_s=start_s, end_s=end_s, seed=1, label="tom")
    result = editor.inpaint(longer, start_s=0.1, end_s=longer.duration_s, seed=1, label="tom").clip
    assert result.duration_s < 1.6


def test_it_knows_what_it_was_made_from(editor, made):
    sound = editor.inpaint(made["snare"], start_s=0.05, end_s=0.1, seed=8)
    assert sound.provenance.seed == 8
    assert sound.provenance.edit == Edit(
        "inpainting", (clip_id(made["snare"].clip),), (("start_s", 0.05), ("end_s", 0.1))
    )


def test_progress_is_told_and_cancelling_stops(editor, made):
    heard = []
    editor.inpaint(
        made["kick"], start_s=0.0, end_s=0.01, seed=1, progress=lambda done, total: heard.append((done, total))
    )
    assert [done for done, _ in heard] == list(range(heard[-1][1] + 1))
    with pytest.raises(Cancelled):
        editor.inpaint(made["kick"], start_s=0.0, end_s=0.01, seed=1, cancel=lambda: heard.append(0) or len(heard) > 30)
