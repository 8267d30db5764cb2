"""Plays clips at once, many at a time, from any thread."""

import threading
from collections.abc import Callable

from drumgen.audio.clip import Clip
from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice, find_output
from drumgen.playback.mixer import MAX_VOICES
from drumgen.playback.output import Output
from drumgen.playback.voice import Voice


class Player:
    """An audio output that mixes the clips it is given.

    Parameters
    ----------
    device : str or None
        Name of the output as `output_devices` lists it; None is the default output.
    rate_hz : int
        Wished sampling rate; the device's own is taken where it refuses this one.
    block_frames : int
        Frames per block; 0 leaves it to the device, which gives the lowest latency.
    max_voices : int
        Sounds at once; the oldest fades out for one more.
    on_lost : callable or None
        Called from a thread of the player with a `DeviceError` when the device goes while it is in use. The player
        is stopped then and can be started again.

    Notes
    -----
    Nothing is opened before `start`.
    """

    def __init__(
        self,
        device: str | None = None,
        *,
        rate_hz: int = 44100,
        block_frames: int = 0,
        max_voices: int = MAX_VOICES,
        on_lost: Callable[[DeviceError], None] | None = None,
    ) -> None:
        self._device_name = device
        self._wished_rate_hz = rate_hz
        self._block_frames = block_frames
        self._max_voices = max_voices
        self._on_lost = on_lost
        self._lock = threading.RLock()
        self._output: Output | None = None

    @property
    def running(self) -> bool:
        """Whether the output is open."""
        return self._output is not None

    @property
    def device(self) -> OutputDevice | None:
        """The device in use, None while stopped."""
        output = self._output
        return None if output is None else output.device

    @property
    def rate_hz(self) -> int:
        """Sampling rate in use; while stopped, the wished one."""
        output = self._output
        return self._wished_rate_hz if output is None else output.rate_hz

    @property
    def latency_s(self) -> float:
        """Time from handing samples over to hearing them, as the device states it; 0 while stopped."""
        output = self._output
        return 0.0 if output is None else output.stream.latency_s

    @property
    def idle(self) -> bool:
        """Whether nothing sounds."""
        output = self._output
        return output is None or output.mixer.idle

    def start(self) -> None:
        """Open the output; does nothing when it is open.

        Raises
        ------
        DeviceError
            If there is no such device, or it cannot be opened.
        """
        with self._lock:
            if self._output is None:
                self._output = Output(
                    find_output(self._device_name),
                    rate_hz=self._wished_rate_hz,
                    block_frames=self._block_frames,
                    max_voices=self._max_voices,
                    on_lost=self._lose,
                )

    def stop(self) -> None:
        """Fade out what sounds and close the output; does nothing when it is closed."""
        with self._lock:
            output, self._output = self._output, None
        if output is not None:
            output.fade_out_and_close()

    def prepare(self, clip: Clip) -> None:
        """Do the work of `play` that takes time (resampling) beforehand; worth it for sounds hit from a controller."""
        output = self._output
        if output is not None:
            output.clips.frames_of(clip)

    def play(self, clip: Clip, gain: float = 1.0, *, voice_group: str | None = None) -> None:
        """Let `clip` sound from the next block on.

        Parameters
        ----------
        clip : Clip
            Any rate; channels beyond those of the device are mixed to mono. Its samples must not change afterwards.
        gain : float
            Linear gain.
        voice_group : str or None
            Choke group: the sounds of the same group that still sound are faded out.

        Raises
        ------
        DeviceError
            If the output is not open.
        """
        output = self._output
        if output is None:
            raise DeviceError("The audio output is not open; choose an output and try again.")
        output.mixer.start(Voice(output.clips.frames_of(clip), gain, voice_group))

    def silence(self, voice_group: str | None = None) -> None:
        """Fade out the sounds of `voice_group`, or all sounds when it is None."""
        output = self._output
        if output is not None:
            output.mixer.silence(voice_group)

    def _lose(self, output: Output, error: DeviceError) -> None:
        with self._lock:
            if self._output is not output:
                return
            self._output = None
        output.stream.close()
        if self._on_lost is not None:
            self._on_lost(error)
