"""The types that the diffusion functions share.

The same code runs on numpy arrays (the app) and torch tensors (training), and asks of them only arithmetic with
numbers and with each other. No static type covers both, so an `Array` is Any to the type checker.
"""

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = Any
"""A numpy array or a torch tensor, shape (B, ...)."""

Sigmas = NDArray[np.float64]
"""Noise levels a sampler visits, shape (steps + 1,), strictly falling; the last is usually 0."""

Denoiser = Callable[[Array, Any], Array]
"""D(x; sigma): x of shape (B, ...) and a noise level (a number, or an array that broadcasts) to D of x's shape."""

Network = Callable[[Array, Any], Array]
"""F(c_in * x; c_noise): the raw network inside a denoiser."""

Noise = Callable[[], Array]
"""Draws new white N(0, 1) noise of x's shape."""

StepCallback = Callable[[int, int], None]
"""Called as (steps done, steps in all) after each step; an exception it raises ends the sampling."""


class Sampler(Protocol):
    """What all samplers have in common: they carry x from sigmas[0] down to sigmas[-1]."""

    def __call__(self, denoiser: Denoiser, x: Array, sigmas: Sigmas, *, callback: StepCallback | None = None) -> Array:
        """Return x at noise level sigmas[-1]."""
        ...


class StochasticSampler(Protocol):
    """A sampler that draws fresh noise on its way."""

    def __call__(
        self,
        denoiser: Denoiser,
        x: Array,
        sigmas: Sigmas,
        *,
        callback: StepCallback | None = None,
        noise: Noise | None = None,
    ) -> Array:
        """Return x at noise level sigmas[-1]."""
        ...
