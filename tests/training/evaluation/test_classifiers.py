import argparse
import json

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from drumgen.errors import DataError
from tests.support.training.tone_folder import LABELS, tone, write_tone_folder
from training.commands.learning import classifier
from training.data.scan import Sound
from training.evaluation.classifiers.examples import Example, class_names, held_out, read_examples
from training.evaluation.classifiers.fitting import FitSettings, fit, vary
from training.evaluation.classifiers.network import NetworkSettings, PictureClassifier
from training.evaluation.classifiers.saved import SETTINGS, WEIGHTS, load_classifier
from training.evaluation.classifiers.training_set import draw_pictures, transpose
from training.evaluation.mel_pictures import PictureSettings, picture

GROUPED = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 8)), min_size=1, max_size=60)


def run(*words):
    parser = argparse.ArgumentParser()
    classifier.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["classifier", *map(str, words)])
    return arguments.run(arguments)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_tone_folder(tmp_path_factory.mktemp("tones"), kits=7)


@settings(max_examples=40)
@given(GROUPED, st.integers(0, 99))
def test_whole_kits_are_held_out_and_no_class_is_lost(rows, seed):
    examples = [Example(Sound(f"{i}.wav", name), name, str(group)) for i, (name, group) in enumerate(rows)]
    chosen = held_out(examples, share=0.4, seed=seed)
    assert chosen.sum() <= 0.4 * len(examples)
    groups = [{e.group for e, out in zip(examples, chosen, strict=True) if out is which} for which in (True, False)]
    assert not groups[0] & groups[1]
    left = {e.target for e, out in zip(examples, chosen, strict=True) if not out}
    assert left == {e.target for e in examples}


def test_examples_come_with_notes_kits_and_takes(folder, tmp_path):
    pitched = read_examples(folder, "pitch")
    assert {e.target for e in pitched} == {"48", "60", "72"}
    assert class_names(pitched, "pitch") == tuple(map(str, range(24, 97)))
    assert {e.group for e in pitched} == {f"{label} {kit}" for label in LABELS for kit in range(7)}
    rows = [f"{path.name},{i % 3},theo,{i % 5},CC-BY-SA-4.0" for i, path in enumerate(sorted(folder.glob("*.wav")))]
    manifest = "\n".join(["file,label,speaker,take,licence", *rows])
    for path in folder.glob("*.wav"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "manifest.csv").write_text(manifest)
    spoken = read_examples(tmp_path, "label", share_alike=True)
    assert {e.group for e in spoken} == {f"theo, take {take}" for take in range(5)}
    with pytest.raises(DataError, match="share-alike"):
        read_examples(tmp_path, "label")
    with pytest.raises(DataError, match="column midi_pitch"):
        read_examples(tmp_path, "pitch", share_alike=True)


def test_one_class_alone_is_refused(tmp_path):
    write_tone_folder(tmp_path, kits=2, pitches=(60,))
    with pytest.raises(DataError, match="at least two"):
        read_examples(tmp_path, "pitch")


def test_a_transposed_note_looks_like_the_note_it_becomes(folder):
    settings_ = PictureSettings(duration_s=0.3)
    low, high = tone(60, "kick"), tone(67, "kick")
    moved = picture(transpose(low, 7.0), 22050, settings_)
    assert (
        np.abs(moved - picture(high, 22050, settings_)).mean()
        < 0.3 * np.abs(picture(low, 22050, settings_) - picture(high, 22050, settings_)).mean() + 0.02
    )
    drawn = draw_pictures(
        read_examples(folder, "pitch")[:6],
        tuple(map(str, range(24, 97))),
        settings_,
        pitched=True,
        variants=2,
        seed=0,
    )
    notes = drawn.targets + 24
    plain = {int(e): int(n) for e, n, v in zip(drawn.example, notes, drawn.varied, strict=True) if not v}
    shifts = [int(n) - plain[int(e)] for e, n, v in zip(drawn.example, notes, drawn.varied, strict=True) if v]
    assert len(shifts) == 12
    assert all(1 <= abs(shift) <= 4 for shift in shifts)


@settings(max_examples=30)
@given(arrays(np.float32, (3, 16, 24), elements=st.floats(0.0, 1.0, width=32)), st.integers(0, 99))
def test_varied_pictures_stay_pictures(pictures, seed):
    out = vary(pictures, np.random.default_rng(seed))
    assert out.shape == pictures.shape
    assert out.dtype == np.float32
    assert out.min() >= 0.0
    assert out.max() <= 1.0


@settings(max_examples=25)
@given(st.floats(1e-3, 10.0), st.sampled_from([8000, 16000, 22050, 44100]))
def test_pictures_do_not_depend_on_level_and_hardly_on_the_rate(gain, rate_hz):
    shape = PictureSettings(duration_s=0.3, high_hz=3500.0)
    sound = tone(69, "kick", rate_hz=rate_hz, seed=1)
    found = picture(np.float32(gain) * sound, rate_hz, shape)
    assert found.shape == shape.shape
    assert np.allclose(found, picture(sound, rate_hz, shape), atol=1e-3)
    assert np.abs(found - picture(tone(69, "kick", rate_hz=16000, seed=1), 16000, shape)).mean() < 0.05
    assert found.max() == 1.0


@pytest.mark.parametrize("frames", [3, 7, 20])
def test_bfloat16_learns_as_float32_does_on_short_pictures_too(frames):
    pictures = np.random.default_rng(0).uniform(0.0, 1.0, (24, 32, frames)).astype(np.float32)
    targets = np.arange(24) % 3
    losses: dict[bool, list[float]] = {True: [], False: []}
    for bf16, seen in losses.items():
        torch.manual_seed(0)
        network = PictureClassifier(32, 3, NetworkSettings((8, 8, 8, 8), 8, 0.0))
        settings_ = FitSettings(steps=6, batch=16)
        fit(network, pictures, targets, settings_, bf16=bf16, on_step=lambda step, loss, seen=seen: seen.append(loss))
    assert losses[True] == pytest.approx(losses[False], abs=0.05)


def test_silence_has_an_empty_picture():
    shape = PictureSettings()
    for count in (0, 5, 100000):
        assert not picture(np.zeros(count, dtype=np.float32), 44100, shape).any()


def test_train_save_load_and_judge(folder, tmp_path, capsys):
    out = tmp_path / "judge"
    assert run("--data", folder, "--target", "instrument", "--out", out, "--steps", 40, "--seconds", 0.4) == 0
    assert "held-out sounds" in capsys.readouterr().out
    facts = json.loads((out / SETTINGS).read_text())
    assert facts["held_out"]["accuracy"] >= 0.8
    assert facts["held_out"]["groups"] >= 1
    assert facts["licences"] == {"CC0-1.0": 42}
    judge = load_classifier(out, "label")
    fresh = [tone(pitch, label, seed=99) for label in LABELS for pitch in (50, 65)]
    reading = judge.read(fresh, 22050)
    assert [judge.classes[k] for k in reading.probabilities.argmax(axis=1)] == ["kick"] * 2 + ["snare"] * 2
    assert np.allclose(reading.probabilities.sum(axis=1), 1.0)
    assert reading.features.shape == (4, 64)
    assert np.array_equal(judge.embed_all(iter(fresh), 22050), reading.features)
    with pytest.raises(DataError, match="tells the instrument, but one for the pitch"):
        load_classifier(out, "pitch")
    (out / WEIGHTS).write_bytes(b"nothing")
    with pytest.raises(DataError, match="cannot be read"):
        load_classifier(out)
    (out / SETTINGS).write_text("{}")
    with pytest.raises(DataError, match="holds no classifier"):
        load_classifier(out)


def test_weights_of_another_size_are_refused(folder, tmp_path):
    out = tmp_path / "judge"
    run("--data", folder, "--target", "label", "--out", out, "--steps", 1, "--seconds", 0.2)
    facts = json.loads((out / SETTINGS).read_text())
    facts["classes"].append("tom")
    (out / SETTINGS).write_text(json.dumps(facts))
    with pytest.raises(DataError, match="do not fit"):
        load_classifier(out)
    with pytest.raises(DataError, match="at least 1 step"):
        run("--data", folder, "--target", "label", "--out", out, "--steps", 0)
