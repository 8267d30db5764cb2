"""The ladder of halvings: from a teacher of many steps down to a student of few."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from drumgen.diffusion.types import Sigmas
from drumgen.errors import DataError
from training.distilling.step import DistillationStep, Objective
from training.distilling.trajectories import LandingStep, Trajectories
from training.loop import LoopSettings, Trainer
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


class Course(Protocol):
    """What the ladder needs to know of a kind of model."""

    @property
    def objective(self) -> Objective:
        """What teacher and student have in common."""

    def levels(self, steps: int) -> Sigmas:
        """Return the first teacher's noise levels, float64 of shape (steps + 1,)."""

    def build(self) -> nn.Module:
        """Return an untrained network."""

    def open(self, folder: Path) -> nn.Module:
        """Return the network of a finished student with its averaged weights."""

    def batches(self, levels: Sigmas, seed: int) -> Iterator[tuple[Any, ...]]:
        """Yield batches for `DistillationStep`, their steps drawn from a teacher's levels."""

    def save(self, folder: Path, levels: Sigmas, trainer: Trainer, distilled: dict[str, Any]) -> None:
        """Write the run.json of a finished student that samples at `levels`."""


def land(
    course: Course,
    start: nn.Module,
    trajectories: Trajectories,
    folder: Path,
    students: Sequence[int],
    *,
    batch: int,
    loop: LoopSettings,
    bf16: bool,
    seed: int,
    guidance: float,
    first: int,
    resume: bool = False,
    on_line: Callable[[dict[str, Any]], None],
) -> Iterator[Halving]:
    """Train students on a teacher's trajectories; yield each, the next begins with its weights.

    Parameters
    ----------
    course : Course
    start : nn.Module
        With whose weights the first student begins.
    trajectories : Trajectories
    folder : Path
        Gets a run folder ``steps-N`` for each student.
    students : sequence of int
        Their steps, which must divide the number of steps that the trajectories hold.
    batch : int
        Sounds per update.
    loop : LoopSettings
        Of each student.
    guidance, first : float, int
        The teacher's guidance and steps, for the record.
    resume : bool
        Whether to take finished students from `folder` and go on with an unfinished one.
    """
    for steps in students:
        out = folder / f"steps-{steps}"
        if resume and (out / RUN).is_file():
            start = course.open(out)
            yield Halving(steps, out, start)
            continue
        student = course.build()
        student.load_state_dict(start.state_dict())
        step = LandingStep(student, course.objective, bf16=bf16)
        trainer = Trainer(student, loop, out, step=step)
        if resume and trainer.resume():
            say(f"Going on from step {trainer.step} of {out}.")
        batches = trajectories.batches(steps, batch, seed + steps + trainer.step)

        def losses(step: nn.Module = step, batches: Iterator[tuple[Any, ...]] = batches) -> dict[str, Tensor]:
            step.eval()
            parts: dict[str, Tensor] = step(*next(batches))
            return parts

        trainer.run(losses, on_log=on_line)
        student.load_state_dict(trainer.ema)
        start = student.eval()
        stride = (len(trajectories.levels) - 1) // steps
        facts = {"trajectories": int(trajectories.x.shape[1]), "first_teacher_steps": first, "guidance": guidance}
        course.save(out, trajectories.levels[::stride], trainer, facts)
        plot_loss(out)
        say(f"Distilled to {steps} steps: {out}")
        yield Halving(steps, out, start)


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


def climb_down(
    course: Course,
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
    heun: bool = False,
    resume: bool = False,
    on_line: Callable[[dict[str, Any]], None],
) -> Iterator[Halving]:
    """Halve the steps again and again; yield each student.

    Parameters
    ----------
    course : Course
    teacher : nn.Module
        In evaluation mode.
    folder : Path
        Gets a run folder ``steps-N`` for each student.
    first, last : int
        Steps of the teacher, and of the last student.
    guidance : float
        Distilled into the first student.
    loop : LoopSettings
        Of each halving.
    heun : bool
        Whether the first teacher takes Heun steps; all students take DDIM's.
    resume : bool
        Whether to take finished students from `folder` and go on with an unfinished one.
    """
    scale, levels = guidance, course.levels(first)
    for steps in ladder(first, last):
        out = folder / f"steps-{steps}"
        if resume and (out / RUN).is_file():
            teacher, levels, scale, heun = course.open(out).to(device), levels[::2], 1.0, False
            say(f"Taking the finished student of {steps} steps: {out}")
            yield Halving(steps, out, teacher)
            continue
        student = course.build().to(device)
        student.load_state_dict(teacher.state_dict())
        step = DistillationStep(student, teacher.to(device), course.objective, scale, bf16=bf16, heun=heun)
        trainer = Trainer(student, loop, out, step=step)
        if resume and trainer.resume():
            say(f"Going on from step {trainer.step} of {out}.")
        batches = course.batches(levels, seed + steps)

        def losses(step: nn.Module = step, batches: Iterator[tuple[Any, ...]] = batches) -> dict[str, Tensor]:
            step.eval()  # dropout stays off and batch norm keeps the teacher's statistics: the target has no others
            parts: dict[str, Tensor] = step(*next(batches))
            return parts

        trainer.run(losses, on_log=on_line)
        student.load_state_dict(trainer.ema)
        levels, scale, heun, teacher = levels[::2], 1.0, False, student.eval()
        distilled = {"from_steps": 2 * steps, "first_teacher_steps": first, "guidance": guidance}
        course.save(out, levels, trainer, distilled)
        plot_loss(out)
        say(f"Distilled to {steps} steps: {out}")
        yield Halving(steps, out, teacher)
