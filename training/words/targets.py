"""Where words shall lie: the teacher's space, turned so that words of one meaning lie together."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

SCALE = 15.0
"""By what cosines are multiplied to be logits."""
NOTHING = 0.45
"""The cosine of the answer "no meaning"."""

_STEPS = 300
_FAR = 0.5


@dataclass(frozen=True)
class Targets:
    """Where words shall lie.

    Parameters
    ----------
    taught : Tensor
        Unit vectors of the taught words, shape (B, D).
    general : Tensor
        Unit vectors of the general words, shape (B, D).
    centres : Tensor
        Unit vectors of the meanings, shape (M, D).
    """

    taught: Tensor
    general: Tensor
    centres: Tensor


def aim(
    taught: NDArray[np.float32],
    meaning: NDArray[np.int64],
    nothing: NDArray[np.float32],
    general: NDArray[np.float32],
    *,
    size: int,
    seed: int,
) -> Targets:
    """Turn the teacher's vectors into targets by a linear map that is learned from the taught words.

    Of the general words, the half that is farthest from all taught ones counts as meaningless; the other half only
    goes along, so that a word that is near to those of one meaning comes to lie near it without having been taught.

    Parameters
    ----------
    taught, nothing, general : float32 arrays of shape (B, T)
        The teacher's vectors of the words with a meaning, of those without one, and of those of which nothing is known.
    meaning : int64 array of shape (B,)
        Numbers of the taught words' meanings, from 0.
    size : int
        D, the length of the targets.
    seed : int
    """
    torch.manual_seed(seed)
    middle = general.mean(axis=0)
    known, empty, other = (
        functional.normalize(torch.from_numpy(x - middle), dim=1) for x in (taught, nothing, general)
    )
    labels = torch.from_numpy(meaning)
    nearest = torch.cat([(part @ known.T).max(dim=1).values for part in torch.split(other, 4096)])
    far = other[nearest <= nearest.quantile(_FAR)]
    turn = nn.Linear(known.shape[1], size, bias=False)
    optimizer = torch.optim.AdamW(turn.parameters(), 2e-3, weight_decay=1e-2)
    for _ in range(_STEPS):
        z = functional.normalize(turn(functional.dropout(known, 0.2)), dim=1)
        drawn = far[torch.randint(len(far), (300,))]
        away = functional.normalize(turn(torch.cat([empty, drawn])), dim=1)
        loss = meaning_loss(z, centres_of(z, labels), labels) + meaning_loss(away, centres_of(z, labels), None)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    with torch.no_grad():
        z, others = (functional.normalize(turn(x), dim=1) for x in (known, other))
        centres = centres_of(z, labels)
        return Targets(functional.normalize(z + 2.0 * centres[labels], dim=1), others, centres)


def scatter(meaning: NDArray[np.int64], *, size: int, seed: int) -> Targets:
    """Return targets where there is no teacher: a direction at random for each meaning, and no general words."""
    torch.manual_seed(seed)
    centres = functional.normalize(torch.randn(int(meaning.max()) + 1, size), dim=1)
    return Targets(centres[torch.from_numpy(meaning)], torch.zeros(0, size), centres)


def centres_of(z: Tensor, labels: Tensor) -> Tensor:
    """Return the directions of the means (M, D) of vectors (B, D) by their labels."""
    count = int(labels.max()) + 1
    return functional.normalize(torch.zeros(count, z.shape[1]).index_add(0, labels, z), dim=1)


def meaning_loss(z: Tensor, centres: Tensor, labels: Tensor | None) -> Tensor:
    """Return the mean cross entropy of vectors (B, D) with their meanings, or without labels with having none."""
    nothing = torch.full((len(z), 1), SCALE * NOTHING)
    logits = torch.cat([SCALE * z @ centres.T, nothing], dim=1)
    return functional.cross_entropy(logits, torch.full((len(z),), len(centres)) if labels is None else labels)
