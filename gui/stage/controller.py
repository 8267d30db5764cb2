"""The MIDI controller that the user chose: its notes go straight to the pads, its state to the window."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from drumgen.midi.input import MidiInput
from drumgen.midi.messages import NoteMessage
from drumgen.midi.ports import input_ports
from gui.jobs import Job, Jobs, Pool
from gui.stage.pads import Pads


@dataclass(frozen=True)
class Hit:
    """A note that came in: MIDI note number, velocity 1 to 127, and the class it played, None without a pad."""

    note: int
    velocity: int
    label: str | None


class Controller(QObject):
    """Listens to one MIDI port.

    Parameters
    ----------
    jobs : Jobs
        Where ports are listed and opened.
    pads : Pads
        Are hit from the MIDI system's thread, without a detour over the GUI thread.
    """

    listed = Signal(object)
    """Names of the ports, a tuple of str."""
    opened = Signal(str)
    """Name of the port that is listened to now, also when it has come back."""
    closed = Signal()
    """No port is listened to, as was wished."""
    failed = Signal(object)
    """The exception that keeps or took the port away."""
    struck = Signal(object)
    """A `Hit`."""

    def __init__(self, jobs: Jobs, pads: Pads) -> None:
        super().__init__()
        self._jobs = jobs
        self._pads = pads
        self._input: MidiInput | None = None

    @property
    def port_name(self) -> str:
        """Name of the port that is listened to, empty without one."""
        return "" if self._input is None else self._input.port_name

    def refresh(self) -> None:
        """List the ports again."""
        self._jobs.run(lambda job: _port_names(), pool=Pool.DEVICES, on_done=self.listed.emit, on_error=self._no_ports)

    def open(self, name: str) -> None:
        """Listen to port `name` instead of the present one; empty means to none."""
        self._jobs.run(
            lambda job: self._open(job, name), pool=Pool.DEVICES, on_done=self._tell, on_error=self.failed.emit
        )

    def close(self) -> None:
        """Stop listening; call it when no job runs any more."""
        port, self._input = self._input, None
        if port is not None:
            port.close()

    def _open(self, job: Job, name: str) -> str:
        """Run on a worker's thread."""
        self.close()
        if name:
            self._input = MidiInput(
                name,
                self._strike,
                on_lost=lambda error: self._jobs.post(self.failed.emit, error),
                on_back=lambda back: self._jobs.post(self.opened.emit, back),
            )
        return name

    def _strike(self, message: NoteMessage) -> None:
        """Run on the MIDI system's thread."""
        if message.is_hit:
            label = self._pads.hit(message.note, message.velocity)
            self._jobs.post(self.struck.emit, Hit(message.note, message.velocity, label))

    def _tell(self, name: str) -> None:
        if name:
            self.opened.emit(name)
        else:
            self.closed.emit()

    def _no_ports(self, error: Exception) -> None:
        self.listed.emit(())
        self.failed.emit(error)


def _port_names() -> tuple[str, ...]:
    return tuple(port.name for port in input_ports())
