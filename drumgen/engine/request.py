"""What a user asks for, and the checks on it."""

from dataclasses import dataclass, field, replace

from drumgen.errors import RequestError

MAX_COUNT = 1000
MAX_STEPS = 200
MAX_GUIDANCE = 20.0
MAX_SEED = 2**63 - 1


@dataclass(frozen=True)
class GenerationRequest:
    """A wish for `count` sounds of one class.

    Parameters
    ----------
    label : str
        Class name as the model's card lists it, such as ``kick``.
    count : int
        Number of sounds, 1 to 1,000. Sound i is made from ``seed + i``.
    seed : int
        Seed of the first sound, 0 to 2**63 - 1. One seed gives one sound at any count and batch size.
    steps : int or None
        Sampling steps, 1 to 200; None means the model card's default.
    guidance : float or None
        Classifier-free guidance scale, 0 to 20; 1 is the plain conditional model, None the card's default.
    model : str
        Name of the denoiser model.
    """

    label: str
    count: int = 1
    seed: int = 0
    steps: int | None = None
    guidance: float | None = None
    model: str = field(default="drums")

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MAX_COUNT:
            raise RequestError(f"The count is {self.count}, but it must lie between 1 and {MAX_COUNT}.")
        if self.steps is not None and not 1 <= self.steps <= MAX_STEPS:
            raise RequestError(f"The number of steps is {self.steps}, but it must lie between 1 and {MAX_STEPS}.")
        if self.guidance is not None and not 0.0 <= self.guidance <= MAX_GUIDANCE:
            raise RequestError(f"The guidance is {self.guidance:g}, but it must lie between 0 and {MAX_GUIDANCE:g}.")
        if not 0 <= self.seed <= MAX_SEED - self.count:
            raise RequestError(f"The seed is {self.seed}, but it must lie between 0 and {MAX_SEED - self.count}.")

    def single(self, index: int) -> "GenerationRequest":
        """Return the request that gives only sound `index` of this one, identically."""
        return replace(self, count=1, seed=self.seed + index)
