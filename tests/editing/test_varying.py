"""Variations: unchanged at 0, new at 1, and farther the stronger between."""

import numpy as np
import pytest

from drumgen.audio.clip import Clip
from drumgen.audio.identity import clip_id
from drumgen.engine.generator import BATCH_SIZE
from drumgen.engine.provenance import Edit
from drumgen.engine.request import GenerationRequest
from drumgen.errors import Cancelled, RequestError
from tests.support.hearing import distance_db

STRENGTHS = (0.02, 0.2, 0.4, 0.6, 1.0)


def test_strength_0_gives_the_sound_back_sample_for_sample(editor, made, found):
    for source in (made["snare"], found):
        clip = getattr(source, "clip", source)
        for sound in editor.vary(source, strength=0.0, seed=3, label="snare", count=2):
            np.testing.assert_array_equal(sound.clip.samples, clip.samples)
            assert sound.clip.rate_hz == clip.rate_hz


def test_strength_1_is_the_generator_s_own_sound_of_the_seed(editor, generator, made, found):
    request = GenerationRequest("snare", count=2, seed=123, steps=generator.card().diffusion.steps)
    new = generator.generate(request)
    for varied, expected in zip(editor.vary(made["snare"], strength=1.0, seed=123, count=2), new, strict=True):
        np.testing.assert_allclose(varied.clip.samples, expected.clip.samples, atol=1e-4)
    loud = editor.vary(found, strength=1.0, seed=123, label="snare")[0].clip.samples
    scale = np.abs(found.samples).max() / np.abs(new[0].clip.samples).max()
    np.testing.assert_allclose(loud, new[0].clip.samples * scale, atol=1e-4)


def test_the_distance_grows_with_the_strength(editor, made):
    """On the average of some sounds and directions, as measured on spectra."""
    distances = [
        [
            np.mean(
                [distance_db(source.clip, sound.clip) for sound in editor.vary(source, strength=s, seed=9, count=3)]
            )
            for s in STRENGTHS
        ]
        for source in made.values()
    ]
    mean = np.mean(distances, axis=0)
    assert (np.diff(mean) > 0.0).all(), mean
    assert mean[0] < 0.15 * mean[-1]


def test_one_direction_is_one_way(editor, made):
    """Neighbours on the way of one seed are nearer to each other than to those of another seed."""
    here, ahead = (editor.vary(made["tom"], strength=s, seed=4)[0].clip for s in (0.4, 0.45))
    elsewhere = editor.vary(made["tom"], strength=0.4, seed=5)[0].clip
    assert distance_db(here, ahead) < 0.5 * distance_db(here, elsewhere)


def test_a_generated_sound_is_not_degraded_by_a_faint_variation(editor, made):
    for source in made.values():
        near = editor.vary(source, strength=0.001, seed=1)[0].clip.samples
        size = min(near.shape[1], source.clip.samples.shape[1])
        assert np.abs(near[:, :size] - source.clip.samples[:, :size]).max() < 0.02


def test_a_sound_from_elsewhere_is_varied_from_its_onset_on(editor, found):
    near = editor.vary(found, strength=0.01, seed=1, label="snare")[0].clip
    assert near.rate_hz == 44_100
    assert near.samples.shape[0] == 1
    assert np.abs(near.samples).max() == pytest.approx(np.abs(found.samples).max(), rel=1e-3)
    assert np.flatnonzero(np.abs(near.samples[0]) > 0.02)[0] < 500
    onset = round(3000 * 44_100 / 48_000)
    mono = np.interp(np.arange(20_000) + onset, np.arange(27_000) * 44_100 / 48_000, found.mono)
    size = min(near.samples.shape[1], 20_000)
    likeness = [np.corrcoef(near.samples[0, k : size - 100 + k], mono[: size - 100])[0, 1] for k in range(60)]
    assert max(likeness) > 0.8


def test_variations_are_the_same_alone_and_together(editor, made):
    together = editor.vary(made["kick"], strength=0.5, seed=20, count=BATCH_SIZE + 2)
    for index in (0, BATCH_SIZE - 1, BATCH_SIZE + 1):
        alone = editor.vary(made["kick"], strength=0.5, seed=20 + index)[0]
        size = min(alone.clip.samples.shape[1], together[index].clip.samples.shape[1])
        np.testing.assert_allclose(alone.clip.samples[:, :size], together[index].clip.samples[:, :size], atol=2e-3)


def test_they_know_what_they_were_made_from(editor, made):
    sounds = editor.vary(made["snare"], strength=0.25, seed=60, count=2)
    origin = sounds[1].provenance
    assert origin.edit == Edit("variation", (clip_id(made["snare"].clip),), (("strength", 0.25),))
    assert (origin.label, origin.seed, origin.index) == ("snare", 61, 1)
    assert (origin.request.seed, origin.request.count) == (60, 2)


def test_a_variation_can_be_varied_again(editor, made):
    once = editor.vary(made["kick"], strength=0.3, seed=1)[0]
    twice = editor.vary(once, strength=0.3, seed=2)[0]
    assert twice.provenance.edit.parents == (clip_id(once.clip),)
    assert twice.provenance.label == "kick"


def test_another_class_can_be_wished_and_a_mix(editor, made):
    for label in ("clap", "snare=0.5+clap=0.5"):
        assert editor.vary(made["snare"], strength=0.5, seed=1, label=label)[0].provenance.label == label


def test_progress_is_told_and_cancelling_stops(editor, made):
    heard = []
    editor.vary(made["kick"], strength=0.5, seed=1, count=3, progress=lambda done, total: heard.append((done, total)))
    assert heard[0] == (0, 4)
    assert heard[-1] == (4, 4)
    with pytest.raises(Cancelled):
        editor.vary(made["kick"], strength=0.5, seed=1, count=20, cancel=lambda: True)


@pytest.mark.parametrize("strength", [-0.1, 1.01, float("nan")])
def test_strengths_out_of_range(editor, made, strength):
    with pytest.raises(RequestError, match=r"^The strength is .*, but it must lie between 0 and 1\.$"):
        editor.vary(made["kick"], strength=strength, seed=1)


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_counts_out_of_range(editor, made, count):
    with pytest.raises(RequestError, match=rf"^The count is {count}, but it must lie between 1 and 1000\.$"):
        editor.vary(made["kick"], strength=0.5, seed=1, count=count)


def test_an_unknown_class(editor, made):
    with pytest.raises(RequestError, match="no class 'kik'"):
        editor.vary(made["kick"], strength=0.5, seed=1, label="kik")


def test_a_tiny_sound(editor):
    tiny = Clip(np.array([[0.0, 0.5, -0.5]], dtype=np.float32), 44_100)
    assert editor.vary(tiny, strength=0.5, seed=1)[0].clip.samples.shape[1] > 3
