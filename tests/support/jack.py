"""A real JACK server without hardware, keys that send MIDI through it and a recorder of audio ports.

    with running_jack() as jack, Keys("keys") as keys, Recorder(jack, "PortAudio:out_0") as recorder:
        ...  # open drumgen's MidiInput on keys.port_name, its Player on the default output
        keys.hit(36)
        heard = recorder.wait_for(clip.samples[0])

The server runs synchronously: it waits for every client in every period, so a recording has no gaps on a busy machine.
"""

import contextlib
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import jack as jack_client
import mido
import numpy as np
from numpy.typing import NDArray

from tests.support.waiting import wait_until

RATE_HZ = 44100
PERIOD_FRAMES = 256
_SERVER_VARIABLE = "JACK_DEFAULT_SERVER"
_numbers = itertools.count()


class JackServer:
    """A `jackd` with the dummy driver, under a name of its own; needs Debian's package jackd2."""

    def __init__(self, *, rate_hz: int = RATE_HZ) -> None:
        self.name = f"drumgen-test-{os.getpid()}-{next(_numbers)}"
        self.rate_hz = rate_hz
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Environment of a process that shall use this server."""
        return {**os.environ, **self.variables}

    @property
    def variables(self) -> dict[str, str]:
        return {_SERVER_VARIABLE: self.name, "JACK_NO_START_SERVER": "1"}

    def start(self) -> None:
        options = ["--no-realtime", "--sync", "--timeout", "10000", "--port-max", "128", "--name", self.name]
        driver = ["-d", "dummy", "-r", str(self.rate_hz), "-p", str(PERIOD_FRAMES)]
        self._process = subprocess.Popen(["jackd", *options, *driver], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(self._answers, f"the JACK server {self.name}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            self._process = None

    def client(self, name: str) -> jack_client.Client:
        return jack_client.Client(name, servername=self.name, no_start_server=True)

    def ports(self, pattern: str) -> list[str]:
        """Return the names of all ports that `pattern` matches wholly."""
        with self.client("lister") as client:
            return [port.name for port in client.get_ports() if re.fullmatch(pattern, port.name)]

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"jackd ended with {self._process.returncode}"
        with contextlib.suppress(jack_client.JackOpenError), self.client("waiter"):
            return True
        return False


@contextlib.contextmanager
def running_jack(*, rate_hz: int = RATE_HZ) -> Iterator[JackServer]:
    """Run a JACK server and let PortAudio and rtmidi in this process use it.

    PortAudio is shut down before the server is stopped, since its JACK driver aborts the process otherwise. Players
    must be stopped by then.
    """
    server = JackServer(rate_hz=rate_hz)
    before = {name: os.environ.get(name) for name in server.variables}
    server.start()
    os.environ.update(server.variables)
    try:
        _restart_portaudio()
        yield server
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        _end_portaudio()
        server.stop()
        _begin_portaudio()


class Keys:
    """A MIDI keyboard: a virtual output port on the JACK server that the environment names."""

    def __init__(self, client_name: str) -> None:
        backend = mido.Backend("mido.backends.rtmidi/UNIX_JACK")
        self.port_name = f"{client_name}:out"
        self._port = backend.open_output("out", virtual=True, client_name=client_name)

    def hit(self, note: int, velocity: int = 127) -> None:
        self.send("note_on", note=note, velocity=velocity)

    def release(self, note: int) -> None:
        self.send("note_off", note=note)

    def send(self, kind: str, **values: int) -> None:
        self._port.send(mido.Message(kind, **values))

    def unplug(self) -> None:
        self._port.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.unplug()


class Recorder:
    """Records an audio port from the moment it is made."""

    def __init__(self, server: JackServer, source_port: str) -> None:
        self._blocks: list[NDArray[np.float32]] = []
        self._client = server.client("recorder")
        self._input = self._client.inports.register("in")
        self._client.set_process_callback(self._process)
        self._client.activate()
        self._client.connect(source_port, self._input)

    @property
    def samples(self) -> NDArray[np.float32]:
        """All that was recorded, shape (N,)."""
        blocks = list(self._blocks)
        return np.concatenate(blocks) if blocks else np.zeros(0, dtype=np.float32)

    def wait_for_frames(self, frames: int) -> None:
        """Return when `frames` more frames have been recorded."""
        wanted = len(self._blocks) + -(-frames // PERIOD_FRAMES) + 1
        wait_until(lambda: len(self._blocks) >= wanted, f"{frames} recorded frames")

    def wait_for(self, expected: NDArray[np.float32], *, after: int = 0) -> NDArray[np.float32]:
        """Return the first sound recorded after frame `after`, aligned with `expected`, shape (N,), and of its length.

        Aligned means that the first sample that is not 0 is the same in both.
        """
        lead = int(np.flatnonzero(expected)[0])
        wait_until(lambda: bool(self.samples[after:].any()), "a sound")
        onset = after + int(np.flatnonzero(self.samples[after:])[0])
        start = onset - lead
        wait_until(lambda: len(self.samples) >= start + len(expected), "the end of the sound")
        return self.samples[start : start + len(expected)]

    def _process(self, frames: int) -> None:
        self._blocks.append(self._input.get_array().copy())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._client.deactivate()
        self._client.close()


def _restart_portaudio() -> None:
    _end_portaudio()
    _begin_portaudio()


def _end_portaudio() -> None:
    if "sounddevice" in sys.modules:
        sys.modules["sounddevice"]._terminate()


def _begin_portaudio() -> None:
    if "sounddevice" in sys.modules:
        sys.modules["sounddevice"]._initialize()
