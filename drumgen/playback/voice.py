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
    group : str, int or None
        Choke group: a new voice fades out the others of its group. None belongs to no group.
    at_s : float or None
        When it was wished for, in the clock of `time.perf_counter`; None means at the beginning of a block.
    """

    __slots__ = (
        "at_s",
        "delay",
        "done",
        "fade_position",
        "fade_wait",
        "gain",
        "group",
        "number",
        "position",
        "samples",
    )

    def __init__(
        self,
        samples: NDArray[np.float32],
        gain: float = 1.0,
        group: str | int | None = None,
        *,
        at_s: float | None = None,
    ) -> None:
        self.samples = samples
        # An array, not a number: numpy would otherwise make one from the number in every block.
        self.gain: NDArray[np.float32] = np.asarray(gain, dtype=np.float32)
        self.group = group
        self.at_s = at_s
        self.number = 0  # counts up in the order of starting
        self.delay = 0  # frames of its first block before it begins
        self.position = 0
        self.fade_wait = 0  # frames to play yet before the fade begins
        self.fade_position = NOT_FADING
        self.done = False

    @property
    def fading(self) -> bool:
        """Whether the voice has been told to end."""
        return self.fade_position != NOT_FADING

    def fade(self, frame: int = 0) -> None:
        """Let the voice end from `frame` of the present block on; a fade that has begun goes on."""
        if not self.fading:
            self.fade_position = 0
            self.fade_wait = max(0, frame - self.delay)
