"""An open MIDI input that notices when its port goes, and opens it again when it comes back."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any

from drumgen.errors import MidiError
from drumgen.midi.messages import NoteMessage, note_message
from drumgen.midi.ports import InputPort, find_port, input_ports, port_list
from drumgen.midi.systems import mido_backend

_log = logging.getLogger(__name__)
_LOOK_INTERVAL_S = 0.25


class MidiInput:
    """Passes on the notes of one MIDI port until `close`.

    Parameters
    ----------
    port_name : str
        Name of the port as `input_ports` gives it.
    on_message : callable
        Called with each `NoteMessage`, from the MIDI system's thread: it should return at once.
    on_lost : callable or None
        Called with a `MidiError` when the port goes, from a thread of the input's own. The input waits for it to come
        back.
    on_back : callable or None
        Called with the port's present name when it is open again, from the same thread.

    Raises
    ------
    MidiError
        If there is no such port, or it cannot be opened.
    """

    def __init__(
        self,
        port_name: str,
        on_message: Callable[[NoteMessage], None],
        *,
        on_lost: Callable[[MidiError], None] | None = None,
        on_back: Callable[[str], None] | None = None,
    ) -> None:
        self._on_message = on_message
        self._on_lost = on_lost
        self._on_back = on_back
        self._closing = threading.Event()
        ports = input_ports()
        port = find_port(port_name, ports)
        if port is None:
            known = "; ".join(known.name for known in ports) or "none is connected now"
            raise MidiError(f"There is no MIDI input called '{port_name}'; the inputs are: {known}.")
        self._port = port
        self._source: Any = self._open(port)
        self._watcher = threading.Thread(target=self._watch, name="MIDI input watch", daemon=True)
        self._watcher.start()

    @property
    def port_name(self) -> str:
        """Name of the port; it may change when the device is plugged in again."""
        return self._port.name

    @property
    def connected(self) -> bool:
        """Whether the port is there and open."""
        return self._source is not None

    def close(self) -> None:
        """Close the port; no message comes after that.

        May be called again, and from `on_lost` and `on_back`, but not from `on_message`.
        """
        self._closing.set()
        if threading.current_thread() is not self._watcher:
            self._watcher.join()

    def _open(self, port: InputPort) -> Any:
        try:
            return mido_backend(port.system).open_input(port.name, callback=self._receive)
        except (OSError, RuntimeError, ValueError) as error:
            raise MidiError(f"The MIDI input '{port.name}' cannot be opened ({error}); is it in use?") from error

    def _receive(self, message: Any) -> None:
        try:
            note = note_message(message)
            if note is not None and not self._closing.is_set():
                self._on_message(note)
        except Exception:  # it would end in the MIDI system's own thread
            _log.exception("the receiver of MIDI notes failed")

    def _watch(self) -> None:
        ports = port_list(self._port.system)
        while not self._closing.wait(_LOOK_INTERVAL_S):
            self._compare(ports.look() or ())
        self._disconnect()

    def _compare(self, ports: Sequence[InputPort]) -> None:
        if self.connected and self._port not in ports:
            self._disconnect()
            name = self._port.name
            self._call(self._on_lost, MidiError(f"The MIDI input '{name}' has gone; connect it again to go on."))
        elif not self.connected:
            self._reconnect(find_port(self._port.name, ports))

    def _reconnect(self, port: InputPort | None) -> None:
        if port is None:
            return
        try:
            self._source = self._open(port)
        except MidiError as error:
            _log.info("%s", error)
            return
        self._port = port
        self._call(self._on_back, port.name)

    def _disconnect(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.close()

    def _call(self, listener: Callable[[Any], None] | None, argument: object) -> None:
        if listener is None:
            return
        try:
            listener(argument)
        except Exception:  # a listener's fault must not end the watch
            _log.exception("a listener of the MIDI input failed")
