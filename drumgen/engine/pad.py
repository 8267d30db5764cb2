"""A pad: one sound in memory that is played at once, and a worker that makes the next one in the background."""

import enum
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from drumgen.audio.clip import Clip
from drumgen.engine.request import MAX_SEED, GenerationRequest
from drumgen.errors import Cancelled, DrumgenError
from drumgen.playback.velocity import MAX_VELOCITY, velocity_gain

_log = logging.getLogger(__name__)
_CLOSE_WAIT_S = 10.0
_ArgumentT = TypeVar("_ArgumentT")


class PadMode(enum.Enum):
    """What happens after a hit."""

    KEEP = "keep"
    REGENERATE = "regenerate"


class Sound(Protocol):
    """The part of `drumgen.engine.generator.GeneratedSound` that a pad needs."""

    @property
    def clip(self) -> Clip:
        """The audio."""


SoundT = TypeVar("SoundT", bound=Sound)
SoundT_co = TypeVar("SoundT_co", bound=Sound, covariant=True)


class SoundGenerator(Protocol[SoundT_co]):
    """The part of `drumgen.engine.generator.Generator` that a pad needs."""

    def generate(self, request: GenerationRequest, *, cancel: Callable[[], bool] | None = None) -> Sequence[SoundT_co]:
        """Return the sounds of `request`; raise `Cancelled` soon after `cancel` returns True."""


class SoundPlayer(Protocol):
    """The part of `drumgen.playback.player.Player` that a pad needs."""

    def prepare(self, clip: Clip) -> None:
        """Do what takes time before `clip` can be played."""

    def play(self, clip: Clip, gain: float = 1.0, *, voice_group: str | None = None) -> None:
        """Let `clip` sound at once."""


@dataclass(frozen=True)
class _Order:
    """A wish for one sound, dropped unheard when `epoch` is no longer the pad's."""

    request: GenerationRequest
    epoch: int


class Pad(Generic[SoundT]):
    """Plays the current sound of one class at once; makes new ones without ever letting a hit wait.

    A sound that is ready becomes the current one and is heard with the next hit; until then the last one plays again.
    Sounds that were ordered before the request, the sound or the mode was changed are dropped.

    Parameters
    ----------
    generator : SoundGenerator
        Makes the sounds, in the pad's own thread.
    player : SoundPlayer
        Plays them.
    request : GenerationRequest
        Class, settings and first seed; the n-th sound ordered has the seed ``request.seed + n``. Its count is ignored.
    mode : PadMode
        Whether each hit orders a new sound.
    voice_group : str or None
        Choke group of the sounds.
    on_sound : callable or None
        Called from the pad's thread with each new current sound.
    on_error : callable or None
        Called with the exception when a sound could not be made (from the pad's thread) or played (from the thread
        of the hit); the current sound stays.
    """

    def __init__(
        self,
        generator: SoundGenerator[SoundT],
        player: SoundPlayer,
        request: GenerationRequest,
        *,
        mode: PadMode = PadMode.KEEP,
        voice_group: str | None = None,
        on_sound: Callable[[SoundT], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        self._generator = generator
        self._player = player
        self._request = request
        self._mode = mode
        self._voice_group = voice_group
        self._on_sound = on_sound
        self._on_error = on_error
        self._sound: SoundT | None = None
        self._ordered = 0
        self._epoch = 0
        self._order: _Order | None = None
        self._closed = False
        # Held for the exchange of a few references only, never while a sound is made or played.
        self._changed = threading.Condition()
        self._worker = threading.Thread(target=self._work, name=f"pad {request.label}", daemon=True)
        self._worker.start()

    @property
    def sound(self) -> SoundT | None:
        """The sound that the next hit plays, None before the first one is ready."""
        return self._sound

    @property
    def request(self) -> GenerationRequest:
        """The request that sounds are made from."""
        return self._request

    @property
    def mode(self) -> PadMode:
        """Whether each hit orders a new sound."""
        return self._mode

    @property
    def busy(self) -> bool:
        """Whether a sound is being made."""
        return self._order is not None

    def hit(self, velocity: int = MAX_VELOCITY) -> bool:
        """Play the current sound; then order the next one if the mode says so, or if there is none yet.

        Parameters
        ----------
        velocity : int
            MIDI velocity, 1 to 127. 0 is the end of a note and does nothing.

        Returns
        -------
        bool
            Whether something was played.
        """
        if velocity <= 0:
            return False
        sound = self._sound
        played = sound is not None and self._play(sound, velocity)
        if sound is None or self._mode is PadMode.REGENERATE:
            self.order()
        return played

    def order(self) -> None:
        """Have the next sound made; does nothing while one is being made."""
        with self._changed:
            if self._order is None and not self._closed:
                self._order = _Order(self._next_request(), self._epoch)
                self._changed.notify_all()

    def load(self, sound: SoundT) -> None:
        """Make `sound` the current one and drop any that is being made."""
        self._player.prepare(sound.clip)
        with self._changed:
            self._drop_order()
            self._sound = sound

    def set_mode(self, mode: PadMode) -> None:
        """Change what happens after a hit; `PadMode.KEEP` drops a sound that is being made if there is one to keep."""
        with self._changed:
            self._mode = mode
            if mode is PadMode.KEEP and self._sound is not None:
                self._drop_order()

    def set_request(self, request: GenerationRequest) -> None:
        """Make future sounds from `request`; another class or model silences the pad until its first sound is ready."""
        with self._changed:
            if request == self._request:
                return
            other_kind = (request.label, request.model) != (self._request.label, self._request.model)
            self._drop_order()
            self._request = request
            self._ordered = 0
            if other_kind:
                self._sound = None
        if other_kind:
            self.order()

    def close(self) -> None:
        """Drop any sound that is being made and end the worker; the pad makes no more sounds."""
        with self._changed:
            self._closed = True
            self._drop_order()
            self._changed.notify_all()
        if threading.current_thread() is not self._worker:
            self._worker.join(_CLOSE_WAIT_S)

    def _play(self, sound: SoundT, velocity: int) -> bool:
        try:
            self._player.play(sound.clip, velocity_gain(velocity), voice_group=self._voice_group)
        except DrumgenError as error:
            self._report(error)
            return False
        return True

    def _next_request(self) -> GenerationRequest:
        seed = (self._request.seed + self._ordered) % MAX_SEED
        self._ordered += 1
        return replace(self._request, count=1, seed=seed)

    def _drop_order(self) -> None:
        """Make what is under way stale; the worker's `cancel` and its result's epoch then no longer fit."""
        self._epoch += 1
        self._order = None

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._order is not None)
                order = self._order
            if order is None:
                return
            self._fulfil(order)

    def _fulfil(self, order: _Order) -> None:
        try:
            sound = self._generator.generate(order.request, cancel=lambda: order.epoch != self._epoch)[0]
            self._player.prepare(sound.clip)
        except Cancelled:
            self._finish(order)
        except Exception as error:  # whatever it is, the worker must live to make the next sound
            if self._finish(order):
                self._report(error)
        else:
            if self._finish(order, sound) and self._on_sound is not None:
                self._call(self._on_sound, sound)

    def _finish(self, order: _Order, sound: SoundT | None = None) -> bool:
        """End `order`, with `sound` as the new current one; return False for an order that was dropped meanwhile."""
        with self._changed:
            if order.epoch != self._epoch:
                return False
            self._order = None
            if sound is not None:
                self._sound = sound
            return True

    def _report(self, error: Exception) -> None:
        if self._on_error is not None:
            self._call(self._on_error, error)
        else:
            _log.error("pad %s", self._request.label, exc_info=error)

    def _call(self, listener: Callable[[_ArgumentT], None], argument: _ArgumentT) -> None:
        try:
            listener(argument)
        except Exception:  # a listener's fault must not end the worker or reach the MIDI thread
            _log.exception("a listener of pad %s failed", self._request.label)
