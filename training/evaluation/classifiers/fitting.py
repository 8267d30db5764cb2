"""Training a classifier: pictures of varied sounds, a few thousand steps of AdamW."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from drumgen.errors import DataError
from training.evaluation.classifiers.network import PictureClassifier


@dataclass(frozen=True)
class FitSettings:
    """How to train.

    Parameters
    ----------
    steps : int
    batch : int
        Pictures a step.
    learning_rate : float
        Of AdamW; it rises over the first twentieth of the steps and falls to zero along a cosine.
    weight_decay : float
    variants : int
        Transposed copies of every sound.
    held_out : float
        Largest share of the sounds that are kept for testing, 0 to 0.5.
    seed : int
        Of the split, the variants, the draws and the weights.
    """

    steps: int = 1500
    batch: int = 64
    learning_rate: float = 3e-3
    weight_decay: float = 0.05
    variants: int = 2
    held_out: float = 0.15
    seed: int = 0


def fit(
    network: PictureClassifier,
    pictures: NDArray[np.float32],
    targets: NDArray[np.int64],
    settings: FitSettings,
    *,
    bf16: bool = True,
    on_step: Callable[[int, float], None] | None = None,
) -> None:
    """Train a network, in place.

    Parameters
    ----------
    network : PictureClassifier
    pictures : float32, shape (M, F, T)
    targets : int64, shape (M,)
        Class of each picture. Rare classes are drawn more often (by the inverse square root of their size).
    settings : FitSettings
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
    _, inverse, counts = np.unique(targets, return_inverse=True, return_counts=True)
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
        batch = torch.from_numpy(vary(pictures[rows], rng))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            logits = network(batch)
        loss = nn.functional.cross_entropy(logits.float(), torch.from_numpy(targets[rows]))
        if not torch.isfinite(loss):
            raise DataError(f"The classifier's loss is no number at step {step + 1}; train it with --no-bf16.")
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if on_step is not None:
            on_step(step + 1, float(loss.detach()))
    network.eval()


def vary(pictures: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return pictures (B, F, T) as other recordings of the same sounds may look.

    Each begins a little later, has its own noise floor, and may be cut short or miss the highest bands: generated
    sounds come with hiss, at low rates and in other lengths, and should be judged by what they are.
    """
    out = np.zeros_like(pictures)
    _, bands, frames = pictures.shape
    for i, source in enumerate(pictures):
        late = int(rng.integers(0, max(frames // 12, 1)))
        out[i, :, late:] = source[:, : frames - late]
        floor = rng.uniform(0.0, 0.35)
        noise = floor + 0.03 * rng.standard_normal((bands, frames), dtype=np.float32)
        if rng.random() < 0.5:
            np.maximum(out[i], noise, out=out[i])
        else:
            out[i] = np.maximum((out[i] - floor) / (1.0 - floor), 0.0)
        if rng.random() < 0.3:
            out[i, int(rng.uniform(0.6, 1.0) * bands) :] = 0.0
        if rng.random() < 0.3:
            out[i, :, int(rng.uniform(0.35, 1.0) * frames) :] = 0.0
    return np.clip(out, 0.0, 1.0)


@torch.no_grad()
def run_network(network: PictureClassifier, pictures: NDArray[np.float32]) -> tuple[Tensor, Tensor]:
    """Return features (M, D) and class probabilities (M, K) of pictures (M, F, T), in float32."""
    network.eval()
    features = torch.cat([network.features(torch.from_numpy(part)) for part in _parts(pictures)])
    return features, torch.softmax(network.head(features), dim=1)


def _parts(pictures: NDArray[np.float32], size: int = 128) -> list[NDArray[np.float32]]:
    return [pictures[start : start + size] for start in range(0, len(pictures), size)]
