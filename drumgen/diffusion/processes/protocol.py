"""What all forward processes have in common."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from drumgen.diffusion.types import Sigmas


class Process(Protocol):
    """A forward process: noise level, scale and label as functions of its own time.

    The process makes x_t = s(t) (data + sigma(t) noise), as seed 002 eq. 20 writes it. A variance-preserving one has
    s = alpha = 1 / sqrt(1 + sigma**2) and its noise's standard deviation is alpha sigma. Samplers and denoisers work
    on x = x_t / s = data + sigma noise.
    """

    @property
    def sigma_max(self) -> float:
        """The highest noise level, at which sampling starts."""
        ...

    def sigma(self, time: Any) -> Any:
        """Return the noise level at a time of the process, rising in time."""
        ...

    def time(self, sigma: Any) -> Any:
        """Return the time at which the process has this noise level: the inverse of `sigma`."""
        ...

    def scale(self, time: Any) -> Any:
        """Return s(t): alpha_t for a variance-preserving process, 1 for EDM."""
        ...

    def label(self, sigma: Any) -> Any:
        """Return c_noise, what the network is told of the noise level."""
        ...

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
        """Draw noise levels to train on; float64, shape (count,), all above 0."""
        ...

    def sigmas(self, steps: int) -> Sigmas:
        """Return a sampling schedule; float64, shape (steps + 1,), from sigma_max strictly falling to 0."""
        ...
