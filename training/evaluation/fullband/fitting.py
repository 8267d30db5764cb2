"""Training the full-band embedding: three cross-entropies, some hundred steps of AdamW."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from drumgen.errors import DataError
from training.evaluation.fullband.examples import IGNORED
from training.evaluation.fullband.network import FullBandNetwork
from training.evaluation.fullband.views import Views

_PART = 128


@dataclass(frozen=True)
class EmbeddingFit:
    """How to train.

    Parameters
    ----------
    steps : int
    batch : int
        Sounds a step.
    learning_rate : float
        Of AdamW; it rises over the first twentieth of the steps and falls to zero along a cosine.
    weight_decay : float
    degraded : int
        Copies of every sound with one thing wrong.
    held_out : float
        Largest share of the sounds whose kits are never seen.
    seed : int
    """

    steps: int = 800
    batch: int = 64
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    degraded: int = 2
    held_out: float = 0.15
    seed: int = 0


def fit(
    network: FullBandNetwork,
    views: Views,
    targets: NDArray[np.int64],
    settings: EmbeddingFit,
    *,
    bf16: bool = True,
    on_step: Callable[[int, float], None] | None = None,
) -> None:
    """Train a network, in place.

    Parameters
    ----------
    network : FullBandNetwork
    views : Views
        Of M sounds.
    targets : int64, shape (M, 3)
        One column a head. Rare classes (column 0) are drawn more often, by the inverse square root of their size.
    settings : EmbeddingFit
    bf16 : bool
        Whether to run the network in bfloat16; its weights stay float32.
    on_step : callable or None
        Called with the number of steps done and the loss.

    Raises
    ------
    DataError
        If the loss stops being a number.
    """
    rng = np.random.default_rng(settings.seed)
    _, inverse, counts = np.unique(targets[:, 0], return_inverse=True, return_counts=True)
    weight = counts[inverse].astype(np.float64) ** -0.5
    weight /= weight.sum()
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay)
    warmup = max(settings.steps // 20, 1)
    network.train()
    for step in range(settings.steps):
        falling = 0.5 + 0.5 * np.cos(np.pi * step / settings.steps)
        for group in optimiser.param_groups:
            group["lr"] = settings.learning_rate * min((step + 1) / warmup, 1.0) * falling
        rows = rng.choice(len(targets), settings.batch, p=weight)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            answers = network(*_pictures(views, rows))
        loss = _loss(answers, torch.from_numpy(targets[rows]))
        if not torch.isfinite(loss):
            raise DataError(f"The embedding's loss is no number at step {step + 1}; train it with --no-bf16.")
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if on_step is not None:
            on_step(step + 1, float(loss.detach()))
    network.eval()


@torch.no_grad()
def run_network(network: FullBandNetwork, views: Views) -> tuple[Tensor, list[Tensor]]:
    """Return embeddings (M, D) and every head's logits (M, K) in float32."""
    network.eval()
    parts = [_pictures(views, np.arange(i, min(i + _PART, len(views[0])))) for i in range(0, len(views[0]), _PART)]
    features = torch.cat([network.features(*part) for part in parts])
    return features, [head(features) for head in network.heads]


def _loss(answers: list[Tensor], targets: Tensor) -> Tensor:
    """Return the sum of the heads' cross-entropies; a head none of whose targets is known adds nothing."""
    total = torch.zeros(())
    for k, logits in enumerate(answers):
        if bool((targets[:, k] != IGNORED).any()):
            total = total + nn.functional.cross_entropy(logits.float(), targets[:, k], ignore_index=IGNORED)
    return total


def _pictures(views: Views, rows: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
    attack, body = (torch.from_numpy(pictures[rows]).float() / 255.0 for pictures in views)
    return attack, body
