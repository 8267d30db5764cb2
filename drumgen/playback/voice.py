"""One sound while it plays."""

import numpy as np
from numpy.typing import NDArray

NOT_FADING = -1


class Voice:
    """The playing state of one sound; made by any thread, afterwards changed by the audio thread alone.

    Parameters
    ----------
    samples : float32, shape (N, C)
        Frames first, at the output's rate and with its channels. Never written to.
    gain : float
        Linear gain.
    group : str or None
        Choke group: a new voice fades out the others of its group. None belongs to no group.
    """

    __slots__ = ("done", "fade_position", "gain", "group", "number", "position", "samples")

    def __init__(self, samples: NDArray[np.float32], gain: float = 1.0, group: str | None = None) -> None:
        self.samples = samples
        # An array, not a number: numpy would otherwise make one from the number in every block.
        self.gain: NDArray[np.float32] = np.asarray(gain, dtype=np.float32)
        self.group = group
        self.number = 0  # counts up in the order of starting
        self.position = 0
        self.fade_position = NOT_FADING
        self.done = False

    @property
    def fading(self) -> bool:
        """Whether the voice has been told to end."""
        return self.fade_position != NOT_FADING

    def fade(self) -> None:
        """Let the voice end; a fade that has begun goes on."""
        if not self.fading:
            self.fade_position = 0
