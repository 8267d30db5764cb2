"""The command line with models that take prompts, attributes and blocks."""

import json

import numpy as np
import pytest

from drumgen.__main__ import main
from drumgen.audio.files import read_clip
from tests.support.models.tiny_lab import BLOCK_SAMPLES, RATE_HZ, write_tiny_lab


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    return write_tiny_lab(tmp_path_factory.mktemp("lab"))


WISHES = ["--prompt", "warm zinc", "--attribute", "pitch=50", "--attribute", "brightness=900.5", "--blocks", "3"]


def generate(lab, folder, *arguments):
    options = ["--models", str(lab), "--model", "lab", "--seed", "4", "--device", "cpu", "--out", str(folder)]
    return main(["generate", "flute", *options, *arguments])


def test_all_wishes_reach_the_sound_and_its_file(lab, tmp_path, capsys):
    assert generate(lab, tmp_path, *WISHES, "--json") == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert report["unknown_words"] == ["zinc"]
    assert report["rate_hz"] == RATE_HZ
    request = report["sounds"][0]["provenance"]["request"]
    assert (request["prompt"], request["blocks"]) == ("warm zinc", 3)
    assert request["attributes"] == [["pitch", 50.0], ["brightness", 900.5]]
    assert "left out: zinc" in err
    clip = read_clip(tmp_path / "Flute_WarmZinc_s4_v01.wav")
    assert (clip.rate_hz, clip.samples.shape[1]) == (RATE_HZ, 3 * BLOCK_SAMPLES)


def test_inspect_tells_the_command_that_makes_it_again(lab, tmp_path, capsys):
    assert generate(lab, tmp_path / "a", *WISHES, "--quiet") == 0
    capsys.readouterr()
    assert main(["inspect", str(tmp_path / "a" / "Flute_WarmZinc_s4_v01.wav")]) == 0
    out = capsys.readouterr().out
    assert "  prompt: warm zinc\n" in out
    assert "  left out, as the model does not know them: zinc\n" in out
    assert "--prompt 'warm zinc' --attribute pitch=50.0 --attribute brightness=900.5 --blocks 3" in out
    assert generate(lab, tmp_path / "b", *WISHES) == 0
    first, second = (read_clip(tmp_path / folder / "Flute_WarmZinc_s4_v01.wav").samples for folder in "ab")
    np.testing.assert_allclose(first, second, atol=1e-5)


def test_models_shows_what_a_model_can_be_told(lab, capsys):
    assert main(["models", "--models", str(lab)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  --attribute brightness=VALUE, 200 to 4000 Hz" in lines
    assert "  --prompt  up to 3 of 5 words, such as warm, bright, f#4, long, brass" in lines
    assert "  --blocks  goes on from block to block" in lines
    assert main(["models", "--models", str(lab), "--json"]) == 0
    (model,) = json.loads(capsys.readouterr().out)["models"]
    assert (model["process"], model["continues"]) == ("continuous-cosine", True)
    assert [attribute["name"] for attribute in model["attributes"]] == ["brightness", "pitch"]


def test_the_rate_can_still_be_chosen(lab, tmp_path):
    assert generate(lab, tmp_path, "--rate", "44100") == 0
    assert read_clip(tmp_path / "Flute_s4_v01.wav").rate_hz == 44_100


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--attribute", "pitch"], "'pitch' is not of the form NAME=VALUE"),
        (["--attribute", "pitch=high"], "The attribute pitch is 'high', but it must be a number of semitones"),
        (["--attribute", "pich=50"], "no attribute 'pich' (did you mean pitch?)"),
        (["--attribute", "pitch=99"], "must lie between 36 and 84 semitones"),
        (["--attribute", "pitch=50", "--attribute", "pitch=60"], "given twice"),
        (["--prompt", " "], "The prompt is empty"),
        (["--prompt", "warm " * 300], "The prompt has 1500 characters"),
        (["--prompt", "zinc"], "knows no word of the prompt"),
        (["--blocks", "0"], "The number of blocks is 0"),
        (["--blocks", "many"], "'many' is not a whole number"),
    ],
)
def test_bad_wishes_get_one_sentence_and_leave_no_folder(lab, tmp_path, sentence, arguments, words):
    assert generate(lab, tmp_path / "out", *arguments) == 2
    assert words in sentence()
    assert not (tmp_path / "out").exists()
