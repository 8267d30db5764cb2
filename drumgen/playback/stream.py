"""An open audio output that asks for its samples block by block, and notices when the device has gone."""

import logging
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice
from drumgen.playback.portaudio import is_jack, portaudio

_log = logging.getLogger(__name__)
_WATCH_INTERVAL_S = 0.25
_MISSED_LOOKS = 8

Fill = Callable[[NDArray[np.float32]], None]


class OutputStream:
    """An audio output that calls `fill` from PortAudio's thread for every block.

    Parameters
    ----------
    device : OutputDevice
        Where the sound goes.
    channels : int
        Channels to open.
    rate_hz : int
        Sampling rate that the device accepts.
    block_frames : int
        Frames per block; 0 leaves it to the device, which gives the lowest latency.
    fill : callable
        Writes the next frames into a float32 array of shape (N, C). It must not block. Should it raise, the block
        stays silent and the error is logged by another thread.
    on_lost : callable
        Called once, from a thread of its own, with a `DeviceError` when the device no longer asks for samples.

    Raises
    ------
    DeviceError
        If the device cannot be opened.
    """

    def __init__(
        self,
        device: OutputDevice,
        *,
        channels: int,
        rate_hz: int,
        block_frames: int,
        fill: Fill,
        on_lost: Callable[[DeviceError], None],
    ) -> None:
        self._device = device
        self._fill = fill
        self._on_lost = on_lost
        self._blocks = 0
        self._dropouts = 0
        self._block_frames = 0
        self._fault: Exception | None = None
        self._closing = threading.Event()
        self._lost = False
        self._on_jack = is_jack(device.host_api)
        sounddevice = portaudio()
        try:
            self._stream = sounddevice.OutputStream(
                device=device.index,
                channels=channels,
                samplerate=rate_hz,
                blocksize=block_frames,
                dtype="float32",
                latency="low",
                callback=self._callback,
            )
            self._stream.start()
        except sounddevice.PortAudioError as error:
            advice = "start the JACK server, then try again" if self._on_jack else "choose another one"
            raise DeviceError(f"The audio output '{device.name}' cannot be opened ({error}); {advice}.") from error
        self._watcher = threading.Thread(target=self._watch, name="audio output watch", daemon=True)
        self._watcher.start()

    @property
    def lost(self) -> bool:
        """Whether the device has gone."""
        return self._lost

    @property
    def latency_s(self) -> float:
        """Time from handing samples over to hearing them, as the device states it."""
        return float(self._stream.latency)

    @property
    def block_frames(self) -> int:
        """Frames of the last block; 0 before the first one."""
        return self._block_frames

    @property
    def dropouts(self) -> int:
        """How often samples came too late, as the device says."""
        return self._dropouts

    def close(self) -> None:
        """Stop asking for samples and let the device go; may be called again, and from `on_lost`."""
        if self._closing.is_set():
            return
        self._closing.set()
        if threading.current_thread() is not self._watcher:
            self._watcher.join()
        self._release()

    def _callback(self, out: NDArray[np.float32], frames: int, time: object, status: Any) -> None:
        try:
            self._fill(out)
        except Exception as error:  # PortAudio would end the stream
            out.fill(0.0)
            self._fault = error
        self._blocks += 1
        self._block_frames = frames
        if status.output_underflow:
            self._dropouts += 1

    def _watch(self) -> None:
        """Look now and then whether blocks are still asked for; looks are counted, not time, so sleep is no loss."""
        seen, missed = -1, 0
        while not self._closing.wait(_WATCH_INTERVAL_S):
            self._log_fault()
            missed = missed + 1 if self._blocks == seen else 0
            seen = self._blocks
            self._lost = missed >= _MISSED_LOOKS or not self._active()
            if self._lost:
                name = self._device.name
                advice = "start the JACK server again" if self._on_jack else "reconnect it or choose another"
                self._on_lost(DeviceError(f"The audio output '{name}' has gone; {advice}."))
                return

    def _active(self) -> bool:
        try:
            return bool(self._stream.active)
        except Exception:  # any answer but a plain yes means that the device is of no more use
            return False

    def _log_fault(self) -> None:
        fault, self._fault = self._fault, None
        if fault is not None:
            _log.error("the audio callback failed", exc_info=fault)

    def _release(self) -> None:
        if self._lost and self._on_jack:
            # Closing it would abort the process: see drumgen.playback.portaudio.
            _abandoned.append(self._stream)
            return
        try:
            self._stream.close()
        except Exception as error:  # the device may be gone already
            _log.info("closing the audio output: %s", error)


_abandoned: list[Any] = []
