"""What the documents measured on their pictures: reconstruction, likeness under the same conditions, continuations."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import nn

from training.evaluation.experiments.continuations import Continuations, continuations, save_continuations
from training.evaluation.experiments.reconstruction import Reconstruction, reconstruction
from training.evaluation.measures.pictures import mean_squared_error, structural_similarity
from training.lab.conditions import Conditions
from training.lab.dataset import Drawer
from training.lab.sampling import guided_denoiser, process_of, sample_blocks, sample_values
from training.lab.settings import LabRecipe
from training.representations.base import Representation
from training.representations.registry import build_representation

VP_SHARES = (0.95, 0.8, 0.6, 0.4, 0.2, 0.05)
"""Shares alpha of the data in the noised inputs that are reconstructed; sigma = sqrt(1 / alpha^2 - 1)."""

TRAINING_BLOCKS = 2000


@dataclass(frozen=True)
class Likeness:
    """Generated pictures against the real ones whose conditions they had, values scaled to [0, 1] (seed 004).

    Parameters
    ----------
    ssim, mse : float
        Means over the pairs.
    shuffled_ssim, shuffled_mse : float
        The same of real pictures against other real ones: what a picture of the right kind but without its conditions
        reaches.
    """

    ssim: float
    mse: float
    shuffled_ssim: float
    shuffled_mse: float

    def markdown(self) -> str:
        """Return a table."""
        return (
            "| pair | SSIM | MSE |\n|---|---:|---:|\n"
            f"| real, generated under its conditions | {self.ssim:.3f} | {self.mse:.4f} |\n"
            f"| real, another real | {self.shuffled_ssim:.3f} | {self.shuffled_mse:.4f} |\n"
        )


def study_rows(drawer: Drawer, count: int) -> NDArray[np.int64]:
    """Return rows to study: of the validation files, or of the training files where none is kept out."""
    rows = drawer.validation if len(drawer.validation) else drawer.training
    picked = np.random.default_rng(0).permutation(len(rows))[:count]
    return np.asarray(rows[np.sort(picked)], dtype=np.int64)


def study_reconstruction(
    network: nn.Module, recipe: LabRecipe, drawer: Drawer, *, count: int = 16, steps: int = 30
) -> Reconstruction:
    """Noise held-out examples to several levels and reconstruct them (seed 000)."""
    rows = study_rows(drawer, count)
    settings = recipe.representation.settings
    return reconstruction(
        guided_denoiser(network, recipe, drawer.conditions(rows), 1.0),
        drawer.values(rows),
        process_of(recipe),
        [float(np.sqrt(alpha**-2 - 1.0)) for alpha in VP_SHARES],
        np.random.default_rng(1),
        steps=steps,
        low=float(settings.low),
        high=float(settings.high),
        picture=_pictures(recipe)[1],
    )


def study_likeness(
    network: nn.Module, recipe: LabRecipe, drawer: Drawer, *, count: int = 64, batch: int = 16, steps: int | None = None
) -> Likeness:
    """Generate under the conditions of held-out examples and compare picture by picture (seed 004)."""
    rows = study_rows(drawer, count)
    settings, (_, picture) = recipe.representation.settings, _pictures(recipe)
    generated: list[NDArray[Any]] = []
    for start in range(0, len(rows), batch):
        part = rows[start : start + batch]
        seeds = list(range(start, start + len(part)))
        generated += list(sample_values(network, recipe, drawer.conditions(part), seeds, steps=steps))

    def shown(values: NDArray[Any]) -> NDArray[Any]:
        scaled = (picture(values) - settings.low) / (settings.high - settings.low)
        return np.asarray(np.clip(scaled, 0.0, 1.0))

    real = [shown(values) for values in drawer.values(rows)]
    ours = [shown(values) for values in generated]
    other = [real[(k + len(real) // 2) % len(real)] for k in range(len(real))]
    return Likeness(
        float(np.mean([structural_similarity(a, b) for a, b in zip(real, ours, strict=True)])),
        float(np.mean([mean_squared_error(a, b) for a, b in zip(real, ours, strict=True)])),
        float(np.mean([structural_similarity(a, b) for a, b in zip(real, other, strict=True)])),
        float(np.mean([mean_squared_error(a, b) for a, b in zip(real, other, strict=True)])),
    )


def study_continuations(
    network: nn.Module, recipe: LabRecipe, drawer: Drawer, path: Path, *, seeds: int = 3, blocks: int = 3
) -> Continuations:
    """Go on from one held-out block with several seeds, and draw it (seed 002, fig. 10)."""
    row = next(int(row) for row in drawer.validation if drawer.examples.previous[row] < 0)
    start = drawer.values(np.array([row]))
    wishes = drawer.conditions(np.full(seeds, row))
    told: Conditions = wishes.after(np.repeat(start, seeds, axis=0))
    made = sample_blocks(network, recipe, told, list(range(seeds)), blocks)
    continued = np.stack(made, axis=1).astype(np.float32)
    some = drawer.training[:: max(len(drawer.training) // TRAINING_BLOCKS, 1)]
    training = drawer.values(some)
    files = np.array(drawer.examples.files)[some]
    found = continuations(start[0], continued, training, pieces=files)
    settings = recipe.representation.settings
    save_continuations(
        path,
        start[0],
        continued,
        training,
        found,
        low=float(settings.low),
        high=float(settings.high),
        picture=_pictures(recipe)[1],
    )
    return found


def _pictures(recipe: LabRecipe) -> tuple[Representation, Any]:
    """Return the representation, and what lays its values out as one picture (F, T) in their own range."""
    representation = build_representation(recipe.representation.name, recipe.representation.settings)

    def picture(values: NDArray[Any]) -> NDArray[Any]:
        joined = representation.join([np.asarray(values, dtype=np.float32)])
        return np.asarray(joined.reshape(-1, joined.shape[-1]))

    return representation, picture
