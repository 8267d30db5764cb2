"""Models in several folders."""

from pathlib import Path

import pytest

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import ModelError
from drumgen.inference.shelf import ModelShelf
from drumgen.inference.store import ModelStore
from tests.support.models.tiny_models import write_tiny_models


@pytest.fixture
def shelf(tmp_path: Path) -> ModelShelf:
    return ModelShelf([ModelStore(write_tiny_models(tmp_path / "shipped"))])


def _own(folder: Path) -> Path:
    """Write a second set of models whose denoiser is called mine."""
    write_tiny_models(folder)
    for suffix in (".json", ".onnx"):
        (folder / f"drums{suffix}").rename(folder / f"mine{suffix}")
    card = folder / "mine.json"
    text = card.read_text()
    card.write_text(text.replace('"drums"', '"mine"').replace("drums.onnx", "mine.onnx"))
    return folder


def test_a_model_of_an_added_folder_generates_beside_the_shipped_one(shelf: ModelShelf, tmp_path: Path) -> None:
    shelf.add(_own(tmp_path / "own"))
    generator = Generator(shelf)
    assert shelf.names() == ("drums", "mine")
    for model in shelf.names():
        (sound,) = generator.generate(GenerationRequest("kick", 1, 3, model=model))
        assert sound.provenance.model == model


def test_a_name_that_two_folders_have_means_the_first(shelf: ModelShelf, tmp_path: Path) -> None:
    second = write_tiny_models(tmp_path / "second")
    shelf.add(second)
    shelf.add(second)
    assert shelf.store_of("drums").folder == shelf.folder
    assert shelf.names() == ("drums",)


def test_a_name_that_no_folder_has_is_said_with_those_there_are(shelf: ModelShelf, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model called 'piano' in .*drums"):
        shelf.card("piano")
    shelf.add(_own(tmp_path / "own"))
    with pytest.raises(ModelError, match="drums, mine"):
        shelf.card("piano")
    with pytest.raises(ModelError, match="no model"):
        shelf.card("../own/mine")
