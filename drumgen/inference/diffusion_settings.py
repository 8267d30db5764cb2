"""The part of a denoiser's card that says how to wrap and sample it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from drumgen.diffusion.preconditioning import PARAMETERIZATIONS
from drumgen.diffusion.processes import PROCESSES, EdmProcess, Process
from drumgen.diffusion.samplers import SAMPLERS
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
    allowed_steps : tuple of int
        The only numbers of steps that the model was made for, as a distilled one is; empty: any.
    clip : tuple of two floats, or None
        Least and greatest value of the clean latents, if the denoiser's guesses are to be clipped there.
    """

    parameterization: str
    sigma_data: float
    process: Process
    sampler: str
    steps: int
    guidance: float
    allowed_steps: tuple[int, ...] = ()
    clip: tuple[float, float] | None = None


def diffusion_to_json(settings: DiffusionSettings) -> dict[str, Any]:
    """Return the settings as a card's file holds them; EDM's process as the three numbers of its schedule."""
    process: Any = settings.process
    if isinstance(process, EdmProcess) and process == EdmProcess(process.sigma_min, process.sigma_max, process.rho):
        schedule = {name: getattr(process, name) for name in ("sigma_min", "sigma_max", "rho")}
    else:
        schedule = {"process": {"name": process_name(process), **asdict(process)}}
    special: dict[str, Any] = {}
    if settings.allowed_steps:
        special["allowed_steps"] = list(settings.allowed_steps)
    if settings.clip is not None:
        special["clip"] = list(settings.clip)
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
        allowed_steps=section.wholes("allowed_steps", low=1) if section.has("allowed_steps") else (),
        clip=section.interval("clip") if section.has("clip") else None,
    )
    section.finish()
    if settings.allowed_steps and settings.steps not in settings.allowed_steps:
        raise FieldError("diffusion.steps is not among diffusion.allowed_steps")
    _check_longest(settings)
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


def _check_longest(settings: DiffusionSettings) -> None:
    longest = most_steps(settings.process)
    if longest is not None and max(settings.steps, *settings.allowed_steps, 0) > longest:
        raise FieldError(f"diffusion.steps is above the {longest} steps of its process")


def most_steps(process: Process) -> int | None:
    """Return how many sampling steps a process has at most; None: any number."""
    steps = getattr(process, "training_steps", None)
    return None if steps is None else int(steps)


def process_name(process: Process) -> str:
    """Return the name of a process, a key of `drumgen.diffusion.processes.PROCESSES`."""
    return next(name for name, kind in PROCESSES.items() if type(process) is kind)
