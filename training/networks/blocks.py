"""Building blocks that the networks share."""

import torch
from torch import Tensor, nn
from torch.nn import functional


class MixerBlock(nn.Module):
    """Mix over tokens, then over channels, each a residual MLP (Tolstikhin et al. 2021, MLP-Mixer).

    A sound's tokens have fixed places, so that fixed mixing weights serve as well as attention and train several
    times faster on a CPU: everything is a plain matrix product.
    """

    def __init__(self, tokens: int, width: int, *, token_hidden: int = 192, expansion: int = 4) -> None:
        super().__init__()
        self.token_norm = nn.LayerNorm(width)
        self.token_up = nn.Linear(tokens, token_hidden)
        self.token_down = nn.Linear(token_hidden, tokens)
        self.channel_norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, expansion * width)
        self.down = nn.Linear(expansion * width, width)
        for layer in (self.token_down, self.down):
            nn.init.normal_(layer.weight, std=0.01)

    def forward(self, x: Tensor) -> Tensor:
        """Map tokens (B, T, D) to tokens of the same shape."""
        mixed = self.token_down(functional.gelu(self.token_up(self.token_norm(x).transpose(1, 2))))
        x = x + mixed.transpose(1, 2)
        out: Tensor = x + self.down(functional.gelu(self.up(self.channel_norm(x))))
        return out


class Tokens(nn.Module):
    """A stack of mixer blocks over tokens with learned positions."""

    def __init__(self, count: int, width: int, depth: int) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.randn(count, width) * 0.1)
        self.blocks = nn.ModuleList([MixerBlock(count, width) for _ in range(depth)])
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor) -> Tensor:
        """Map tokens (B, T, D) to normalised tokens (B, T, D)."""
        x = x + self.position
        for block in self.blocks:
            x = block(x)
        out: Tensor = self.norm(x)
        return out
