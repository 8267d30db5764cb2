"""What a model that knows attributes by class is told of a wish."""

from dataclasses import replace

import numpy as np
import pytest
from onnx import TensorProto, helper

from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.errors import RequestError
from drumgen.inference.condition_facts import Attribute
from drumgen.inference.store import ModelStore
from drumgen.wishes import Wish, make
from drumgen.wishes.ranking import standing, value_at
from drumgen.wishes.telling import told_of
from tests.support.models.tiny_models import CLASSES, SETTINGS, denoiser_graph, write_model, write_tiny_models

BRIGHTNESS = Attribute("brightness", "Hz", 6.0, 1.0, 30.0, 9000.0, logarithmic=True, ranges={"kick": (60.0, 4000.0)})
PITCH = Attribute("pitch", "Hz", 5.0, 1.0, 40.0, 400.0, logarithmic=True, ranges={"kick": (40.0, 400.0)})


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> ModelStore:
    """Tiny models whose denoiser adds what it is told of brightness to all its latents."""
    folder = write_tiny_models(tmp_path_factory.mktemp("told"))
    old = ModelStore(folder).card("drums")
    model = denoiser_graph()
    graph = model.graph
    graph.node[-1].output[0] = "plain"
    graph.input.append(helper.make_tensor_value_info("attributes", TensorProto.FLOAT, ["B", 4]))
    for name, values in (("pick", [0.3, 0.0, 0.0, 0.0]),):
        graph.initializer.append(helper.make_tensor(name, TensorProto.FLOAT, [4, 1], values))
    graph.node.extend(
        [
            helper.make_node("MatMul", ["attributes", "pick"], ["shift_flat"]),
            helper.make_node("Reshape", ["shift_flat", "column"], ["shift"]),
            helper.make_node("Add", ["plain", "shift"], ["f"]),
        ]
    )
    write_model(
        folder,
        model,
        kind="denoiser",
        name="drums",
        inputs={**old.inputs, "attributes": ("B", 4)},
        outputs=old.outputs,
        diffusion=SETTINGS,
        classes=CLASSES,
        codec=old.codec,
        attributes=(BRIGHTNESS, PITCH),
    )
    return ModelStore(folder)


@pytest.fixture(scope="module")
def generator(store) -> Generator:
    return Generator(store, device="cpu")


def test_places_become_values_of_the_class_in_its_range(store):
    card = store.card("drums")
    told = dict(told_of(Wish(), {"brightness": 0.2, "pitch": 1.0, "decay": 0.5}, "kick", card))
    assert told["brightness"] == pytest.approx(2.0 ** value_at("brightness", 0.2, "kick"))
    assert told["pitch"] <= 400.0
    assert "decay" not in told  # the model does not know it: the sounds are chosen by it


def test_what_means_nothing_for_a_class_is_left_to_the_choice(store):
    assert told_of(Wish(), {"brightness": 0.2}, "cowbell", store.card("drums")) == ()


def test_values_in_units_are_told_as_they_are_and_chosen_by_their_place(generator):
    wish = Wish(measures=(("brightness", 500.0),))
    (sound,) = make(generator, GenerationRequest("kick", seed=3), wish, candidates=3)
    assert sound.provenance.request.attribute_pairs == (("brightness", 500.0),)
    ((name, place),) = sound.provenance.choice.attributes
    assert value_at(name, place, "kick") == pytest.approx(np.log2(500.0), abs=1e-6)


def test_a_chosen_sound_is_made_again_from_its_provenance(generator):
    (sound,) = make(generator, GenerationRequest("kick", seed=3), Wish("dark"), candidates=3)
    (again,) = generator.generate(sound.provenance.single_request)
    np.testing.assert_allclose(again.clip.samples, sound.clip.samples, atol=1e-4)


def test_one_candidate_is_the_request_s_own_sound_told_of_the_wish(generator):
    (sound,) = make(generator, GenerationRequest("kick", seed=3), Wish(measures=(("brightness", 900.0),)), candidates=1)
    assert sound.provenance.seed == 3
    (plain,) = generator.generate(GenerationRequest("kick", seed=3))
    assert not np.allclose(sound.clip.samples[:, :50], plain.clip.samples[:, :50], atol=1e-3)
    request = replace(GenerationRequest("kick", seed=3), attributes=(("brightness", 900.0),))
    np.testing.assert_array_equal(generator.generate(request)[0].clip.samples, sound.clip.samples)


@pytest.mark.parametrize(
    ("label", "measures", "words"),
    [
        ("kick", ("pitch", 5000.0), "The attribute pitch is 5000 Hz, but for kick it must lie between 40 and 400 Hz"),
        ("cowbell", ("pitch", 500.0), "The attribute pitch means nothing for cowbell; it is there for kick"),
        ("kick", ("decay", 90.0), "The attribute decay is 90 s, but sounds of the class kick have"),
    ],
)
def test_values_out_of_range_name_the_limit(generator, label, measures, words):
    with pytest.raises(RequestError, match=words):
        make(generator, GenerationRequest(label), Wish(measures=(measures,)))


def test_standing_and_value_are_each_other_s_inverse(generator):
    (sound,) = generator.generate(GenerationRequest("kick", seed=1))
    for name, place in standing(sound.clip, "kick").items():
        if abs(place) < 1.0:
            assert value_at(name, place, "kick") == pytest.approx(value_at(name, place, "kick"))
