"""The MIDI controller that the user chose: its notes go straight to the pads, its state to the window."""

import time
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from drumgen.errors import MidiError
from drumgen.midi.control.map_files import MapFiles
from drumgen.midi.control.router import PadTarget, Router
from drumgen.midi.input import MidiInput
from drumgen.midi.mapping import MidiMap, Source
from drumgen.midi.messages import Message
from drumgen.midi.ports import device_name, input_ports
from gui.jobs import Job, Jobs, Pool
from gui.stage.arrivals import Arrivals, Hit
from gui.stage.coalescing import Coalescer

__all__ = ["Controller", "Hit", "PadTarget"]

_HITS_MS = 30
_MONITOR_MS = 100
_CLOCK_MS = 500


class Controller(QObject):
    """Listens to one MIDI port and keeps what its notes and controls do.

    Parameters
    ----------
    jobs : Jobs
        Where ports are listed and opened.
    pads : PadTarget
        Are hit from the MIDI system's thread, without a detour over the GUI thread.
    map_files : MapFiles or None
        Where mappings are kept, one file a device; None forgets them at the end.
    """

    listed = Signal(object)
    """Names of the ports, a tuple of str."""
    opened = Signal(str)
    """Name of the port that is listened to now, also when it has come back."""
    closed = Signal()
    """No port is listened to, as was wished."""
    failed = Signal(object)
    """The exception that keeps or took the port away. One that is not there, or has gone, is waited for."""
    warned = Signal(object)
    """The exception that keeps mappings from being read or written; listening goes on."""
    struck = Signal(object)
    """A `Hit`; in a flood of notes the last one of each, some thirty times a second."""
    macro = Signal(str, float)
    """Name of a macro and its value, 0 to 1."""
    control = Signal(str, float)
    """Name of a control of the app and its value, 0 to 1."""
    program = Signal(int)
    """A kit was asked for: its number, counted from 0."""
    clock = Signal(object)
    """Beats a minute of the MIDI clock, None when there is none any more."""
    monitored = Signal(object)
    """Lines that say what came in, a list of str, at most ten times a second while `watch` is on."""
    learning = Signal(str)
    """The target that waits for a message; empty when none waits any more."""
    learned = Signal(str, object)
    """A target and the `Source` that it was bound to."""
    mapped = Signal(object)
    """The `MidiMap` of the device, whenever it is another one."""

    def __init__(self, jobs: Jobs, pads: PadTarget, map_files: MapFiles | None = None) -> None:
        super().__init__()
        self._jobs = jobs
        self._files = map_files
        self._input: MidiInput | None = None
        self._news = Coalescer(jobs, self._tell_news, _HITS_MS)
        self._lines = Coalescer(jobs, self._tell_lines, _MONITOR_MS)
        self._arrivals = Arrivals(self._news.notify)
        self._router = Router(pads, self._arrivals)
        self._watched = False
        self._bpm: float | None = None
        self._clock_timer = QTimer(self)
        self._clock_timer.setInterval(_CLOCK_MS)
        self._clock_timer.timeout.connect(self._tell_clock)

    @property
    def port_name(self) -> str:
        """Name of the port that is listened to, empty without one."""
        return "" if self._input is None else self._input.port_name

    @property
    def map(self) -> MidiMap:
        """What the device's notes and controls do."""
        return self._router.map

    @property
    def awaited(self) -> str:
        """The target that waits for a message, empty without one."""
        return self._router.learning or ""

    @property
    def bpm(self) -> float | None:
        """Tempo of the MIDI clock, as told last."""
        return self._bpm

    def refresh(self) -> None:
        """List the ports again."""
        self._jobs.run(lambda job: _port_names(), pool=Pool.DEVICES, on_done=self.listed.emit, on_error=self._no_ports)

    def open(self, name: str) -> None:
        """Listen to port `name` instead of the present one, waiting for it if need be; empty means to none."""
        self._jobs.run(
            lambda job: self._open(job, name), pool=Pool.DEVICES, on_done=self._tell_open, on_error=self.failed.emit
        )

    def close(self) -> None:
        """Stop listening; call it when no job runs any more."""
        self._clock_timer.stop()
        self._shut()

    def learn(self, target: str) -> None:
        """Bind `target`, such as ``pad:3`` (see `drumgen.midi.mapping`), to the next message that fits it."""
        self._router.learning = target
        self.learning.emit(target)

    def cancel_learning(self) -> None:
        """Let no target wait any more."""
        self._router.learning = None
        self.learning.emit("")

    def unbind(self, sources: Iterable[Source]) -> None:
        """Take some bindings away."""
        self._change(self.map.without(sources))

    def set_channel(self, channel: int | None) -> None:
        """Obey this MIDI channel alone, 0 to 15, or with None all of them."""
        self._change(self.map.on_channel(channel))

    def watch(self, on: bool) -> None:
        """Tell what comes in by `monitored`, or stop that; begins with what came in before."""
        self._watched = on
        if on:
            self._lines.notify()

    def _open(self, job: Job, name: str) -> str:
        """Run on a worker's thread."""
        self._shut()
        if not name:
            return ""
        self._load(job, name)
        opened = MidiInput(
            name,
            self._receive,
            on_lost=lambda error: self._jobs.post(self.failed.emit, error),
            on_back=lambda back: self._jobs.post(self.opened.emit, back),
            patient=True,
        )
        self._input = opened
        return opened.port_name if opened.connected else ""

    def _load(self, job: Job, name: str) -> None:
        loaded = self._files.load(device_name(name)) if self._files is not None else None
        midi_map, notice = (MidiMap(), None) if loaded is None else loaded
        self._router.map = midi_map
        job.tell(self.mapped.emit, midi_map)
        if notice is not None:
            job.tell(self.warned.emit, MidiError(notice))

    def _shut(self) -> None:
        port, self._input = self._input, None
        if port is not None:
            port.close()

    def _receive(self, message: Message) -> None:
        """Run on the MIDI system's thread."""
        self._router.receive(message)
        if self._watched:
            self._lines.notify()

    def _change(self, midi_map: MidiMap) -> None:
        self._router.map = midi_map
        self._keep()

    def _keep(self) -> None:
        """Tell of another map and write it."""
        midi_map, files, device = self.map, self._files, device_name(self.port_name)
        self.mapped.emit(midi_map)
        if files is not None and device:
            # In the same pool as opening, where jobs run one after the other: the last map is the one that stays.
            self._jobs.run(lambda job: files.save(device, midi_map), pool=Pool.DEVICES, on_error=self.warned.emit)

    def _tell_open(self, name: str) -> None:
        if self._input is None:
            self._clock_timer.stop()
            self._tell_clock()
            self.closed.emit()
            return
        self._clock_timer.start()
        if name:
            self.opened.emit(name)

    def _tell_news(self) -> None:
        news = self._arrivals.take()
        for target, source in news.learned:
            self.learning.emit("")
            self.learned.emit(target, source)
        if news.learned:
            self._keep()
        for hit in news.hits:
            self.struck.emit(hit)
        for target, value in news.values.items():
            kind, _, name = target.partition(":")
            (self.macro if kind == "macro" else self.control).emit(name, value)
        if news.program is not None:
            self.program.emit(news.program)

    def _tell_lines(self) -> None:
        lines = self._router.monitor.new_lines() if self._watched else []
        if lines:
            self.monitored.emit(lines)

    def _tell_clock(self) -> None:
        bpm = self._router.tempo.bpm(time.monotonic()) if self._input is not None else None
        if bpm != self._bpm:
            self._bpm = bpm
            self.clock.emit(bpm)

    def _no_ports(self, error: Exception) -> None:
        self.listed.emit(())
        self.failed.emit(error)


def _port_names() -> tuple[str, ...]:
    return tuple(port.name for port in input_ports())
