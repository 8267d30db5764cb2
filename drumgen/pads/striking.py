"""The way of a hit: from a note to a clip and a gain for the player, with nothing on it that takes time."""

import itertools
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from drumgen.audio.clip import Clip
from drumgen.errors import DrumgenError
from drumgen.midi.gm_drums import label_for_note
from drumgen.pads.listener import PadListener
from drumgen.pads.settings import PadMode, PadSettings
from drumgen.pads.slot import Slot, Wish
from drumgen.pads.sound import PadSound
from drumgen.playback.velocity import velocity_gain

_log = logging.getLogger(__name__)


class SoundPlayer(Protocol):
    """The part of `drumgen.playback.player.Player` that pads need."""

    def prepare(self, clip: Clip) -> None:
        """Do what takes time before `clip` can be played."""

    def play(self, clip: Clip, gain: float = 1.0, *, voice_group: str | None = None) -> None:
        """Let `clip` sound at once."""


class Striker:
    """Hits pads; for use from any thread.

    Parameters
    ----------
    slots : sequence of Slot
        The pads.
    changed : threading.Condition
        Held for the exchange of a few references; notified when a hit leaves the worker something to do.
    player : SoundPlayer
        Plays the sounds.
    listener : PadListener
        Is told of hits, of new sounds, and when a pad has run dry.
    clock : callable
        The time in seconds.
    numbers : iterator of int
        Numbers wishes in their order.
    """

    def __init__(
        self,
        slots: Sequence[Slot],
        changed: threading.Condition,
        *,
        player: SoundPlayer,
        listener: PadListener,
        clock: Callable[[], float],
        numbers: Iterator[int] | None = None,
    ) -> None:
        self._slots = slots
        self._changed = changed
        self._player = player
        self._listener = listener
        self._clock = clock
        self._numbers = numbers or itertools.count(1)
        self._play_error = ""

    def pads_of(self, note: int) -> list[int]:
        """Return the pads that a MIDI note hits.

        A drum of General MIDI that no pad has as its note goes to the pad of its class with the nearest note.
        """
        pads = [pad for pad, slot in enumerate(self._slots) if slot.settings.note == note]
        if pads:
            return pads
        label = label_for_note(note)
        same = [pad for pad, slot in enumerate(self._slots) if slot.settings.label == label]
        return sorted(same, key=lambda pad: abs(self._slots[pad].settings.note - note))[:1]

    def hit(self, pad: int, velocity: int) -> bool:
        """Play a pad, and return whether something was played."""
        if velocity <= 0:
            return False
        slot = self._slots[pad]
        with self._changed:
            settings = slot.settings
            silent = settings.muted or (not settings.soloed and any(each.settings.soloed for each in self._slots))
            if not silent:
                taken = slot.take(self._clock())
                if taken.sound is None and slot.wish is None and settings.mode is PadMode.KEEP:
                    slot.wish = Wish((), 0, next(self._numbers))
                if taken.sound is None or settings.mode is PadMode.REGENERATE:
                    self._changed.notify_all()
        if silent:
            self._tell(self._listener.struck, pad, velocity)
            return False
        played = taken.sound is not None and self._play(taken.sound, settings, velocity)
        self._tell(self._listener.struck, pad, velocity)
        if taken.is_new and taken.sound is not None:
            self._tell(self._listener.renewed, pad, taken.sound.source)
        if taken.ran_dry:
            self._tell(self._listener.ran_dry, pad)
        return played

    def _play(self, sound: PadSound, settings: PadSettings, velocity: int) -> bool:
        gain = velocity_gain(velocity) * 10.0 ** (settings.gain_db / 20.0)
        try:
            self._player.play(sound.layer(velocity), gain, voice_group=settings.choke_group)
        except DrumgenError as error:
            if str(error) != self._play_error:  # once, not with every hit
                self._play_error = str(error)
                self._tell(self._listener.failed, error)
            return False
        self._play_error = ""
        return True

    def _tell(self, listener: Callable[..., object], *news: object) -> None:
        try:
            listener(*news)
        except Exception:  # a listener's fault must not reach the MIDI thread
            _log.exception("a listener of the pads failed")
