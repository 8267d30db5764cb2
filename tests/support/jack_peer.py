"""The other side of a JACK connection, in a process of its own so that nothing here waits for the tested program.

    python -P jack_peer.py keys CLIENT_NAME
        a MIDI output CLIENT_NAME:out; sends the messages (hexadecimal, one to a line) that come in on standard input
    python -P jack_peer.py record SOURCE_PORT
        for each line on standard input, writes to standard output what SOURCE_PORT has played since the last one:
        its length in bytes, then raw float32

Both say ``ready`` on standard error when they run, and end with their standard input.
"""

import collections
import sys

import jack


def main(role: str, name: str) -> None:
    run = {"keys": run_keys, "record": run_recorder}[role]
    run(name)


def run_keys(client_name: str) -> None:
    client = jack.Client(client_name, no_start_server=True)
    port = client.midi_outports.register("out")
    waiting: collections.deque[bytes] = collections.deque()

    @client.set_process_callback
    def process(frames: int) -> None:
        port.clear_buffer()
        while waiting:
            port.write_midi_event(0, waiting.popleft())

    with client:
        announce()
        for line in sys.stdin:
            waiting.append(bytes.fromhex(line))


def run_recorder(source_port: str) -> None:
    client = jack.Client("recorder", no_start_server=True)
    port = client.inports.register("in")
    blocks: collections.deque[bytes] = collections.deque()

    @client.set_process_callback
    def process(frames: int) -> None:
        blocks.append(bytes(port.get_buffer()))

    with client:
        client.connect(source_port, port)
        announce()
        for _ in sys.stdin:  # each line asks for what has been recorded so far
            content = b"".join(blocks.popleft() for _ in range(len(blocks)))
            sys.stdout.buffer.write(len(content).to_bytes(8, "little") + content)
            sys.stdout.buffer.flush()


def announce() -> None:
    print("ready", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
