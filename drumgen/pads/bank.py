"""Sixteen pads that never let a hit wait."""

import itertools
import logging
import random
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields

from drumgen.engine.generator import Generator
from drumgen.pads.layout import default_settings
from drumgen.pads.listener import PadListener
from drumgen.pads.settings import PadMode, PadSettings
from drumgen.pads.slot import Changes, PadState, Slot, Wish
from drumgen.pads.sound import Source
from drumgen.pads.striking import SoundPlayer, Striker
from drumgen.pads.worker import PadWorker
from drumgen.playback.velocity import MAX_VELOCITY

_log = logging.getLogger(__name__)
DRAWN_SEEDS = 1_000_000  # seeds that nobody chose lie below, so that file names stay short
STOCK = 8


def draw_seed() -> int:
    """Return a seed that nobody chose."""
    return random.SystemRandom().randrange(DRAWN_SEEDS)


class PadBank:
    """Pads that play from memory, and one thread that makes their next sounds; for use from any thread.

    A hit holds the bank's lock for the exchange of a few references and nothing else; sounds are made and shaped
    without it.

    Parameters
    ----------
    generator : Generator
        Makes the sounds.
    player : SoundPlayer
        Plays them.
    settings : sequence of PadSettings or None
        What the pads are set to; None is the usual layout.
    listener : PadListener or None
        Is told what happens.
    rate_hz : int
        Rate of the output.
    stock : int
        How many sounds a pad in the mode ``regenerate`` has ready.
    clock : callable
        The time in seconds, 0 or above.
    """

    def __init__(
        self,
        generator: Generator,
        player: SoundPlayer,
        settings: Sequence[PadSettings] | None = None,
        *,
        listener: PadListener | None = None,
        rate_hz: int = 44100,
        stock: int = STOCK,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._listener = listener or PadListener()
        self._slots = [Slot(each) for each in (default_settings() if settings is None else settings)]
        self._changed = threading.Condition()
        self._numbers = itertools.count(1)
        self._striker = Striker(
            self._slots,
            self._changed,
            player=player,
            listener=self._listener,
            clock=clock,
            numbers=self._numbers,
        )
        self._worker = PadWorker(
            self._slots,
            self._changed,
            generator=generator,
            prepare=player.prepare,
            listener=self._listener,
            clock=clock,
            stock=stock,
            rate_hz=rate_hz,
        )

    def __len__(self) -> int:
        return len(self._slots)

    def hit_note(self, note: int, velocity: int) -> int | None:
        """Hit the pads of a MIDI note and return the first of them, None if there is none; see `Striker.pads_of`."""
        pads = self._striker.pads_of(note)
        for pad in pads:
            self.hit(pad, velocity)
        return pads[0] if pads else None

    def hit(self, pad: int, velocity: int = MAX_VELOCITY) -> bool:
        """Play a pad at once.

        Parameters
        ----------
        pad : int
            The pad, from 0.
        velocity : int
            MIDI velocity, 1 to 127. 0 is the end of a note and does nothing.

        Returns
        -------
        bool
            Whether something was played.
        """
        return self._striker.hit(pad, velocity)

    def settings(self, pad: int) -> PadSettings:
        """Return what a pad is set to."""
        return self._slots[pad].settings

    def set_settings(self, pad: int, settings: PadSettings) -> None:
        """Set a pad; its sound stays and is shaped anew, sounds that were ready are dropped if others are asked for."""
        with self._changed:
            self._set(self._slots[pad], settings)
            self._changed.notify_all()
        self._call(self._listener.changed, pad)

    def sound(self, pad: int) -> Source | None:
        """Return the sound of a pad as it was made or loaded: the one played last, or next if it is new."""
        sound = self._slots[pad].sound
        return None if sound is None else sound.source

    def ready(self, pad: int) -> int:
        """Return how many new sounds are ready."""
        return len(self._slots[pad].ready)

    def waits(self, pad: int) -> bool:
        """Whether a wished sound is still to come."""
        return self._slots[pad].wish is not None

    def load(self, pad: int, sound: Source) -> None:
        """Put a sound on a pad; the next hit plays it. Takes some milliseconds.

        Raises
        ------
        PadError
            If the sound is longer than 30 s or empty.
        """
        slot = self._slots[pad]
        prepared = self._worker.prepare(sound, slot.settings)
        with self._changed:
            slot.put(prepared)
            slot.reshape = not prepared.fits(slot.settings, self._worker.rate_hz)
            self._changed.notify_all()
        self._call(self._listener.changed, pad)
        self._call(self._listener.renewed, pad, sound)

    def regenerate(self, pad: int) -> None:
        """Give a pad a new sound; at once if one is ready, otherwise as soon as it is made."""
        slot = self._slots[pad]
        with self._changed:
            if not slot.ready or slot.settings.mode is PadMode.KEEP:
                after = None
            else:
                before = PadState(slot.settings, slot.sound)
                slot.sound, slot.unheard = slot.ready.popleft(), True
                after = PadState(slot.settings, slot.sound)
                self._changed.notify_all()
        if after is None or after.sound is None:
            self.remake({pad: self._reseeded(pad)})
            return
        self._call(self._listener.remade, pad, before, after, 0)
        self._call(self._listener.changed, pad)
        self._call(self._listener.renewed, pad, after.sound.source)

    def regenerate_unlocked(self, tag: int = 0) -> None:
        """Give all pads that are not locked new sounds."""
        unlocked = [pad for pad in range(len(self)) if not self._slots[pad].settings.locked]
        self.remake({pad: self._reseeded(pad) for pad in unlocked}, tag)

    def remake(self, wished: dict[int, PadSettings], tag: int = 0) -> None:
        """Have the first sound of other settings made; the pad takes settings and sound together when it is there.

        Parameters
        ----------
        wished : dict of int and PadSettings
            What pads are to become. Of these, what differs from the present settings counts.
        tag : int
            Given back to `PadListener.remade`.
        """
        with self._changed:
            for pad, settings in wished.items():
                slot = self._slots[pad]
                slot.epoch += 1
                slot.wish = Wish(differences(slot.settings, settings), tag, next(self._numbers))
            self._changed.notify_all()
        for pad in wished:
            self._call(self._listener.changed, pad)

    def cancel(self, tag: int | None = None) -> dict[int, PadSettings]:
        """Give up the wished sounds of a tag, None being all; the pads stay as they are.

        Returns
        -------
        dict of int and PadSettings
            What these pads were to become.
        """
        given_up = {}
        with self._changed:
            for pad, slot in enumerate(self._slots):
                if slot.wish is not None and tag in (None, slot.wish.tag):
                    given_up[pad] = slot.settings.changed(**dict(slot.wish.changes))
                    slot.epoch += 1
                    slot.wish = None
        for pad in given_up:
            self._call(self._listener.changed, pad)
        return given_up

    def state(self, pad: int) -> PadState:
        """Return a pad's settings and sound."""
        return self._slots[pad].state()

    def prepared(self, settings: PadSettings, sound: Source | None) -> PadState:
        """Return the state of a pad with these settings and this sound, for `restore`; takes some milliseconds.

        Raises
        ------
        PadError
            If the sound is longer than 30 s or empty.
        """
        return PadState(settings, None if sound is None else self._worker.prepare(sound, settings))

    def restore(self, states: dict[int, PadState], tag: int = 0) -> None:
        """Make pads what they were; one that waited for its sound waits again."""
        for pad, state in states.items():
            with self._changed:
                slot = self._slots[pad]
                slot.settings = state.settings
                slot.put(state.sound)
                slot.reshape = state.sound is not None  # perhaps only to tell the player of it again
                if state.waits:
                    slot.wish = Wish((), tag, next(self._numbers))
                self._changed.notify_all()
        for pad, state in states.items():
            self._call(self._listener.changed, pad)
            if state.sound is not None:
                self._call(self._listener.renewed, pad, state.sound.source)

    def swap(self, first: int, second: int) -> None:
        """Exchange two pads; the notes stay where they are."""
        states = {first: self.state(second), second: self.state(first)}
        self.restore({pad: self._at_home(pad, state) for pad, state in states.items()})

    def copy(self, source: int, target: int) -> None:
        """Make one pad like another; its note stays."""
        self.restore({target: self._at_home(target, self.state(source))})

    def set_rate(self, rate_hz: int) -> None:
        """Get all sounds ready for an output that was just opened and has this rate."""
        with self._changed:
            self._worker.rate_hz = rate_hz
            for slot in self._slots:
                slot.reshape = True
            self._changed.notify_all()

    def close(self) -> None:
        """End the thread; hits still play, but no sound is made any more."""
        self._worker.close()

    def _set(self, slot: Slot, settings: PadSettings) -> None:
        """Set a pad; holding the lock."""
        before, slot.settings = slot.settings, settings
        if before.making != settings.making:
            slot.drop()
            slot.made = 0
        elif before.mode is not settings.mode and settings.mode is PadMode.KEEP:
            slot.made -= len(slot.ready)
            slot.drop()
        if before.shape != settings.shape:
            slot.reshape = True

    def _reseeded(self, pad: int) -> PadSettings:
        settings = self._slots[pad].settings
        return settings if settings.seed_locked else settings.changed(seed=draw_seed())

    def _at_home(self, pad: int, state: PadState) -> PadState:
        settings = state.settings.changed(note=self._slots[pad].settings.note)
        return PadState(settings, state.sound, state.waits)

    def _call(self, listener: Callable[..., object], *news: object) -> None:
        try:
            listener(*news)
        except Exception:  # a listener's fault must not reach the MIDI thread
            _log.exception("a listener of the pads failed")


def differences(before: PadSettings, after: PadSettings, leave: Iterable[str] = ()) -> Changes:
    """Return the settings in which `after` differs, by name; those in `leave` left out."""
    names = [field.name for field in fields(PadSettings) if field.name not in leave]
    return tuple((name, getattr(after, name)) for name in names if getattr(before, name) != getattr(after, name))
