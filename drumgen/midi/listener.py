"""The process that talks to the MIDI system: ``python -m drumgen.midi.listener list`` or ``listen PORT``.

It says one JSON object of one entry to a line on standard output, and ends with its standard input:

    {"ports": [["name", "system"], ...]}    the answer to ``list``
    {"opened": "name"}                      the port is open; first, or again after ``lost``
    {"lost": "sentence"}                    the port has gone; it is waited for
    {"note": [note, velocity, channel]}     a `NoteMessage`
    {"error": "sentence"}                   nothing can be done
"""

import json
import sys
import threading
from collections.abc import Sequence

from drumgen.errors import MidiError
from drumgen.midi.scanning import scan_ports
from drumgen.midi.watched_port import WatchedPort

_output_lock = threading.Lock()


def main(arguments: Sequence[str]) -> None:
    """Do what the command line says until standard input ends."""
    try:
        if arguments[0] == "list":
            _say("ports", [[port.name, port.system] for port in scan_ports()])
        else:
            _listen(arguments[1])
    except MidiError as error:
        _say("error", str(error))


def _listen(port_name: str) -> None:
    port = WatchedPort(
        port_name,
        lambda message: _say("note", [message.note, message.velocity, message.channel]),
        on_lost=lambda error: _say("lost", str(error)),
        on_open=lambda name: _say("opened", name),
    )
    sys.stdin.read()
    port.close()


def _say(kind: str, value: object) -> None:
    """Write an entry; notes come from the MIDI system's thread, the rest from others."""
    line = json.dumps({kind: value}) + "\n"
    with _output_lock:
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
