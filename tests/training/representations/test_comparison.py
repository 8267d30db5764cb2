import argparse
import json

import numpy as np
import pytest
import soundfile

from drumgen.errors import DataError
from training.commands.measuring import waysback
from training.representations.comparison import compare, log_spectral_distance, spectral_convergence
from training.representations.stft import StftRepresentation, StftSettings


def test_a_sound_lies_at_no_distance_from_itself_and_gain_is_measured_in_decibels():
    a = np.abs(np.random.default_rng(0).standard_normal((20, 30))) + 0.1
    assert log_spectral_distance(a, a) == 0.0
    assert spectral_convergence(a, a) < -200.0
    assert log_spectral_distance(a, 10.0 * a) == pytest.approx(20.0)
    assert spectral_convergence(a, 1.1 * a) == pytest.approx(-20.0)


def test_more_iterations_come_nearer():
    representation = StftRepresentation(StftSettings(frames=40))
    t = np.arange(representation.n_samples) / 8000.0
    sounds = [(0.5 * np.sin(2.0 * np.pi * f * t) * np.exp(-5.0 * t)).astype(np.float32) for f in (300.0, 710.0)]
    scores = {score.way: score for score in compare(representation, sounds, griffin_lim=(1, 40))}
    assert list(scores) == ["Griffin-Lim, 1 iterations", "Griffin-Lim, 40 iterations", "decoder"]
    few, many = scores["Griffin-Lim, 1 iterations"], scores["Griffin-Lim, 40 iterations"]
    assert many.convergence_db < few.convergence_db
    assert many.round_trip_db < few.round_trip_db


def run(*options):
    parser = argparse.ArgumentParser()
    waysback.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["waysback", *map(str, options)])
    return arguments.run(arguments)


def test_the_command_prints_one_table_and_writes_the_figures(tmp_path, capsys):
    (tmp_path / "piano").mkdir()
    t = np.arange(3 * 8000) / 8000.0
    for i in range(2):
        tone = 0.4 * np.sin(2.0 * np.pi * 220.0 * (i + 1) * t) * np.exp(-t)
        soundfile.write(str(tmp_path / "piano" / f"{i}.wav"), tone, 8000)
    out = tmp_path / "figures.json"
    assert run("--data", tmp_path, "--recipe", "piano-stft-128", "--count", 3, "--iterations", 2, "--json", out) == 0
    assert "| decoder |" in capsys.readouterr().out
    content = json.loads(out.read_text())
    assert content["sounds"] == 3
    assert [way["way"] for way in content["ways"]] == ["Griffin-Lim, 2 iterations", "decoder"]


def test_bad_options_are_named(tmp_path):
    with pytest.raises(DataError, match="must be above 0"):
        run("--data", tmp_path, "--recipe", "piano-stft-128", "--count", 0)
    with pytest.raises(DataError, match="does not exist"):
        run("--data", tmp_path / "nowhere", "--recipe", "piano-stft-128")
