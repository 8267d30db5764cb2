"""EDM's process (Karras et al. 2022; seed 002): time is the noise level, and the data are not scaled."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from drumgen.diffusion.processes.elementwise import elementwise
from drumgen.diffusion.schedules import edm_sigmas
from drumgen.diffusion.types import Sigmas


@dataclass(frozen=True)
class EdmProcess:
    """sigma(t) = t, s(t) = 1.

    Parameters
    ----------
    sigma_min, sigma_max, rho : float
        The sampling schedule, see `drumgen.diffusion.schedules.edm_sigmas`.
    p_mean, p_std : float
        Levels to train on: ln sigma ~ N(p_mean, p_std**2).
    """

    sigma_min: float = 0.002
    sigma_max: float = 80.0
    rho: float = 7.0
    p_mean: float = -1.2
    p_std: float = 1.2
    name: ClassVar[str] = "edm"

    def __post_init__(self) -> None:
        edm_sigmas(1, sigma_min=self.sigma_min, sigma_max=self.sigma_max, rho=self.rho)  # refuses what is out of range
        if self.p_std <= 0.0:
            raise ValueError(f"p_std must be positive, got {self.p_std}")

    def sigma(self, time: Any) -> Any:
        """Return the time itself."""
        return time

    def time(self, sigma: Any) -> Any:
        """Return the noise level itself."""
        return sigma

    def scale(self, time: Any) -> Any:
        """Return 1: the data keep their scale."""
        return 0.0 * time + 1.0

    def label(self, sigma: Any) -> Any:
        """Return ln(sigma) / 4."""
        return elementwise(lambda s: 0.25 * np.log(s), sigma)

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
        """Draw log-normal noise levels; float64, shape (count,)."""
        return np.exp(rng.normal(self.p_mean, self.p_std, count))

    def sigmas(self, steps: int) -> Sigmas:
        """Return EDM's schedule; float64, shape (steps + 1,)."""
        return edm_sigmas(steps, sigma_min=self.sigma_min, sigma_max=self.sigma_max, rho=self.rho)
