import argparse
import json

import pytest

from drumgen.errors import DataError, ModelError
from tests.support.models.tiny_models import write_tiny_models
from tests.support.training.tone_folder import write_tone_folder
from training.commands.learning import classifier
from training.commands.measuring import measure


def run(module, *words):
    parser = argparse.ArgumentParser()
    module.add_parser(parser.add_subparsers())
    arguments = parser.parse_args([module.__name__.rsplit(".", 1)[1], *map(str, words)])
    return arguments.run(arguments)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return a folder with notes, two models and two judges."""
    place = tmp_path_factory.mktemp("measure")
    write_tone_folder(place / "notes", kits=4)
    write_tiny_models(place / "models")
    write_tiny_models(place / "others", n_samples=4096)
    for target in ("instrument", "pitch"):
        words = ("--target", target, "--out", place / target, "--steps", 10, "--seconds", 0.2)
        assert run(classifier, "--data", place / "notes", *words) == 0
    return place


def judges(place):
    return ("--instrument-classifier", place / "instrument", "--pitch-classifier", place / "pitch")


def test_one_command_makes_one_table(place, tmp_path, capsys):
    out = tmp_path / "out"
    words = ("--models", place / "models", "--count", 8, "--steps", 4, "--guidance", 1.5, "--out", out)
    assert run(measure, "--data", place / "notes", *words, *judges(place)) == 0
    printed = capsys.readouterr().out
    content = json.loads((out / "measures.json").read_text())
    assert list(content["rows"]) == ["real", "drums", "noise"]
    names = {"sounds", "FAD instrument", "IKID", "PKID", "IIS", "PIS", "instrument right", "novelty", "SSIM", "MSE"}
    assert names | {"precision", "recall", "pitch right"} == set(content["rows"]["real"])
    assert names <= set(content["rows"]["drums"])
    assert {row["sounds"] for row in content["rows"].values()} == {8}
    assert all(0.0 <= row["instrument right"] <= 1.0 for row in content["rows"].values())
    assert content["pairs"]["drums"][0]["name"].split()[0] in {"kick", "snare"}
    assert (out / "measures.md").read_text().startswith("| | sounds |")
    assert [line.split()[0] for line in printed.splitlines()[-3:]] == ["real", "drums", "noise"]
    for picture in ("sheet-drums.png", "pairs-drums.png"):
        assert (out / picture).read_bytes().startswith(b"\x89PNG")
    again = tmp_path / "again"
    assert run(measure, "--data", place / "notes", *words[:-1], again, *judges(place)) == 0
    repeated = json.loads((again / "measures.json").read_text())
    assert repeated["rows"] == content["rows"]


def test_several_models_share_a_table(place, tmp_path):
    words = ("--models", place / "models", "--models", place / "others", "--count", 4, "--steps", 2)
    assert run(measure, "--data", place / "notes", *words, "--out", tmp_path, *judges(place)) == 0
    rows = json.loads((tmp_path / "measures.json").read_text())["rows"]
    assert list(rows) == ["real", "models/drums", "others/drums", "noise"]
    assert (tmp_path / "sheet-others-drums.png").is_file()


def test_what_is_missing_is_said_in_one_sentence(place, tmp_path):
    words = ("--data", place / "notes", "--models", place / "models", "--out", tmp_path)
    with pytest.raises(DataError, match="Nothing to measure with"):
        run(measure, *words)
    with pytest.raises(ModelError, match="no model called 'flute'"):
        run(measure, *words, "--name", "flute", *judges(place))
    with pytest.raises(DataError, match="holds no classifier"):
        run(measure, *words, "--pitch-classifier", tmp_path)
    with pytest.raises(DataError, match="one for the pitch is needed"):
        run(measure, *words, "--pitch-classifier", place / "instrument")
    with pytest.raises(DataError, match="raise --count"):
        run(measure, *words, "--count", 1, *judges(place))
    with pytest.raises(DataError, match="3 --name"):
        run(measure, *words, *("--name", "a", "--name", "b", "--name", "c"), *words[2:4], *judges(place))
    with pytest.raises(DataError, match="does not exist"):
        run(measure, *words, "--yamnet", tmp_path / "none.tflite")
