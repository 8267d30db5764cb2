"""What every sampler does around its steps."""

from itertools import pairwise

from drumgen.diffusion.types import Sigmas, StepCallback


def checked_levels(sigmas: Sigmas) -> tuple[list[float], int]:
    """Return the noise levels as floats, checked, and the number of steps."""
    levels = [float(sigma) for sigma in sigmas]
    if len(levels) < 2:
        raise ValueError("a schedule needs at least two noise levels")
    falling = all(high > low for high, low in pairwise(levels))
    if not falling or levels[-1] < 0.0:
        raise ValueError("the noise levels of a schedule must fall strictly and end at 0 or above")
    return levels, len(levels) - 1


def report(callback: StepCallback | None, done: int, steps: int) -> None:
    """Tell the callback, if there is one, that a step is done."""
    if callback is not None:
        callback(done, steps)
