"""`drumgen models`."""

import json

from drumgen.__main__ import main


def test_text_names_classes_defaults_and_licence(models, capsys):
    assert main(["models"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "drums 0.0.1"
    assert "  classes:  kick, snare, clap, closed_hat, open_hat, tom, rimshot, cymbal, cowbell, perc" in lines
    assert "  defaults: 8 steps, guidance 1.0, sampler heun" in lines
    assert "  licence:  CC0-1.0" in lines


def test_json(models, capsys):
    assert main(["models", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["folder"] == str(models)
    (model,) = report["models"]
    assert model["sha256"] == json.loads((models / "drums.json").read_text())["sha256"]
    assert model["classes"][0] == "kick"


def test_a_damaged_card_is_named_and_the_others_are_listed(own_models, capsys):
    (own_models / "bells.json").write_text("{}")
    assert main(["models"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("drums 0.0.1\n")
    assert "bells.json" in err
    assert err.count("\n") == 1


def test_a_folder_without_models(tmp_path, monkeypatch, sentence):
    monkeypatch.setenv("DRUMGEN_MODELS", str(tmp_path / "nowhere"))
    assert main(["models"]) == 2
    assert sentence() == (
        f"There are no models in {tmp_path / 'nowhere'}; install drumgen again or set DRUMGEN_MODELS to another folder."
    )
