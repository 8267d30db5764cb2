"""Discrete chains: noise is added in a fixed number of steps, and time is the step's index, from 0."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from drumgen.diffusion.processes.elementwise import elementwise
from drumgen.diffusion.schedules import cosine_ladder, ddpm_ladder, ladder_sigmas
from drumgen.diffusion.types import Sigmas
from drumgen.errors import RequestError


class _Chain(ABC):
    """What the chains share: everything follows from their ladder of noise levels, shape (training_steps,)."""

    @property
    @abstractmethod
    def ladder(self) -> Sigmas:
        """The noise level at each time of the chain, rising; float64, shape (training_steps,)."""

    @property
    def sigma_max(self) -> float:
        """The noise level at the chain's last time."""
        return float(self.ladder[-1])

    def sigma(self, time: Any) -> Any:
        """Return the noise level at a time, 0 to training_steps - 1; between the steps log sigma is linear in time."""
        log_ladder = np.log(self.ladder)
        return elementwise(lambda t: np.exp(np.interp(t, np.arange(len(log_ladder)), log_ladder)), time)

    def time(self, sigma: Any) -> Any:
        """Return the time of a noise level; levels beyond the chain's ends have the time of the end."""
        ladder = self.ladder
        return elementwise(
            lambda s: np.interp(np.log(np.maximum(s, ladder[0])), np.log(ladder), np.arange(len(ladder))), sigma
        )

    def scale(self, time: Any) -> Any:
        """Return sqrt(alpha_bar), by which the chain has shrunk the data at a time."""
        return (1.0 + self.sigma(time) ** 2) ** -0.5

    def label(self, sigma: Any) -> Any:
        """Return the time as the network is told it: the step's index, a fraction between the steps."""
        return self.time(sigma)

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
        """Draw noise levels of uniformly drawn steps of the chain; float64, shape (count,)."""
        return self.ladder[rng.integers(len(self.ladder), size=count)]

    def sigmas(self, steps: int) -> Sigmas:
        """Return the chain's levels at evenly spaced times, then 0; float64, shape (steps + 1,).

        Raises
        ------
        RequestError
            If there are more steps than the chain has.
        """
        if steps > len(self.ladder):
            raise RequestError(
                f"This model's noise chain has {len(self.ladder)} steps, fewer than the {steps} asked for; "
                f"ask for {len(self.ladder)} at most."
            )
        return ladder_sigmas(self.ladder, steps)


@dataclass(frozen=True)
class DdpmProcess(_Chain):
    """DDPM's chain (Ho et al. 2020; seed 000): the variance beta that a step adds rises linearly.

    Parameters
    ----------
    training_steps : int
        Length of the chain; 300 in seed 000.
    beta_start, beta_end : float
        Variance of the noise that the first and the last step add.
    """

    training_steps: int = 1000
    beta_start: float = 1e-4
    beta_end: float = 0.02
    name: ClassVar[str] = "ddpm"

    def __post_init__(self) -> None:
        _ = self.ladder  # refuses parameters out of range

    @property
    def ladder(self) -> Sigmas:
        """The noise level at each time of the chain, rising; float64, shape (training_steps,)."""
        return _ddpm_ladder(self.training_steps, self.beta_start, self.beta_end)


@dataclass(frozen=True)
class CosineProcess(_Chain):
    """The chain whose alpha_bar falls as a squared cosine (Nichol & Dhariwal 2021; seed 004).

    Parameters
    ----------
    training_steps : int
        Length of the chain.
    offset : float
        Keeps the first steps from being too small.
    beta_max : float
        The most variance that one step adds.
    """

    training_steps: int = 1000
    offset: float = 0.008
    beta_max: float = 0.999
    name: ClassVar[str] = "cosine"

    def __post_init__(self) -> None:
        _ = self.ladder  # refuses parameters out of range

    @property
    def ladder(self) -> Sigmas:
        """The noise level at each time of the chain, rising; float64, shape (training_steps,)."""
        return _cosine_ladder(self.training_steps, self.offset, self.beta_max)


@lru_cache(maxsize=16)
def _ddpm_ladder(training_steps: int, beta_start: float, beta_end: float) -> Sigmas:
    return _frozen(ddpm_ladder(training_steps=training_steps, beta_start=beta_start, beta_end=beta_end))


@lru_cache(maxsize=16)
def _cosine_ladder(training_steps: int, offset: float, beta_max: float) -> Sigmas:
    return _frozen(cosine_ladder(training_steps=training_steps, offset=offset, beta_max=beta_max))


def _frozen(ladder: Sigmas) -> Sigmas:
    ladder.setflags(write=False)
    return ladder
