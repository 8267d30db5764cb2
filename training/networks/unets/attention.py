"""The U-Net of seed 004: six layers of residual blocks with attention, strided and transposed convolutions."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.networks.conditioning import ConditionSpec, Context, Steering
from training.networks.unets.parts import ResidualBlock, check, check_dropout, check_plane, zeroed
from training.networks.unets.stage import Stage

HALVINGS = 3
_DOWN = (1, 2, 4)
_UP = (8, 8, 6)


@dataclass(frozen=True)
class AttentionSettings:
    """Settings of "unet-attention".

    Parameters
    ----------
    width : int
        Channels of the first layer; the layers have 1, 2, 4 times as many on the way down and 8, 8, 6 times on the way
        up, the embeddings 8 times. 64 is the document's network; an even number.
    attention_levels : tuple of int
        Numbers of halvings (0 to 3) after which the layers attend to the map itself and to the caption; 3 is the
        bottleneck.
    dropout : float
        0 to 1.
    label_scale : float
        Time steps a unit of c_noise: 1 where c_noise counts time steps, about 400 for EDM's ln(sigma) / 4.
    """

    width: int = 64
    attention_levels: tuple[int, ...] = (2, 3)
    dropout: float = 0.1
    label_scale: float = 1.0


class Layer(nn.Module):
    """Two residual blocks, with attention after the first where wanted."""

    def __init__(self, channels: int, told: int, *, attends: bool, context_width: int | None, dropout: float) -> None:
        super().__init__()
        first = ResidualBlock(channels, channels, told, activation="relu", dropout=dropout)
        self.first = Stage(first, channels, attends=attends, context_width=context_width)
        self.second = ResidualBlock(channels, channels, told, activation="relu", dropout=dropout)

    def forward(self, x: Tensor, vector: Tensor, context: Context | None) -> Tensor:
        """Map (B, C, F, T) to the same shape."""
        out: Tensor = self.second(self.first(x, vector, context), vector)
        return out


class AttentionUNet(nn.Module):
    """Seed 004's U-Net: three layers down, three layers up, joined by concatenation.

    A strided convolution doubles the channels: 64, 128, 256 become 128, 256, 512. A transposed convolution halves
    them and the layer's counterpart is concatenated: 512 becomes 256 + 256 = 512, then 256 + 128 = 384, then
    192 + 64 = 256, which the last convolutions read. So the six layers work at 64, 128, 256, 512, 512 and 384 channels,
    as the document says.

    Parameters
    ----------
    shape : tuple of int
        (C, F, T), F and T multiples of 8.
    spec : ConditionSpec
    settings : AttentionSettings

    Raises
    ------
    DataError
        If shape or settings do not fit.
    """

    def __init__(self, shape: tuple[int, ...], spec: ConditionSpec, settings: AttentionSettings) -> None:
        super().__init__()
        check_dropout("unet-attention", settings.dropout)
        check_plane("unet-attention", shape, HALVINGS)
        check(
            settings.width >= 2 and settings.width % 2 == 0,
            f"The width of unet-attention is {settings.width}, but must be an even number.",
        )
        check(
            all(0 <= level <= HALVINGS for level in settings.attention_levels),
            f"The attention levels {settings.attention_levels} of unet-attention must lie between 0 and {HALVINGS}.",
        )
        self.shape, self.spec = shape, spec
        down = [settings.width * factor for factor in _DOWN]
        up = [settings.width * factor for factor in _UP]
        told = max(up)
        self.steering = Steering(
            spec, told, told, label_scale=settings.label_scale, with_context=bool(settings.attention_levels)
        )

        def layer(channels: int, level: int) -> Layer:
            return Layer(
                channels,
                told,
                attends=level in settings.attention_levels,
                context_width=told if spec.tokens else None,
                dropout=settings.dropout,
            )

        self.read = nn.Conv2d(shape[0], down[0], 3, padding=1)
        self.down = nn.ModuleList(layer(channels, level) for level, channels in enumerate(down))
        self.reduce = nn.ModuleList(nn.Conv2d(n, 2 * n, 3, stride=2, padding=1) for n in down)
        self.up = nn.ModuleList(layer(channels, HALVINGS - i) for i, channels in enumerate(up))
        self.enlarge = nn.ModuleList(nn.ConvTranspose2d(n, n // 2, 4, stride=2, padding=1) for n in up)
        last = up[-1] // 2 + down[0]
        self.merge = nn.Conv2d(last, last // 2, 3, padding=1)
        self.write = zeroed(nn.Conv2d(last // 2, shape[0], 1))

    def forward(self, x: Tensor, c_noise: Tensor, *conditions: Tensor) -> Tensor:
        """Return F (B, C, F, T) for x (B, C, F, T), c_noise (B,) and the conditions of `spec`."""
        vector, context = self.steering(c_noise, *conditions)
        x = self.read(x)
        skips = []
        for layer, reduce in zip(self.down, self.reduce, strict=True):
            x = layer(x, vector, context)
            skips.append(x)
            x = reduce(x)
        for layer, enlarge in zip(self.up, self.enlarge, strict=True):
            x = torch.cat([enlarge(layer(x, vector, context)), skips.pop()], dim=1)
        out: Tensor = self.write(functional.relu(self.merge(x)))
        return out
