"""The spectrogram embedding: a previous block as one vector (seed 002, Fig. 8)."""

import torch
from torch import Tensor, nn

from drumgen.errors import DataError
from training.networks.unets.parts import group_norm


class SpectrogramEmbedding(nn.Module):
    """Convolutional blocks that halve the block, then one fully connected layer.

    Parameters
    ----------
    shape : tuple of int
        (C, F, T), or (C, T), which is read as one channel of C bins.
    channels : tuple of int
        Channels after each halving.
    width : int
        Dimension D of the result.

    Notes
    -----
    The fully connected layer sees every place of the last feature map, so that the end of the previous block can bear
    on any place of the next one.
    """

    def __init__(self, shape: tuple[int, ...], channels: tuple[int, ...], width: int) -> None:
        super().__init__()
        if len(shape) not in (2, 3):
            raise DataError(f"A previous block of the shape {shape} cannot be embedded; use (C, F, T) or (C, T).")
        planes, rows, columns = shape if len(shape) == 3 else (1, *shape)
        layers: list[nn.Module] = []
        for count in channels:
            layers += [nn.Conv2d(planes, count, 3, stride=2, padding=1), group_norm(count), nn.SiLU()]
            layers += [nn.Conv2d(count, count, 3, padding=1), group_norm(count), nn.SiLU()]
            planes, rows, columns = count, (rows + 1) // 2, (columns + 1) // 2
        self.convolutions = nn.Sequential(*layers)
        self.connect = nn.Linear(planes * rows * columns, width)

    def forward(self, previous: Tensor) -> Tensor:
        """Return (B, D) for previous (B, C, F, T) or (B, C, T)."""
        planes = previous if previous.dim() == 4 else torch.unsqueeze(previous, 1)
        out: Tensor = self.connect(self.convolutions(planes).flatten(1))
        return out
