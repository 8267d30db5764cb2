"""Cards of models with a process, conditions and blocks."""

import copy
import json
from dataclasses import replace

import numpy as np
import pytest

from drumgen.diffusion.processes import PROCESSES, EdmProcess
from drumgen.errors import ModelError
from drumgen.inference.cards import ModelCard, read_card
from drumgen.inference.store import PACKAGED_FOLDER
from tests.support.models.tiny_lab import ATTRIBUTES, VOCABULARY, WORDS, lab_settings, write_tiny_lab


@pytest.fixture(scope="module")
def card(tmp_path_factory):
    folder = write_tiny_lab(tmp_path_factory.mktemp("lab"), lab_settings("ddpm", "epsilon"))
    return read_card(folder / "lab.json")


@pytest.fixture(scope="module")
def decoder(tmp_path_factory):
    return read_card(write_tiny_lab(tmp_path_factory.mktemp("lab")) / "codec_decoder.json")


def test_a_card_knows_what_the_model_can_be_told(card):
    assert card.attributes == ATTRIBUTES
    assert card.vocabulary == VOCABULARY
    assert (card.text_length, card.continues) == (WORDS, True)
    assert ModelCard.from_json(card.to_json()) == card


@pytest.mark.parametrize("process", PROCESSES)
def test_every_process_is_read_back(card, process):
    settings = lab_settings(process, "x", levels=(2.0, 1.0, 0.0), steps=2, clip=(-1.0, 1.0), start_mean=-0.9)
    changed = replace(card, diffusion=settings)
    assert ModelCard.from_json(changed.to_json()) == changed


@pytest.mark.parametrize("name", ["drums", "codec_decoder", "codec_encoder"])
def test_shipped_cards_are_written_as_they_are(name):
    path = PACKAGED_FOLDER / f"{name}.json"
    assert read_card(path).to_json() == path.read_text(encoding="utf-8")


def test_edm_settings_stand_on_the_card_as_three_numbers(card):
    content = json.loads(replace(card, diffusion=lab_settings("edm")).to_json())["diffusion"]
    assert (content["sigma_min"], content["sigma_max"], content["rho"]) == (0.002, 80.0, 7.0)
    assert "process" not in content
    special = replace(lab_settings(), process=EdmProcess(p_mean=0.5))
    assert json.loads(replace(card, diffusion=special).to_json())["diffusion"]["process"]["p_mean"] == 0.5


def test_a_distilled_model_has_its_own_schedule():
    settings = lab_settings(levels=(80.0, 3.0, 0.0), steps=2)
    np.testing.assert_array_equal(settings.sigmas(2), [80.0, 3.0, 0.0])
    assert len(lab_settings().sigmas(5)) == 6


def put(path, value):
    def change(content):
        *parents, last = path
        for parent in parents:
            content = content[parent]
        content[last] = value

    return change


MISFITS = {
    "unknown process": (put(["diffusion", "process", "name"], "magic"), "diffusion.process.name is not one of ddpm"),
    "unknown setting": (put(["diffusion", "process", "beta"], 1.0), "field diffusion.process.beta is unknown"),
    "setting of wrong type": (put(["diffusion", "process", "training_steps"], 0.5), "training_steps is not a whole"),
    "setting out of range": (put(["diffusion", "process", "beta_end"], 2.0), "diffusion.process cannot be used"),
    "both schedules": (put(["diffusion", "rho"], 7.0), "field diffusion.rho is unknown"),
    "too many steps": (put(["diffusion", "steps"], 301), "diffusion.steps is above the 300 steps"),
    "levels rise": (put(["diffusion", "levels"], [1.0, 2.0, 0.0]), "diffusion.levels is not a list of numbers that f"),
    "levels end early": (put(["diffusion", "levels"], [2.0, 1.0]), "diffusion.levels is not a list of numbers that e"),
    "levels and steps": (put(["diffusion", "levels"], [2.0, 1.0, 0.0]), "steps is not the number of steps between"),
    "clip": (put(["diffusion", "clip"], [1.0, -1.0]), "diffusion.clip is not a list of two numbers"),
    "start": (put(["diffusion", "start_mean"], "low"), "diffusion.start_mean is not a number"),
    "attribute twice": (lambda c: c["attributes"].append(c["attributes"][0]), "two of its attributes"),
    "attribute count": (lambda c: c["attributes"].pop(), "lists 1 attributes, but inputs.attributes is not"),
    "attribute range": (put(["attributes", 1, "low"], 99.0), "lowest value of the attribute pitch is not below"),
    "logarithm of 0": (put(["attributes", 0, "low"], 0.0), "logarithmic attribute brightness is not above 0"),
    "attribute spread": (put(["attributes", 0, "std"], 0), r"attributes\[0\].std is not a number above 0"),
    "logarithmic": (put(["attributes", 0, "logarithmic"], "yes"), r"attributes\[0\].logarithmic is not true or false"),
    "no vocabulary": (lambda c: c.pop("vocabulary"), "one of inputs.tokens and vocabulary without the other"),
    "word twice": (put(["vocabulary"], ["a", "a"]), "vocabulary is not a list of different texts"),
    "no flag": (lambda c: c["inputs"].pop("has_previous"), "one of inputs.previous and inputs.has_previous"),
    "other previous": (put(["inputs", "previous"], ["B", 1, 4, 4]), "inputs.previous is not of the shape"),
    "open blocks": (put(["inputs", "x"], ["B", "K", 4, 3]), "field inputs.x is not a list of dimensions"),
    "blocks of a denoiser": (put(["block_samples"], 100), "field block_samples is unknown"),
}


@pytest.mark.parametrize("misfit", MISFITS)
def test_what_does_not_fit_is_named(card, misfit):
    change, message = MISFITS[misfit]
    content = copy.deepcopy(json.loads(card.to_json()))
    change(content)
    with pytest.raises(ModelError, match=message) as caught:
        ModelCard.from_json(json.dumps(content))
    assert str(caught.value).endswith("; install the model again.")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c.pop("block_samples"), 'it has "K" or "N" in its shapes, but no block_samples'),
        (put(["inputs", "latents"], ["B", 1, 4, 3]), "it has block_samples, but its shapes do not begin with"),
        (put(["block_samples"], 0), "field block_samples is not a whole number of at least 1"),
    ],
)
def test_a_decoder_joins_blocks_altogether_or_not(decoder, change, message):
    content = json.loads(decoder.to_json())
    change(content)
    with pytest.raises(ModelError, match=message):
        ModelCard.from_json(json.dumps(content))
