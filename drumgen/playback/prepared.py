"""Clips brought into the form an output plays, remembered so that a second hit costs nothing."""

import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.resampling import resample

_REMEMBERED = 64


class PreparedClips:
    """The clips last played, at the output's rate and with its channels.

    Parameters
    ----------
    channels : int
        Channels of the output.
    rate_hz : int
        Sampling rate of the output.
    """

    def __init__(self, channels: int, rate_hz: int) -> None:
        self._channels = channels
        self._rate_hz = rate_hz
        # The clip is kept beside its frames, so that its id cannot be given to another object.
        self._known: OrderedDict[int, tuple[Clip, NDArray[np.float32]]] = OrderedDict()
        self._lock = threading.Lock()

    def frames_of(self, clip: Clip) -> NDArray[np.float32]:
        """Return `clip` as float32 of shape (N, channels); mono goes to all channels."""
        with self._lock:
            known = self._known.get(id(clip))
            if known is not None:
                self._known.move_to_end(id(clip))
                return known[1]
        frames = self._prepare(clip)
        with self._lock:
            self._known[id(clip)] = (clip, frames)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return frames

    def _prepare(self, clip: Clip) -> NDArray[np.float32]:
        if clip.rate_hz != self._rate_hz:
            clip = resample(clip, self._rate_hz)
        fits = clip.samples.shape[0] == self._channels
        samples = clip.samples if fits else clip.mono[np.newaxis, :]
        # Whole rows: numpy would make a temporary array for each block that it has to broadcast.
        return np.ascontiguousarray(np.broadcast_to(samples.T, (samples.shape[1], self._channels)))
