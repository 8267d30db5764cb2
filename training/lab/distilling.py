"""Progressive distillation of a laboratory run (Salimans & Ho 2022; seed 003, Algorithm 1).

A student starts as a copy of its teacher and learns to do in one DDIM step what the teacher does in two; then it
becomes the next teacher. Guidance is distilled in: the first teacher is the guided denoiser, all students run at
guidance 1.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from drumgen.diffusion.clipping import clipped
from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import PARAMETERIZATIONS, preconditioned, training_target
from drumgen.diffusion.types import Denoiser, Sigmas
from drumgen.errors import DataError
from training.lab.dataset import Drawer
from training.lab.run import RunFacts, build, open_run, save_facts
from training.lab.sampling import clip_of, process_of
from training.lab.settings import LabLoss, LabRecipe
from training.loop import LoopSettings, Trainer
from training.losses.diffusion import diffusion_loss
from training.losses.distillation import distillation_target
from training.run_folder import RUN, plot_loss
from training.running.console import say


@dataclass(frozen=True)
class Halving:
    """One student and the levels that it samples at.

    Parameters
    ----------
    steps : int
        Of the student.
    folder : Path
        Its run folder.
    network : nn.Module
        With averaged weights.
    """

    steps: int
    folder: Path
    network: nn.Module


def ladder(first: int, last: int) -> list[int]:
    """Return the students' steps: `first` / 2, / 4 and so on down to `last`.

    Raises
    ------
    DataError
        If repeated halving of `first` does not reach `last`.
    """
    steps = []
    count = first
    while count > last and count % 2 == 0:
        count //= 2
        steps.append(count)
    if not steps or steps[-1] != last or last < 1:
        raise DataError(f"Halving {first} steps does not lead to {last}; choose --from a power of two times --to.")
    return steps


class DistillationStep(nn.Module):
    """Holds the student; its forward is the loss of a batch.

    Parameters
    ----------
    student, teacher : nn.Module
    recipe : LabRecipe
    guidance : float
        At which the teacher runs.
    bf16 : bool
    """

    def __init__(
        self, student: nn.Module, teacher: nn.Module, recipe: LabRecipe, guidance: float, *, bf16: bool
    ) -> None:
        super().__init__()
        self.network = student
        self._teacher = [teacher.eval().requires_grad_(False)]  # in a list, so that it is no part of the student
        self._loss, self._guidance, self._bf16 = recipe.loss, guidance, bf16
        self._label, self._clip = process_of(recipe).label, clip_of(recipe)

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
            teacher = self._denoiser(self._teacher[0], told)
            if self._guidance != 1.0:
                teacher = guided(teacher, self._denoiser(self._teacher[0], null), self._guidance)
            if self._clip is not None:
                teacher = clipped(teacher, *self._clip)
            wanted = distillation_target(teacher, x, sigma, middle, after)
        scalings = PARAMETERIZATIONS[self._loss.parameterization](sigma, self._loss.sigma_data)
        f = self._run(self.network, scalings.c_in * x, self._labels(sigma), told)
        return {"loss": _loss(f, training_target(wanted, x, scalings), sigma, self._loss)}

    def _denoiser(self, network: nn.Module, told: list[Tensor]) -> Denoiser:
        def f(x: Tensor, label: Tensor) -> Tensor:
            return self._run(network, x, label.flatten(), told)

        return preconditioned(
            f,
            parameterization=self._loss.parameterization,
            sigma_data=self._loss.sigma_data,
            label=lambda sigma: self._labels(sigma),
        )

    def _labels(self, sigma: Tensor) -> Tensor:
        return torch.as_tensor(self._label(sigma.double()), dtype=torch.float32, device=sigma.device).flatten()

    def _run(self, network: nn.Module, x: Tensor, label: Tensor, told: list[Tensor]) -> Tensor:
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self._bf16):
            f: Tensor = network(x.float(), label, *told)
        return f.float()


def _loss(f: Tensor, target: Tensor, sigma: Tensor, settings: LabLoss) -> Tensor:
    return diffusion_loss(
        f,
        target,
        sigma,
        weighting=settings.weighting,
        parameterization=settings.parameterization,
        sigma_data=settings.sigma_data,
    )


def distil(
    recipe: LabRecipe,
    facts: RunFacts,
    drawer: Drawer,
    teacher: nn.Module,
    folder: Path,
    *,
    first: int,
    last: int,
    guidance: float,
    loop: LoopSettings,
    device: torch.device,
    bf16: bool,
    seed: int,
    resume: bool = False,
    on_line: Callable[[dict[str, Any]], None],
) -> Iterator[Halving]:
    """Halve the steps again and again; yield each student.

    Parameters
    ----------
    first, last : int
        Steps of the teacher, and of the last student.
    guidance : float
        Distilled into the first student.
    loop : LoopSettings
        Of each halving.
    resume : bool
        Whether to take finished students from `folder` and go on with an unfinished one.
    """
    scale = guidance
    levels = process_of(recipe).sigmas(first)
    for steps in ladder(first, last):
        out = folder / f"steps-{steps}"
        if resume and (out / RUN).is_file():
            teacher, levels, scale = open_run(out)[2].to(device), levels[::2], 1.0
            say(f"Taking the finished student of {steps} steps: {out}")
            yield Halving(steps, out, teacher)
            continue
        student = build(recipe, facts).to(device)
        student.load_state_dict(teacher.state_dict())
        step = DistillationStep(student, teacher.to(device), recipe, scale, bf16=bf16)
        trainer = Trainer(student, loop, out, step=step)
        if resume and trainer.resume():
            say(f"Going on from step {trainer.step} of {out}.")
        batches = _batches(recipe, drawer, levels, device, seed + steps)

        def losses(step: nn.Module = step, batches: Iterator[tuple[Any, ...]] = batches) -> dict[str, Tensor]:
            step.eval()  # dropout stays off and batch norm keeps the teacher's statistics: the target has no others
            parts: dict[str, Tensor] = step(*next(batches))
            return parts

        trainer.run(losses, on_log=on_line)
        student.load_state_dict(trainer.ema)
        levels, scale, teacher = levels[::2], 1.0, student.eval()
        sampling = replace(
            recipe.sampling, sampler="ddim", steps=steps, guidance=1.0, levels=tuple(float(level) for level in levels)
        )
        save_facts(
            out,
            replace(recipe, sampling=sampling),
            facts,
            device=str(device),
            steps=trainer.step,
            minutes=round(trainer.seconds / 60.0, 2),
            distilled={"from_steps": 2 * steps, "first_teacher_steps": first, "guidance": guidance},
        )
        plot_loss(out)
        say(f"Distilled to {steps} steps: {out}")
        yield Halving(steps, out, teacher)


def _batches(
    recipe: LabRecipe, drawer: Drawer, levels: Sigmas, device: torch.device, seed: int
) -> Iterator[tuple[Tensor, Tensor, Tensor, list[Tensor], list[Tensor]]]:
    """Draw sounds, and for each a student's step i of Cat[1 ... N] (Algorithm 1) on the teacher's 2 N levels."""
    rng = np.random.default_rng(seed)
    noise = torch.Generator(device).manual_seed(seed)
    size, steps = recipe.data.batch, (len(levels) - 1) // 2
    while True:
        rows = drawer.draw(size, rng)
        at = 2 * rng.integers(steps, size=size)
        picked = np.stack([levels[at], levels[at + 1], levels[at + 2]])
        conditions = drawer.conditions(rows).dropped(recipe.conditioning.dropout, rng)
        values = torch.from_numpy(drawer.values(rows)).to(device)
        white = torch.randn(values.shape, generator=noise, device=device)
        told, null = (
            [torch.from_numpy(array).to(device) for array in kind.arrays(drawer.spec)]
            for kind in (conditions, conditions.null())
        )
        yield values, white, torch.from_numpy(picked.astype(np.float32)).to(device), told, null
