import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.errors import DataError
from tests.support.models.tiny_networks import EVERYTHING, conditions
from training.networks.conditioning import ConditionEmbedding, ConditionSpec, NoiseEmbedding
from training.networks.spectrogram_embedding import SpectrogramEmbedding

BATCH = 4
NULLS = {
    "class_weights": ("class_weights",),
    "attributes": ("attributes",),
    "tokens": ("tokens",),
    "previous": ("has_previous",),
}


def embedding(spec=EVERYTHING, **options):
    torch.manual_seed(3)
    return ConditionEmbedding(spec, 12, **options).eval()


def vector_of(module, given):
    with torch.no_grad():
        return module(*given.values())[0]


@given(
    st.integers(1, 5),
    st.integers(0, 3),
    st.integers(0, 7),
    st.sampled_from([(), (1, 8, 8), (6, 10)]),
)
def test_names_are_in_order_and_those_that_exist(classes, attributes, tokens, previous):
    spec = ConditionSpec(classes, attributes, tokens, 9 if tokens else 0, previous)
    wanted = ["class_weights"] + ["attributes"] * (attributes > 0) + ["tokens"] * (tokens > 0)
    assert list(spec.names()) == wanted + ["previous", "has_previous"] * bool(previous)


@pytest.mark.parametrize(
    "numbers",
    [{"classes": 0}, {"classes": 2, "attributes": -1}, {"classes": 2, "tokens": 3}, {"classes": 2, "vocabulary": 3}],
)
def test_impossible_conditions_are_refused(numbers):
    with pytest.raises(DataError):
        ConditionSpec(**numbers)


@settings(max_examples=30)
@given(st.floats(0.0, 1000.0), st.integers(1, 32))
def test_sinusoids_are_those_of_seed_004(time, half):
    d = 2 * half
    found = NoiseEmbedding(d, 4, label_scale=1.0).sinusoids(torch.tensor([time], dtype=torch.float32))[0]
    for i in range(half):
        angle = time / 10000.0 ** (2 * i / d)
        assert found[2 * i].item() == pytest.approx(math.sin(angle), abs=2e-4)
        assert found[2 * i + 1].item() == pytest.approx(math.cos(angle), abs=2e-4)


@given(st.floats(-1.5, 1.1), st.floats(1.0, 500.0))
def test_the_label_scale_multiplies_c_noise(c_noise, scale):
    scaled, plain = NoiseEmbedding(8, 4, label_scale=scale), NoiseEmbedding(8, 4, label_scale=1.0)
    label = torch.tensor([c_noise])
    assert torch.allclose(scaled.sinusoids(label), plain.sinusoids(scale * label), atol=1e-3)


@pytest.mark.parametrize("name", NULLS)
def test_zeros_select_a_learned_null_embedding(name):
    module = embedding()
    given_one, given_two = conditions(EVERYTHING, BATCH, seed=1), conditions(EVERYTHING, BATCH, seed=2)
    full = vector_of(module, given_one)
    if name == "class_weights":
        given_two["class_weights"] = given_one["class_weights"].roll(1, dims=0)
    for other in given_one:
        if other not in (*NULLS[name], name):
            given_two[other] = given_one[other]
    assert not torch.allclose(full, vector_of(module, given_two), atol=1e-4)
    for given_ in (given_one, given_two):
        for zero in NULLS[name]:
            given_[zero] = torch.zeros_like(given_[zero])
    null = vector_of(module, given_one)
    assert not torch.allclose(full, null, atol=1e-3)
    assert torch.allclose(null, vector_of(module, given_two), atol=1e-6), "what is absent is not looked at"
    before = null.clone()
    optimiser = torch.optim.SGD(module.parameters(), lr=1.0)
    module(*given_one.values())[0].sum().backward()
    optimiser.step()
    assert not torch.allclose(before, vector_of(module, given_one), atol=1e-3), "the null is learned"


def test_class_weights_mix_linearly_and_are_filled_up_with_the_null_class():
    module = embedding(ConditionSpec(classes=2))
    one, two, none, mix, half = (
        module(torch.tensor([weights]))[0] for weights in ([1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [0.3, 0.7], [0.5, 0.0])
    )
    assert torch.allclose(mix, 0.3 * one + 0.7 * two, atol=1e-6)
    assert torch.allclose(half, 0.5 * one + 0.5 * none, atol=1e-6)


def test_an_unknown_attributes_value_is_not_looked_at():
    module = embedding(ConditionSpec(classes=1, attributes=2))
    weights = torch.ones(1, 1)
    outs = [module(weights, torch.tensor([[0.5, value, 1.0, 0.0]]))[0] for value in (0.0, 3.0)]
    assert torch.equal(*outs)
    known = module(weights, torch.tensor([[0.5, 0.0, 1.0, 1.0]]))[0]
    assert not torch.allclose(outs[0], known, atol=1e-4)


def test_padding_is_masked_and_the_null_token_stands_for_an_empty_caption():
    module = embedding(ConditionSpec(classes=1, tokens=4, vocabulary=9))
    _, context = module(torch.ones(2, 1), torch.tensor([[3.0, 5.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]))
    assert context.tokens.shape == (2, 5, 12)
    assert context.visible.tolist() == [[False, True, True, False, False], [True, False, False, False, False]]


def test_word_order_shows_in_the_tokens_and_only_there():
    module = embedding(ConditionSpec(classes=1, tokens=3, vocabulary=9))
    weights = torch.ones(1, 1)
    vector, context = module(weights, torch.tensor([[3.0, 5.0, 0.0]]))
    turned_vector, turned = module(weights, torch.tensor([[5.0, 3.0, 0.0]]))
    assert torch.allclose(vector, turned_vector, atol=1e-6)
    assert not torch.allclose(context.tokens[:, 1:3].flip(1), turned.tokens[:, 1:3], atol=1e-3)


def test_without_cross_attention_no_unused_weights_are_kept():
    spec = ConditionSpec(classes=1, tokens=3, vocabulary=9)
    module = embedding(spec, with_context=False)
    vector, context = module(torch.ones(2, 1), torch.tensor([[3.0, 5.0, 0.0], [0.0, 0.0, 0.0]]))
    assert context is None
    vector.square().sum().backward()
    assert [name for name, parameter in module.named_parameters() if parameter.grad is None] == []


@pytest.mark.parametrize("shape", [(1, 16, 24), (2, 9, 13), (12, 20)])
def test_the_end_of_the_previous_block_reaches_its_embedding(shape):
    torch.manual_seed(0)
    module = SpectrogramEmbedding(shape, (8, 8), 6)
    previous = torch.zeros(1, *shape)
    changed = previous.clone()
    changed[..., -1] = 1.0
    assert module(previous).shape == (1, 6)
    assert not torch.allclose(module(previous), module(changed), atol=1e-4)


def test_a_previous_block_without_frequencies_is_refused():
    with pytest.raises(DataError, match="previous block"):
        embedding(ConditionSpec(classes=1, previous=(64,)))
