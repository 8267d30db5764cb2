import numpy as np
import pytest
import torch

from tests.support.training.tiny_recipes import ONE_SHOTS, write_one_shots, write_recipe
from training.data.scan import scan
from training.data.shards import manifest_rows as rows_of
from training.data.shards import open_shards, write_shards
from training.lab import settings as lab
from training.lab.run import drawer_of, facts_on
from training.lab.sampling import process_of
from training.lab.streaming import ShardTransform, StreamedBatches, is_sharded, sample_of
from training.share import Share


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("streaming")
    recipe = lab.load(write_recipe(folder, ONE_SHOTS), ("data.augment=false",))
    data = write_one_shots(folder / "data", per_class=8)
    write_shards(scan(data).sounds, rows_of(data), folder / "shards", largest_bytes=50_000)
    shards = open_shards(folder / "shards")
    assert is_sharded(folder / "shards")
    assert not is_sharded(data)
    sampled = sample_of(recipe, shards)
    facts = facts_on(recipe, {"low", "high"}, [], sampled)
    return recipe, shards, sampled, facts, drawer_of(recipe, facts, sampled)


def test_the_sample_holds_what_a_folder_would(case):
    _, shards, sampled, _, _ = case
    assert {label for shard in shards for label in shard.labels} == {"low", "high"}
    assert sorted(sampled.examples.labels) == ["high"] * 8 + ["low"] * 8
    assert sampled.examples.captions[0].endswith("tone number 0")
    assert len(set(sampled.examples.files)) == 16


def test_streamed_sounds_are_prepared_as_those_of_a_folder_are(case):
    recipe, shards, sampled, facts, drawer = case
    batches = StreamedBatches(
        shards, recipe, facts.vocabulary, drawer, process_of(recipe), device=torch.device("cpu"), seed=0, share=Share()
    )
    values, noise, sigma, label, weights, attributes, tokens = batches.training()
    assert values.shape == (8, 1, 16, 16)
    assert noise.shape == values.shape
    assert sigma.shape == label.shape == (8,)
    assert weights.shape == (8, 2)
    assert attributes.shape == (8, 4)
    assert tokens.shape == (8, 4)
    known = sampled.examples.values.astype(np.float32)
    held_out = set(drawer.validation.tolist())
    assert held_out
    for value in values.numpy():
        distances = np.abs(known - value).reshape(len(known), -1).max(axis=1)
        assert distances.min() < 2e-3
        assert int(distances.argmin()) not in held_out


def test_a_transform_skips_other_classes_and_silence(case):
    recipe, _, _, facts, _ = case
    transform = ShardTransform(recipe, facts.classes, facts.vocabulary, frozenset({"low/0.wav"}))
    tone = np.sin(np.arange(2000) / 5.0).astype(np.float32)
    assert transform(tone, 8000, {"file": "low/0.wav", "label": "low"}) is None
    assert transform(np.zeros_like(tone), 8000, {"file": "a.wav", "label": "low"}) is None
    made = transform(tone, 8000, {"file": "a.wav", "label": "low", "description": "dark tone, kit", "midi_pitch": "60"})
    assert made is not None
    np.testing.assert_array_equal(made[1], [0.0, 1.0])
    assert np.isfinite(made[2]).all()
    assert made[3].any()
