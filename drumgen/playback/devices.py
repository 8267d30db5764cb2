"""The audio outputs of this machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drumgen.errors import DeviceError
from drumgen.playback.portaudio import portaudio


@dataclass(frozen=True)
class OutputDevice:
    """A device that can play sound.

    Parameters
    ----------
    name : str
        Name with the sound system, such as ``Speakers, Windows WASAPI``; it stays the same between starts.
    index : int
        PortAudio's number for it, valid until PortAudio looks for devices again.
    channels : int
        Output channels, at least 1.
    rate_hz : int
        Its default sampling rate.
    host_api : str
        The sound system it belongs to.
    is_default : bool
        Whether it is the system's default output.
    """

    name: str
    index: int
    channels: int
    rate_hz: int
    host_api: str
    is_default: bool


def output_devices() -> tuple[OutputDevice, ...]:
    """Return the audio outputs, the default one first; empty when there are none.

    Raises
    ------
    DeviceError
        If PortAudio is missing or fails.
    """
    sounddevice = portaudio()
    try:
        host_apis = [host_api["name"] for host_api in sounddevice.query_hostapis()]
        entries = sounddevice.query_devices()
        default_index = _default_index(sounddevice)
    except sounddevice.PortAudioError as error:
        raise DeviceError(f"The audio outputs cannot be listed ({error}); check the sound system.") from error
    devices = [
        OutputDevice(
            name=f"{entry['name']}, {host_apis[entry['hostapi']]}",
            index=entry["index"],
            channels=entry["max_output_channels"],
            rate_hz=round(entry["default_samplerate"]),
            host_api=host_apis[entry["hostapi"]],
            is_default=entry["index"] == default_index,
        )
        for entry in entries
        if entry["max_output_channels"] > 0
    ]
    return tuple(sorted(devices, key=lambda device: not device.is_default))


def find_output(name: str | None) -> OutputDevice:
    """Return the output called `name`, or the default output when it is None.

    Raises
    ------
    DeviceError
        If there is no output at all, or none of that name.
    """
    return choose_output(name, output_devices())


def choose_output(name: str | None, devices: Sequence[OutputDevice]) -> OutputDevice:
    """Return the one of `devices` called `name`, or the first when it is None; raises like `find_output`."""
    if not devices:
        raise DeviceError("There is no audio output; connect one or start the sound server, then try again.")
    if name is None:
        return devices[0]
    for device in devices:
        if device.name == name:
            return device
    known = "; ".join(device.name for device in devices)
    raise DeviceError(f"There is no audio output called '{name}'; choose one of: {known}.")


def _default_index(sounddevice: Any) -> int:
    """Return the number of the default output, -1 when there is none."""
    chosen = int(sounddevice.default.device[1])
    if chosen >= 0:
        return chosen
    defaults = (int(host_api["default_output_device"]) for host_api in sounddevice.query_hostapis())
    return next((index for index in defaults if index >= 0), -1)
