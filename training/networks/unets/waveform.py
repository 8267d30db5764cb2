"""A U-Net on waveforms, its blocks modulated by the noise level: the size of CRASH's (Rouard & Hadjeres 2021)."""

from dataclasses import dataclass
from math import prod

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.networks.conditioning import ConditionSpec, Steering
from training.networks.unets.parts import check, group_norm


@dataclass(frozen=True)
class WaveformUNetSettings:
    """Settings of "unet-waveform".

    Parameters
    ----------
    width : int
        Channels that the multipliers multiply.
    multipliers : tuple of int
        Channels of each level in units of `width`, from the full rate down.
    factors : tuple of int
        By how much time shrinks behind each level; as many values as levels.
    kernel : int
        Of the blocks' convolutions, an odd number.
    blocks : int
        Residual blocks of a level on each way, and of the bottleneck.
    embedding : int
        Dimension of the embedding of noise level and conditions; an even number.
    label_scale : float
        Time steps a unit of c_noise, see `training.networks.conditioning.NoiseEmbedding`.
    """

    width: int = 16
    multipliers: tuple[int, ...] = (2, 4, 8, 8, 12, 19)
    factors: tuple[int, ...] = (2, 2, 2, 3, 5, 5)
    kernel: int = 5
    blocks: int = 2
    embedding: int = 256
    label_scale: float = 1.0


class ModulatedBlock(nn.Module):
    """Twice norm, activation and convolution, with a residual way around them.

    The second norm is scaled and shifted by the noise level and the conditions (FiLM, Perez et al. 2018).

    Parameters
    ----------
    channels_in, channels_out : int
    steering : int
        Dimension D of the vector of noise level and conditions.
    kernel : int
    """

    def __init__(self, channels_in: int, channels_out: int, steering: int, kernel: int) -> None:
        super().__init__()
        self.norm_in, self.norm_out = group_norm(channels_in), group_norm(channels_out)
        self.first = nn.Conv1d(channels_in, channels_out, kernel, padding=kernel // 2)
        self.second = nn.Conv1d(channels_out, channels_out, kernel, padding=kernel // 2)
        nn.init.zeros_(self.second.weight)
        self.modulate = nn.Linear(steering, 2 * channels_out)
        self.shortcut = nn.Identity() if channels_in == channels_out else nn.Conv1d(channels_in, channels_out, 1)

    def forward(self, x: Tensor, vector: Tensor) -> Tensor:
        """Map (B, C, N) to (B, C', N), steered by vector (B, D)."""
        hidden = self.first(functional.silu(self.norm_in(x)))
        scale, shift = self.modulate(vector)[:, :, None].chunk(2, dim=1)
        hidden = self.second(functional.silu(self.norm_out(hidden) * (1.0 + scale) + shift))
        out: Tensor = self.shortcut(x) + hidden
        return out


class Level(nn.Module):
    """Several modulated blocks, one after another.

    Parameters
    ----------
    channels_in, channels_out, steering, kernel
        As for `ModulatedBlock`; all blocks but the first read what the one before put out.
    count : int
    """

    def __init__(self, channels_in: int, channels_out: int, steering: int, kernel: int, count: int) -> None:
        super().__init__()
        inputs = [channels_in] + [channels_out] * (count - 1)
        self.blocks = nn.ModuleList(ModulatedBlock(channels, channels_out, steering, kernel) for channels in inputs)

    def forward(self, x: Tensor, vector: Tensor) -> Tensor:
        """Map (B, C, N) to (B, C', N), steered by vector (B, D)."""
        for block in self.blocks:
            x = block(x, vector)
        return x


class WaveformUNet(nn.Module):
    """Samples to samples, (B, 1, N): levels of modulated blocks, strided convolutions between them.

    Parameters
    ----------
    shape : tuple of int
        (C, N), N a multiple of the product of the factors.
    spec : ConditionSpec
    settings : WaveformUNetSettings

    Raises
    ------
    DataError
        If shape or settings do not fit.
    """

    def __init__(self, shape: tuple[int, ...], spec: ConditionSpec, settings: WaveformUNetSettings) -> None:
        super().__init__()
        _checked(shape, settings)
        self.shape, self.spec = shape, spec
        told, kernel, count = settings.embedding, settings.kernel, settings.blocks
        self.steering = Steering(spec, told, told, label_scale=settings.label_scale, with_context=False)
        widths, channels = [settings.width * m for m in settings.multipliers], shape[0]
        self.read = nn.Conv1d(channels, widths[0], kernel, padding=kernel // 2)
        self.down, self.reduce = nn.ModuleList(), nn.ModuleList()
        for width, following, factor in zip(widths, [*widths[1:], widths[-1]], settings.factors, strict=True):
            self.down.append(Level(width, width, told, kernel, count))
            self.reduce.append(nn.Conv1d(width, following, 2 * factor + factor % 2, factor, (factor + 1) // 2))
        self.middle = Level(widths[-1], widths[-1], told, kernel, count)
        self.enlarge, self.up = nn.ModuleList(), nn.ModuleList()
        below = widths[-1]
        for width, factor in zip(reversed(widths), reversed(settings.factors), strict=True):
            self.enlarge.append(nn.ConvTranspose1d(below, width, 2 * factor + factor % 2, factor, (factor + 1) // 2))
            self.up.append(Level(2 * width, width, told, kernel, count))
            below = width
        self.norm = group_norm(widths[0])
        self.write = nn.Conv1d(widths[0] + channels, channels, kernel, padding=kernel // 2)

    def forward(self, x: Tensor, c_noise: Tensor, *conditions: Tensor) -> Tensor:
        """Return F (B, C, N) for x (B, C, N), c_noise (B,) and the conditions of `spec`."""
        vector, _ = self.steering(c_noise, *conditions)
        hidden, skips = self.read(x), []
        for level, reduce in zip(self.down, self.reduce, strict=True):
            hidden = level(hidden, vector)
            skips.append(hidden)
            hidden = reduce(hidden)
        hidden = self.middle(hidden, vector)
        for enlarge, level in zip(self.enlarge, self.up, strict=True):
            hidden = level(torch.cat([enlarge(hidden), skips.pop()], dim=1), vector)
        out: Tensor = self.write(torch.cat([functional.silu(self.norm(hidden)), x.to(hidden.dtype)], dim=1))
        return out


def _checked(shape: tuple[int, ...], settings: WaveformUNetSettings) -> None:
    s, length = settings, prod(settings.factors)
    check(len(shape) == 2, f"The network unet-waveform reads samples (C, N), not the shape {shape}.")
    check(
        len(s.multipliers) == len(s.factors) > 0 and min(s.width, *s.multipliers, *s.factors) >= 1,
        f"The multipliers {s.multipliers} and the factors {s.factors} of unet-waveform must be as many, and they and "
        f"the width {s.width} positive.",
    )
    check(s.kernel >= 1 and s.kernel % 2 == 1, f"The kernel of unet-waveform is {s.kernel}, but must be odd.")
    check(s.blocks >= 1, f"The blocks of unet-waveform are {s.blocks}, but must be 1 or more.")
    check(
        s.embedding >= 2 and s.embedding % 2 == 0,
        f"The embedding of unet-waveform is {s.embedding}, but must be an even number.",
    )
    check(
        shape[1] % length == 0,
        f"The network unet-waveform shrinks time, so that N of the shape {shape} must be a multiple of {length}; "
        "change the frames, or the factors.",
    )
