"""The classifier's network: convolutions over a log-mel picture, pooled over time but not over frequency."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class NetworkSettings:
    """Size of the network.

    Parameters
    ----------
    channels : tuple of int
        Of the convolutions; each halves both sides of the picture.
    width : int
        Numbers D of the penultimate layer, the classifier's embedding.
    dropout : float
        Before the last layer, 0 to 1.
    """

    channels: tuple[int, ...] = (24, 48, 64, 96)
    width: int = 64
    dropout: float = 0.3


class PictureClassifier(nn.Module):
    """Logits of K classes from pictures.

    Where a partial lies along frequency is what tells a pitch, so that axis is never averaged; over time the mean and
    the maximum are kept, so that sounds of any length give the same number of features.

    Parameters
    ----------
    bands : int
        F of the pictures.
    classes : int
        K.
    settings : NetworkSettings
    """

    def __init__(self, bands: int, classes: int, settings: NetworkSettings) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        before = 1
        for channels in settings.channels:
            layers += [
                nn.Conv2d(before, channels, 3, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(channels),
                nn.ReLU(),
            ]
            before, bands = channels, (bands + 1) // 2
        self.body = nn.Sequential(*layers)
        self.fewest_frames = 2 ** (len(settings.channels) - 1) + 1
        self.neck = nn.Linear(2 * before * bands, settings.width)
        self.drop = nn.Dropout(settings.dropout)
        self.head = nn.Linear(settings.width, classes)

    def features(self, pictures: Tensor) -> Tensor:
        """Return the penultimate layer, shape (B, D), of pictures of shape (B, F, T)."""
        # No convolution may meet a side of 1: in bfloat16 on CPUs its weight gradient then comes from memory that was
        # never written (torch 2.13), and training ends in NaN.
        missing = max(self.fewest_frames - pictures.shape[2], 0)
        hidden = self.body(nn.functional.pad(pictures, (0, missing))[:, None])
        pooled = torch.cat([hidden.mean(dim=3), hidden.amax(dim=3)], dim=1)
        return torch.relu(self.neck(pooled.flatten(1)))

    def forward(self, pictures: Tensor) -> Tensor:
        """Return logits, shape (B, K), of pictures of shape (B, F, T)."""
        logits: Tensor = self.head(self.drop(self.features(pictures)))
        return logits
