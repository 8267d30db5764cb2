"""One step of distillation: what the student is to answer, and how far off it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from drumgen.diffusion.clipping import clipped
from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import PARAMETERIZATIONS, preconditioned, training_target
from drumgen.diffusion.types import Denoiser
from training.losses.diffusion import diffusion_loss
from training.losses.distillation import distillation_target, heun_target


@dataclass(frozen=True)
class Objective:
    """What teacher and student have in common.

    Parameters
    ----------
    parameterization : str
        What the networks predict.
    sigma_data : float
    weighting : str
        Of the errors, one of `training.losses.diffusion.WEIGHTINGS`.
    label : callable sigma -> c_noise
        What the networks are told of a noise level.
    clip : tuple of two floats, or None
        Range to which the teacher's guesses are clipped.
    """

    parameterization: str
    sigma_data: float
    weighting: str
    label: Callable[[Any], Any]
    clip: tuple[float, float] | None = None


class DistillationStep(nn.Module):
    """Holds the student; its forward is the loss of a batch.

    Parameters
    ----------
    student, teacher : nn.Module
        Take (c_in x, c_noise, *conditions).
    objective : Objective
    guidance : float
        At which the teacher runs.
    bf16 : bool
    heun : bool
        Whether the teacher takes Heun steps instead of DDIM's, which are of first order.
    """

    def __init__(
        self,
        student: nn.Module,
        teacher: nn.Module,
        objective: Objective,
        guidance: float,
        *,
        bf16: bool,
        heun: bool = False,
    ) -> None:
        super().__init__()
        self.network = student
        self._teacher = [teacher.eval().requires_grad_(False)]  # in a list, so that it is no part of the student
        self._objective, self._guidance, self._bf16 = objective, guidance, bf16
        self._target = heun_target if heun else distillation_target

    def forward(
        self, values: Tensor, noise: Tensor, levels: Tensor, told: list[Tensor], null: list[Tensor]
    ) -> dict[str, Tensor]:
        """Return the loss.

        Parameters
        ----------
        values, noise : Tensor, shape (B, *shape)
        levels : Tensor, shape (3, B)
            sigma, and the levels after one and after two steps of the teacher; the last may be 0.
        told, null : list of Tensor
            Conditions in the network's order, and those that guidance compares with.
        """
        ones = [1] * (values.ndim - 1)
        sigma, middle, after = (level.reshape(-1, *ones) for level in levels)
        x = values + sigma * noise
        with torch.no_grad():
            wanted = self._target(self._guided(told, null), x, sigma, middle, after)
        objective = self._objective
        scalings = PARAMETERIZATIONS[objective.parameterization](sigma, objective.sigma_data)
        f = self._run(self.network, scalings.c_in * x, self._labels(sigma), told)
        loss = diffusion_loss(
            f,
            training_target(wanted, x, scalings),
            sigma,
            weighting=objective.weighting,
            parameterization=objective.parameterization,
            sigma_data=objective.sigma_data,
        )
        return {"loss": loss}

    def _guided(self, told: list[Tensor], null: list[Tensor]) -> Denoiser:
        teacher = self._denoiser(told)
        if self._guidance != 1.0:
            teacher = guided(teacher, self._denoiser(null), self._guidance)
        return teacher if self._objective.clip is None else clipped(teacher, *self._objective.clip)

    def _denoiser(self, told: list[Tensor]) -> Denoiser:
        def f(x: Tensor, label: Tensor) -> Tensor:
            return self._run(self._teacher[0], x, label.flatten(), told)

        return preconditioned(
            f,
            parameterization=self._objective.parameterization,
            sigma_data=self._objective.sigma_data,
            label=lambda sigma: self._labels(sigma),
        )

    def _labels(self, sigma: Tensor) -> Tensor:
        label = self._objective.label(sigma.double())
        return torch.as_tensor(label, dtype=torch.float32, device=sigma.device).flatten()

    def _run(self, network: nn.Module, x: Tensor, label: Tensor, told: list[Tensor]) -> Tensor:
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self._bf16):
            f: Tensor = network(x.float(), label, *told)
        return f.float()
