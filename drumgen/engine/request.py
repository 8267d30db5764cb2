"""What a user asks for, and the checks on it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from drumgen.errors import RequestError

MAX_COUNT = 1000
MAX_STEPS = 1000
MAX_GUIDANCE = 20.0
MAX_SEED = 2**63 - 1
MAX_PROMPT_CHARACTERS = 1000
MAX_BLOCKS = 300

Attributes = tuple[tuple[str, float], ...]
"""Pairs of an attribute's name and its value in the model's unit."""


@dataclass(frozen=True)
class GenerationRequest:
    """A wish for `count` sounds of one class.

    What of it a model can follow stands on the model's card; see `drumgen.engine.conditions.conditions_of`.

    Parameters
    ----------
    label : str
        Class name as the model's card lists it, such as ``kick``, or a mix of them, such as ``snare=0.6+clap=0.4``.
    count : int
        Number of sounds, 1 to 1,000. Sound i is made from ``seed + i``.
    seed : int
        Seed of the first sound, 0 to 2**63 - 1. One seed gives one sound at any count and batch size.
    steps : int or None
        Sampling steps, 1 to 1,000; None means the model card's default.
    guidance : float or None
        Classifier-free guidance scale, 0 to 20; 1 is the plain conditional model, None the card's default.
    model : str
        Name of the denoiser model.
    prompt : str or None
        The sound in words, at most 1,000 characters; None leaves it to the model.
    attributes : mapping or sequence of (name, value)
        Values in the model's units; what is not named is left to the model. Kept as a tuple of pairs.
    blocks : int
        How many blocks the sound goes on for, 1 to 300; more than one for continuing models only.
    """

    label: str
    count: int = 1
    seed: int = 0
    steps: int | None = None
    guidance: float | None = None
    model: str = field(default="drums")
    prompt: str | None = None
    attributes: Attributes | Mapping[str, float] = ()
    blocks: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MAX_COUNT:
            raise RequestError(f"The count is {self.count}, but it must lie between 1 and {MAX_COUNT}.")
        if self.steps is not None and not 1 <= self.steps <= MAX_STEPS:
            raise RequestError(f"The number of steps is {self.steps}, but it must lie between 1 and {MAX_STEPS}.")
        if self.guidance is not None and not 0.0 <= self.guidance <= MAX_GUIDANCE:
            raise RequestError(f"The guidance is {self.guidance:g}, but it must lie between 0 and {MAX_GUIDANCE:g}.")
        if not 0 <= self.seed <= MAX_SEED - self.count:
            raise RequestError(f"The seed is {self.seed}, but it must lie between 0 and {MAX_SEED - self.count}.")
        if not 1 <= self.blocks <= MAX_BLOCKS:
            raise RequestError(f"The number of blocks is {self.blocks}, but it must lie between 1 and {MAX_BLOCKS}.")
        if self.prompt is not None:
            _check_prompt(self.prompt)
        object.__setattr__(self, "attributes", _pairs(self.attributes))

    @property
    def attribute_pairs(self) -> Attributes:
        """The attributes as pairs, which is how they are kept."""
        return _pairs(self.attributes)

    def single(self, index: int) -> "GenerationRequest":
        """Return the request that gives only sound `index` of this one, identically."""
        return replace(self, count=1, seed=self.seed + index)


def _check_prompt(prompt: str) -> None:
    if not prompt.strip():
        raise RequestError("The prompt is empty; describe the sound in words or leave the prompt out.")
    if len(prompt) > MAX_PROMPT_CHARACTERS:
        raise RequestError(
            f"The prompt has {len(prompt)} characters, but it may have {MAX_PROMPT_CHARACTERS} at most; shorten it."
        )


def _pairs(attributes: Mapping[str, float] | Sequence[Sequence[object]]) -> Attributes:
    """Return the attributes as a tuple of pairs, checked."""
    listed = attributes.items() if isinstance(attributes, Mapping) else attributes
    pairs: dict[str, float] = {}
    for name, value in listed:
        if not isinstance(name, str) or isinstance(value, bool) or not isinstance(value, int | float):
            raise RequestError(f"The attribute {name!r} is {value!r}, but it must be a number.")
        if not math.isfinite(value):
            raise RequestError(f"The attribute {name} is {value}, but it must be a finite number.")
        if name in pairs:
            raise RequestError(f"The attribute {name} is given twice; give it once.")
        pairs[name] = float(value)
    return tuple(pairs.items())
