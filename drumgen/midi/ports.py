"""Which MIDI inputs there are, and how they are recognised when they come back."""

import functools
import itertools
import re
import threading
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
    """Lists the ports of one MIDI system again and again without a new client each time; from any thread.

    Parameters
    ----------
    system : str
        The MIDI system, such as ``UNIX_JACK``.
    """

    def __init__(self, system: str) -> None:
        self._system = system
        self._probe: Any = None
        self._lock = threading.Lock()

    def look(self) -> tuple[InputPort, ...] | None:
        """Return the ports there are now, or None if the system does not answer."""
        with self._lock:
            names = self._names()
            if not names and self._system == JACK:
                # A client of a server that has gone sees no ports even after the server is back.
                self._forget()
                names = self._names()
        return None if names is None else tuple(InputPort(name, self._system) for name in names)

    def close(self) -> None:
        """Let the client go; the next look makes a new one."""
        with self._lock:
            self._forget()

    def _names(self) -> list[str] | None:
        try:
            if self._probe is None:
                if self._system not in present_systems():
                    return None
                self._probe = open_probe(self._system)
            return list(self._probe.get_ports())
        except (MidiError, rtmidi().RtMidiError):
            self._forget()
            return None

    def _forget(self) -> None:
        probe, self._probe = self._probe, None
        if probe is not None:
            probe.delete()


@functools.cache
def port_list(system: str) -> PortList:
    """Return the one list of the ports of `system`."""
    return PortList(system)


def input_ports() -> tuple[InputPort, ...]:
    """Return the MIDI inputs of all systems that answer, without repeated names.

    Raises
    ------
    MidiError
        If no MIDI system answers.
    """
    answers = [ports for system in present_systems() if (ports := port_list(system).look()) is not None]
    if not answers:
        raise MidiError(
            "No MIDI system answers; on Linux load the ALSA sequencer ('modprobe snd-seq') or start a JACK server."
        )
    by_name: dict[str, InputPort] = {}
    for port in itertools.chain.from_iterable(answers):
        by_name.setdefault(port.name, port)
    return tuple(by_name.values())


def find_port(name: str, ports: Sequence[InputPort]) -> InputPort | None:
    """Return the port called `name`, or else the one with the same lasting name, or else None."""
    exact = [port for port in ports if port.name == name]
    lasting = [port for port in ports if port.lasting_name == InputPort(name, port.system).lasting_name]
    return next(iter(exact + lasting), None)
