"""The network of the full-band embedding: one tower of convolutions a picture, one neck, three heads."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.evaluation.fullband.views import ViewSettings


@dataclass(frozen=True)
class FullBandSettings:
    """Size of the network.

    Parameters
    ----------
    channels : tuple of int
        Of the convolutions of a tower; each halves both sides of its picture.
    width : int
        Numbers D of the embedding.
    dropout : float
        Before the heads, 0 to 1.
    """

    channels: tuple[int, ...] = (24, 48, 64, 96)
    width: int = 128
    dropout: float = 0.2


class FullBandNetwork(nn.Module):
    """Class, kit and degradation from the pictures of attack and body.

    Frequency is never averaged, nor is the attack's time: both are what the embedding is for. Of the body, mean and
    maximum over time are kept.

    Parameters
    ----------
    views : ViewSettings
    heads : tuple of int
        How many answers each head has.
    settings : FullBandSettings
    """

    def __init__(self, views: ViewSettings, heads: tuple[int, ...], settings: FullBandSettings) -> None:
        super().__init__()
        self.attack, self.body = _tower(settings.channels), _tower(settings.channels)
        halvings, last = len(settings.channels), settings.channels[-1]
        early, whole = _halved(views.attack_bands, halvings), _halved(views.body_bands, halvings)
        steps = _halved(views.attack_frames, halvings)
        self.neck = nn.Linear(last * (early * steps + 2 * whole), settings.width)
        self.drop = nn.Dropout(settings.dropout)
        self.heads = nn.ModuleList([nn.Linear(settings.width, answers) for answers in heads])

    def features(self, attack: Tensor, body: Tensor) -> Tensor:
        """Return the embedding (B, D) of pictures from 0 to 1, each of shape (B, F, T)."""
        early, whole = self.attack(attack[:, None]), self.body(body[:, None])
        pooled = [early.flatten(1), whole.mean(dim=3).flatten(1), whole.amax(dim=3).flatten(1)]
        return torch.relu(self.neck(torch.cat(pooled, dim=1)))

    def forward(self, attack: Tensor, body: Tensor) -> list[Tensor]:
        """Return the logits (B, K) of every head."""
        hidden = self.drop(self.features(attack, body))
        return [head(hidden) for head in self.heads]


def _tower(channels: tuple[int, ...]) -> nn.Sequential:
    layers: list[nn.Module] = []
    for before, after in zip((1, *channels), channels, strict=False):
        layers += [
            nn.Conv2d(before, after, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(after),
            nn.ReLU(),
        ]
    return nn.Sequential(*layers)


def _halved(size: int, times: int) -> int:
    for _ in range(times):
        size = (size + 1) // 2
    return size
