"""Distillation from a teacher's own trajectories: a student learns to land where the teacher's ways lead.

The ladder (`training.distilling.ladder`) noises real sounds, which is not what a guided sampler meets on its way, and
each student inherits the errors of the one above. Here the first teacher samples some thousand sounds once; every
student, of any number of steps, learns from where those came by (Luhman & Luhman 2021, at several levels, not one).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import PARAMETERIZATIONS, preconditioned, training_target
from drumgen.diffusion.samplers import heun
from drumgen.diffusion.types import Denoiser, Sigmas
from training.distilling.step import Objective
from training.losses.diffusion import diffusion_loss

KEPT = 2
"""Every so many levels of the teacher are kept: students take half its steps at most."""


@dataclass(frozen=True, eq=False)
class Trajectories:
    """Where a teacher's sounds came by.

    Parameters
    ----------
    levels : float64, shape (T + 1,)
        Falling to 0.
    x : Tensor, shape (T + 1, N, *shape)
        At each level; the last are the sounds.
    told : list of Tensor, each of N rows
        Conditions in the network's order.
    """

    levels: Sigmas
    x: Tensor
    told: list[Tensor]

    def save(self, path: Path) -> None:
        """Write them for runs that go on."""
        torch.save({"levels": torch.from_numpy(self.levels), "x": self.x, "told": self.told}, path)

    @classmethod
    def load(cls, path: Path) -> "Trajectories":
        """Read what `save` wrote."""
        content = torch.load(path, weights_only=True)
        return cls(content["levels"].numpy(), content["x"], content["told"])

    def batches(self, steps: int, size: int, seed: int) -> Iterator[tuple[Tensor, Tensor, Tensor, list[Tensor]]]:
        """Yield batches for `LandingStep` of a student that takes `steps` steps, which must divide T.

        Yields
        ------
        x, landed : Tensor, shape (B, *shape)
        levels : Tensor, shape (2, B)
            Those of x and of landed.
        told : list of Tensor
        """
        stride = (len(self.levels) - 1) // steps
        levels = torch.from_numpy(self.levels.astype(np.float32))
        draws = torch.Generator().manual_seed(seed)
        while True:
            rows = torch.randint(self.x.shape[1], (size,), generator=draws)
            at = stride * torch.randint(steps, (size,), generator=draws)
            told = [array[rows] for array in self.told]
            yield self.x[at, rows], self.x[at + stride, rows], torch.stack([levels[at], levels[at + stride]]), told


class LandingStep(nn.Module):
    """Holds the student; its forward is the loss of a batch: one DDIM step is to land where the teacher did.

    Parameters
    ----------
    student : nn.Module
    objective : Objective
    bf16 : bool
    """

    def __init__(self, student: nn.Module, objective: Objective, *, bf16: bool) -> None:
        super().__init__()
        self.network, self._objective, self._bf16 = student, objective, bf16

    def forward(self, x: Tensor, landed: Tensor, levels: Tensor, told: list[Tensor]) -> dict[str, Tensor]:
        """Return the loss; see `Trajectories.batches`."""
        objective = self._objective
        sigma, after = (level.reshape(-1, *[1] * (x.ndim - 1)) for level in levels)
        kept = after / sigma
        wanted = (landed - kept * x) / (1.0 - kept)
        scalings = PARAMETERIZATIONS[objective.parameterization](sigma, objective.sigma_data)
        label = torch.as_tensor(objective.label(sigma.double()), dtype=torch.float32, device=x.device).flatten()
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self._bf16):
            f = self.network(scalings.c_in * x, label, *told)
        loss = diffusion_loss(
            f.float(),
            training_target(wanted, x, scalings),
            sigma,
            weighting=objective.weighting,
            parameterization=objective.parameterization,
            sigma_data=objective.sigma_data,
        )
        return {"loss": loss}


@torch.no_grad()
def record(
    teacher: nn.Module,
    objective: Objective,
    levels: Sigmas,
    told: list[Tensor],
    shape: tuple[int, ...],
    *,
    guidance: float,
    bf16: bool,
    seed: int,
    batch: int = 256,
) -> Trajectories:
    """Sample with a teacher by Heun's steps and keep where the sounds came by, at every `KEPT`-th level.

    Parameters
    ----------
    teacher : nn.Module
    objective : Objective
    levels : float64, shape (steps + 1,)
        Falling to 0; the number of steps divisible by `KEPT`.
    told : list of Tensor, each of N rows
        Conditions of the sounds.
    shape : tuple of int
        Of one sound.
    guidance : float
    bf16 : bool
    seed : int
        Of the noise.
    batch : int
        Sounds at once.
    """
    draws = torch.Generator().manual_seed(seed)
    stops = range(0, len(levels), KEPT)
    parts = []
    for start in range(0, len(told[0]), batch):
        rows = [array[start : start + batch] for array in told]
        null = [torch.zeros_like(array) for array in rows]
        denoiser = guided(
            _denoiser(teacher, objective, rows, bf16=bf16), _denoiser(teacher, objective, null, bf16=bf16), guidance
        )
        x = float(levels[0]) * torch.randn(len(rows[0]), *shape, generator=draws)
        passed = [x]
        for stop in stops[:-1]:
            passed.append(heun(denoiser, passed[-1], levels[stop : stop + KEPT + 1]))
        parts.append(torch.stack(passed))
    return Trajectories(np.asarray(levels[::KEPT]), torch.cat(parts, dim=1), told)


def _denoiser(network: nn.Module, objective: Objective, told: list[Tensor], *, bf16: bool) -> Denoiser:
    def f(x: Tensor, label: float) -> Tensor:
        with torch.autocast(x.device.type, torch.bfloat16, enabled=bf16):
            out: Tensor = network(x, torch.full((len(x),), float(label)), *told)
        return out.float()

    return preconditioned(
        f, parameterization=objective.parameterization, sigma_data=objective.sigma_data, label=objective.label
    )
