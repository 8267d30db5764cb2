"""Snake packing of a long spectrogram into channels (seed 003), and back."""

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError


def pack_snake(values: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    """Fold the time axis into channels like a snake: (1, F, channels * T) -> (channels, F, T).

    The first stretch of T frames runs forwards, the second backwards, and so on. Rows keep their frequency, so all
    channels of a pixel speak of the same band; and where one stretch ends and the next begins, both frames lie in the
    same column, so that a convolution sees across every fold.

    Raises
    ------
    DataError
        If the width is no multiple of `channels`.
    """
    if values.ndim != 3 or values.shape[0] != 1 or channels < 1 or values.shape[2] % channels:
        raise DataError(
            f"A spectrogram of the shape {values.shape} cannot be packed into {channels} channels; "
            "its shape must be (1, bands, a multiple of the channels)."
        )
    stretches = np.stack(np.split(values[0], channels, axis=-1))
    return _turn(stretches)


def unpack_snake(packed: NDArray[np.float32]) -> NDArray[np.float32]:
    """Undo `pack_snake` exactly: (channels, F, T) -> (1, F, channels * T).

    Raises
    ------
    DataError
        If the array has not three axes.
    """
    if packed.ndim != 3 or packed.shape[0] < 1:
        raise DataError(f"A packed spectrogram has three axes (channels, bands, frames), not the shape {packed.shape}.")
    return np.concatenate(list(_turn(packed)), axis=-1)[None]


def _turn(stretches: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a copy with every second stretch reversed in time."""
    turned = stretches.copy()
    turned[1::2] = stretches[1::2, :, ::-1]
    return turned
