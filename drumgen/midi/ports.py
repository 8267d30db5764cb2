"""Which MIDI inputs there are, and how they are recognised when they come back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drumgen.errors import MidiError
from drumgen.midi.systems import ALSA, JACK, WINDOWS, open_probe, present_systems, rtmidi

# ALSA and Windows append numbers to a port's name that change when the device is plugged in again.
_CHANGING_SUFFIXES = {ALSA: re.compile(r" \d+:\d+$"), WINDOWS: re.compile(r" \d+$")}


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

    @property
    def lasting_name(self) -> str:
        """The part of the name that stays when the device is plugged in again."""
        suffix = _CHANGING_SUFFIXES.get(self.system)
        return self.name if suffix is None else suffix.sub("", self.name)


class PortList:
    """Lists the ports of one MIDI system again and again without a new client each time; for one thread at a time.

    Parameters
    ----------
    system : str
        The MIDI system, such as ``UNIX_JACK``.
    """

    def __init__(self, system: str) -> None:
        self._system = system
        self._probe: Any = None

    def look(self) -> tuple[InputPort, ...]:
        """Return the ports there are now, none if the system does not answer."""
        names = self._names()
        if not names and self._system == JACK:
            # A client of a server that has gone sees no ports even after the server is back.
            self.close()
            names = self._names()
        return tuple(InputPort(name, self._system) for name in names)

    def close(self) -> None:
        """Let the client go; the next look makes a new one."""
        probe, self._probe = self._probe, None
        if probe is not None:
            probe.delete()

    def _names(self) -> Sequence[str]:
        try:
            if self._probe is None:
                if self._system not in present_systems():
                    return ()
                self._probe = open_probe(self._system)
            names: Sequence[str] = self._probe.get_ports()
        except (MidiError, rtmidi().RtMidiError):
            self.close()
            return ()
        return names


def input_ports() -> tuple[InputPort, ...]:
    """Return the MIDI inputs of all systems that answer, without repeated names.

    Raises
    ------
    MidiError
        If no MIDI system answers.
    """
    ports: dict[str, InputPort] = {}
    answers = 0
    for system in present_systems():
        try:
            probe = open_probe(system)
        except MidiError:
            continue
        answers += 1
        for name in probe.get_ports():
            ports.setdefault(name, InputPort(name, system))
        probe.delete()
    if not answers:
        raise MidiError(
            "No MIDI system answers; on Linux load the ALSA sequencer ('modprobe snd-seq') or start a JACK server."
        )
    return tuple(ports.values())


def find_port(name: str, ports: Sequence[InputPort]) -> InputPort | None:
    """Return the port called `name`, or else the one with the same lasting name, or else None."""
    exact = [port for port in ports if port.name == name]
    lasting = [port for port in ports if port.lasting_name == InputPort(name, port.system).lasting_name]
    return next(iter(exact + lasting), None)
