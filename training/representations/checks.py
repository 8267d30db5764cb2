"""Checks that all representations share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.representations.signal.framing import EDGES

REFERENCES = ("full-scale", "max")


def check(condition: bool, sentence: str) -> None:
    """Raise DataError with `sentence` unless `condition` holds."""
    if not condition:
        raise DataError(sentence)


def check_analysis(*, rate_hz: int, n_fft: int, hop: int, frames: int, edges: str, iterations: int) -> None:
    """Check the settings of an STFT."""
    check(rate_hz > 0, f"The setting rate_hz is {rate_hz}, but must be above 0.")
    check(n_fft >= 16 and n_fft % 2 == 0, f"The setting n_fft is {n_fft}, but must be an even number from 16.")
    check(0 < hop <= n_fft // 2, f"The setting hop is {hop}, but must lie between 1 and half of n_fft ({n_fft // 2}).")
    check(frames > 0, f"The setting frames is {frames}, but must be above 0.")
    check(frames * hop > n_fft // 2, f"The settings frames and hop give less sound than n_fft ({n_fft}) needs.")
    check(edges in EDGES, f"The setting edges is {edges!r}, but must be one of {', '.join(EDGES)}.")
    check(iterations > 0, f"The setting iterations is {iterations}, but must be above 0.")


def check_scale(*, floor_db: float, low: float, high: float, reference: str) -> None:
    """Check the settings of a decibel scale."""
    check(floor_db < 0.0, f"The setting floor_db is {floor_db:g}, but must be below 0.")
    check(low < high, f"The setting low ({low:g}) must be below high ({high:g}).")
    known = ", ".join(REFERENCES)
    check(reference in REFERENCES, f"The setting reference is {reference!r}, but must be one of {known}.")


def check_audio(audio: NDArray[np.float32], n_samples: int) -> None:
    """Check that a sound has exactly `n_samples` finite samples."""
    check(
        audio.shape == (n_samples,),
        f"The sound has the shape {audio.shape}, but this representation takes exactly {n_samples} samples; "
        "cut or pad it.",
    )
    check(bool(np.isfinite(audio).all()), "The sound holds samples that are not finite numbers; prepare it again.")


def check_long(audio: NDArray[np.float32], n_samples: int) -> int:
    """Check that a sound lasts one block at least; return the number of its whole blocks."""
    count = len(audio) // n_samples if audio.ndim == 1 else 0
    check(
        count > 0,
        f"The sound has the shape {audio.shape}, but a block takes {n_samples} samples; give a longer mono sound.",
    )
    check(bool(np.isfinite(audio).all()), "The sound holds samples that are not finite numbers; prepare it again.")
    return count


def check_blocks(blocks: Sequence[NDArray[np.float32]], shape: tuple[int, ...]) -> None:
    """Check that there is at least one block and that all have `shape`."""
    check(len(blocks) > 0, "There are no blocks to join; give at least one.")
    for block in blocks:
        check(block.shape == shape, f"A block has the shape {block.shape}, but must have {shape}.")
