import json
import shutil

import pytest

from drumgen.errors import DataError
from tests.support.training.tiny_recipes import ONE_SHOTS, write_recipe
from training.lab import settings as lab

SEEDS = {
    "digits": "000",
    "drums-mel": "001",
    "drums-waveform": "",  # the baseline, described in no document
    "piano-stft": "002",
    "piano-stft-128": "002",
    "piano-distilled": "003",
    "piano-ddpm": "003",
    "tonal-text": "004",
}


def test_every_document_has_its_recipes():
    assert {name: lab.load(lab.RECIPES / f"{name}.toml").seed for name in lab.names()} == SEEDS


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_recipes_stay_readable_and_each_has_a_smaller_twin_that_says_what_is_smaller(name):
    full, small = lab.RECIPES / f"{name}.toml", lab.RECIPES / "small" / f"{name}.toml"
    for path in (full, small):
        assert len(path.read_text().splitlines()) < 60
    assert lab.load(full).scaled == ""
    twin = lab.load(small)
    assert twin.scaled
    assert twin.representation == lab.load(full).representation
    assert twin.process == lab.load(full).process
    assert twin.loss == lab.load(full).loss


def test_seed_000_has_its_settings():
    recipe = lab.load(lab.RECIPES / "digits.toml")
    process = recipe.process.settings
    assert (process.training_steps, process.beta_start, process.beta_end) == (300, 1e-4, 0.02)
    assert recipe.loss.parameterization == "epsilon"
    assert recipe.data.batch == 128


def test_seed_002_has_its_settings():
    recipe = lab.load(lab.RECIPES / "piano-stft.toml")
    process, picture = recipe.process.settings, recipe.representation.settings
    assert (process.sigma_min, process.sigma_max, process.rho) == (0.002, 80.0, 7.0)
    assert (process.p_mean, process.p_std, recipe.loss.sigma_data) == (-1.2, 1.2, 0.5)
    assert (picture.rate_hz, picture.n_fft, picture.hop, picture.low, picture.high) == (8000, 512, 64, 0.0, 1.0)
    assert (recipe.sampling.sampler, recipe.sampling.steps) == ("heun", 40)
    smaller = lab.load(lab.RECIPES / "piano-stft-128.toml").representation.settings
    assert (smaller.n_fft, smaller.hop, smaller.frames) == (256, 128, 128)


def test_seed_003_and_004_have_their_settings():
    distilled = lab.load(lab.RECIPES / "piano-distilled.toml")
    assert (distilled.process.name, distilled.loss.parameterization) == ("continuous-cosine", "v")
    assert (distilled.data.batch, distilled.loop.learning_rate) == (8, 2e-5)
    baseline = lab.load(lab.RECIPES / "piano-ddpm.toml")
    assert (baseline.process.name, baseline.process.settings.training_steps) == ("cosine", 1000)
    text = lab.load(lab.RECIPES / "tonal-text.toml")
    assert (text.representation.settings.bands, text.representation.settings.frames) == (128, 200)
    assert (text.representation.settings.rate_hz, text.process.name, text.network.name) == (
        10000,
        "cosine",
        "unet-attention",
    )


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_recipe_survives_the_run_file(name):
    recipe = lab.load(lab.RECIPES / f"{name}.toml")
    again = lab.resolve(json.loads(lab.describe(recipe)), origin="run.json", name=name)
    assert again == recipe


def test_overrides_are_typed_and_checked(tmp_path):
    path = write_recipe(tmp_path, ONE_SHOTS)
    recipe = lab.load(path, ("network.width=8", "sampling.sampler=heun", "loop.learning_rate=1"))
    assert recipe.network.settings.width == 8
    assert recipe.sampling.sampler == "heun"
    assert recipe.loop.learning_rate == 1.0
    for wrong, named in (
        ("network.widht=8", "'width'"),
        ("netwrok.width=8", "'network'"),
        ("network.width=wide", "int"),
        ("sampling.sampler=huen", "'heun'"),
        ("process.name=cosin", "'cosine'"),
        ("loss.parameterization=epsilom", "'epsilon'"),
        ("conditioning.attributes=['brightnes']", "'brightness'"),
        ("data.batch=0", "at least 1"),
        ("process.sigma_min=-1", "process .* cannot be"),
        ("width=8", "SECTION.NAME=VALUE"),
    ):
        with pytest.raises(DataError, match=named) as raised:
            lab.load(path, (wrong,))
        assert str(raised.value).endswith(".")


def test_a_base_gives_what_the_file_leaves_out_and_another_part_starts_afresh(tmp_path):
    shutil.copy(write_recipe(tmp_path, ONE_SHOTS), tmp_path / "base.toml")
    path = write_recipe(
        tmp_path, 'base = "base"\n[process]\nname = "edm"\nsigma_max = 20.0\n[data]\nbatch = 2\n', "other"
    )
    recipe = lab.load(path)
    assert (recipe.process.name, recipe.process.settings.sigma_max) == ("edm", 20.0)
    assert (recipe.data.batch, recipe.data.validation_share) == (2, 0.25)
    assert recipe.title == "tiny one-shots"


@pytest.mark.parametrize("text", ["", "kind = 3", "kind = 'codec'", "kind = ["])
def test_other_files_are_refused_in_one_sentence(tmp_path, text):
    with pytest.raises(DataError, match=r"recipe .*\.$"):
        lab.load(write_recipe(tmp_path, text))
    with pytest.raises(DataError, match="cannot be read"):
        lab.load(tmp_path / "missing.toml")
