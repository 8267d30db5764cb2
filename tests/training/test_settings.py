import json
from dataclasses import asdict

import pytest

from drumgen.errors import DataError
from training.settings import (
    RECIPES,
    CodecRecipe,
    DenoiserRecipe,
    describe,
    load_recipe,
    recipe_from,
    recipe_path,
    with_minutes,
)


def test_the_shipped_recipes_load_and_stay_readable():
    kinds = {name: load_recipe(RECIPES / f"{name}.toml") for name in ("codec", "drums")}
    assert isinstance(kinds["codec"], CodecRecipe)
    assert isinstance(kinds["drums"], DenoiserRecipe)
    assert all(len(path.read_text().splitlines()) < 60 for path in RECIPES.glob("*.toml"))


def test_minutes_override_the_recipe_and_nothing_else():
    recipe = load_recipe(recipe_path("drums"))
    changed = with_minutes(recipe, 3.5)
    assert changed.loop.minutes == 3.5
    assert with_minutes(changed, recipe.loop.minutes) == recipe
    assert with_minutes(recipe, None) is recipe


def test_a_recipe_survives_the_run_file():
    recipe = load_recipe(recipe_path("drums"))
    assert recipe_from(json.loads(describe(recipe))) == recipe
    assert json.loads(describe(recipe)) == json.loads(json.dumps(asdict(recipe)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kind = ", "not valid TOML"),
        ("kind = 'x'", "kind 'x'"),
        ("kind = 'codec'\n[lop]\nminutes = 1", r"unknown section 'lop' \(did you mean 'loop'\?\)"),
        ("kind = 'codec'\n[loop]\nminuts = 1", r"unknown setting loop.minuts \(did you mean 'minutes'\?\)"),
        ("kind = 'codec'\n[loop]\nminutes = 'long'", "loop.minutes .* must be float"),
        ("kind = 'denoiser'\n[network]\nwidth = 2.5", "network.width .* must be int"),
    ],
)
def test_mistakes_in_a_recipe_are_named(tmp_path, text, words):
    path = tmp_path / "recipe.toml"
    path.write_text(text)
    with pytest.raises(DataError, match=words):
        load_recipe(path)


def test_a_missing_recipe_and_a_negative_time_are_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        load_recipe(tmp_path / "none.toml")
    with pytest.raises(DataError, match="above 0"):
        with_minutes(load_recipe(recipe_path("codec")), -1.0)
