"""Variance-preserving processes in continuous time, from t = 0 (data) to t = 1 (noise)."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from drumgen.diffusion.processes.elementwise import elementwise
from drumgen.diffusion.schedules import cosine_sigmas
from drumgen.diffusion.types import Sigmas

LABELS_PER_TIME = 1000.0
"""The network is told 1000 t, so that its time embedding sees the same range as with a chain of 1000 steps."""


@dataclass(frozen=True)
class ContinuousCosineProcess:
    """alpha_t = cos(pi t / 2), so sigma = tan(pi t / 2) (Salimans & Ho 2022; seed 003).

    Parameters
    ----------
    sigma_min, sigma_max : float
        Times are drawn evenly between those of these levels. At t = 1 the noise level would be infinite; sampling
        starts at sigma_max, where the data's share is alpha = 1 / sqrt(1 + sigma_max**2).
    """

    sigma_min: float = 0.002
    sigma_max: float = 80.0
    name: ClassVar[str] = "continuous-cosine"

    def __post_init__(self) -> None:
        if not 0.0 < self.sigma_min < self.sigma_max < np.inf:
            raise ValueError(f"sigma_min must lie between 0 and sigma_max, got {self.sigma_min} and {self.sigma_max}")

    def sigma(self, time: Any) -> Any:
        """Return tan(pi t / 2) for a time in [0, 1)."""
        return elementwise(lambda t: np.tan(0.5 * np.pi * t), time)

    def time(self, sigma: Any) -> Any:
        """Return the time in [0, 1) of a noise level."""
        return elementwise(lambda s: np.arctan(s) / (0.5 * np.pi), sigma)

    def scale(self, time: Any) -> Any:
        """Return alpha_t = cos(pi t / 2)."""
        return elementwise(lambda t: np.cos(0.5 * np.pi * t), time)

    def label(self, sigma: Any) -> Any:
        """Return 1000 t."""
        return LABELS_PER_TIME * self.time(sigma)

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
        """Draw the noise levels of uniformly drawn times; float64, shape (count,)."""
        levels = self.sigma(rng.uniform(self.time(self.sigma_min), self.time(self.sigma_max), count))
        return np.asarray(levels, dtype=np.float64)

    def sigmas(self, steps: int) -> Sigmas:
        """Return the levels at evenly spaced times from sigma_max's to 0; float64, shape (steps + 1,).

        Every other level of 2 N steps is a level of N steps, as progressive distillation needs (seed 003: t = i / N).
        """
        lowest = np.tan(np.arctan(self.sigma_max) / max(steps, 2))
        return cosine_sigmas(steps, sigma_min=float(lowest), sigma_max=self.sigma_max)


@dataclass(frozen=True)
class VpSdeProcess:
    """The variance-preserving SDE dx = -beta(t)/2 x dt + sqrt(beta(t)) dw (seed 002 eq. 5; Song et al. 2021).

    With B(t), the integral of beta from 0 to t, x_t = gamma_t (data + sigma noise) with gamma_t = exp(-B/2) and
    sigma = sqrt(exp(B) - 1); the noise's share in x_t is gamma_t sigma = sqrt(1 - exp(-B)) (seed 002 eq. 10, 11).

    Parameters
    ----------
    beta_min, beta_max : float
        beta at t = 0 and t = 1; it rises linearly.
    time_min : float
        Least time that is trained on; the last step of a schedule goes from there to 0.
    """

    beta_min: float = 0.1
    beta_max: float = 20.0
    time_min: float = 1e-3
    name: ClassVar[str] = "vp-sde"

    def __post_init__(self) -> None:
        if not 0.0 < self.beta_min <= self.beta_max < np.inf:
            raise ValueError(f"the betas must be positive and rise, got {self.beta_min} and {self.beta_max}")
        if not 0.0 < self.time_min < 1.0:
            raise ValueError(f"time_min must lie between 0 and 1, got {self.time_min}")

    @property
    def sigma_max(self) -> float:
        """The noise level at t = 1."""
        return float(self.sigma(1.0))

    def beta(self, time: Any) -> Any:
        """Return the rate beta(t) at which noise is added."""
        return self.beta_min + (self.beta_max - self.beta_min) * time

    def sigma(self, time: Any) -> Any:
        """Return the noise level at a time in [0, 1]."""
        return elementwise(lambda t: np.sqrt(np.expm1(self._beta_integral(t))), time)

    def time(self, sigma: Any) -> Any:
        """Return the time of a noise level."""
        rise = self.beta_max - self.beta_min

        def solve(levels: NDArray[np.float64]) -> Any:
            # The root of rise/2 t**2 + beta_min t = B in the form that neither cancels nor divides by a rise of 0.
            integral = np.log1p(levels**2)
            return 2.0 * integral / (self.beta_min + np.sqrt(self.beta_min**2 + 2.0 * rise * integral))

        return elementwise(solve, sigma)

    def scale(self, time: Any) -> Any:
        """Return gamma_t, by which the data have shrunk at a time (seed 002 eq. 10)."""
        return elementwise(lambda t: np.exp(-0.5 * self._beta_integral(t)), time)

    def label(self, sigma: Any) -> Any:
        """Return 1000 t."""
        return LABELS_PER_TIME * self.time(sigma)

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
        """Draw the noise levels of uniformly drawn times; float64, shape (count,)."""
        return np.asarray(self.sigma(rng.uniform(self.time_min, 1.0, count)), dtype=np.float64)

    def sigmas(self, steps: int) -> Sigmas:
        """Return the levels at evenly spaced times from 1 to time_min, then 0; float64, shape (steps + 1,)."""
        if steps < 1:
            raise ValueError(f"steps must be at least 1, got {steps}")
        return np.append(self.sigma(np.linspace(1.0, self.time_min, steps)), 0.0)

    def _beta_integral(self, time: Any) -> Any:
        return (self.beta_min + 0.5 * (self.beta_max - self.beta_min) * time) * time
