"""The U-Net of seed 000: four levels of padded convolutions, batch norm and ReLU."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

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


class ConvolutionBlock(nn.Sequential):
    """Twice: padded 3 x 3 convolution, batch norm, ReLU; the norm's shift stands for the convolution's bias."""

    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__(
            nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels_out),
            nn.ReLU(),
            nn.Conv2d(channels_out, channels_out, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels_out),
            nn.ReLU(),
        )


class PlainUNet(nn.Module):
    """Seed 000's U-Net: three planes to one, over 64, 128, 256, 512 and 1,024 channels.

    The planes are the noised spectrogram, one made from the noise level and one made from the conditions. The latter
    two are one learned value a row, the same in every column.

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
        self.encoder = nn.ModuleList(
            ConvolutionBlock(before, after) for before, after in zip([channels + 2, *widths], widths, strict=False)
        )
        self.reduce = nn.MaxPool2d(2)
        self.bottleneck = ConvolutionBlock(widths[-1], 2 * widths[-1])
        self.up = nn.ModuleList(nn.ConvTranspose2d(2 * width, width, 2, stride=2) for width in reversed(widths))
        self.decoder = nn.ModuleList(ConvolutionBlock(2 * width, width) for width in reversed(widths))
        self.write = nn.Conv2d(settings.width, channels, 1)

    def forward(self, x: Tensor, c_noise: Tensor, *conditions: Tensor) -> Tensor:
        """Return F (B, C, F, T) for x (B, C, F, T), c_noise (B,) and the conditions of `spec`."""
        vector, _ = self.conditions(*conditions)
        level = self.level_plane(functional.silu(self.noise(c_noise)))
        told = torch.stack([level, self.condition_plane(functional.silu(vector))], dim=1)
        x = torch.cat([x, told[:, :, :, None].expand(-1, -1, -1, self.shape[2]).to(x.dtype)], dim=1)
        skips = []
        for block in self.encoder:
            x = block(x)
            skips.append(x)
            x = self.reduce(x)
        x = self.bottleneck(x)
        for up, block in zip(self.up, self.decoder, strict=True):
            x = block(torch.cat([skips.pop(), up(x)], dim=1))
        out: Tensor = self.write(x)
        return out
