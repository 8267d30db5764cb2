"""The full-band embedding: what it sees, what it learns, and that it comes back from disk."""

import argparse
import json

import numpy as np
import pytest
import torch

from drumgen.errors import DataError
from tests.support.training.drum_folder import write_drum_folder
from training.commands.learning import embedding
from training.data.scan import Sound
from training.evaluation.classifiers.examples import Example
from training.evaluation.fullband.degrading import DEGRADATIONS, NAMES, degrade
from training.evaluation.fullband.examples import IGNORED, kit_numbers
from training.evaluation.fullband.fitting import EmbeddingFit, fit, run_network
from training.evaluation.fullband.network import FullBandNetwork, FullBandSettings
from training.evaluation.fullband.saved import SETTINGS, WEIGHTS, load_full_band
from training.evaluation.fullband.views import RATE_HZ, ViewSettings, views

SMALL = FullBandSettings(channels=(4, 6), width=16, dropout=0.0)


def click(freq_hz=9000.0, late_s=0.0, decay_s=0.02):
    t = np.arange(RATE_HZ // 2) / RATE_HZ - late_s
    return (np.sin(2 * np.pi * freq_hz * t) * np.exp(-np.maximum(t, 0.0) / decay_s) * (t >= 0)).astype(np.float32)


def test_views_show_the_top_octave_and_two_milliseconds():
    settings = ViewSettings()
    attack, body = views([click(), click(16000.0), click(late_s=0.003)], RATE_HZ, settings)
    assert attack.shape == (3, settings.attack_bands, settings.attack_frames)
    assert body.shape == (3, settings.body_bands, settings.body_frames)
    assert (attack.max(), body.max()) == (255, 255)
    tops = body.max(axis=2).argmax(axis=1)
    assert tops[1] > tops[0] > settings.body_bands // 2
    loudest = attack.max(axis=1).argmax(axis=1)
    assert loudest[2] - loudest[0] == pytest.approx(0.003 * RATE_HZ / settings.attack_hop, abs=1.0)


@pytest.mark.parametrize("name", DEGRADATIONS)
def test_every_degradation_changes_a_sound_and_keeps_its_length(name):
    rng = np.random.default_rng(3)
    sound = click() + 0.3 * click(300.0, decay_s=0.1)
    worse = degrade(sound, RATE_HZ, name, rng)
    assert worse.shape == sound.shape
    assert worse.dtype == np.float32
    assert np.isfinite(worse).all()
    assert np.abs(worse - sound).max() > 1e-4
    assert degrade(sound, RATE_HZ, NAMES[0], rng) is sound


def test_small_and_hidden_kits_are_not_asked_for():
    groups = ["a"] * 9 + ["b"] * 9 + ["c"] * 3
    examples = [Example(Sound(f"{i}.wav", "kick"), "kick", group) for i, group in enumerate(groups)]
    numbers, count = kit_numbers(examples, np.array([group == "b" for group in groups]))
    assert count == 1
    assert list(numbers) == [0] * 9 + [IGNORED] * 12


def test_a_network_learns_to_tell_sounds_that_differ_above_eight_kilohertz():
    rng = np.random.default_rng(0)
    freqs = np.repeat([9000.0, 13000.0], 24)
    seen = ViewSettings()
    pictures = views([click(f * rng.uniform(0.97, 1.03)) for f in freqs], RATE_HZ, seen)
    targets = np.stack([(freqs > 10000.0).astype(np.int64), np.full(48, IGNORED), np.zeros(48, np.int64)], axis=1)
    torch.manual_seed(0)
    network = FullBandNetwork(seen, (2, 1, 1), SMALL)
    losses = []
    fit(
        network,
        pictures,
        targets,
        EmbeddingFit(steps=25, batch=16),
        bf16=False,
        on_step=lambda step, loss: losses.append(loss),
    )
    features, (kinds, *_) = run_network(network, pictures)
    assert features.shape == (48, 16)
    assert (kinds.argmax(dim=1).numpy() == targets[:, 0]).mean() > 0.9
    assert losses[-1] < losses[0]


def run(*words):
    parser = argparse.ArgumentParser()
    embedding.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["embedding", *map(str, words)])
    return arguments.run(arguments)


def test_the_command_trains_saves_and_reports(tmp_path, capsys):
    data = write_drum_folder(tmp_path / "drums", per_class=8)
    assert run("--data", data, "--out", tmp_path / "out", "--steps", 2) == 0
    assert "learned: class" in capsys.readouterr().out
    content = json.loads((tmp_path / "out" / SETTINGS).read_text())
    assert content["degradations"] == list(NAMES)
    loaded = load_full_band(tmp_path / "out")
    embedded = loaded.embed_all([click(), click(300.0)], RATE_HZ)
    assert embedded.shape == (2, loaded.network_settings.width)
    assert np.abs(embedded[0] - embedded[1]).max() > 0.0
    assert set(loaded.held_out_kits) == {str(path) for path in map(data.__truediv__, map(str, loaded.held_out_kits))}
    (tmp_path / "out" / WEIGHTS).write_bytes(b"nothing")
    with pytest.raises(DataError):
        load_full_band(tmp_path / "out")
    with pytest.raises(DataError, match="at least 1"):
        run("--data", data, "--out", tmp_path / "out", "--steps", 0)
    with pytest.raises(DataError, match="no full-band embedding"):
        load_full_band(tmp_path)
