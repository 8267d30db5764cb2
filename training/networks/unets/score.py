"""The U-Net of seed 002: five levels of residual blocks, all told the noise level and the previous spectrogram."""

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.networks.conditioning import ConditionSpec, Context, Steering
from training.networks.unets.parts import ResidualBlock, check, check_dropout, check_plane, group_norm, zeroed
from training.networks.unets.stage import Stage


@dataclass(frozen=True)
class ScoreSettings:
    """Settings of "unet-score".

    Parameters
    ----------
    width : int
        Channels that the multipliers multiply; an even number.
    multipliers : tuple of int
        Channels of each level in units of `width`; as many levels as values, and as many halvings.
    blocks : int
        Residual blocks of a level on the way down; one more on the way up.
    attention_levels : tuple of int
        Levels with self-attention (and cross-attention, where there are captions), counted from 0; the number of levels
        stands for the bottleneck.
    dropout : float
        0 to 1.
    label_scale : float
        Time steps a unit of c_noise: 1 where c_noise counts time steps, about 400 for EDM's ln(sigma) / 4.
    """

    width: int = 128
    multipliers: tuple[int, ...] = (1, 1, 2, 2, 2)
    blocks: int = 2
    attention_levels: tuple[int, ...] = (3, 5)
    dropout: float = 0.1
    label_scale: float = 1.0


def _checked(shape: tuple[int, ...], settings: ScoreSettings) -> None:
    levels = len(settings.multipliers)
    check(
        levels > 0 and min(settings.multipliers) > 0,
        f"The multipliers of unet-score are {settings.multipliers}, but must be one positive number a level.",
    )
    check(
        settings.width >= 2 and settings.width % 2 == 0 and settings.blocks >= 1,
        f"The width {settings.width} of unet-score must be an even number, its blocks {settings.blocks} 1 or more.",
    )
    check(
        all(0 <= level <= levels for level in settings.attention_levels),
        f"The attention levels {settings.attention_levels} of unet-score must lie between 0 and {levels}.",
    )
    check_dropout("unet-score", settings.dropout)
    check_plane("unet-score", shape, levels)


class DownLevel(nn.Module):
    """Stages at one resolution on the way down, then a residual block that halves it."""

    def __init__(self, stages: list[Stage], reduce: ResidualBlock) -> None:
        super().__init__()
        self.stages, self.reduce = nn.ModuleList(stages), reduce

    def forward(self, x: Tensor, vector: Tensor, context: Context | None) -> tuple[Tensor, list[Tensor]]:
        """Return the halved map, and the level's input and every stage's output for the way up."""
        kept = [x]
        for stage in self.stages:
            kept.append(stage(kept[-1], vector, context))
        return self.reduce(kept[-1], vector), kept


class UpLevel(nn.Module):
    """A residual block that doubles the resolution, then one stage for every map kept on the way down."""

    def __init__(self, enlarge: ResidualBlock, stages: list[Stage]) -> None:
        super().__init__()
        self.enlarge, self.stages = enlarge, nn.ModuleList(stages)

    def forward(self, x: Tensor, kept: list[Tensor], vector: Tensor, context: Context | None) -> Tensor:
        """Return the level's map; what was kept last is read first."""
        x = self.enlarge(x, vector)
        for stage, skip in zip(self.stages, reversed(kept), strict=True):
            x = stage(torch.cat([x, skip], dim=1), vector, context)
        return x


class ScoreUNet(nn.Module):
    """Seed 002's U-Net, after the DDPM++ network of Song et al. (2021), with a spectrogram embedding.

    The embeddings of noise level, previous block and other conditions are added together and given to every block.

    Parameters
    ----------
    shape : tuple of int
        (C, F, T), F and T multiples of 2 to the number of levels.
    spec : ConditionSpec
    settings : ScoreSettings

    Raises
    ------
    DataError
        If shape or settings do not fit.
    """

    def __init__(self, shape: tuple[int, ...], spec: ConditionSpec, settings: ScoreSettings) -> None:
        super().__init__()
        _checked(shape, settings)
        self.shape, self.spec = shape, spec
        widths = [settings.width * multiplier for multiplier in settings.multipliers]
        told = 4 * settings.width
        self.steering = Steering(
            spec,
            settings.width,
            told,
            label_scale=settings.label_scale,
            with_context=bool(settings.attention_levels),
            previous_channels=tuple(widths),
        )

        def block(
            channels_in: int, channels_out: int, *, dropout: float = 0.0, resample: Literal["down", "up"] | None = None
        ) -> ResidualBlock:
            return ResidualBlock(channels_in, channels_out, told, dropout=dropout, resample=resample, rescale=True)

        def stage(channels_in: int, channels_out: int, level: int) -> Stage:
            return Stage(
                block(channels_in, channels_out, dropout=settings.dropout),
                channels_out,
                attends=level in settings.attention_levels,
                context_width=told if spec.tokens else None,
            )

        self.read = nn.Conv2d(shape[0], widths[0], 3, padding=1)
        down, up, before = [], [], widths[0]
        for level, width in enumerate(widths):
            kept = [before] + [width] * settings.blocks
            down.append(DownLevel([stage(n, width, level) for n in kept[:-1]], block(width, width, resample="down")))
            above = widths[min(level + 1, len(widths) - 1)]
            inputs = [above] + [width] * settings.blocks
            stages = [stage(n + skip, width, level) for n, skip in zip(inputs, reversed(kept), strict=True)]
            up.append(UpLevel(block(above, above, resample="up"), stages))
            before = width
        self.down, self.up = nn.ModuleList(down), nn.ModuleList(reversed(up))
        self.middle_in = stage(before, before, len(widths))
        self.middle_out = block(before, before, dropout=settings.dropout)
        self.norm = group_norm(widths[0])
        self.write = zeroed(nn.Conv2d(widths[0], shape[0], 3, padding=1))

    def forward(self, x: Tensor, c_noise: Tensor, *conditions: Tensor) -> Tensor:
        """Return F (B, C, F, T) for x (B, C, F, T), c_noise (B,) and the conditions of `spec`."""
        vector, context = self.steering(c_noise, *conditions)
        x = self.read(x)
        kept = []
        for level in self.down:
            x, maps = level(x, vector, context)
            kept.append(maps)
        x = self.middle_out(self.middle_in(x, vector, context), vector)
        for level in self.up:
            x = level(x, kept.pop(), vector, context)
        out: Tensor = self.write(functional.silu(self.norm(x)))
        return out
