"""Distillation of a laboratory run; see `training.distilling`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from drumgen.diffusion.types import Sigmas
from training.distilling.step import Objective
from training.lab.dataset import Drawer
from training.lab.run import RunFacts, build, open_run, save_facts
from training.lab.sampling import clip_of, process_of
from training.lab.settings import LabRecipe
from training.loop import Trainer


def objective_of(recipe: LabRecipe) -> Objective:
    """Return what a recipe's teacher and student have in common."""
    loss = recipe.loss
    return Objective(loss.parameterization, loss.sigma_data, loss.weighting, process_of(recipe).label, clip_of(recipe))


@dataclass(frozen=True)
class LabCourse:
    """A laboratory run as `training.distilling.ladder.Course`.

    Parameters
    ----------
    recipe : LabRecipe
    facts : RunFacts
    drawer : Drawer
    device : torch.device
    """

    recipe: LabRecipe
    facts: RunFacts
    drawer: Drawer
    device: torch.device

    @property
    def objective(self) -> Objective:
        """What teacher and student have in common."""
        return objective_of(self.recipe)

    def levels(self, steps: int) -> Sigmas:
        """Return the first teacher's noise levels."""
        return process_of(self.recipe).sigmas(steps)

    def build(self) -> nn.Module:
        """Return an untrained network."""
        return build(self.recipe, self.facts)

    def open(self, folder: Path) -> nn.Module:
        """Return the network of a finished student."""
        return open_run(folder)[2]

    def batches(self, levels: Sigmas, seed: int) -> Iterator[tuple[Tensor, Tensor, Tensor, list[Tensor], list[Tensor]]]:
        """Draw sounds, and for each a student's step i of Cat[1 ... N] (Algorithm 1) on the teacher's 2 N levels."""
        rng = np.random.default_rng(seed)
        noise = torch.Generator(self.device).manual_seed(seed)
        drawer, size, steps = self.drawer, self.recipe.data.batch, (len(levels) - 1) // 2
        while True:
            rows = drawer.draw(size, rng)
            at = 2 * rng.integers(steps, size=size)
            picked = np.stack([levels[at], levels[at + 1], levels[at + 2]])
            conditions = drawer.conditions(rows).dropped(self.recipe.conditioning.dropout, rng)
            values = torch.from_numpy(drawer.values(rows)).to(self.device)
            white = torch.randn(values.shape, generator=noise, device=self.device)
            told, null = (
                [torch.from_numpy(array).to(self.device) for array in kind.arrays(drawer.spec)]
                for kind in (conditions, conditions.null())
            )
            yield values, white, torch.from_numpy(picked.astype(np.float32)).to(self.device), told, null

    def save(self, folder: Path, levels: Sigmas, trainer: Trainer, distilled: dict[str, Any]) -> None:
        """Write the run.json of a finished student."""
        sampling = replace(
            self.recipe.sampling,
            sampler="ddim",
            steps=len(levels) - 1,
            guidance=1.0,
            levels=tuple(float(level) for level in levels),
        )
        save_facts(
            folder,
            replace(self.recipe, sampling=sampling),
            self.facts,
            device=str(self.device),
            steps=trainer.step,
            minutes=round(trainer.seconds / 60.0, 2),
            distilled=distilled,
        )
