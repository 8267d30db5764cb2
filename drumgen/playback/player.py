"""Plays clips at once, many at a time, from any thread."""

import threading
from collections.abc import Callable

from drumgen.audio.clip import Clip
from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice
from drumgen.playback.meter import SILENT, Level
from drumgen.playback.mixer import MAX_VOICES
from drumgen.playback.process.line import OutputLine, OutputWish


class Player:
    """An audio output that mixes the clips it is given, in a process of its own.

    Parameters
    ----------
    device : str or None
        Name of the output as `output_devices` lists it; None is the default output.
    rate_hz : int or None
        Wished sampling rate; the device's own is taken where it refuses this one, and with None.
    block_frames : int
        Frames per block; 0 leaves it to the device, which gives the lowest latency.
    max_voices : int
        Sounds at once; the oldest fades out for one more.
    on_lost : callable or None
        Called from a thread of the player with a `DeviceError` when the device goes while it is in use. The player
        is stopped then and can be started again, also on a sound server that was started anew.

    Notes
    -----
    Nothing is opened before `start`. A device that comes back may run at another rate; `start` then converts the clips
    that were prepared before.
    """

    def __init__(
        self,
        device: str | None = None,
        *,
        rate_hz: int | None = 44100,
        block_frames: int = 0,
        max_voices: int = MAX_VOICES,
        on_lost: Callable[[DeviceError], None] | None = None,
    ) -> None:
        self._wish = OutputWish(device, rate_hz, block_frames, max_voices)
        self._on_lost = on_lost
        self._lock = threading.RLock()
        self._line: OutputLine | None = None
        self._before: tuple[Clip, ...] = ()
        self._volume = 1.0
        self._devices: tuple[OutputDevice, ...] = ()

    @property
    def running(self) -> bool:
        """Whether the output is open."""
        return self._line is not None

    @property
    def device(self) -> OutputDevice | None:
        """The device in use, None while stopped."""
        line = self._line
        return None if line is None else line.device

    @property
    def devices(self) -> tuple[OutputDevice, ...]:
        """The outputs there were at the last `start`, the default one first, also if it failed."""
        return self._devices

    @property
    def rate_hz(self) -> int:
        """Sampling rate in use; while stopped, the wished one, or 0."""
        line = self._line
        return self._wish.rate_hz or 0 if line is None else line.rate_hz

    @property
    def block_frames(self) -> int:
        """Frames of the last block; 0 while stopped."""
        line = self._line
        return 0 if line is None else line.state.block_frames

    @property
    def latency_s(self) -> float:
        """Time from handing samples over to hearing them, as the device states it; 0 while stopped."""
        line = self._line
        return 0.0 if line is None else line.latency_s

    @property
    def dropouts(self) -> int:
        """How often the device got its samples too late since `start`."""
        line = self._line
        return 0 if line is None else line.state.dropouts

    @property
    def idle(self) -> bool:
        """Whether nothing sounds."""
        line = self._line
        return line is None or line.idle

    @property
    def level(self) -> Level:
        """Peaks and clipping since the last look; for one reader, such as a meter."""
        line = self._line
        return SILENT if line is None else line.take_level()

    @property
    def volume(self) -> float:
        """Linear gain of everything."""
        return self._volume

    @volume.setter
    def volume(self, gain: float) -> None:
        self._volume = gain
        line = self._line
        if line is not None:
            line.set_volume(gain)

    def start(self) -> None:
        """Open the output; does nothing when it is open.

        Raises
        ------
        DeviceError
            If there is no such device, or it cannot be opened.
        """
        with self._lock:
            if self._line is not None:
                return
            line = OutputLine(self._wish, on_devices=self._know, on_lost=self._lose)
            line.set_volume(self._volume)
            for clip in self._before:
                line.clips.number_of(clip)
            self._before = ()
            self._line = line

    def stop(self) -> None:
        """Fade out what sounds and close the output; does nothing when it is closed."""
        with self._lock:
            line, self._line = self._line, None
            if line is not None:
                self._before = line.clips.clips
        if line is not None:
            line.close()

    def prepare(self, clip: Clip) -> None:
        """Do the work of `play` that takes time (resampling) beforehand; worth it for sounds hit from a controller."""
        line = self._line
        if line is not None:
            line.clips.number_of(clip)

    def play(self, clip: Clip, gain: float = 1.0, *, voice_group: str | None = None) -> None:
        """Let `clip` sound one block from now.

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
        line = self._line
        if line is None:
            raise DeviceError("The audio output is not open; choose an output and try again.")
        line.play(line.clips.number_of(clip), gain, voice_group)

    def silence(self, voice_group: str | None = None) -> None:
        """Fade out the sounds of `voice_group`, or all sounds when it is None."""
        line = self._line
        if line is not None:
            line.silence(voice_group)

    def _know(self, devices: tuple[OutputDevice, ...]) -> None:
        self._devices = devices

    def _lose(self, line: OutputLine, error: DeviceError) -> None:
        """Run on the line's thread."""
        with self._lock:
            if self._line is line:
                self._line = None
                self._before = line.clips.clips
        line.close()
        if self._on_lost is not None:
            self._on_lost(error)
