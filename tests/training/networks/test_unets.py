import pytest
import torch

from tests.support.models.tiny_networks import CLASS_ONLY, EVERYTHING, NAMES, SHAPES, inputs, tiny
from training.networks.attention import Attention, head_count
from training.networks.conditioning import ConditionSpec, Context
from training.networks.registry import build_network
from training.networks.unets.one_dimensional import OneDimensionalSettings
from training.networks.unets.parts import ResidualBlock, group_norm

ZERO_AT_FIRST = ("unet-score", "unet-attention")


@pytest.mark.parametrize("spec", [CLASS_ONLY, EVERYTHING], ids=["class", "everything"])
@pytest.mark.parametrize("name", NAMES)
def test_the_result_has_the_inputs_shape(name, spec):
    network = tiny(name, spec)
    out = network(*inputs(name, spec, 3))
    assert (network.shape, network.spec) == (SHAPES[name], spec)
    assert out.shape == (3, *SHAPES[name])
    assert out.dtype == torch.float32
    assert bool(out.any()) is (name not in ZERO_AT_FIRST)


@pytest.mark.parametrize("name", NAMES)
def test_every_condition_and_the_noise_level_change_the_result(name):
    network = tiny(name, awake=True).eval()
    given = inputs(name, EVERYTHING, 2)
    with torch.no_grad():
        out = network(*given)
        for number, label in enumerate(("x", "c_noise", *EVERYTHING.names())):
            changed = list(given)
            changed[number] = torch.zeros_like(given[number])
            assert (network(*changed) - out).abs().max() > 1e-6, f"{label} has no effect"


@pytest.mark.parametrize("name", NAMES)
def test_the_class_is_more_than_a_trace_in_the_answer(name):
    network = tiny(name, CLASS_ONLY, awake=True).eval()
    x, c_noise, weights = inputs(name, CLASS_ONLY, 2)
    with torch.no_grad():
        one, other = network(x, c_noise, weights), network(x, c_noise, weights.roll(1, dims=1))
    assert (one - other).square().mean() > 1e-4 * one.square().mean()


@pytest.mark.parametrize("name", NAMES)
def test_sounds_of_a_batch_do_not_see_each_other(name):
    network = tiny(name, awake=True).eval()
    given = inputs(name, EVERYTHING, 4)
    with torch.no_grad():
        together = network(*given)
        alone = torch.cat([network(*(value[i : i + 1] for value in given)) for i in range(4)])
    assert torch.allclose(together, alone, atol=1e-5)


@pytest.mark.parametrize("spec", [CLASS_ONLY, EVERYTHING], ids=["class", "everything"])
@pytest.mark.parametrize("name", NAMES)
def test_every_weight_is_used(name, spec):
    network = tiny(name, spec, awake=True)
    given = inputs(name, spec, 4)
    for null in given[2:]:
        null[0] = 0.0
    network(*given).square().sum().backward()
    assert [label for label, parameter in network.named_parameters() if parameter.grad is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_batch_is_learned_by_heart_and_the_class_matters(name):
    network = tiny(name, CLASS_ONLY).train()
    x, c_noise, weights = inputs(name, CLASS_ONLY, 3)
    x = x[:1].expand(3, *SHAPES[name]).contiguous()
    c_noise = c_noise[:1].expand(3)
    target = torch.randn(3, *SHAPES[name], generator=torch.Generator().manual_seed(9))
    target = 0.3 * target + torch.tensor([-1.0, 0.0, 1.0]).reshape(3, *[1] * len(SHAPES[name]))
    optimiser = torch.optim.Adam(network.parameters(), lr=4e-3)
    losses = []
    for _ in range(70):
        loss = torch.mean((network(x, c_noise, weights) - target) ** 2)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    # Without the class, the best answer to three different targets for one x leaves their variance of 2 / 3.
    assert losses[0] > 0.6
    assert losses[-1] < 0.2


@pytest.mark.parametrize("shape", [(6, 16), (2, 3, 16)])
def test_the_1d_network_reads_frequencies_as_channels_with_or_without_planes(shape):
    spec = ConditionSpec(classes=1)
    torch.manual_seed(0)
    network = build_network("unet-1d", OneDimensionalSettings(width=4, multipliers=(1, 2), embedding=8), shape, spec)
    assert network.down[0].convolutions[0].in_channels == 6
    x = torch.randn(2, *shape)
    assert network.eval()(x, torch.zeros(2), torch.ones(2, 1)).shape == x.shape


def test_the_1d_network_convolves_along_time():
    spec = ConditionSpec(classes=1)
    torch.manual_seed(0)
    settings = OneDimensionalSettings(width=8, multipliers=(1, 1), kernels=(3,), embedding=8)
    network = build_network("unet-1d", settings, (2, 4, 64), spec).eval()
    x = torch.randn(1, 2, 4, 64)
    changed = x.clone()
    changed[..., 0] += 1.0
    moved = (network(changed, torch.zeros(1), torch.ones(1, 1)) - network(x, torch.zeros(1), torch.ones(1, 1))).abs()
    assert (moved[..., 0] > 0).all(), "all frequencies of the changed frame are affected"
    network.attention.write.weight.data.zero_()
    assert moved[..., 40:].max() == 0, "without attention, a far frame is not"


@pytest.mark.parametrize("channels", [4, 6, 8, 24, 48, 96, 128, 384, 512])
def test_groups_and_heads_divide_the_channels(channels):
    norm = group_norm(channels)
    assert channels % norm.num_groups == 0
    assert norm.num_groups <= 32
    assert channels % head_count(channels) == 0


def test_new_residual_blocks_and_attention_pass_their_input_on():
    x, vector = torch.randn(2, 8, 6, 4), torch.randn(2, 5)
    assert torch.equal(ResidualBlock(8, 8, 5)(x, vector), x)
    assert torch.allclose(ResidualBlock(8, 8, 5, rescale=True)(x, vector), x / 2**0.5)
    assert ResidualBlock(8, 12, 5, resample="down")(x, vector).shape == (2, 12, 3, 2)
    assert ResidualBlock(8, 8, 5, resample="up")(x, vector).shape == (2, 8, 12, 8)
    assert torch.equal(Attention(8)(x), x)


def test_cross_attention_does_not_see_hidden_tokens():
    torch.manual_seed(0)
    layer = Attention(8, 6)
    torch.nn.init.normal_(layer.write.weight)
    x, tokens = torch.randn(1, 8, 2, 3), torch.randn(1, 4, 6)
    visible = torch.tensor([[True, True, False, False]])
    changed = tokens.clone()
    changed[:, 2:] += 5.0
    assert torch.allclose(layer(x, Context(tokens, visible)), layer(x, Context(changed, visible)), atol=1e-6)
    changed[:, 1] += 5.0
    assert not torch.allclose(layer(x, Context(tokens, visible)), layer(x, Context(changed, visible)), atol=1e-3)
