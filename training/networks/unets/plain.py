"""The U-Net of seed 000: four levels of padded convolutions, batch norm and ReLU, told at every level what to make."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import convert_conv2d_weight_memory_format

from training.networks.conditioning import ConditionEmbedding, ConditionSpec, NoiseEmbedding
from training.networks.unets.parts import check, check_plane

HALVINGS = 4


@dataclass(frozen=True)
class PlainSettings:
    """Settings of "unet-plain".

    Parameters
    ----------
    width : int
        Channels of the first level; the levels have 1, 2, 4 and 8 times as many and the bottleneck 16 times. 64 is the
        document's network (64 to 1,024), 32 has a quarter of its parameters.
    embedding : int
        Dimension of the embeddings that the planes of noise level and condition are made from; an even number.
    label_scale : float
        Time steps a unit of c_noise: 1 where c_noise counts time steps, about 400 for EDM's ln(sigma) / 4.
    """

    width: int = 64
    embedding: int = 128
    label_scale: float = 1.0


class ConvolutionBlock(nn.Module):
    """Twice: padded 3 x 3 convolution, batch norm, ReLU; the norm's shift stands for the convolution's bias.

    What the network is told scales and shifts the channels behind the first norm (FiLM, Perez et al. 2018).
    """

    def __init__(self, channels_in: int, channels_out: int, told: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False)
        self.first_norm = nn.BatchNorm2d(channels_out)
        self.tell = nn.Linear(told, 2 * channels_out)
        self.second = nn.Conv2d(channels_out, channels_out, 3, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(channels_out)

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        """Return (B, channels_out, F, T) for x (B, channels_in, F, T) and told (B, D)."""
        scale, shift = self.tell(told)[:, :, None, None].chunk(2, dim=1)
        x = functional.relu(self.first_norm(self.first(x)) * (1.0 + scale) + shift)
        return functional.relu(self.second_norm(self.second(x)))


class PlainUNet(nn.Module):
    """Seed 000's U-Net: three planes to one, over 64, 128, 256, 512 and 1,024 channels.

    The planes are the noised spectrogram, one made from the noise level and one made from the conditions. The latter
    two are one learned value a row, the same in every column. Planes alone are hardly read: with them as the only way,
    a trained network answered alike to all classes. So every block is told the same two things as well.

    Parameters
    ----------
    shape : tuple of int
        (C, F, T), F and T multiples of 16.
    spec : ConditionSpec
    settings : PlainSettings

    Raises
    ------
    DataError
        If shape or settings do not fit.
    """

    def __init__(self, shape: tuple[int, ...], spec: ConditionSpec, settings: PlainSettings) -> None:
        super().__init__()
        check_plane("unet-plain", shape, HALVINGS)
        check(settings.width >= 1, f"The width of unet-plain is {settings.width}, but must be 1 or more.")
        check(
            settings.embedding >= 2 and settings.embedding % 2 == 0,
            f"The embedding of unet-plain is {settings.embedding}, but must be an even number.",
        )
        self.shape, self.spec = shape, spec
        channels, rows, _ = shape
        self.noise = NoiseEmbedding(settings.embedding, settings.embedding, label_scale=settings.label_scale)
        self.conditions = ConditionEmbedding(spec, settings.embedding, with_context=False)
        self.level_plane = nn.Linear(settings.embedding, rows)
        self.condition_plane = nn.Linear(settings.embedding, rows)
        widths = [settings.width * 2**level for level in range(HALVINGS)]
        told = settings.embedding
        self.encoder = nn.ModuleList(
            ConvolutionBlock(before, after, told)
            for before, after in zip([channels + 2, *widths], widths, strict=False)
        )
        self.reduce = nn.MaxPool2d(2)
        self.bottleneck = ConvolutionBlock(widths[-1], 2 * widths[-1], told)
        self.up = nn.ModuleList(nn.ConvTranspose2d(2 * width, width, 2, stride=2) for width in reversed(widths))
        self.decoder = nn.ModuleList(ConvolutionBlock(2 * width, width, told) for width in reversed(widths))
        self.write = nn.Conv2d(settings.width, channels, 1)
        convert_conv2d_weight_memory_format(self, torch.channels_last)  # trains a seventh faster on a CPU

    def forward(self, x: Tensor, c_noise: Tensor, *conditions: Tensor) -> Tensor:
        """Return F (B, C, F, T) for x (B, C, F, T), c_noise (B,) and the conditions of `spec`."""
        vector, _ = self.conditions(*conditions)
        noise = self.noise(c_noise)
        told = functional.silu(noise + vector)
        planes = [self.level_plane(functional.silu(noise)), self.condition_plane(functional.silu(vector))]
        flat = torch.stack(planes, dim=1)[:, :, :, None].expand(-1, -1, -1, self.shape[2])
        x = torch.cat([x, flat.to(x.dtype)], dim=1)
        skips = []
        for block in self.encoder:
            x = block(x, told)
            skips.append(x)
            x = self.reduce(x)
        x = self.bottleneck(x, told)
        for up, block in zip(self.up, self.decoder, strict=True):
            x = block(torch.cat([skips.pop(), up(x)], dim=1), told)
        out: Tensor = self.write(x)
        return out
