"""The other side of a JACK connection, in a process of its own so that nothing here waits for the tested program.

    python -P jack_peer.py keys CLIENT_NAME
        a MIDI output CLIENT_NAME:out; sends the messages (hexadecimal, one to a line) that come in on standard input
    python -P jack_peer.py record SOURCE_PORT
        for each line on standard input, writes to standard output what SOURCE_PORT has played since the last one:
        its length in bytes, then raw float32
    python -P jack_peer.py timed-record SOURCE_PORT
        the same, with silence in the place of periods that this process missed; the line ``origin`` asks for the
        server's time of the first frame instead, as a number in text
    python -P jack_peer.py score CLIENT_NAME
        a MIDI output CLIENT_NAME:out; each line of FRAME:HEXADECIMAL, separated by blanks, is a list of messages that
        are sent so many frames after a time that comes soon, which is written to standard output like the origin

All say ``ready`` on standard error when they run, and end with their standard input; only this one ends by itself:

    python -P jack_peer.py list CLIENT_NAME
        writes the names of all ports to standard output, one to a line; fails when no server answers
"""

import collections
import contextlib
import os
import sys

import jack

SCORE_BEGINS_PERIODS = 64
DELAY_PERIODS = 8
"""How long messages are held back, since a connection works only some periods after it was made."""


def main(role: str, name: str) -> None:
    sys.setswitchinterval(0.0005)
    with contextlib.suppress(OSError):  # a peer that is late makes the server pass over everybody
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(5))
    if role == "list":
        list_ports(name)
    elif role == "keys":
        run_keys(name)
    elif role == "score":
        run_score(name)
    else:
        run_recorder(name, timed=role == "timed-record")


def list_ports(client_name: str) -> None:
    client = jack.Client(client_name, no_start_server=True)
    print("\n".join(port.name for port in client.get_ports()))
    client.close()


def run_keys(client_name: str) -> None:
    client = jack.Client(client_name, no_start_server=True)
    port = client.midi_outports.register("out")
    waiting: collections.deque[tuple[int, bytes]] = collections.deque()
    period = 0

    @client.set_process_callback
    def process(frames: int) -> None:
        nonlocal period
        period += 1
        port.clear_buffer()
        while waiting and waiting[0][0] <= period:
            port.write_midi_event(0, waiting.popleft()[1])

    with client:
        announce()
        for line in sys.stdin:
            waiting.append((period + DELAY_PERIODS, bytes.fromhex(line)))


def run_score(client_name: str) -> None:
    client = jack.Client(client_name, no_start_server=True)
    port = client.midi_outports.register("out")
    waiting: collections.deque[tuple[int, bytes]] = collections.deque()

    @client.set_process_callback
    def process(frames: int) -> None:
        now = client.last_frame_time
        port.clear_buffer()
        # What does not fit into a period waits for the next one.
        while waiting and waiting[0][0] < now + frames and port.max_event_size >= len(waiting[0][1]):
            frame, message = waiting.popleft()
            port.write_midi_event(max(0, frame - now), message)

    with client:
        announce()
        for line in sys.stdin:
            begin = client.last_frame_time + SCORE_BEGINS_PERIODS * client.blocksize
            messages = (entry.split(":") for entry in line.split())
            waiting.extend([(begin + int(frame), bytes.fromhex(message)) for frame, message in messages])
            write(str(begin).encode())


def run_recorder(source_port: str, *, timed: bool) -> None:
    client = jack.Client("recorder", no_start_server=True)
    port = client.inports.register("in")
    blocks: collections.deque[bytes] = collections.deque()
    due = origin = None

    @client.set_process_callback
    def process(frames: int) -> None:
        nonlocal due, origin
        now = client.last_frame_time
        if timed and due is not None and now > due:
            blocks.append(bytes(4 * (now - due)))
        due = now + frames
        origin = now if origin is None else origin
        blocks.append(bytes(port.get_buffer()))

    with client:
        client.connect(source_port, port)
        announce()
        for line in sys.stdin:  # each line asks for what has been recorded so far, or for the origin
            write(
                str(origin).encode() if line == "origin\n" else b"".join(blocks.popleft() for _ in range(len(blocks)))
            )


def write(content: bytes) -> None:
    sys.stdout.buffer.write(len(content).to_bytes(8, "little") + content)
    sys.stdout.buffer.flush()


def announce() -> None:
    print("ready", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
