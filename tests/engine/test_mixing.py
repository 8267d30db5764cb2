import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.engine.conditions import class_weights
from drumgen.engine.generator import Generator
from drumgen.engine.mixing import mix_of, mixed_label
from drumgen.engine.request import GenerationRequest
from drumgen.errors import RequestError
from drumgen.inference.store import ModelStore
from tests.support.models.tiny_models import CLASSES, write_tiny_models


@pytest.mark.parametrize(
    ("label", "mix"),
    [
        ("kick", {"kick": 1.0}),
        ("snare+clap", {"snare": 0.5, "clap": 0.5}),
        ("snare=0.6+clap=0.4", {"snare": 0.6, "clap": 0.4}),
        ("0.6 snare + 0.4 clap", {"snare": 0.6, "clap": 0.4}),
        ("60% snare + 40% clap", {"snare": 0.6, "clap": 0.4}),
        ("3*kick + closed_hat", {"kick": 0.75, "closed_hat": 0.25}),
        ("snare = 1e1 + open hat = 30", {"snare": 0.25, "open hat": 0.75}),
    ],
)
def test_forms_of_a_mix(label, mix):
    assert mix_of(label) == pytest.approx(mix)


@given(st.dictionaries(st.sampled_from(CLASSES), st.floats(0.01, 1.0), min_size=1, max_size=5))
def test_the_written_form_means_the_mix(weights):
    total = sum(weights.values())
    assert mix_of(mixed_label(weights)) == pytest.approx({k: w / total for k, w in weights.items()}, abs=2e-4)


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("snare+", "is not understood; write it like snare=0.6"),
        ("+", "is not understood"),
        ("snare=+clap", "is not understood"),
        ("0.5 snare=0.5+clap", "is not understood"),
        ("snare+snare", "names the class snare twice"),
        ("snare=0+clap", "must be numbers above 0"),
        ("snare=x+clap", "must be numbers above 0"),
        ("snare=-1+clap", "must be numbers above 0"),
        ("snare=inf+clap", "must be numbers above 0"),
    ],
)
def test_mixes_that_are_none(label, message):
    with pytest.raises(RequestError, match=message):
        mix_of(label)


@given(st.text(max_size=30))
def test_any_text_is_a_mix_or_an_error(label):
    try:
        mix = mix_of(label)
    except RequestError:
        return
    assert sum(mix.values()) == pytest.approx(1.0)


def test_the_network_gets_the_weights(tmp_path):
    card = ModelStore(write_tiny_models(tmp_path)).card("drums")
    weights = class_weights(GenerationRequest("snare=0.6+clap=0.4"), card)
    assert dict(zip(card.classes, weights, strict=True))["snare"] == pytest.approx(0.6)
    assert dict(zip(card.classes, weights, strict=True))["clap"] == pytest.approx(0.4)
    assert weights.sum() == pytest.approx(1.0)
    with pytest.raises(RequestError, match=r"no class 'klap' \(did you mean clap\?\)"):
        class_weights(GenerationRequest("snare+klap"), card)


def test_a_mixed_sound_says_so(tmp_path):
    generator = Generator(ModelStore(write_tiny_models(tmp_path)), device="cpu")
    (sound,) = generator.generate(GenerationRequest("snare=0.6+clap=0.4", seed=1))
    assert sound.provenance.label == "snare=0.6+clap=0.4"
    (again,) = generator.generate(sound.provenance.single_request)
    assert (again.clip.samples == sound.clip.samples).all()
