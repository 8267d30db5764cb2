"""The program's end of the line to the process that plays."""

import json
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice
from drumgen.playback.meter import SILENT, Level, louder
from drumgen.playback.prepared import Frames, PreparedClips
from drumgen.playback.process.engine import State
from drumgen.playback.process.orders import NO_GROUP, Kind, Order, clip_file, to_bytes
from drumgen.processes import HelperProcess

_MODULE = "drumgen.playback.process.engine"
_SHARED_MEMORY = Path("/dev/shm")
_REMEMBERED_LEVELS = 400
_PATIENCE_S = 5.0


@dataclass(frozen=True)
class OutputWish:
    """What output is wished for.

    Parameters
    ----------
    device : str or None
        Name as `output_devices` lists it; None is the default output.
    rate_hz : int or None
        Sampling rate; the device's own is taken where it refuses this one, and with None.
    block_frames : int
        Frames per block; 0 leaves it to the device.
    max_voices : int
        Sounds at once.
    """

    device: str | None
    rate_hz: int | None
    block_frames: int
    max_voices: int


class OutputLine:
    """Starts a process that plays; `close` ends it.

    Parameters
    ----------
    wish : OutputWish
        What to open.
    on_devices : callable
        Called with the outputs there are, a tuple of `OutputDevice`, before one of them is opened.
    on_lost : callable
        Called once with this line and a `DeviceError`, from a thread of its own, when the device goes.

    Raises
    ------
    DeviceError
        If the output cannot be opened.
    """

    def __init__(
        self,
        wish: OutputWish,
        *,
        on_devices: Callable[[tuple[OutputDevice, ...]], None],
        on_lost: Callable[["OutputLine", DeviceError], None],
    ) -> None:
        self._on_lost = on_lost
        self._closing = False
        self._groups: dict[str, int] = {}
        self._sent = 0
        self._levels: deque[Level] = deque(maxlen=_REMEMBERED_LEVELS)
        self._folder = _folder()
        self.state = State()
        self._process = HelperProcess(
            _MODULE, [json.dumps(vars(wish)), self._folder.name], purpose="Sound", error=DeviceError
        )
        try:
            on_devices(tuple(OutputDevice(**entry) for entry in self._process.expect("devices")))
            facts = self._process.expect("opened")
        except DeviceError:
            self._process.end()
            self._folder.cleanup()
            raise
        self.device = OutputDevice(**facts["device"])
        self.rate_hz = int(facts["rate_hz"])
        self.latency_s = float(facts["latency_s"])
        self.clips = PreparedClips(int(facts["channels"]), self.rate_hz, self._hand_over, self._forget)
        self._reader = threading.Thread(target=self._read, name="audio output", daemon=True)
        self._reader.start()

    @property
    def process_id(self) -> int:
        """Number of the process that plays."""
        return self._process.process_id

    @property
    def idle(self) -> bool:
        """Whether nothing sounds and nothing waits to sound."""
        state = self.state
        return state.idle and state.played >= self._sent

    def play(self, clip: int, gain: float, group: str | None) -> None:
        """Let the clip of this number sound."""
        order = Order(Kind.PLAY, self._group(group), clip, 0, gain, time.perf_counter())
        if self._process.send(to_bytes(order)):
            self._sent += 1

    def silence(self, group: str | None) -> None:
        """Fade out a group, or everything when it is None."""
        self._process.send(to_bytes(Order(Kind.SILENCE, self._group(group))))

    def set_volume(self, gain: float) -> None:
        """Scale everything by a linear gain."""
        self._process.send(to_bytes(Order(Kind.VOLUME, value=gain)))

    def take_level(self) -> Level:
        """Return the highest level since this was called last."""
        level = SILENT
        while self._levels:
            level = louder(level, self._levels.popleft())
        return level

    def close(self) -> None:
        """Fade out what sounds and end the process; may be called again, and from `on_lost`."""
        self._closing = True
        self._process.ask_to_end()
        if threading.current_thread() is not self._reader:
            self._process.finish()
            self._reader.join()

    def _group(self, name: str | None) -> int:
        return NO_GROUP if name is None else self._groups.setdefault(name, len(self._groups))

    def _hand_over(self, number: int, frames: Frames) -> None:
        try:
            frames.tofile(Path(self._folder.name) / clip_file(number))
        except OSError as error:
            raise DeviceError(
                f"A sound cannot be handed to the audio output ({error.strerror or error}); make room on the disk."
            ) from error
        self._process.send(to_bytes(Order(Kind.CLIP, clip=number, frames=len(frames))), patience_s=_PATIENCE_S)

    def _forget(self, number: int) -> None:
        self._process.send(to_bytes(Order(Kind.FORGET, clip=number)))

    def _read(self) -> None:
        lost = False
        for kind, value in self._process.sayings():
            lost = self._hear(kind, value) or lost
        if not lost and not self._closing:
            self._lose(f"The process that plays on '{self.device.name}' ended; choose the output again.")
        self._process.end()
        self._folder.cleanup()

    def _hear(self, kind: str, value: Any) -> bool:
        """Take in an entry and return whether it says that the device has gone."""
        if kind == "state":
            self.state = State(*value)
            self._levels.append(Level(*value[:3]))
        elif kind == "lost" and not self._closing:
            self._lose(str(value))
        return kind == "lost"

    def _lose(self, sentence: str) -> None:
        self._on_lost(self, DeviceError(sentence))


def list_outputs() -> tuple[OutputDevice, ...]:
    """Return the audio outputs there are at this moment, as a process of its own sees them.

    Raises
    ------
    DeviceError
        If PortAudio is missing or fails.
    """
    process = HelperProcess(_MODULE, ["list"], purpose="Sound", error=DeviceError)
    try:
        return tuple(OutputDevice(**entry) for entry in process.expect("devices"))
    finally:
        process.end()


def _folder() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder for handing over clips, in memory where that can be had."""
    place = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
    try:
        return tempfile.TemporaryDirectory(prefix="drumgen-clips-", dir=place, ignore_cleanup_errors=True)
    except OSError:
        return tempfile.TemporaryDirectory(prefix="drumgen-clips-", ignore_cleanup_errors=True)
