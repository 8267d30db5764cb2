"""`drumgen generate` with mixes of classes, words and numbers, for a model that cannot be told of them."""

import json

import pytest

from drumgen.__main__ import main
from drumgen.audio.files import read_tags
from drumgen.engine.provenance import Provenance

pytestmark = pytest.mark.usefixtures("models")


def origins(folder) -> list[Provenance]:
    return [Provenance.from_json(read_tags(path)["comment"]) for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("label", ["snare=0.6+clap=0.4", "0.6 Snare + 0.4 clap", "60% snare + 40% clap"])
def test_a_mix_of_classes(tmp_path, label):
    assert main(["generate", label, "--seed", "2", "--out", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["Snare06Clap04_s2_v01.wav"]
    assert origins(tmp_path)[0].label == "snare=0.6+clap=0.4"


def test_words_and_numbers_choose_among_candidates(tmp_path, capsys):
    argv = ["generate", "tom", "--prompt", "dark, flurbish", "--attribute", "decay=0.5", "--candidates", "3"]
    assert main([*argv, "--seed", "2", "--count", "2", "--out", str(tmp_path), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["unknown_words"] == ["flurbish"]
    assert "left out: flurbish" in err
    assert "2/2 sounds" in err
    for index, origin in enumerate(origins(tmp_path)):
        assert (origin.label, origin.index, origin.request.seed) == ("tom", index, 2)
        assert origin.choice.prompt == "dark, flurbish"
        assert dict(origin.choice.attributes) == {"brightness": -0.6, "decay": 0.5}
        assert origin.choice.candidates == 3


def test_words_that_are_taken_for_others_are_told(tmp_path, capsys):
    argv = ["generate", "tom", "--prompt", "brihgt, flurbish", "--candidates", "2", "--seed", "2", "--json"]
    assert main([*argv, "--out", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["taken_words"] == {"brihgt": "bright"}
    assert json.loads(out)["unknown_words"] == ["flurbish"]
    assert "taken for others: brihgt for bright" in err


def test_the_chosen_sound_is_made_again_by_the_command_that_inspect_shows(tmp_path, capsys):
    assert main(["generate", "tom", "--prompt", "dark", "--seed", "2", "--out", str(tmp_path), "--quiet"]) == 0
    assert main(["inspect", str(tmp_path / "Tom_Dark_s2_v01.wav")]) == 0
    out = capsys.readouterr().out
    assert "  chosen from 8 by: 'dark' (brightness -0.6)" in out
    assert f"  again: drumgen generate tom --seed {origins(tmp_path)[0].seed} --model drums" in out


def test_the_prompt_can_name_the_class(tmp_path):
    assert main(["generate", "--prompt", "a very short bass drum", "--seed", "1", "--out", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["Kick_VeryShortBassDrum_s1_v01.wav"]


def test_what_names_only_a_class_chooses_nothing(tmp_path):
    assert main(["generate", "--prompt", "kick-snare hybrid", "--seed", "1", "--out", str(tmp_path)]) == 0
    (origin,) = origins(tmp_path)
    assert (origin.label, origin.seed, origin.choice) == ("kick=0.5+snare=0.5", 1, None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kick", "--prompt", "flurbish"], "No word of the prompt is understood (flurbish); use words such as bright"),
        (["kick", "--prompt", " "], "The prompt is empty"),
        (["kick", "--prompt", "dark " * 2000], "The prompt has 10000 characters, but it may have 1000 at most"),
        (["--prompt", "dark"], "at least one LABEL is needed"),
        (["kick", "--attribute", "brightnes=0.5"], "There is no attribute 'brightnes' (did you mean brightness?)"),
        (["kick", "--attribute", "brightness=2"], "The attribute brightness is 2, but it must lie between -1 and 1."),
        (["kick", "--prompt", "dark", "--candidates", "0"], "The number of candidates is 0,"),
        (["snare+klap"], "There is no class 'klap'; did you mean clap?"),
        (["snare=much+clap"], "The weights of the mix 'snare=much+clap' must be numbers above 0"),
        (["snare++clap"], "The mix of classes 'snare++clap' is not understood"),
    ],
)
def test_wishes_that_cannot_be_granted(tmp_path, sentence, arguments, words):
    assert main(["generate", *arguments, "--out", str(tmp_path / "out")]) == 2
    assert words in sentence()
    assert not (tmp_path / "out").exists()
