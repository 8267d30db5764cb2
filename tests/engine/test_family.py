"""A model and its student: which of them serves a request, and what the sound says of it."""

import numpy as np
import pytest

from drumgen.engine.generator import Generator
from drumgen.engine.provenance import Provenance
from drumgen.engine.request import GenerationRequest
from drumgen.inference.cards import ModelCard
from drumgen.inference.store import ModelStore
from tests.support.models.tiny_models import write_tiny_models, write_tiny_student


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> ModelStore:
    folder = write_tiny_models(tmp_path_factory.mktemp("family"))
    write_tiny_student(folder)
    return ModelStore(folder)


@pytest.fixture(scope="module")
def generator(store) -> Generator:
    return Generator(store, device="cpu")


@pytest.mark.parametrize(("steps", "guidance"), [(None, None), (2, None), (None, 2.0), (2, 2.0)])
def test_what_is_open_or_as_the_student_does_it_is_served_by_the_student(generator, store, steps, guidance):
    (sound,) = generator.generate(GenerationRequest("tom", seed=4, steps=steps, guidance=guidance))
    origin, student = sound.provenance, store.card("drums_2")
    assert (origin.model, origin.model_sha256, origin.model_version) == ("drums", student.sha256, "0.0.2")
    assert (origin.steps, origin.guidance, origin.sampler) == (2, 2.0, "ddim")
    (theirs,) = generator.generate(GenerationRequest("tom", seed=4, model="drums_2"))
    np.testing.assert_array_equal(sound.clip.samples, theirs.clip.samples)


@pytest.mark.parametrize(("steps", "guidance"), [(8, None), (None, 1.0), (2, 1.0), (8, 2.0)])
def test_all_else_is_served_by_the_model_itself(generator, store, steps, guidance):
    (sound,) = generator.generate(GenerationRequest("tom", seed=4, steps=steps, guidance=guidance))
    assert sound.provenance.model_sha256 == store.card("drums").sha256
    assert sound.provenance.sampler == "heun"


@pytest.mark.parametrize("steps", [None, 8])
def test_a_sound_s_provenance_makes_it_again_by_the_same_model(generator, steps):
    (sound,) = generator.generate(GenerationRequest("kick", seed=9, steps=steps))
    origin = Provenance.from_json(sound.provenance.to_json())
    (again,) = generator.generate(origin.single_request)
    np.testing.assert_array_equal(again.clip.samples, sound.clip.samples)
    assert again.provenance.model_sha256 == origin.model_sha256


def test_the_student_is_no_model_to_choose(store):
    assert store.names() == ("drums",)
    assert store.card("drums_2").name == "drums_2"


def test_the_card_says_what_is_done_by_default(store):
    card = store.card("drums")
    assert (card.default_steps, card.default_guidance) == (2, 2.0)
    assert ModelCard.from_json(card.to_json()) == card
    assert store.card("drums_2").default_guidance == 1.0


def test_one_request_opens_one_denoiser(store):
    """Whoever only generates needs no memory for the teacher."""
    fresh = Generator(store, device="cpu")
    fresh.provider()
    fresh.duration_s(GenerationRequest("kick"))
    fresh.generate(GenerationRequest("kick"))
    assert list(fresh._pairs) == ["drums_2"]
