"""An audio output in use: the device, its stream, the mixer that fills it."""

import threading
from collections.abc import Callable

from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice
from drumgen.playback.mixer import FADE_S, Mixer
from drumgen.playback.portaudio import portaudio
from drumgen.playback.stream import OutputStream

_MAX_CHANNELS = 2
_FADE_OUT_WAIT_S = FADE_S + 0.25
_LOOK_INTERVAL_S = 0.002


class Output:
    """Opens `device` and plays through it until `close`.

    Parameters
    ----------
    device : OutputDevice
        Where the sound goes.
    rate_hz : int or None
        Wished sampling rate; the device's own is taken where it refuses this one, and with None.
    block_frames : int
        Frames per block; 0 leaves it to the device.
    max_voices : int
        Sounds at once.
    on_lost : callable
        Called with this output and a `DeviceError` from a thread of its own when the device goes.

    Raises
    ------
    DeviceError
        If the device cannot be opened.
    """

    def __init__(
        self,
        device: OutputDevice,
        *,
        rate_hz: int | None,
        block_frames: int,
        max_voices: int,
        on_lost: Callable[["Output", DeviceError], None],
    ) -> None:
        channels = min(device.channels, _MAX_CHANNELS)
        self.device = device
        self.rate_hz = _accepted_rate(device, channels, rate_hz)
        self.channels = channels
        self.mixer = Mixer(channels, self.rate_hz, max_voices=max_voices)
        self.stream = OutputStream(
            device,
            channels=channels,
            rate_hz=self.rate_hz,
            block_frames=block_frames,
            fill=self.mixer.mix,
            on_lost=lambda error: on_lost(self, error),
        )

    def fade_out_and_close(self) -> None:
        """Let what sounds fade out, then close the device."""
        self.mixer.silence()
        look = threading.Event()
        for _ in range(round(_FADE_OUT_WAIT_S / _LOOK_INTERVAL_S)):
            if self.mixer.idle or self.stream.lost:
                break
            look.wait(_LOOK_INTERVAL_S)
        self.stream.close()


def _accepted_rate(device: OutputDevice, channels: int, wished_hz: int | None) -> int:
    if wished_hz is None:
        return device.rate_hz
    sounddevice = portaudio()
    try:
        sounddevice.check_output_settings(device.index, channels=channels, dtype="float32", samplerate=wished_hz)
    except sounddevice.PortAudioError:
        return device.rate_hz
    return wished_hz
