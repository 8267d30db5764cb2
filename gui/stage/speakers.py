"""The audio output that the user chose, opened and closed off the GUI thread, and opened again when it was lost."""

import threading
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from drumgen.audio.clip import Clip
from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice
from drumgen.playback.meter import SILENT, Level
from drumgen.playback.player import Player
from gui.jobs import Job, Jobs, Pool

_USUAL_RATE_HZ = 44100
_PAUSES_S = (1, 2, 4, 8, 15)
_FIRST_BLOCK_LOOKS = 100
_LOOK_S = 0.01
_TONE_HZ = 440.0
_TONE_S = 0.6
_TONE_PEAK = 0.25


@dataclass(frozen=True)
class AudioChoice:
    """What the user wants to hear sounds with.

    Parameters
    ----------
    device : str or None
        Name of the output; None is the system's default.
    rate_hz : int or None
        Sampling rate; None takes that of the sounds where the device can, else the device's own.
    block_frames : int
        Frames per block; 0 leaves it to the device.
    """

    device: str | None = None
    rate_hz: int | None = None
    block_frames: int = 0


@dataclass(frozen=True)
class OpenOutput:
    """An output in use.

    Parameters
    ----------
    name : str
        Its name.
    latency_s : float
        Time from a hit to its sound: the device's own, as it states it, and the block that is waited for.
    rate_hz : int
        Sampling rate.
    block_frames : int
        Frames per block, 0 if the device has not asked for any yet.
    """

    name: str
    latency_s: float
    rate_hz: int = 0
    block_frames: int = 0


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
    devices_listed = Signal(object)
    """The same as a tuple of `OutputDevice`."""
    opened = Signal(object)
    """The `OpenOutput` that now plays."""
    failed = Signal(object)
    """The exception that keeps or took the output away."""
    retrying = Signal(int)
    """An output that was lost will be tried again in so many seconds."""
    noted = Signal(str)
    """A sentence about an output that came back."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._player: Player | None = None
        self._choice = AudioChoice()
        self._output: OpenOutput | None = None
        self._devices: tuple[OutputDevice, ...] = ()
        self._volume = 1.0
        self._rate_hz = 0
        self._dropouts_before = 0
        self._attempts = 0
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._try_again)

    @property
    def is_open(self) -> bool:
        """Whether something can be heard."""
        return self._player is not None and self._player.running

    @property
    def output(self) -> OpenOutput | None:
        """The output in use, None without one."""
        return self._output if self.is_open else None

    @property
    def devices(self) -> tuple[OutputDevice, ...]:
        """The outputs there were when one was opened last, the default one first."""
        return self._devices

    @property
    def choice(self) -> AudioChoice:
        """What was asked for last."""
        return self._choice

    @property
    def dropouts(self) -> int:
        """How often the device got its samples too late since it was opened."""
        player = self._player
        return max(0, player.dropouts - self._dropouts_before) if player is not None else 0

    @property
    def volume(self) -> float:
        """Linear gain of everything; may be set on the GUI thread."""
        return self._volume

    @volume.setter
    def volume(self, gain: float) -> None:
        self._volume = gain
        if self._player is not None:
            self._player.volume = gain

    def level(self) -> Level:
        """Return the peaks since the last look; for one meter."""
        return self._player.level if self._player is not None else SILENT

    def open(self, name: str | None) -> None:
        """Close the output in use and open `name`, None being the system's default; also lists the outputs."""
        self.choose(replace(self._choice, device=name))

    def choose(self, choice: AudioChoice) -> None:
        """Close the output in use and open another, or the same in another way; also lists the outputs."""
        self._choice = choice
        self._retry.stop()
        self._attempts = 0
        self.opening.emit()
        self._jobs.run(
            lambda job: self._open(job, choice),
            pool=Pool.DEVICES,
            on_done=self._tell_open,
            on_error=self.failed.emit,
        )

    def refresh(self) -> None:
        """Look for outputs again and open the chosen one again."""
        self.choose(self._choice)

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
        if player is None or not player.running:
            raise DeviceError(
                self.tr("The audio output is not open, so nothing can be heard; choose an output under Sound output.")
            )
        player.play(clip, gain, voice_group=voice_group)

    def silence(self, voice_group: str | None = None) -> None:
        """Fade out the sounds of `voice_group`, or all sounds when it is None; any thread."""
        player = self._player
        if player is not None:
            player.silence(voice_group)

    def play_test_tone(self) -> None:
        """Let a short tone sound; raises like `play`."""
        self.play(tone())

    def close(self) -> None:
        """Stop playing for good; call it when no job runs any more."""
        self._retry.stop()
        self._stop()

    def _open(self, job: Job, choice: AudioChoice) -> OpenOutput:
        """Run on a worker's thread."""
        self._stop()
        player = Player(
            choice.device,
            rate_hz=choice.rate_hz or _USUAL_RATE_HZ,
            block_frames=choice.block_frames,
            on_lost=lambda error: self._jobs.post(self._lose, player, error),
        )
        player.volume = self._volume
        try:
            player.start()
        finally:
            job.tell(self._tell_devices, player.devices)
        self._player = player
        return _facts(player)

    def _stop(self) -> None:
        player, self._player = self._player, None
        if player is not None:
            player.stop()

    def _tell_devices(self, devices: tuple[OutputDevice, ...]) -> None:
        self._devices = devices
        self.listed.emit(tuple(device.name for device in devices))
        self.devices_listed.emit(devices)

    def _tell_open(self, output: OpenOutput) -> None:
        self._retry.stop()
        self._output = output
        self._rate_hz = output.rate_hz
        # Connecting a new client makes some sound servers stumble.
        self._dropouts_before = self._player.dropouts if self._player is not None else 0
        self.opened.emit(output)

    def _lose(self, player: Player, error: Exception) -> None:
        if player is not self._player:
            return  # another one was chosen meanwhile
        self._attempts = 0
        self.failed.emit(error)
        self._wait(player)

    def _wait(self, player: Player) -> None:
        if player is not self._player:
            return
        pause_s = _PAUSES_S[min(self._attempts, len(_PAUSES_S) - 1)]
        self._attempts += 1
        self._retry.start(pause_s * 1000)
        self.retrying.emit(pause_s)

    def _try_again(self) -> None:
        player = self._player
        if player is None:
            return
        self._jobs.run(
            lambda job: self._start_again(player),
            pool=Pool.DEVICES,
            on_done=self._welcome,
            on_error=lambda error: self._wait(player),
        )

    def _start_again(self, player: Player) -> OpenOutput:
        """Run on a worker's thread; clips that were prepared are prepared again, at whatever rate there is now."""
        player.start()
        return _facts(player)

    def _welcome(self, output: OpenOutput) -> None:
        before_hz = self._rate_hz
        self._tell_open(output)
        if output.rate_hz == before_hz:
            self.noted.emit(self.tr("The audio output '{0}' is back.").format(output.name))
        else:
            sentence = self.tr("The audio output '{0}' is back at {1} Hz instead of {2} Hz; the sounds were converted.")
            self.noted.emit(sentence.format(output.name, output.rate_hz, before_hz))


def tone() -> Clip:
    """Return a short quiet tone that begins and ends softly."""
    times_s = np.arange(round(_TONE_S * _USUAL_RATE_HZ)) / _USUAL_RATE_HZ
    envelope = np.minimum(1.0, np.minimum(times_s, _TONE_S - times_s) / 0.02)
    tone = _TONE_PEAK * envelope * np.sin(2.0 * np.pi * _TONE_HZ * times_s)
    return Clip(tone.astype(np.float32)[np.newaxis], _USUAL_RATE_HZ)


def _facts(player: Player) -> OpenOutput:
    """Return how an output that was just opened works; waits a moment for its first block."""
    look = threading.Event()
    for _ in range(_FIRST_BLOCK_LOOKS):
        if player.block_frames or not player.running:
            break
        look.wait(_LOOK_S)
    frames, rate_hz = player.block_frames, player.rate_hz
    name = player.device.name if player.device else ""
    return OpenOutput(name, player.latency_s + frames / max(rate_hz, 1), rate_hz, frames)
