"""Which part of a step's batch one of several processes works on, and the same random numbers for all of them.

Every process draws the rows and the noise of the whole batch from the same generators and keeps its own part. So the
processes together see exactly what one process with that batch would see, and the generators stay in step.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from drumgen.errors import DataError

_Rows = TypeVar("_Rows", Tensor, NDArray[np.int64], NDArray[np.float32], NDArray[np.float64])


@dataclass(frozen=True)
class Share:
    """One process among several.

    Parameters
    ----------
    rank : int
        Number of this process, from 0.
    world : int
        Number of processes.
    """

    rank: int = 0
    world: int = 1

    def rows(self, batch: int) -> slice:
        """Return which rows of a whole batch are this process's.

        Raises
        ------
        DataError
            If the batch cannot be shared out evenly: the average over processes would not be that of the batch.
        """
        if batch % self.world:
            raise DataError(
                f"A batch of {batch} cannot be shared out evenly among {self.world} processes; "
                f"choose a multiple of {self.world} as data.batch."
            )
        part = batch // self.world
        return slice(self.rank * part, (self.rank + 1) * part)

    def take(self, values: _Rows) -> _Rows:
        """Return this process's rows of a whole batch (B, ...)."""
        return values[self.rows(len(values))]


class BatchNoise:
    """Random numbers for this process's part of a batch.

    Parameters
    ----------
    generator : torch.Generator
        Seeded alike in every process. What all processes must draw alike (a window size, say) may be drawn from it.
    share : Share
    """

    def __init__(self, generator: torch.Generator, share: Share | None = None) -> None:
        self.generator = generator
        self.share = share or Share()

    def normal(self, *shape: int) -> Tensor:
        """Return standard normal numbers of `shape`, whose first number counts the rows of this process."""
        return self.share.take(torch.randn(self._whole(shape), generator=self.generator, device=self.generator.device))

    def uniform(self, *shape: int) -> Tensor:
        """Return numbers from [0, 1) likewise."""
        return self.share.take(torch.rand(self._whole(shape), generator=self.generator, device=self.generator.device))

    def _whole(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        return (shape[0] * self.share.world, *shape[1:])
