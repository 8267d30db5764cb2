"""Distillation of a latent denoiser, from its run or from its exported file."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from drumgen.diffusion.processes import EdmProcess
from drumgen.diffusion.types import Sigmas
from training.data.rows import Rows
from training.denoiser_step import told_attributes
from training.distilling.step import Objective
from training.loop import CHECKPOINT, Trainer, load_checkpoint
from training.networks.denoiser import LatentDenoiser
from training.run_folder import RUN
from training.settings import DenoiserRecipe
from training.share import BatchNoise

MIXED = 0.15
"""Share of sounds that are told to be a mix of their class and another one, as users may ask for."""
_TOLD_SHARE = 0.5


@dataclass(frozen=True)
class DrumsCourse:
    """A latent denoiser as `training.distilling.ladder.Course`.

    Parameters
    ----------
    recipe : DenoiserRecipe
    facts : dict
        The teacher's run.json.
    latents : Tensor, shape (R, L, C)
    classes : Tensor, shape (R, K)
        Class weights.
    known : Tensor, shape (R, 2 A), or None
        Attributes and flags; None: the network has none.
    rows : Rows
        Which of them to draw.
    """

    recipe: DenoiserRecipe
    facts: dict[str, Any]
    latents: Tensor
    classes: Tensor
    known: Tensor | None
    rows: Rows

    @property
    def objective(self) -> Objective:
        """What teacher and student have in common; the weights are those of seed 003 and Salimans & Ho."""
        process = EdmProcess()
        return Objective("edm", self.recipe.loss.sigma_data, "truncated-snr", process.label)

    def levels(self, steps: int) -> Sigmas:
        """Return the first teacher's noise levels."""
        sampling = self.recipe.sampling
        return EdmProcess(sampling.sigma_min, sampling.sigma_max, sampling.rho).sigmas(steps)

    def build(self) -> nn.Module:
        """Return an untrained network."""
        shape = (int(self.latents.shape[1]), int(self.latents.shape[2]))
        count = 0 if self.known is None else self.known.shape[1] // 2
        return LatentDenoiser(shape, int(self.classes.shape[1]), self.recipe.network, attributes=count)

    def open(self, folder: Path) -> nn.Module:
        """Return the network of a finished student."""
        network = self.build()
        network.load_state_dict(load_checkpoint(folder / CHECKPOINT)["ema"])
        return network.eval()

    def batches(self, levels: Sigmas, seed: int) -> Iterator[tuple[Tensor, Tensor, Tensor, list[Tensor], list[Tensor]]]:
        """Draw sounds, and for each one of a student's steps on the teacher's levels."""
        rng = np.random.default_rng(seed)
        device = self.latents.device
        noise = BatchNoise(torch.Generator(device).manual_seed(seed))
        size, steps = self.recipe.data.batch, (len(levels) - 1) // 2
        while True:
            picked = torch.from_numpy(self.rows.draw(size, rng)).to(device)
            at = 2 * rng.integers(steps, size=size)
            stages = np.stack([levels[at], levels[at + 1], levels[at + 2]]).astype(np.float32)
            values, told = self.latents[picked], [self._mixed(self.classes[picked], noise)]
            if self.known is not None:
                told.append(told_attributes(self.known[picked], noise, _TOLD_SHARE))
            null = [torch.zeros_like(array) for array in told]
            yield values, noise.normal(*values.shape), torch.from_numpy(stages).to(device), told, null

    def conditions(self, count: int, seed: int) -> list[Tensor]:
        """Return what a teacher is told of `count` sounds to sample: classes alike, attributes as real sounds have."""
        rng = np.random.default_rng(seed)
        noise = BatchNoise(torch.Generator(self.latents.device).manual_seed(seed))
        label = self.classes.argmax(dim=1).cpu().numpy()[self.rows.training]
        share = 1.0 / np.bincount(label)[label]
        picked = torch.from_numpy(rng.choice(self.rows.training, count, p=share / share.sum()))
        told = [self._mixed(self.classes[picked], noise)]
        if self.known is not None:
            told.append(told_attributes(self.known[picked], noise, _TOLD_SHARE))
        return told

    def _mixed(self, classes: Tensor, noise: BatchNoise) -> Tensor:
        share = noise.uniform(len(classes), 1) * (noise.uniform(len(classes), 1) < MIXED)
        return (1.0 - share) * classes + share * classes.roll(1, dims=0)

    def save(self, folder: Path, levels: Sigmas, trainer: Trainer, distilled: dict[str, Any]) -> None:
        """Write the run.json of a finished student."""
        sampling = replace(
            self.recipe.sampling,
            sampler="ddim",
            steps=len(levels) - 1,
            guidance=1.0,
            levels=tuple(float(level) for level in levels),
        )
        facts = {
            **self.facts,
            "recipe": asdict(replace(self.recipe, sampling=sampling, loop=trainer.settings)),
            "steps": trainer.step,
            "minutes": round(trainer.seconds / 60.0, 2),
            "distilled": distilled,
        }
        (folder / RUN).write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
