"""The latent denoiser: a residual MLP whose norms are steered by noise level and class."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.networks.conditioning import AttributeEmbedding


@dataclass(frozen=True)
class DenoiserSettings:
    """Sizes of the denoiser.

    Parameters
    ----------
    width, hidden : int
        Of the residual stream and inside each block.
    depth : int
        Number of blocks.
    condition : int
        Width of the embedding of noise level and class.
    dropout : float
        Inside each block.
    """

    width: int = 512
    hidden: int = 1024
    depth: int = 5
    condition: int = 192
    dropout: float = 0.1


class NoiseEmbedding(nn.Module):
    """c_noise (B,) -> Fourier features (B, 2 K), frequencies log-spaced (after Tancik et al. 2020)."""

    frequencies: Tensor

    def __init__(self, count: int = 32, lowest: float = 0.25, highest: float = 32.0) -> None:
        super().__init__()
        frequencies = torch.logspace(0, 1, count, base=highest / lowest) * lowest
        self.register_buffer("frequencies", frequencies, persistent=False)

    def forward(self, c_noise: Tensor) -> Tensor:
        """Return sines and cosines of c_noise."""
        angle = c_noise[:, None] * self.frequencies
        return torch.cat([torch.sin(angle), torch.cos(angle)], dim=1)


class ResidualBlock(nn.Module):
    """A residual MLP whose norm is scaled, shifted and gated by the condition.

    Adaptive norm with a gate that starts at zero: Peebles & Xie (2023).
    """

    def __init__(self, settings: DenoiserSettings) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(settings.width, elementwise_affine=False)
        self.steer = nn.Linear(settings.condition, 3 * settings.width)
        self.up = nn.Linear(settings.width, settings.hidden)
        self.middle = nn.Dropout(settings.dropout)
        self.down = nn.Linear(settings.hidden, settings.width)
        nn.init.zeros_(self.steer.weight)
        nn.init.zeros_(self.steer.bias)

    def forward(self, x: Tensor, condition: Tensor) -> Tensor:
        """Map (B, D) to (B, D)."""
        scale, shift, gate = self.steer(condition).chunk(3, dim=1)
        hidden = functional.silu(self.up(self.norm(x) * (1.0 + scale) + shift))
        out: Tensor = x + gate * self.down(self.middle(hidden))
        return out


class LatentDenoiser(nn.Module):
    """EDM's raw network F on flattened latents.

    Parameters
    ----------
    latent_shape : tuple of int
        (cells, channels).
    classes : int
        Number of classes K. Class weights (B, K) may mix classes; all zeros stands for the learned null class.
    settings : DenoiserSettings
    attributes : int
        Number of continuous attributes A that it can be told; 0: none.
    """

    def __init__(
        self,
        latent_shape: tuple[int, int],
        classes: int,
        settings: DenoiserSettings | None = None,
        *,
        attributes: int = 0,
    ) -> None:
        super().__init__()
        settings = settings or DenoiserSettings()
        self.latent_shape, self.classes, self.attributes = latent_shape, classes, attributes
        size = latent_shape[0] * latent_shape[1]
        self.noise = NoiseEmbedding()
        self.from_noise = nn.Linear(2 * len(self.noise.frequencies), settings.condition)
        self.from_class = nn.Linear(classes, settings.condition, bias=False)
        self.null = nn.Parameter(torch.zeros(settings.condition))
        nn.init.normal_(self.from_class.weight)
        self.mix = nn.Linear(settings.condition, settings.condition)
        self.read = nn.Linear(size, settings.width)
        self.blocks = nn.ModuleList([ResidualBlock(settings) for _ in range(settings.depth)])
        self.norm = nn.LayerNorm(settings.width)
        self.write = nn.Linear(settings.width, size)
        nn.init.zeros_(self.write.weight)
        nn.init.zeros_(self.write.bias)
        self.from_attributes = _silent_embedding(attributes, settings.condition) if attributes else None

    def forward(self, x: Tensor, c_noise: Tensor, class_weights: Tensor, attributes: Tensor | None = None) -> Tensor:
        """Return F, shape (B, L, C).

        Parameters
        ----------
        x : Tensor, shape (B, L, C)
            Scaled by c_in.
        c_noise : Tensor, shape (B,)
        class_weights : Tensor, shape (B, K)
        attributes : Tensor, shape (B, 2 A), or None
            Standardised values, then flags, 1 where known; None: nothing is known.
        """
        absent = 1.0 - class_weights.sum(dim=1, keepdim=True)
        condition = self.from_noise(self.noise(c_noise)) + self.from_class(class_weights) + absent * self.null
        if self.from_attributes is not None:
            nothing = x.new_zeros(len(x), 2 * self.attributes)
            condition = condition + self.from_attributes(nothing if attributes is None else attributes)
        condition = functional.silu(self.mix(functional.silu(condition)))
        hidden = self.read(x.flatten(1))
        for block in self.blocks:
            hidden = block(hidden, condition)
        f: Tensor = self.write(self.norm(hidden)).reshape(x.shape)
        return f


def _silent_embedding(attributes: int, width: int) -> AttributeEmbedding:
    """Return an embedding that says nothing yet, so that a network which starts from another begins as that one."""
    embedding = AttributeEmbedding(attributes, width)
    nn.init.zeros_(embedding.null)
    last = embedding.read[-1]
    assert isinstance(last, nn.Linear)
    nn.init.zeros_(last.weight)
    nn.init.zeros_(last.bias)
    return embedding
