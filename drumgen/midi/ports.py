"""Which MIDI inputs there are."""

import re
import sys
from dataclasses import dataclass

from drumgen.errors import MidiError
from drumgen.processes import HelperProcess

# ALSA and Windows append numbers to a port's name that change when the device is plugged in again.
ALSA_NUMBER = re.compile(r" \d+:\d+$")
WINDOWS_NUMBER = re.compile(r" \d+$")


@dataclass(frozen=True)
class InputPort:
    """A port that messages can come from.

    Parameters
    ----------
    name : str
        Name as the system gives it now.
    system : str
        The MIDI system, such as ``UNIX_JACK``.
    """

    name: str
    system: str


def input_ports() -> tuple[InputPort, ...]:
    """Return the MIDI inputs of all systems that answer, without repeated names.

    Raises
    ------
    MidiError
        If no MIDI system answers, or a package that MIDI needs is missing.
    """
    process = listener_process("list")
    try:
        return tuple(InputPort(name, system) for name, system in process.expect("ports"))
    finally:
        process.end()


def device_name(port_name: str) -> str:
    """Return the part of a port's name that stays when the device is plugged in again."""
    number = WINDOWS_NUMBER if sys.platform == "win32" else ALSA_NUMBER
    return number.sub("", port_name)


def listener_process(*arguments: str) -> HelperProcess:
    """Start `drumgen.midi.listener`.

    Raises
    ------
    MidiError
        If it cannot be started.
    """
    return HelperProcess("drumgen.midi.listener", arguments, purpose="MIDI", error=MidiError)
