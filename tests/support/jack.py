"""A real JACK server without hardware, keys that send MIDI through it and a recorder of audio ports.

    with running_jack() as jack, Keys(jack) as keys:
        ...  # open drumgen's MidiInput on keys.port_name, its Player on the default output
        recorder = Recorder(jack)
        keys.hit(36)
        heard = recorder.wait_for(clip.samples[0])

The server runs synchronously: it waits for every client in every period, so a recording has no gaps on a busy machine.
"""

import contextlib
import fcntl
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

import numpy as np
from numpy.typing import NDArray

from tests.support.waiting import wait_until

RATE_HZ = 44100
PERIOD_FRAMES = 256
_SERVER_VARIABLE = "JACK_DEFAULT_SERVER"
_LOCK_FILE = Path(tempfile.gettempdir()) / f"drumgen-test-jack-{os.getuid()}.lock"
_SHARED_MEMORY = Path("/dev/shm")
_PEER = Path(__file__).with_name("jack_peer.py")
_numbers = itertools.count()


def may_be_real_time() -> bool:
    """Whether processes started here may use real-time scheduling."""
    code = "import os; os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(10))"
    return subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL, check=False).returncode == 0


class JackServer:
    """A `jackd` with the dummy driver, under a name of its own; needs Debian's package jackd2.

    Only one runs at a time on a machine, the next one waits: servers of the same user reuse each other's shared memory,
    and clients that open just then crash.

    A server that waits for its clients gives recordings without gaps, but takes long to end while it has clients, and
    to notice that one was killed.
    """

    def __init__(
        self,
        *,
        rate_hz: int = RATE_HZ,
        period_frames: int = PERIOD_FRAMES,
        waits_for_clients: bool = True,
        real_time: bool = False,
    ) -> None:
        self.name = f"drumgen-test-{os.getpid()}-{next(_numbers)}"
        self.rate_hz = rate_hz
        self.period_frames = period_frames
        self._patience = ["--sync", "--timeout", "10000"] if waits_for_clients else []
        self._scheduling = "--realtime" if real_time else "--no-realtime"
        self._process: subprocess.Popen[bytes] | None = None
        self._turn: TextIO | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Environment of a process that shall use this server."""
        return {**os.environ, **self.variables}

    @property
    def variables(self) -> dict[str, str]:
        return {_SERVER_VARIABLE: self.name, "JACK_NO_START_SERVER": "1"}

    @property
    def process_id(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        self._turn = _LOCK_FILE.open("a", encoding="utf-8")
        fcntl.flock(self._turn, fcntl.LOCK_EX)
        options = [self._scheduling, *self._patience, "--port-max", "128", "--name", self.name]
        driver = ["-d", "dummy", "-r", str(self.rate_hz), "-p", str(self.period_frames)]
        self._process = subprocess.Popen(
            ["jackd", *options, *driver], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_until(self._answers, f"the JACK server {self.name}")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=10)
            self._process.kill()
            self._process.wait()
            self._process = None
            for leftover in _SHARED_MEMORY.glob(f"jack_*{self.name}_*"):
                leftover.unlink(missing_ok=True)
        if self._turn is not None:
            self._turn.close()  # which also lets go of the lock
            self._turn = None

    def ports(self, pattern: str) -> list[str]:
        """Return the names of all ports that `pattern` matches wholly."""
        listing = self._list()
        assert listing.returncode == 0, f"the JACK server {self.name} does not tell its ports: {listing.stderr}"
        return [name for name in listing.stdout.splitlines() if re.fullmatch(pattern, name)]

    def player_ports(self) -> list[str]:
        """Return the left and right output of the player that is open in the process under test."""
        return self.ports(r"PortAudio.*:out_\d+")

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"jackd ended with {self._process.returncode}"
        return self._list().returncode == 0

    def _list(self) -> "subprocess.CompletedProcess[str]":
        """Ask for the ports in a process of its own: a client of a server that is just starting may crash."""
        command = [sys.executable, "-P", str(_PEER), "list", "lister"]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)


@contextlib.contextmanager
def running_jack(
    *,
    rate_hz: int = RATE_HZ,
    period_frames: int = PERIOD_FRAMES,
    waits_for_clients: bool = True,
    real_time: bool = False,
) -> Iterator[JackServer]:
    """Run a JACK server and let PortAudio in this process, and the processes it starts, use it.

    PortAudio is shut down before the server is stopped, since its JACK driver aborts the process otherwise. Players
    must be stopped by then.
    """
    server = JackServer(
        rate_hz=rate_hz, period_frames=period_frames, waits_for_clients=waits_for_clients, real_time=real_time
    )
    before = {name: os.environ.get(name) for name in server.variables}
    try:
        server.start()
        os.environ.update(server.variables)
        _restart_portaudio()
        yield server
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        _end_portaudio()
        try:
            server.stop()
        finally:
            _begin_portaudio()


class Peer:
    """A process of `jack_peer.py` on a server."""

    def __init__(self, server: JackServer, role: str, name: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_PEER), role, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=server.environment,
        )
        assert self._process.stderr is not None
        said = b""
        for line in self._process.stderr:
            said += line
            if line.strip() == b"ready":
                return
        raise AssertionError(f"the {role} on JACK did not start: {said.decode()}")

    def write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def read(self) -> bytes:
        """Return the next block that the process writes, which is preceded by its length in bytes."""
        assert self._process.stdout is not None
        length = int.from_bytes(self._process.stdout.read(8), "little")
        return self._process.stdout.read(length)

    def close(self) -> None:
        self._process.communicate(timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._process.poll() is None:
            self.close()


class Keys(Peer):
    """A MIDI keyboard whose output is the port `port_name`; closing it is like pulling its plug."""

    def __init__(self, server: JackServer, client_name: str = "keys") -> None:
        super().__init__(server, "keys", client_name)
        self.port_name = f"{client_name}:out"

    def hit(self, note: int, velocity: int = 127, *, channel: int = 0) -> None:
        self.send(bytes([0x90 | channel, note, velocity]))

    def release(self, note: int, *, channel: int = 0) -> None:
        self.send(bytes([0x80 | channel, note, 64]))

    def send(self, message: bytes) -> None:
        self.write(message.hex())


class Score(Peer):
    """A MIDI output `port_name` whose messages come at exact frames of the server's time."""

    def __init__(self, server: JackServer, client_name: str = "score") -> None:
        super().__init__(server, "score", client_name)
        self.port_name = f"{client_name}:out"

    def play(self, messages: Sequence[tuple[int, bytes]]) -> int:
        """Send messages, each so many frames after a time that comes soon, and return this, in the server's frames."""
        self.write(" ".join(f"{frame}:{message.hex()}" for frame, message in messages))
        return int(self.read())


class Recorder(Peer):
    """Records an audio port, the player's left output unless told otherwise, from the moment it is made.

    With `timed`, periods that the recorder missed, as can happen on a server that does not wait for its clients, are
    silent in the recording; otherwise they are left out.
    """

    def __init__(self, server: JackServer, source_port: str | None = None, *, timed: bool = False) -> None:
        super().__init__(server, "timed-record" if timed else "record", source_port or server.player_ports()[0])
        self._samples = np.zeros(0, dtype=np.float32)
        self.end_of_sound = 0
        """Frame after the sound that `wait_for` returned last."""

    @property
    def origin(self) -> int:
        """The server's time of the first recorded frame; there must be one."""
        self.write("origin")
        return int(self.read())

    @property
    def recorded(self) -> NDArray[np.float32]:
        """What was recorded when last asked, shape (N,); also after the end."""
        return self._samples

    @property
    def samples(self) -> NDArray[np.float32]:
        """All that was recorded so far, shape (N,)."""
        self.write("")
        self._samples = np.append(self._samples, np.frombuffer(self.read(), dtype=np.float32))
        return self._samples

    def wait_for_frames(self, frames: int) -> NDArray[np.float32]:
        """Return the next frames to be recorded, at least `frames` of them."""
        start = len(self.samples)
        wait_until(lambda: len(self.samples) >= start + frames, f"{frames} recorded frames")
        return self._samples[start:]

    def wait_for(self, expected: NDArray[np.float32], *, after: int = 0) -> NDArray[np.float32]:
        """Return the first sound recorded after frame `after`, aligned with `expected`, shape (N,), and of its length.

        Aligned means that the first sample that is not 0 is the same in both.
        """
        lead = int(np.flatnonzero(expected)[0])
        wait_until(lambda: bool(self.samples[after:].any()), "a sound")
        start = after + int(np.flatnonzero(self._samples[after:])[0]) - lead
        wait_until(lambda: len(self.samples) >= start + len(expected), "the end of the sound")
        self.end_of_sound = start + len(expected)
        return self._samples[start : self.end_of_sound]


def _restart_portaudio() -> None:
    _end_portaudio()
    _begin_portaudio()


def _end_portaudio() -> None:
    if "sounddevice" in sys.modules:
        sys.modules["sounddevice"]._terminate()


def _begin_portaudio() -> None:
    if "sounddevice" in sys.modules:
        sys.modules["sounddevice"]._initialize()
