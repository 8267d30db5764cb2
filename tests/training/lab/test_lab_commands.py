import json

import pytest

from tests.support.training.tiny_recipes import ONE_SHOTS, TAKES, write_one_shots, write_recipe, write_takes
from training.__main__ import main
from training.lab import settings as lab


def train(tmp_path, recipe, data, *more):
    return main(
        ["digits", "--recipe", str(recipe), "--data", str(data), "--out", str(tmp_path / "run"), "--no-bf16", *more]
    )


def test_the_list_names_every_recipe_with_its_document(capsys):
    assert main(["list"]) == 0
    printed = capsys.readouterr().out
    for name in lab.names():
        recipe = lab.load(lab.RECIPES / f"{name}.toml")
        line = next(line for line in printed.splitlines() if line.split()[:1] == [name])
        assert recipe.seed in line
        assert recipe.network.name in line


def test_a_run_trains_resumes_is_studied_and_distilled(tmp_path, capsys):
    recipe, data = write_recipe(tmp_path, ONE_SHOTS), write_one_shots(tmp_path / "data")
    assert train(tmp_path, recipe, data) == 0
    run = json.loads((tmp_path / "run/run.json").read_text())
    assert run["kind"] == "lab"
    assert run["steps"] == 4
    assert run["classes"] == ["high", "low"]
    assert run["recipe"]["network"]["name"] == "unet-attention"
    for name in ("checkpoint.pt", "log.jsonl", "loss.png", "samples.png"):
        assert (tmp_path / "run" / name).stat().st_size > 0
    assert train(tmp_path, recipe, data, "--resume", "--set", "loop.steps=6") == 0
    assert json.loads((tmp_path / "run/run.json").read_text())["steps"] == 6
    folders = ["--run", str(tmp_path / "run"), "--data", str(data)]
    assert main(["study", *folders, "--out", str(tmp_path / "study"), "--count", "2"]) == 0
    assert {path.name for path in (tmp_path / "study").iterdir()} == {
        "study.md",
        "study.json",
        "process.png",
        "samples.png",
        "loss.png",
    }
    assert "SSIM" in capsys.readouterr().out
    assert main(["distill", *folders, "--from", "4", "--to", "2", "--minutes", "0.005"]) == 0
    assert (tmp_path / "run/distilled/steps-2/samples.png").stat().st_size > 0
    capsys.readouterr()
    assert main(["distill", *folders, "--from", "4", "--to", "1", "--minutes", "0.005", "--resume"]) == 0
    assert "Taking the finished student of 2 steps" in capsys.readouterr().err
    assert (tmp_path / "run/distilled/steps-1/run.json").is_file()


def test_takes_are_continued(tmp_path):
    recipe, data = write_recipe(tmp_path, TAKES), write_takes(tmp_path / "data", count=3)
    assert train(tmp_path, recipe, data, "--set", "data.validation_share=0.4") == 0
    folders = ["--run", str(tmp_path / "run"), "--data", str(data)]
    assert main(["study", *folders, "--out", str(tmp_path / "study"), "--count", "2"]) == 0
    assert (tmp_path / "study/continuations.png").stat().st_size > 0
    between = json.loads((tmp_path / "study/study.json").read_text())["continuations"]["between"]
    assert len(between) == 3
    assert min(between) > 0.0


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (("--set", "network.widht=8"), "did you mean 'width'"),
        (("--minutes", "-1"), "must be above 0"),
        (("--data", "nowhere"), "does not exist"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path, capsys, more, named):
    recipe, data = write_recipe(tmp_path, ONE_SHOTS), write_one_shots(tmp_path / "data", per_class=1)
    assert train(tmp_path, recipe, data, *more) == 2
    message = capsys.readouterr().err.strip().splitlines()[-1]
    assert named in message
    assert message.endswith(".")


def test_one_class_is_noticed_where_classes_are_told(tmp_path, capsys):
    recipe, data = write_recipe(tmp_path, ONE_SHOTS), write_one_shots(tmp_path / "data")
    assert train(tmp_path, recipe, data, "--set", "data.labels=['low']") == 0
    assert "Notice: all sounds are of the class low" in capsys.readouterr().err


def test_an_epsilon_model_is_not_distilled(tmp_path, capsys):
    recipe, data = write_recipe(tmp_path, ONE_SHOTS), write_one_shots(tmp_path / "data")
    assert train(tmp_path, recipe, data, "--set", "loss.parameterization=epsilon") == 0
    assert main(["distill", "--run", str(tmp_path / "run"), "--data", str(data)]) == 2
    assert "epsilon" in capsys.readouterr().err.splitlines()[-1]


def test_a_recipe_streams_from_shards_and_never_trains_on_what_it_keeps_out(tmp_path, capsys):
    recipe, data = write_recipe(tmp_path, ONE_SHOTS), write_one_shots(tmp_path / "data", per_class=8)
    shards = tmp_path / "shards"
    assert main(["pack", "--data", str(data), "--out", str(shards), "--shard-mb", "0.05"]) == 0
    assert len(list(shards.glob("*.tar"))) > 1
    assert train(tmp_path, recipe, shards) == 0
    run = json.loads((tmp_path / "run/run.json").read_text())
    assert run["classes"] == ["high", "low"]
    assert run["steps"] == 4
    assert sum(source["files"] for source in run["sources"]) == 16
    assert "bright" in run["vocabulary"]
    assert (tmp_path / "run/samples.png").stat().st_size > 0
    capsys.readouterr()
    takes = write_recipe(tmp_path, TAKES, "takes")
    assert train(tmp_path, takes, shards) == 2
    assert "do not stream" in capsys.readouterr().err.splitlines()[-1]
