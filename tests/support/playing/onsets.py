"""Finding known sounds in a recording, to the frame."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
_LEAST_LIKENESS = 0.6


def find_onsets(recording: Samples, sound: Samples) -> list[int]:
    """Return the frames at which `sound`, of any loudness above a tenth of its own, begins in `recording`.

    Both have shape (N,). The sounds must resemble noise, so that each is like itself at one place alone; others may
    sound at the same time.
    """
    length = len(recording) + len(sound)
    spectrum = np.fft.rfft(recording, length) * np.conj(np.fft.rfft(sound, length))
    likeness = np.fft.irfft(spectrum, length)[: len(recording)] / float(sound @ sound)
    found = []
    for peak in np.flatnonzero(likeness > 0.1):
        around = likeness[max(0, peak - len(sound) // 4) : peak + len(sound) // 4]
        if likeness[peak] == around.max() and likeness[peak] >= _LEAST_LIKENESS * float(likeness.max()):
            found.append(int(peak))
    return found


def mix_at(onsets: Sequence[tuple[int, Samples]], frames: int) -> Samples:
    """Return the sum of sounds, each from its frame on, shape (frames,)."""
    mixed = np.zeros(frames, dtype=np.float32)
    for onset, sound in onsets:
        rest = mixed[onset : onset + len(sound)]
        rest += sound[: len(rest)]
    return mixed
