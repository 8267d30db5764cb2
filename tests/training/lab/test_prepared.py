import numpy as np
import pytest

from drumgen.errors import DataError
from tests.support.training.tiny_recipes import ONE_SHOTS, TAKES, write_one_shots, write_recipe, write_takes
from training.data.scan import scan
from training.lab import settings as lab
from training.lab.prepared import BLOCK_STARTS, prepare_examples
from training.lab.run import drawer_of, facts_of


def prepared(tmp_path, text, write):
    recipe = lab.load(write_recipe(tmp_path, text))
    report = scan(write(tmp_path / "data"))
    return recipe, report, prepare_examples(recipe, report, tmp_path / "run", workers=1)


def test_one_shots_come_with_class_caption_attributes_and_a_varied_copy(tmp_path):
    _, _, data = prepared(tmp_path, ONE_SHOTS, write_one_shots)
    examples = data.examples
    assert examples.values.shape == (16, 1, 16, 16)
    assert examples.varied.sum() == 8
    assert set(examples.labels) == {"low", "high"}
    low, high = (examples.attributes[[label == name for label in examples.labels], 0] for name in ("low", "high"))
    assert low.max() < high.min()
    assert "bright" in data.vocabulary
    assert examples.captions[0] == "dark tone number 0"
    known = [data.vocabulary[int(token) - 1] for token in examples.tokens[0] if token]
    assert known == ["dark", "tone", "number", "0"]
    assert (examples.previous == -1).all()


def test_prepared_examples_are_used_again_only_for_the_same_settings(tmp_path):
    recipe, report, data = prepared(tmp_path, ONE_SHOTS, write_one_shots)
    stamp = (tmp_path / "run/prepared/values.npy").stat().st_mtime_ns
    again = prepare_examples(recipe, report, tmp_path / "run", workers=1)
    assert (tmp_path / "run/prepared/values.npy").stat().st_mtime_ns == stamp
    np.testing.assert_array_equal(again.examples.values, data.examples.values)
    np.testing.assert_array_equal(again.examples.attributes, data.examples.attributes)
    assert (again.attributes, again.vocabulary, again.examples.files) == (
        data.attributes,
        data.vocabulary,
        data.examples.files,
    )
    other = lab.load(tmp_path / "tiny.toml", ("representation.bands=32",))
    assert prepare_examples(other, report, tmp_path / "run", workers=1).examples.shape == (1, 32, 16)


def test_the_previous_block_of_a_take_ends_where_the_block_starts(tmp_path):
    _, _, data = prepared(tmp_path, TAKES, write_takes)
    examples = data.examples
    with_previous = np.flatnonzero(examples.previous >= 0)
    assert len(with_previous) > 0
    for row in with_previous:
        assert row - examples.previous[row] == BLOCK_STARTS
        assert examples.files[row] == examples.files[examples.previous[row]]
    firsts = [row for row in range(len(examples.files)) if examples.previous[row] < 0]
    assert len(firsts) == BLOCK_STARTS * len(set(examples.files))


def test_batches_tell_what_the_recipe_says(tmp_path):
    recipe, report, data = prepared(tmp_path, TAKES, write_takes)
    drawer = drawer_of(recipe, facts_of(recipe, report, data), data)
    rows = np.array([0, BLOCK_STARTS])
    conditions = drawer.conditions(rows)
    np.testing.assert_array_equal(conditions.has_previous[:, 0], [0.0, 1.0])
    assert not conditions.previous[0].any()
    np.testing.assert_array_equal(conditions.previous[1], drawer.values(np.array([0]))[0])
    assert drawer.classes == ("tiny",)
    assert [array.shape for array in conditions.arrays(drawer.spec)] == [(2, 1), (2, 1, 32, 32), (2, 1)]


def test_validation_files_are_never_drawn_and_classes_are_balanced(tmp_path):
    recipe, report, data = prepared(tmp_path, ONE_SHOTS, write_one_shots)
    drawer = drawer_of(recipe, facts_of(recipe, report, data), data)
    drawn = drawer.draw(400, np.random.default_rng(0))
    kept_out = {data.examples.files[row] for row in drawer.validation}
    assert len(kept_out) == 2
    assert not kept_out & {data.examples.files[row] for row in drawn}
    assert not data.examples.varied[drawer.validation].any()


def test_a_folder_with_nothing_usable_is_one_sentence(tmp_path):
    recipe = lab.load(write_recipe(tmp_path, ONE_SHOTS), ("data.labels=['cymbal']",))
    report = scan(write_one_shots(tmp_path / "data"))
    with pytest.raises(DataError, match=r"cymbal.*\.$"):
        prepare_examples(recipe, report, tmp_path / "run", workers=1)
