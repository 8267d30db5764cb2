"""The laboratory's networks in tiny sizes, and inputs for them."""

import torch

from training.networks.conditioning import ConditionSpec
from training.networks.registry import build_network
from training.networks.unets.attention import AttentionSettings
from training.networks.unets.one_dimensional import OneDimensionalSettings
from training.networks.unets.plain import PlainSettings
from training.networks.unets.score import ScoreSettings
from training.networks.unets.waveform import WaveformUNetSettings

EVERYTHING = ConditionSpec(classes=3, attributes=2, tokens=5, vocabulary=11, previous=(1, 16, 24))
CLASS_ONLY = ConditionSpec(classes=3)
SETTINGS = {
    "unet-plain": PlainSettings(width=4, embedding=16),
    "unet-score": ScoreSettings(width=8, multipliers=(1, 2), blocks=1, attention_levels=(1,), dropout=0.0),
    "unet-1d": OneDimensionalSettings(width=16, multipliers=(1, 2), embedding=16),
    "unet-attention": AttentionSettings(width=4, dropout=0.0),
    "unet-waveform": WaveformUNetSettings(width=8, multipliers=(1, 2), factors=(2, 3), blocks=1, embedding=16),
}
SHAPES = {
    "unet-plain": (1, 16, 32),
    "unet-score": (1, 16, 24),
    "unet-1d": (3, 8, 16),
    "unet-attention": (1, 16, 24),
    "unet-waveform": (1, 48),
}
NAMES = tuple(SETTINGS)


def tiny(name, spec=EVERYTHING, *, seed=0, awake=False):
    """Return a tiny network; `awake` draws the weights that start at zero."""
    torch.manual_seed(seed)
    network = build_network(name, SETTINGS[name], SHAPES[name], spec)
    if awake:
        for parameter in network.parameters():
            if not parameter.any():
                torch.nn.init.normal_(parameter, std=0.2)
    return network


def conditions(spec, batch, *, seed=0):
    """Return full conditions by name: every class, attribute, word and previous block is given."""
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape):
        return torch.randn(shape, generator=generator)

    every = {
        "class_weights": torch.eye(spec.classes)[torch.arange(batch) % spec.classes],
        "attributes": torch.cat([normal(batch, spec.attributes), torch.ones(batch, spec.attributes)], dim=1),
        "tokens": torch.randint(1, spec.vocabulary + 1, (batch, spec.tokens), generator=generator).float()
        if spec.tokens
        else torch.zeros(batch, 0),
        "previous": normal(batch, *spec.previous),
        "has_previous": torch.ones(batch, 1),
    }
    return {name: every[name] for name in spec.names()}


def inputs(name, spec, batch, *, seed=0):
    """Return x, c_noise and the conditions of a tiny network."""
    generator = torch.Generator().manual_seed(100 + seed)
    x = torch.randn((batch, *SHAPES[name]), generator=generator)
    c_noise = 1000.0 * torch.rand(batch, generator=generator)
    return [x, c_noise, *conditions(spec, batch, seed=seed).values()]
