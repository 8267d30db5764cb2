"""The 1-D U-Net of seed 003: every frequency is a channel, convolutions run along time."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.networks.attention import Attention
from training.networks.conditioning import ConditionSpec, Steering
from training.networks.unets.parts import check


@dataclass(frozen=True)
class OneDimensionalSettings:
    """Settings of "unet-1d".

    Parameters
    ----------
    width : int
        Channels that the multipliers multiply.
    multipliers : tuple of int
        Channels of each level in units of `width`; as many levels as values, and as many halvings of time.
    kernels : tuple of int
        Kernel sizes of a bulk block's convolutions, odd numbers, one after another.
    embedding : int
        Dimension of the embedding of noise level and conditions; an even number.
    label_scale : float
        Time steps a unit of c_noise: 1 where c_noise counts time steps, about 400 for EDM's ln(sigma) / 4.
    """

    width: int = 256
    multipliers: tuple[int, ...] = (1, 1, 2, 2)
    kernels: tuple[int, ...] = (3, 5, 7)
    embedding: int = 512
    label_scale: float = 1.0


class BulkBlock(nn.Module):
    """Convolutions of several kernel sizes, each with batch norm and ReLU, and a residual way around them.

    Parameters
    ----------
    channels_in, channels_out : int
    steering : int
        Dimension D of the vector of noise level and conditions, which is added after the first convolution.
    kernels : tuple of int
    """

    def __init__(self, channels_in: int, channels_out: int, steering: int, kernels: tuple[int, ...]) -> None:
        super().__init__()
        inputs = [channels_in] + [channels_out] * (len(kernels) - 1)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(count, channels_out, kernel, padding=kernel // 2, bias=False)
            for count, kernel in zip(inputs, kernels, strict=True)
        )
        self.norms = nn.ModuleList(nn.BatchNorm1d(channels_out) for _ in kernels)
        self.activation = nn.ReLU()
        self.steer = nn.Linear(steering, channels_out)
        self.shortcut = nn.Identity() if channels_in == channels_out else nn.Conv1d(channels_in, channels_out, 1)

    def forward(self, x: Tensor, vector: Tensor) -> Tensor:
        """Map (B, C, T) to (B, C', T), steered by vector (B, D)."""
        hidden = x
        for number, (convolution, norm) in enumerate(zip(self.convolutions, self.norms, strict=True)):
            hidden = self.activation(norm(convolution(hidden)))
            if number == 0:
                hidden = hidden + self.steer(vector)[:, :, None]
        out: Tensor = self.shortcut(x) + hidden
        return out


def _checked(shape: tuple[int, ...], settings: OneDimensionalSettings) -> None:
    check(len(shape) in (2, 3), f"The network unet-1d reads blocks (C, F, T) or (C, T), not the shape {shape}.")
    check(
        settings.width >= 1 and len(settings.multipliers) > 0 and min(settings.multipliers) > 0,
        f"The width {settings.width} and the multipliers {settings.multipliers} of unet-1d must be positive numbers.",
    )
    check(
        len(settings.kernels) > 0 and all(kernel > 0 and kernel % 2 == 1 for kernel in settings.kernels),
        f"The kernels of unet-1d are {settings.kernels}, but must be odd numbers.",
    )
    check(
        settings.embedding >= 2 and settings.embedding % 2 == 0,
        f"The embedding of unet-1d is {settings.embedding}, but must be an even number.",
    )
    factor = 2 ** len(settings.multipliers)
    check(
        shape[-1] % factor == 0,
        f"The network unet-1d halves the time {len(settings.multipliers)} times, so that T of the shape {shape} must "
        f"be a multiple of {factor}; change the frames, or the levels.",
    )


class OneDimensionalUNet(nn.Module):
    """Seed 003's 1-D U-Net with embeddings of the noise level and self-attention at the bottleneck.

    A block (B, C, F, T) is read as (B, C F, T): three packed stretches of time with 128 frequencies each are 384
    channels over 128 frames. Time is the last axis, so that nothing is moved in memory.

    Parameters
    ----------
    shape : tuple of int
        (C, F, T) or (C, T), T a multiple of 2 to the number of levels.
    spec : ConditionSpec
    settings : OneDimensionalSettings

    Raises
    ------
    DataError
        If shape or settings do not fit.

    Notes
    -----
    The last convolution reads the input beside the features, gated by the noise level. A prediction of the noise or
    of v holds the input's noise in all its C F channels, which fewer features could not carry.
    """

    def __init__(self, shape: tuple[int, ...], spec: ConditionSpec, settings: OneDimensionalSettings) -> None:
        super().__init__()
        _checked(shape, settings)
        self.shape, self.spec = shape, spec
        rows = shape[0] if len(shape) == 2 else shape[0] * shape[1]
        told, kernels = settings.embedding, settings.kernels
        self.steering = Steering(spec, told, told, label_scale=settings.label_scale, with_context=False)
        widths = [settings.width * multiplier for multiplier in settings.multipliers]
        self.down = nn.ModuleList(
            BulkBlock(before, after, told, kernels) for before, after in zip([rows, *widths], widths, strict=False)
        )
        self.reduce = nn.MaxPool1d(2)
        self.middle_in = BulkBlock(widths[-1], widths[-1], told, kernels)
        self.attention = Attention(widths[-1])
        self.middle_out = BulkBlock(widths[-1], widths[-1], told, kernels)
        below = [widths[-1], *reversed(widths)]
        self.enlarge, self.up = nn.ModuleList(), nn.ModuleList()
        for before, width in zip(below, reversed(widths), strict=False):
            self.enlarge.append(nn.Sequential(nn.ConvTranspose1d(before, width, 2, stride=2), nn.ReLU()))
            self.up.append(BulkBlock(2 * width, width, told, kernels))
        self.gate = nn.Linear(told, rows)
        self.write = nn.Conv1d(widths[0] + rows, rows, 1)

    def forward(self, x: Tensor, c_noise: Tensor, *conditions: Tensor) -> Tensor:
        """Return F of x's shape for x (B, C, F, T) or (B, C, T), c_noise (B,) and the conditions of `spec`."""
        vector, _ = self.steering(c_noise, *conditions)
        frames = x.flatten(1, -2)
        hidden, skips = frames, []
        for block in self.down:
            hidden = block(hidden, vector)
            skips.append(hidden)
            hidden = self.reduce(hidden)
        hidden = self.middle_out(self.attention(self.middle_in(hidden, vector)), vector)
        for enlarge, block in zip(self.enlarge, self.up, strict=True):
            hidden = block(torch.cat([enlarge(hidden), skips.pop()], dim=1), vector)
        passed = frames * self.gate(vector)[:, :, None]
        written = self.write(torch.cat([hidden, passed.to(hidden.dtype)], dim=1))
        out: Tensor = written.reshape(-1, *self.shape)
        return out
