"""The process that talks to the MIDI system: ``list``, ``listen PORT`` or ``await PORT``; see `drumgen.processes`.

python-rtmidi keeps Python's global lock while it opens or closes a client of JACK, and JACK does neither before all its
clients have finished their present block. An audio callback in the same process would wait for that lock: the JACK
server, and the app with it, would stand still. In a process of its own python-rtmidi holds up nobody, its libraries do
not write to the terminal, and a MIDI driver that crashes does not take the app with it. A note takes a few tenths of a
millisecond longer.

It says:

    {"ports": [["name", "system"], ...]}    the answer to ``list``
    {"opened": "name"}                      the port is open; first, or again after ``lost``
    {"lost": "sentence"}                    the port has gone, or ``await`` does not find it yet; it is waited for
    {"midi": [[...], ...]}                  messages, each as `drumgen.midi.messages.to_list` makes it
    {"error": "sentence"}                   nothing can be done
"""

import sys
import threading
from collections.abc import Sequence
from queue import SimpleQueue

from drumgen.errors import MidiError
from drumgen.midi.messages import Message, to_list
from drumgen.midi.scanning import scan_ports
from drumgen.midi.watched_port import WatchedPort
from drumgen.processes import say
from drumgen.urgency import hurry_process

_SWITCH_INTERVAL_S = 0.0005
_MOST_IN_A_LINE = 256


def main(arguments: Sequence[str]) -> None:
    """Do what the command line says until standard input ends."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    hurry_process()
    try:
        if arguments[0] == "list":
            say("ports", [[port.name, port.system] for port in scan_ports()])
        else:
            _listen(arguments[1], patient=arguments[0] == "await")
    except MidiError as error:
        say("error", str(error))


def _listen(port_name: str, *, patient: bool) -> None:
    messages: SimpleQueue[Message] = SimpleQueue()
    # The MIDI system's thread must not wait for the program at the other end to read.
    threading.Thread(target=_pass_on, args=(messages,), name="MIDI messages", daemon=True).start()
    port = WatchedPort(
        port_name,
        messages.put,
        on_lost=lambda error: say("lost", str(error)),
        on_open=lambda name: say("opened", name),
        patient=patient,
    )
    sys.stdin.read()
    port.close()


def _pass_on(messages: "SimpleQueue[Message]") -> None:
    """Say one message at once; those that came while it was said, together."""
    while True:
        entries = [to_list(messages.get())]
        while not messages.empty() and len(entries) < _MOST_IN_A_LINE:
            entries.append(to_list(messages.get()))
        say("midi", entries)


if __name__ == "__main__":
    main(sys.argv[1:])
