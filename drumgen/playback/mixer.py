"""Mixes voices into blocks of output; the part of playback that runs in the audio thread.

`Mixer.mix` allocates no buffers, waits for no lock and frees no samples: the buffers are made beforehand, orders come
in through a deque (whose append and popleft are atomic), and `Mixer.start` keeps a reference to every voice until the
voice is done, so that the memory of a sound is given back by the thread that plays the next one.
"""

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumgen.playback.voice import Voice

FADE_S = 0.004
MAX_VOICES = 32
_CHUNK_FRAMES = 1024

_NOTHING = Voice(np.zeros((0, 1), dtype=np.float32))
_NOTHING.done = True


@dataclass(frozen=True)
class _Silence:
    """The order to fade out voices: those of `group`, or all when it is None."""

    group: str | None


class Mixer:
    """Adds up to `max_voices` sounds, fading out the oldest when there are more.

    Parameters
    ----------
    channels : int
        Channels of the output and of all voices.
    rate_hz : int
        Sampling rate of the output.
    max_voices : int
        Voices that sound at once, those that are fading not counted.
    """

    def __init__(self, channels: int, rate_hz: int, *, max_voices: int = MAX_VOICES) -> None:
        fade_frames = max(1, round(FADE_S * rate_hz))
        phase = np.arange(1, fade_frames + 1, dtype=np.float64) / fade_frames
        self._fade = (0.5 + 0.5 * np.cos(np.pi * phase)).astype(np.float32)[:, np.newaxis]
        self._scratch = np.zeros((_CHUNK_FRAMES, channels), dtype=np.float32)
        self._orders: deque[Voice | _Silence] = deque()
        self._max_voices = max_voices
        # As many slots again hold voices that are still fading while new ones take their place.
        self._slots = [_NOTHING] * (2 * max_voices)
        self._placed = 0
        self._kept: list[Voice] = []
        self._kept_lock = threading.Lock()

    @property
    def idle(self) -> bool:
        """Whether nothing sounds and nothing waits to sound."""
        return not self._orders and all(voice.done for voice in self._slots)

    def start(self, voice: Voice) -> None:
        """Let `voice` sound from the next block on; from any thread but the audio thread."""
        with self._kept_lock:
            self._kept = [kept for kept in self._kept if not kept.done]
            self._kept.append(voice)
        self._orders.append(voice)

    def silence(self, group: str | None = None) -> None:
        """Fade out the voices of `group`, or all voices when it is None; from any thread."""
        self._orders.append(_Silence(group))

    def mix(self, out: NDArray[np.float32]) -> None:
        """Fill `out`, float32 of shape (N, C), with the next N frames; the audio thread's part.

        The sum is limited to +-1, as a device would do.
        """
        out.fill(0.0)
        while self._orders:
            self._obey(self._orders.popleft())
        for slot, voice in enumerate(self._slots):
            if not voice.done:
                self._add(voice, out)
                if voice.done:
                    self._slots[slot] = _NOTHING
        np.maximum(out, -1.0, out=out)
        np.minimum(out, 1.0, out=out)

    def _obey(self, order: Voice | _Silence) -> None:
        if isinstance(order, Voice):
            if order.group is not None:
                self._fade_group(order.group)
            self._place(order)
        else:
            self._fade_group(order.group)

    def _fade_group(self, group: str | None) -> None:
        for voice in self._slots:
            if group is None or voice.group == group:
                voice.fade()

    def _place(self, new: Voice) -> None:
        """Give `new` a slot, and fade the oldest voice if there are too many."""
        sounding = 0
        for voice in self._slots:
            sounding += not (voice.done or voice.fading)
        if sounding >= self._max_voices:
            self._slots[self._oldest(fading=False)].fade()
        slot = self._free_slot()
        if slot < 0:
            slot = self._oldest(fading=True)
            self._slots[slot].done = True
        new.number = self._placed
        self._placed += 1
        self._slots[slot] = new

    def _free_slot(self) -> int:
        for slot, voice in enumerate(self._slots):
            if voice.done:
                return slot
        return -1

    def _oldest(self, *, fading: bool) -> int:
        """Return the slot of the voice that started first, of those that fade or those that don't; there is one."""
        oldest = -1
        for slot, voice in enumerate(self._slots):
            if voice.done or voice.fading != fading:
                continue
            if oldest < 0 or voice.number < self._slots[oldest].number:
                oldest = slot
        return oldest

    def _add(self, voice: Voice, out: NDArray[np.float32]) -> None:
        start = 0
        while start < len(out) and not voice.done:
            frames = min(len(out) - start, _CHUNK_FRAMES)
            self._add_chunk(voice, out[start : start + frames])
            start += frames

    def _add_chunk(self, voice: Voice, out: NDArray[np.float32]) -> None:
        frames = min(len(out), len(voice.samples) - voice.position)
        if voice.fading:
            frames = min(frames, len(self._fade) - voice.fade_position)
        block = self._scratch[:frames]
        np.multiply(voice.samples[voice.position : voice.position + frames], voice.gain, out=block)
        if voice.fading:
            np.multiply(block, self._fade[voice.fade_position : voice.fade_position + frames], out=block)
            voice.fade_position += frames
        np.add(out[:frames], block, out=out[:frames])
        voice.position += frames
        voice.done = voice.position >= len(voice.samples) or voice.fade_position >= len(self._fade)
