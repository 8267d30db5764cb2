"""The one thread that makes sounds for all pads, and shapes them anew when settings change."""

import itertools
import logging
import threading
from collections.abc import Callable, Iterator, Sequence

from drumgen.audio.clip import Clip
from drumgen.engine.generator import GeneratedSound, Generator
from drumgen.errors import Cancelled
from drumgen.pads.listener import PadListener
from drumgen.pads.making import CANDIDATES, READY_CANDIDATES, make_sounds
from drumgen.pads.orders import Order, next_order
from drumgen.pads.settings import PadSettings
from drumgen.pads.slot import PadState, Slot
from drumgen.pads.sound import PadSound, Source, prepare_sound

_log = logging.getLogger(__name__)
_CLOSE_WAIT_S = 10.0
_REMEMBERED = 16


class PadWorker:
    """Fulfils orders one after the other, until `close`.

    Parameters
    ----------
    slots : sequence of Slot
        The pads; touched under `changed` alone, and never while a sound is made.
    changed : threading.Condition
        Notified when there may be something to do.
    generator : Generator
        Makes the sounds.
    prepare : callable
        Told each clip before it is played.
    listener : PadListener
        Hears of new sounds and of failures.
    clock : callable
        The time in seconds.
    stock : int
        How many sounds a pad is to have ready.
    rate_hz : int
        Rate that sounds are shaped for.
    """

    def __init__(
        self,
        slots: Sequence[Slot],
        changed: threading.Condition,
        *,
        generator: Generator,
        prepare: Callable[[Clip], object],
        listener: PadListener,
        clock: Callable[[], float],
        stock: int,
        rate_hz: int,
    ) -> None:
        self.rate_hz = rate_hz
        self._slots = slots
        self._changed = changed
        self._generator = generator
        self._prepare = prepare
        self._listener = listener
        self._clock = clock
        self._stock = stock
        self._closed = False
        self._numbers = itertools.count(1)
        self._recent: dict[tuple[object, ...], GeneratedSound] = {}
        self._thread = threading.Thread(target=self._work, name="pads", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Drop what is being made and end the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSE_WAIT_S)

    def prepare(self, source: Source, settings: PadSettings) -> PadSound:
        """Shape a sound as a pad's settings ask for, ready to be played; any thread, some milliseconds."""
        sound = prepare_sound(source, settings, self.rate_hz)
        self._announce(sound)
        return sound

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._has_work())
                if self._closed:
                    return
            self._reshape()
            with self._changed:
                order = next_order(self._slots, now_s=self._clock(), stock=self._stock)
            if order is not None:
                self._slots[order.pad].served = next(self._numbers)
                self._fulfil(order)

    def _has_work(self) -> bool:
        wanted = next_order(self._slots, now_s=self._clock(), stock=self._stock)
        return wanted is not None or any(slot.reshape for slot in self._slots)

    def _fulfil(self, order: Order) -> None:
        slot = self._slots[order.pad]
        try:
            for sound in self._made(order, slot):
                prepared = self.prepare(sound, slot.settings)
                if order.wish is not None:
                    self._replace(order, slot, prepared)
                else:
                    self._add(order, slot, prepared)
        except Cancelled:
            pass
        except Exception as error:  # whatever it is, the worker must live to make the next sound
            self._give_up(order, slot, error)

    def _made(self, order: Order, slot: Slot) -> Iterator[GeneratedSound]:
        if order.wish is not None and (known := self._recent.get(order.settings.making)) is not None:
            yield known  # toms that share their seed are one sound at several pitches
            return

        def is_stale() -> bool:
            self._reshape()  # asked between two steps, so that a turned knob is heard at once
            return self._closed or order.epoch != slot.epoch

        sounds = make_sounds(
            self._generator,
            order.settings,
            skip=order.skip,
            count=order.count,
            candidates=READY_CANDIDATES if order.wish is None else CANDIDATES,
            cancel=is_stale,
        )
        for sound in sounds:
            if order.wish is not None:
                self._recent[order.settings.making] = sound
                while len(self._recent) > _REMEMBERED:
                    del self._recent[next(iter(self._recent))]
            yield sound

    def _replace(self, order: Order, slot: Slot, sound: PadSound) -> None:
        """Give the pad the sound that was wished, with the settings that it was made from."""
        assert order.wish is not None
        with self._changed:
            if order.epoch != slot.epoch:
                return
            before = PadState(slot.settings, slot.sound)
            slot.settings = slot.settings.changed(**dict(order.wish.changes))
            slot.put(sound)
            slot.reshape = not sound.fits(slot.settings, self.rate_hz)
            after = PadState(slot.settings, sound)
        self._call(self._listener.remade, order.pad, before, after, order.wish.tag)
        self._call(self._listener.changed, order.pad)
        self._call(self._listener.renewed, order.pad, sound.source)

    def _add(self, order: Order, slot: Slot, sound: PadSound) -> None:
        """Put a sound in the queue; a pad without any gets it at once."""
        with self._changed:
            if order.epoch != slot.epoch:
                return
            slot.made += 1
            is_first = slot.sound is None
            if is_first:
                slot.sound, slot.unheard = sound, True
            else:
                slot.ready.append(sound)
            if not sound.fits(slot.settings, self.rate_hz):
                slot.reshape = True
        if is_first:
            self._call(self._listener.changed, order.pad)
            self._call(self._listener.renewed, order.pad, sound.source)
        self._call(self._listener.stocked, order.pad)

    def _give_up(self, order: Order, slot: Slot, error: Exception) -> None:
        with self._changed:
            if order.epoch != slot.epoch:
                return
            slot.failed_s = self._clock()
            slot.wish = None
        self._call(self._listener.failed, error)
        self._call(self._listener.changed, order.pad)

    def _reshape(self) -> None:
        """Shape anew what was shaped for other settings: first what is heard next, then what is ready."""
        for pad, slot in enumerate(self._slots):
            if not slot.reshape:
                continue
            with self._changed:
                slot.reshape = False
                stale = [*([slot.sound] if slot.sound is not None else []), *slot.ready]
            for old in stale:
                if slot.reshape:  # the knob is still being turned
                    break
                if not old.fits(slot.settings, self.rate_hz):
                    self._exchange(slot, old, self.prepare(old.source, slot.settings))
                else:  # the player may be another one than before
                    self._announce(old)
            self._call(self._listener.stocked, pad)

    def _announce(self, sound: PadSound) -> None:
        for clip in sound.layers:
            self._prepare(clip)

    def _exchange(self, slot: Slot, old: PadSound, new: PadSound) -> None:
        with self._changed:
            if slot.sound is old:
                slot.sound = new
            for place, sound in enumerate(slot.ready):
                if sound is old:
                    slot.ready[place] = new

    def _call(self, listener: Callable[..., object], *news: object) -> None:
        try:
            listener(*news)
        except Exception:  # a listener's fault must not end the worker
            _log.exception("a listener of the pads failed")
