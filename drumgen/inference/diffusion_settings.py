"""The part of a denoiser's card that says how to wrap and sample it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from drumgen.diffusion.preconditioning import PARAMETERIZATIONS
from drumgen.diffusion.processes import PROCESSES, EdmProcess, Process
from drumgen.diffusion.samplers import SAMPLERS
from drumgen.diffusion.types import Sigmas
from drumgen.inference.fields import FieldError, Fields


@dataclass(frozen=True)
class DiffusionSettings:
    """How a denoiser is to be wrapped and sampled.

    Parameters
    ----------
    parameterization : str
        A key of `drumgen.diffusion.preconditioning.PARAMETERIZATIONS`.
    sigma_data : float
        Standard deviation of the clean latents.
    process : Process
        The forward process: which noise levels are visited, and what the network is told of them.
    sampler : str
        A key of `drumgen.diffusion.samplers.SAMPLERS`.
    steps : int
        Default number of sampling steps.
    guidance : float
        Default scale of classifier-free guidance.
    levels : tuple of float
        The noise levels that a distilled model was made for, falling to 0; empty: those of the process, at any number
        of steps.
    clip : tuple of two floats, or None
        Least and greatest value of the clean latents, if the denoiser's guesses are to be clipped there.
    start_mean : float
        What the noise that sampling starts from is centred on: the mean of the clean latents where the process ends at
        so low a level that it still shows, else 0.
    """

    parameterization: str
    sigma_data: float
    process: Process
    sampler: str
    steps: int
    guidance: float
    levels: tuple[float, ...] = ()
    clip: tuple[float, float] | None = None
    start_mean: float = 0.0

    @property
    def most_steps(self) -> int | None:
        """How many sampling steps the process has at most; None: any number."""
        steps = getattr(self.process, "training_steps", None)
        return None if steps is None else int(steps)

    def sigmas(self, steps: int) -> Sigmas:
        """Return the sampling schedule, float64 of shape (steps + 1,); a distilled model has just one."""
        return np.array(self.levels) if self.levels else self.process.sigmas(steps)


def diffusion_to_json(settings: DiffusionSettings) -> dict[str, Any]:
    """Return the settings as a card's file holds them; EDM's process as the three numbers of its schedule."""
    process: Any = settings.process
    if isinstance(process, EdmProcess) and process == EdmProcess(process.sigma_min, process.sigma_max, process.rho):
        schedule = {name: getattr(process, name) for name in ("sigma_min", "sigma_max", "rho")}
    else:
        schedule = {"process": {"name": process_name(process), **asdict(process)}}
    special: dict[str, Any] = {}
    if settings.levels:
        special["levels"] = list(settings.levels)
    if settings.clip is not None:
        special["clip"] = list(settings.clip)
    if settings.start_mean:
        special["start_mean"] = settings.start_mean
    return {
        "parameterization": settings.parameterization,
        "sigma_data": settings.sigma_data,
        **schedule,
        "sampler": settings.sampler,
        "steps": settings.steps,
        "guidance": settings.guidance,
        **special,
    }


def read_diffusion(section: Fields) -> DiffusionSettings:
    """Read the settings from a card's section.

    Raises
    ------
    FieldError
        If a field is missing, unknown, of the wrong type or out of range.
    """
    settings = DiffusionSettings(
        parameterization=section.choice("parameterization", PARAMETERIZATIONS),
        sigma_data=section.positive("sigma_data"),
        process=_process(section.section("process")) if section.has("process") else _edm(section),
        sampler=section.choice("sampler", SAMPLERS),
        steps=section.whole("steps", low=1),
        guidance=section.number("guidance", low=0.0),
        levels=section.falling("levels") if section.has("levels") else (),
        clip=section.interval("clip") if section.has("clip") else None,
        start_mean=section.number("start_mean") if section.has("start_mean") else 0.0,
    )
    section.finish()
    if settings.levels and settings.steps != len(settings.levels) - 1:
        raise FieldError("diffusion.steps is not the number of steps between diffusion.levels")
    if settings.most_steps is not None and settings.steps > settings.most_steps:
        raise FieldError(f"diffusion.steps is above the {settings.most_steps} steps of its process")
    return settings


def _edm(section: Fields) -> EdmProcess:
    levels = {name: section.positive(name) for name in ("sigma_min", "sigma_max", "rho")}
    if levels["sigma_min"] >= levels["sigma_max"]:
        raise FieldError("diffusion.sigma_min is not below diffusion.sigma_max")
    return EdmProcess(**levels)


def _process(section: Fields) -> Process:
    kind = PROCESSES[section.choice("name", PROCESSES)]
    values: Mapping[str, int | float] = {
        field.name: section.whole(field.name, low=1) if field.type is int else section.number(field.name)
        for field in fields(kind)
        if section.has(field.name)
    }
    section.finish()
    try:
        process: Process = kind(**values)
    except ValueError as error:
        raise FieldError(f"diffusion.process cannot be used: {error}") from error
    return process


def process_name(process: Process) -> str:
    """Return the name of a process, a key of `drumgen.diffusion.processes.PROCESSES`."""
    return next(name for name, kind in PROCESSES.items() if type(process) is kind)
