"""Clips brought into the form an output plays, handed over once and from then on named by a number."""

import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.resampling import resample

REMEMBERED = 512

Frames = NDArray[np.float32]


class PreparedClips:
    """The clips last played, at the output's rate and with its channels.

    Parameters
    ----------
    channels : int
        Channels of the output.
    rate_hz : int
        Sampling rate of the output.
    hand_over : callable
        Gets a number and frames, float32 of shape (N, channels), that are to be played under this number.
    forget : callable
        Gets a number that is not played any more.
    """

    def __init__(
        self, channels: int, rate_hz: int, hand_over: Callable[[int, Frames], None], forget: Callable[[int], None]
    ) -> None:
        self._channels = channels
        self._rate_hz = rate_hz
        self._hand_over = hand_over
        self._forget = forget
        self._numbers = itertools.count()
        # The clip is kept beside its number, so that its id cannot be given to another object.
        self._known: OrderedDict[int, tuple[Clip, int]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def clips(self) -> tuple[Clip, ...]:
        """The clips that are remembered, the one played last at the end."""
        with self._lock:
            return tuple(clip for clip, _ in self._known.values())

    def number_of(self, clip: Clip) -> int:
        """Return the number of `clip`; one that is not known yet is prepared, which takes its time."""
        with self._lock:
            known = self._known.get(id(clip))
            if known is not None:
                self._known.move_to_end(id(clip))
                return known[1]
        frames = as_frames(clip, self._channels, self._rate_hz)
        number = next(self._numbers)
        self._hand_over(number, frames)
        for old in self._remember(clip, number):
            self._forget(old)
        return number

    def _remember(self, clip: Clip, number: int) -> list[int]:
        """Enter a clip and return the numbers that had to go for it."""
        with self._lock:
            before = self._known.pop(id(clip), None)  # another thread may have been faster
            gone = [] if before is None else [before[1]]
            self._known[id(clip)] = (clip, number)
            while len(self._known) > REMEMBERED:
                gone.append(self._known.popitem(last=False)[1][1])
            return gone


def as_frames(clip: Clip, channels: int, rate_hz: int) -> Frames:
    """Return `clip` at `rate_hz` as float32 of shape (N, channels); mono goes to all channels."""
    if clip.rate_hz != rate_hz:
        clip = resample(clip, rate_hz)
    fits = clip.samples.shape[0] == channels
    samples = clip.samples if fits else clip.mono[np.newaxis, :]
    # Whole rows: numpy would make a temporary array for each block that it has to broadcast.
    return np.ascontiguousarray(np.broadcast_to(samples.T, (samples.shape[1], channels)), dtype=np.float32)
