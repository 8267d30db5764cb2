"""Mixes voices into blocks of output; the part of playback that runs in the audio thread.

`Mixer.mix` allocates no buffers, waits for no lock and frees no samples: the buffers are made beforehand, orders come
in through a deque (whose append and popleft are atomic), and `Mixer.start` keeps a reference to every voice until the
voice is done, so that the memory of a sound is given back by the thread that plays the next one.

A voice that was wished for while the block before was awaited begins as many frames into its block as it came after the
beginning of that wait. Every hit is then heard the same time after it came, one block, wherever between two blocks it
fell; had it begun with the block, that time would lie anywhere between nothing and one block.
"""

import threading
from collections import deque
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from drumgen.playback.meter import Meter
from drumgen.playback.voice import Voice
from drumgen.playback.volume import Volume

FADE_S = 0.004
MAX_VOICES = 32
_CHUNK_FRAMES = 1024

_NOTHING = Voice(np.zeros((0, 1), dtype=np.float32))
_NOTHING.done = True


@dataclass(frozen=True)
class _Silence:
    """The order to fade out voices: those of `group`, or all when it is None."""

    group: str | int | None


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

    Attributes
    ----------
    volume : Volume
        Of everything.
    meter : Meter
        Level of everything, after the volume and before the limit.
    """

    def __init__(self, channels: int, rate_hz: int, *, max_voices: int = MAX_VOICES) -> None:
        fade_frames = max(1, round(FADE_S * rate_hz))
        phase = np.arange(1, fade_frames + 1, dtype=np.float64) / fade_frames
        fade = (0.5 + 0.5 * np.cos(np.pi * phase)).astype(np.float32)
        # As wide as the blocks: numpy makes temporary arrays to multiply one column with several.
        self._fade = np.repeat(fade[:, np.newaxis], channels, axis=1)
        self._scratch = np.zeros((_CHUNK_FRAMES, channels), dtype=np.float32)
        self._orders: deque[Voice | _Silence] = deque()
        self._max_voices = max_voices
        # As many slots again hold voices that are still fading while new ones take their place.
        self._slots = [_NOTHING] * (2 * max_voices)
        self._placed = 0
        self._block_before_s = 0.0  # when the block before this one was asked for
        self._kept: list[Voice] = []
        self._kept_lock = threading.Lock()
        self.volume = Volume(channels, rate_hz)
        self.meter = Meter(channels)

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

    def silence(self, group: str | int | None = None) -> None:
        """Fade out the voices of `group`, or all voices when it is None; from any thread."""
        self._orders.append(_Silence(group))

    def mix(self, out: NDArray[np.float32]) -> None:
        """Fill `out`, float32 of shape (N, C), with the next N frames; the audio thread's part.

        The sum is limited to +-1, as a device would do.
        """
        now_s = perf_counter()
        out.fill(0.0)
        while self._orders:
            self._obey(self._orders.popleft(), now_s, len(out))
        self._block_before_s = now_s
        for slot, voice in enumerate(self._slots):
            if not voice.done:
                self._add(voice, out)
                if voice.done:
                    self._slots[slot] = _NOTHING
        self.volume.apply(out)
        self.meter.write(out)
        np.maximum(out, -1.0, out=out)
        np.minimum(out, 1.0, out=out)

    def _obey(self, order: Voice | _Silence, now_s: float, frames: int) -> None:
        if isinstance(order, Voice):
            order.delay = self._delay(order, now_s, frames)
            if order.group is not None:
                self._fade_group(order.group, order.delay)
            self._place(order)
        else:
            self._fade_group(order.group, 0)

    def _delay(self, voice: Voice, now_s: float, frames: int) -> int:
        """Return how far into a block of `frames` a voice begins."""
        if voice.at_s is None or not self._block_before_s < voice.at_s < now_s:
            return 0
        waited = (voice.at_s - self._block_before_s) / (now_s - self._block_before_s)
        return min(int(waited * frames), frames - 1)

    def _fade_group(self, group: str | int | None, frame: int) -> None:
        for voice in self._slots:
            if group is None or voice.group == group:
                voice.fade(frame)

    def _place(self, new: Voice) -> None:
        """Give `new` a slot, and fade the oldest voice if there are too many."""
        sounding = 0
        for voice in self._slots:
            sounding += not (voice.done or voice.fading)
        if sounding >= self._max_voices:
            self._slots[self._oldest(fading=False)].fade(new.delay)
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
        start, voice.delay = voice.delay, 0
        while start < len(out) and not voice.done:
            start += self._add_chunk(voice, out[start : start + _CHUNK_FRAMES])

    def _add_chunk(self, voice: Voice, out: NDArray[np.float32]) -> int:
        """Add what fits into `out`, at most up to where a fade begins, and return how many frames that were."""
        frames = min(len(out), len(voice.samples) - voice.position)
        fades = voice.fading and voice.fade_wait == 0
        if voice.fade_wait:
            frames = min(frames, voice.fade_wait)
            voice.fade_wait -= frames
        elif fades:
            frames = min(frames, len(self._fade) - voice.fade_position)
        block = self._scratch[:frames]
        np.multiply(voice.samples[voice.position : voice.position + frames], voice.gain, out=block)
        if fades:
            np.multiply(block, self._fade[voice.fade_position : voice.fade_position + frames], out=block)
            voice.fade_position += frames
        np.add(out[:frames], block, out=out[:frames])
        voice.position += frames
        voice.done = voice.position >= len(voice.samples) or voice.fade_position >= len(self._fade)
        return frames
