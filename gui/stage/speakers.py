"""The audio output that the user chose, opened and closed off the GUI thread."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from drumgen.audio.clip import Clip
from drumgen.errors import DeviceError
from drumgen.playback.devices import output_devices
from drumgen.playback.player import Player
from drumgen.playback.portaudio import rescan
from gui.jobs import Job, Jobs, Pool

_NOT_OPEN = "The audio output is not open, so nothing can be heard; choose an output under Sound output."


@dataclass(frozen=True)
class OpenOutput:
    """An output in use: its name and its delay."""

    name: str
    latency_s: float


class Speakers(QObject):
    """Plays clips on the chosen output; stays there for pads while outputs come and go.

    Parameters
    ----------
    jobs : Jobs
        Where devices are opened.
    """

    opening = Signal()
    """An output is being opened."""
    listed = Signal(object)
    """Names of the outputs, a tuple of str, the default one first."""
    opened = Signal(object)
    """The `OpenOutput` that now plays."""
    failed = Signal(object)
    """The exception that keeps or took the output away."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._player: Player | None = None
        self._wished: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something can be heard."""
        return self._player is not None and self._player.running

    def open(self, name: str | None) -> None:
        """Close the output in use and open `name`, None being the system's default; also lists the outputs."""
        self._wished = name
        self.opening.emit()
        self._jobs.run(
            lambda job: self._open(job, name), pool=Pool.DEVICES, on_done=self.opened.emit, on_error=self.failed.emit
        )

    def refresh(self) -> None:
        """Look for outputs again and open the chosen one again."""
        self.open(self._wished)

    def prepare(self, clip: Clip) -> None:
        """Do what takes time before `clip` can be played; any thread."""
        player = self._player
        if player is not None:
            player.prepare(clip)

    def play(self, clip: Clip, gain: float = 1.0, *, voice_group: str | None = None) -> None:
        """Let `clip` sound at once; any thread.

        Raises
        ------
        DeviceError
            If no output is open.
        """
        player = self._player
        if player is None:
            raise DeviceError(_NOT_OPEN)
        player.play(clip, gain, voice_group=voice_group)

    def close(self) -> None:
        """Stop playing for good; call it when no job runs any more."""
        self._stop()

    def _open(self, job: Job, name: str | None) -> OpenOutput:
        """Run on a worker's thread."""
        self._stop()
        rescan()
        job.tell(self.listed.emit, tuple(device.name for device in output_devices()))
        player = Player(name, on_lost=lambda error: self._jobs.post(self.failed.emit, error))
        player.start()
        self._player = player
        return OpenOutput(player.device.name if player.device else "", player.latency_s)

    def _stop(self) -> None:
        player, self._player = self._player, None
        if player is not None:
            player.stop()
