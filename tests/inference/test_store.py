import json

import pytest

from drumgen.errors import ModelError
from drumgen.inference.store import FOLDER_VARIABLE, PACKAGED_FOLDER, ModelStore
from tests.support.models.tiny_models import write_tiny_models


@pytest.fixture
def folder(tmp_path):
    return write_tiny_models(tmp_path / "models")


def test_only_generating_models_are_listed(folder):
    write_tiny_models(folder, name="blips")
    assert ModelStore(folder).names() == ("blips", "drums")


def test_each_kind_opens(folder):
    store = ModelStore(folder)
    assert store.denoiser("drums").card.kind == "denoiser"
    assert store.codec_decoder().card.kind == "codec_decoder"
    assert store.codec_encoder().card.kind == "codec_encoder"


def test_the_folder_comes_from_the_argument_then_the_environment_then_the_package(folder, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    assert ModelStore().folder == folder
    assert ModelStore(tmp_path).folder == tmp_path
    monkeypatch.setenv(FOLDER_VARIABLE, "")
    assert ModelStore().folder == PACKAGED_FOLDER
    assert PACKAGED_FOLDER.parent.joinpath("errors.py").is_file()


def test_an_unknown_model_is_answered_with_the_known_ones(folder):
    with pytest.raises(ModelError, match=r"no model called 'bells' in .*; the models there: drums\."):
        ModelStore(folder).denoiser("bells")


def test_a_name_cannot_lead_out_of_the_folder(folder):
    with pytest.raises(ModelError, match="no model called"):
        ModelStore(folder / "inner").card("../drums")


def test_an_empty_or_missing_folder_has_no_models(tmp_path):
    store = ModelStore(tmp_path / "nowhere")
    assert store.names() == ()
    with pytest.raises(ModelError, match="the models there: none"):
        store.denoiser("drums")


def test_a_model_of_another_kind_is_refused(folder):
    with pytest.raises(ModelError, match=r"codec_decoder .* is a codec_decoder, but a denoiser is needed"):
        ModelStore(folder).denoiser("codec_decoder")


def test_a_damaged_card_is_listed_and_named_when_used(folder):
    (folder / "drums.json").write_text("{", encoding="utf-8")
    store = ModelStore(folder)
    assert store.names() == ("drums",)
    with pytest.raises(ModelError, match=r"drums\.json is not valid JSON"):
        store.card("drums")


def test_a_card_under_another_name_is_refused(folder):
    content = json.loads((folder / "drums.json").read_text(encoding="utf-8"))
    (folder / "copy.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ModelError, match=r"card .*copy\.json is for the model 'drums'"):
        ModelStore(folder).card("copy")
