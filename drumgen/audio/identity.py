"""What makes two clips the same sound: their samples."""

import hashlib

import numpy as np

from drumgen.audio.clip import Clip

_DIGITS = 32


def clip_id(clip: Clip) -> str:
    """Return a name for the samples of a clip: 32 hexadecimal digits of a SHA-256 over shape, rate and samples.

    The samples are rounded to the 24 bits of a WAV file first, so that a clip keeps its name when it is written and
    read back.
    """
    levels = np.round(np.asarray(clip.samples, dtype=np.float64) * 2.0**23).astype("<i4")
    digest = hashlib.sha256(f"{levels.shape[0]}x{levels.shape[1]}@{clip.rate_hz}".encode())
    digest.update(levels.tobytes())
    return digest.hexdigest()[:_DIGITS]
