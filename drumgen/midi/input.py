"""An open MIDI input that tells when its port goes and when it is back."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from drumgen.errors import MidiError
from drumgen.midi.messages import Message, from_list
from drumgen.midi.ports import listener_process
from drumgen.urgency import hurry_thread

_log = logging.getLogger(__name__)


class MidiInput:
    """Passes on the messages of one MIDI port until `close`; all callbacks come from a thread of its own.

    Parameters
    ----------
    port_name : str
        Name of the port as `input_ports` gives it; where the system numbers its ports, another number will do.
    on_message : callable
        Called with each `Message`; the next one waits until it returns.
    on_lost : callable or None
        Called with a `MidiError` when the port goes. The input waits for it to come back.
    on_back : callable or None
        Called with the port's present name when it is open again.
    patient : bool
        Whether a port that is not there yet counts as one that has gone: `on_lost` is called, and it is waited for.

    Raises
    ------
    MidiError
        If there is no such port and it is not waited for, or it cannot be opened.
    """

    def __init__(
        self,
        port_name: str,
        on_message: Callable[[Message], None],
        *,
        on_lost: Callable[[MidiError], None] | None = None,
        on_back: Callable[[str], None] | None = None,
        patient: bool = False,
    ) -> None:
        self._on_message = on_message
        self._on_lost = on_lost
        self._on_back = on_back
        self._closing = False
        self._port_name = port_name
        self._connected = False
        self._process = listener_process("await" if patient else "listen", port_name)
        try:
            kind, value = self._process.first(*(("opened", "lost") if patient else ("opened",)))
        except MidiError:
            self._process.end()
            raise
        if kind == "opened":
            self._port_name = str(value)
            self._connected = True
        self._reader = threading.Thread(
            target=self._read, args=(None if self._connected else value,), name="MIDI input", daemon=True
        )
        self._reader.start()

    @property
    def port_name(self) -> str:
        """Name of the port; it may change when the device is plugged in again."""
        return self._port_name

    @property
    def connected(self) -> bool:
        """Whether the port is there and open."""
        return self._connected

    @property
    def process_id(self) -> int:
        """Number of the process that talks to the MIDI system."""
        return self._process.process_id

    def close(self) -> None:
        """Close the port; no callback comes after that. May be called again, and from the callbacks."""
        self._closing = True
        self._process.ask_to_end()
        if threading.current_thread() is not self._reader:
            self._reader.join()

    def _read(self, absent: str | None) -> None:
        hurry_thread()
        if absent is not None:
            self._handle("lost", absent)
        for kind, value in self._process.sayings():
            if not self._closing:
                self._handle(kind, value)
        self._process.end()
        self._connected = False
        if not self._closing:
            self._call(
                self._on_lost, MidiError(f"Listening to '{self._port_name}' ended; choose the MIDI input again.")
            )

    def _handle(self, kind: str, value: Any) -> None:
        if kind == "midi":
            for entry in value:
                if self._closing:
                    return
                self._call(self._on_message, from_list(entry))
        elif kind == "lost":
            self._connected = False
            self._call(self._on_lost, MidiError(value))
        elif kind == "opened":
            self._port_name = value
            self._connected = True
            self._call(self._on_back, value)

    def _call(self, listener: Callable[[Any], None] | None, argument: object) -> None:
        if listener is None:
            return
        try:
            listener(argument)
        except Exception:  # a listener's fault must not end the input
            _log.exception("a listener of the MIDI input failed")
