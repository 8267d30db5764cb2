import copy
import json

import pytest

from drumgen.errors import ModelError
from drumgen.inference.cards import ModelCard, read_card
from tests.support.models.tiny_models import CLASSES, SETTINGS, write_tiny_models


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_tiny_models(tmp_path_factory.mktemp("models"))


@pytest.fixture
def content(folder):
    return json.loads((folder / "drums.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["drums", "codec_encoder", "codec_decoder"])
def test_a_card_is_the_same_after_writing_and_reading(folder, name):
    card = read_card(folder / f"{name}.json")
    assert ModelCard.from_json(card.to_json()) == card
    assert card.name == name


def test_a_denoiser_card_says_how_to_sample(folder):
    card = read_card(folder / "drums.json")
    assert card.classes == CLASSES
    assert card.diffusion == SETTINGS
    assert card.inputs["x"] == ("B", 4, 3)
    assert card.codec == read_card(folder / "codec_decoder.json").sha256


def test_a_codec_card_has_no_diffusion_fields(folder):
    assert {"diffusion", "classes", "codec"}.isdisjoint(json.loads((folder / "codec_decoder.json").read_text()))


def without(path):
    def change(content):
        *parents, last = path
        for parent in parents:
            content = content[parent]
        del content[last]

    return change


def with_value(path, value):
    def change(content):
        *parents, last = path
        for parent in parents:
            content = content[parent]
        content[last] = value

    return change


MISFITS = {
    "missing field": (without(["licence"]), "field licence is missing"),
    "missing in section": (without(["diffusion", "rho"]), "field diffusion.rho is missing"),
    "missing codec": (without(["codec"]), "field codec is missing"),
    "unknown field": (with_value(["colour"], "red"), "field colour is unknown"),
    "unknown in section": (with_value(["diffusion", "beta"], 1), "field diffusion.beta is unknown"),
    "future schema": (with_value(["schema"], 2), "schema is 2, but 1 is needed"),
    "schema of wrong type": (with_value(["schema"], True), "field schema is not a whole number"),
    "unknown kind": (with_value(["kind"], "vocoder"), "field kind is not one of denoiser"),
    "kind of wrong type": (with_value(["kind"], ["denoiser"]), "field kind is not one of denoiser"),
    "empty name": (with_value(["name"], " "), "field name is not a text that is not empty"),
    "version as number": (with_value(["version"], 1.0), "field version is not a text"),
    "file elsewhere": (with_value(["file"], "../other.onnx"), "field file is not a file name without a folder"),
    "file is folder": (with_value(["file"], ".."), "field file is not a file name"),
    "short checksum": (with_value(["sha256"], "abc"), "field sha256 is not a checksum"),
    "upper checksum": (with_value(["codec"], "A" * 64), "field codec is not a checksum"),
    "attribution no list": (with_value(["attribution"], "me"), "field attribution is not a list of texts"),
    "sources no list": (with_value(["sources"], {}), "field sources is not a list"),
    "source no object": (with_value(["sources"], ["x"]), r"sources\[0\] is not a JSON object"),
    "source incomplete": (with_value(["sources"], [{"source": "x"}]), r"field sources\[0\]\.licence is missing"),
    "training no object": (with_value(["training"], []), "field training is not a JSON object"),
    "rate zero": (with_value(["sample_rate_hz"], 0), "field sample_rate_hz is not a whole number of at least 1"),
    "rate fraction": (with_value(["sample_rate_hz"], 44100.5), "field sample_rate_hz is not a whole number"),
    "inputs no object": (with_value(["inputs"], None), "inputs is not a JSON object"),
    "input missing": (without(["inputs", "x"]), "field inputs.x is missing"),
    "input too many": (with_value(["inputs", "mask"], ["B"]), "field inputs.mask is unknown"),
    "shape empty": (with_value(["outputs", "f"], []), "field outputs.f is not a list of dimensions"),
    "shape negative": (with_value(["outputs", "f"], ["B", -4, 3]), "field outputs.f is not a list of dimensions"),
    "shape open": (with_value(["outputs", "f"], ["B", "L", 3]), "field outputs.f is not a list of dimensions"),
    "batch fixed": (with_value(["inputs", "x"], [8, 4, 3]), "field inputs.x is not a list of dimensions"),
    "f unlike x": (with_value(["outputs", "f"], ["B", 4, 2]), "shapes of inputs.x and outputs.f differ"),
    "classes empty": (with_value(["classes"], []), "field classes is not a list of different texts"),
    "class twice": (with_value(["classes"], ["kick", "kick"]), "field classes is not a list of different texts"),
    "class count": (with_value(["classes"], ["kick"]), "lists 1 classes, but inputs.class_weights has another"),
    "sigma nan": (with_value(["diffusion", "sigma_data"], float("nan")), "diffusion.sigma_data is not a number"),
    "sigma zero": (with_value(["diffusion", "sigma_min"], 0), "diffusion.sigma_min is not a number above 0"),
    "sigma text": (with_value(["diffusion", "sigma_max"], "60"), "diffusion.sigma_max is not a number"),
    "sigmas swapped": (with_value(["diffusion", "sigma_min"], 90.0), "sigma_min is not below diffusion.sigma_max"),
    "unknown sampler": (with_value(["diffusion", "sampler"], "magic"), "diffusion.sampler is not one of heun"),
    "unknown form": (with_value(["diffusion", "parameterization"], "w"), "parameterization is not one of edm"),
    "no steps": (with_value(["diffusion", "steps"], 0), "diffusion.steps is not a whole number of at least 1"),
    "guidance below 0": (with_value(["diffusion", "guidance"], -1), "diffusion.guidance is not a number of at least 0"),
}


@pytest.mark.parametrize("misfit", MISFITS)
def test_what_does_not_fit_is_named_in_one_sentence(content, misfit):
    change, message = MISFITS[misfit]
    changed = copy.deepcopy(content)
    change(changed)
    with pytest.raises(ModelError, match=message) as caught:
        ModelCard.from_json(json.dumps(changed))
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("; install the model again.")


@pytest.mark.parametrize("text", ["", "{", "nonsense"])
def test_text_that_is_no_json_is_said_so(text):
    with pytest.raises(ModelError, match="is not valid JSON"):
        ModelCard.from_json(text)


@pytest.mark.parametrize("text", ["[]", "3", "null", '"card"'])
def test_json_that_is_no_object_is_said_so(text):
    with pytest.raises(ModelError, match="it is not a JSON object"):
        ModelCard.from_json(text)


def test_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(ModelError, match=r"absent\.json is missing"):
        read_card(tmp_path / "absent.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00card")
    with pytest.raises(ModelError, match=r"bytes\.json is not a text file"):
        read_card(tmp_path / "bytes.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(ModelError, match=r"folder\.json cannot be read"):
        read_card(tmp_path / "folder.json")
