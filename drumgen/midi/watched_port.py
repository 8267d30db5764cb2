"""A MIDI port that is opened again when it comes back; runs in the listener's process."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from drumgen.errors import MidiError
from drumgen.midi.messages import Message, from_mido
from drumgen.midi.ports import InputPort
from drumgen.midi.scanning import AllPorts, PortList, find_port, scan_ports
from drumgen.midi.systems import mido_backend

_LOOK_INTERVAL_S = 0.25


class WatchedPort:
    """Passes on the messages of a port until `close`.

    Parameters
    ----------
    name : str
        Name of the port.
    on_message : callable
        Called with each `Message` from the MIDI system's thread.
    on_lost : callable
        Called with a `MidiError` when the port goes, from a thread of its own.
    on_open : callable
        Called with the port's name when it is open, at once or again: first from the caller's thread, later like
        `on_lost`.
    patient : bool
        Whether a port that is not there counts as lost and is waited for, rather than as an error.

    Raises
    ------
    MidiError
        If there is no such port and it is not waited for, it cannot be opened, or no MIDI system answers.
    """

    def __init__(
        self,
        name: str,
        on_message: Callable[[Message], None],
        *,
        on_lost: Callable[[MidiError], None],
        on_open: Callable[[str], None],
        patient: bool = False,
    ) -> None:
        self._on_message = on_message
        self._on_lost = on_lost
        self._on_open = on_open
        self._closing = threading.Event()
        self._source: Any = None
        self._returning: InputPort | None = None
        ports = scan_ports()
        port = find_port(name, ports)
        if port is not None:
            self._ports: PortList | AllPorts = PortList(port.system)
            self._open(port)
        else:
            absent = MidiError(_absent(name, ports))
            if not patient:
                raise absent
            self._port = InputPort(name, "")
            self._ports = AllPorts()
            on_lost(absent)
        self._watcher = threading.Thread(target=self._watch, name="MIDI port watch", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Close the port; no message comes after that."""
        self._closing.set()
        self._watcher.join()
        self._disconnect()
        self._ports.close()

    def _open(self, port: InputPort) -> None:
        try:
            self._source = mido_backend(port.system).open_input(port.name, callback=self._receive)
        except (OSError, RuntimeError, ValueError) as error:
            raise MidiError(f"The MIDI input '{port.name}' cannot be opened ({error}); is it in use?") from error
        self._port = port
        self._on_open(port.name)

    def _receive(self, message: Any) -> None:
        if not self._closing.is_set():
            self._on_message(from_mido(message, time.monotonic()))

    def _watch(self) -> None:
        while not self._closing.wait(_LOOK_INTERVAL_S):
            self._compare(self._ports.look() or ())

    def _compare(self, ports: Sequence[InputPort]) -> None:
        if self._source is None:
            port = find_port(self._port.name, ports)
            # A port that has just come may be listed before it can be connected, and nobody tells when that fails.
            if port is not None and port == self._returning:
                self._reopen(port)
            self._returning = port
        elif self._port not in ports:
            self._disconnect()
            self._on_lost(MidiError(f"The MIDI input '{self._port.name}' has gone; connect it again to go on."))

    def _reopen(self, port: InputPort) -> None:
        try:
            self._open(port)
        except MidiError:  # not ready yet; the next look tries again
            return
        if isinstance(self._ports, AllPorts):
            self._ports = self._ports.take(port.system)

    def _disconnect(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.close()


def _absent(name: str, ports: Sequence[InputPort]) -> str:
    known = "; ".join(port.name for port in ports) or "none is connected now"
    return f"There is no MIDI input called '{name}'; the inputs are: {known}."
