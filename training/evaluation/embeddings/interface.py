"""What every embedding offers."""

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedding(Protocol):
    """Turns sounds into rows of numbers."""

    def embed_all(self, sounds: Iterable[NDArray[np.float32]], rate_hz: int) -> NDArray[np.float32]:
        """Return one row a sound, shape (M, D), of sounds of shape (N,) at `rate_hz`."""
        ...
