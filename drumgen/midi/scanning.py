"""Looking for MIDI inputs by way of python-rtmidi; runs in the listener's process."""

from collections.abc import Sequence
from typing import Any

from drumgen.errors import MidiError
from drumgen.midi.ports import ALSA_NUMBER, WINDOWS_NUMBER, InputPort
from drumgen.midi.systems import ALSA, JACK, PREFERENCE, WINDOWS, open_probe, present_systems, rtmidi

_CHANGING_SUFFIXES = {ALSA: ALSA_NUMBER, WINDOWS: WINDOWS_NUMBER}


class PortList:
    """Lists the ports of one MIDI system again and again without a new client each time.

    Parameters
    ----------
    system : str
        The MIDI system, such as ``UNIX_JACK``.
    """

    def __init__(self, system: str) -> None:
        self._system = system
        self._probe: Any = None

    def look(self) -> tuple[InputPort, ...] | None:
        """Return the ports there are now, or None if the system does not answer."""
        names = self._names()
        if not names and self._system == JACK:
            # A client of a server that has gone sees no ports even after the server is back.
            self.close()
            names = self._names()
        return None if names is None else tuple(InputPort(name, self._system) for name in names)

    def close(self) -> None:
        """Let the client go; the next look makes a new one."""
        probe, self._probe = self._probe, None
        if probe is not None:
            probe.delete()

    def _names(self) -> list[str] | None:
        try:
            if self._probe is None:
                if self._system not in present_systems():
                    return None
                self._probe = open_probe(self._system)
            return list(self._probe.get_ports())
        except (MidiError, rtmidi().RtMidiError):
            self.close()
            return None


class AllPorts:
    """Lists the ports of all MIDI systems again and again, like `PortList`."""

    def __init__(self) -> None:
        self._lists = {system: PortList(system) for system in PREFERENCE}

    def look(self) -> tuple[InputPort, ...]:
        """Return the ports there are now."""
        return tuple(port for ports in self._lists.values() for port in ports.look() or ())

    def take(self, system: str) -> PortList:
        """Let all lists but that of one system go, and return it."""
        taken = self._lists.pop(system)
        self.close()
        return taken

    def close(self) -> None:
        """Let the clients go."""
        for ports in self._lists.values():
            ports.close()


def scan_ports() -> tuple[InputPort, ...]:
    """Return the MIDI inputs of all systems that answer, without repeated names; raises like `input_ports`."""
    by_name: dict[str, InputPort] = {}
    answers = 0
    for system in present_systems():
        port_list = PortList(system)
        ports = port_list.look()
        port_list.close()
        answers += ports is not None
        for port in ports or ():
            by_name.setdefault(port.name, port)
    if not answers:
        raise MidiError(
            "No MIDI system answers; on Linux load the ALSA sequencer ('modprobe snd-seq') or start a JACK server."
        )
    return tuple(by_name.values())


def find_port(name: str, ports: Sequence[InputPort]) -> InputPort | None:
    """Return the port called `name`, or else the same device under the number it has now, or else None."""
    for port in ports:
        if port.name == name:
            return port
    for port in ports:
        if _lasting_name(port.name, port.system) == _lasting_name(name, port.system):
            return port
    return None


def _lasting_name(name: str, system: str) -> str:
    """Return the part of a port's name that stays when the device is plugged in again."""
    suffix = _CHANGING_SUFFIXES.get(system)
    return name if suffix is None else suffix.sub("", name)
