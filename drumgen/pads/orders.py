"""Which pad gets the next sounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from drumgen.engine.generator import BATCH_SIZE
from drumgen.pads.settings import PadMode, PadSettings
from drumgen.pads.slot import Slot, Wish

RECENT_S = 10.0
"""A pad that was hit within so many seconds is being played."""

RETRY_S = 1.0
"""After a failure a pad waits for so long and for the next hit."""


@dataclass(frozen=True)
class Order:
    """Sounds to be made for one pad.

    Parameters
    ----------
    pad : int
        The pad.
    epoch : int
        The order is stale when this is no longer the pad's.
    settings : PadSettings
        What to make them from.
    skip, count : int
        How many sounds of the series to leave out and to make.
    wish : Wish or None
        Set if the one sound is to replace the pad's; None for sounds to keep ready.
    """

    pad: int
    epoch: int
    settings: PadSettings
    skip: int = 0
    count: int = 1
    wish: Wish | None = None


def next_order(slots: Sequence[Slot], *, now_s: float, stock: int) -> Order | None:
    """Return what to make next, None if nothing is wanted.

    Wished sounds come first, in the order of the wishes. Then, of the pads whose hits need new sounds, those that are
    being played, the emptiest first and of these the one that was served longest ago; it gets as many as it lacks, in
    one batch, since sounds made together take a third of the time.

    Parameters
    ----------
    slots : sequence of Slot
        The pads.
    now_s : float
        The time that hits are stamped with.
    stock : int
        How many sounds a pad is to have ready.
    """
    wishing = [(slot.wish.number, pad) for pad, slot in enumerate(slots) if slot.wish is not None]
    if wishing:
        pad = min(wishing)[1]
        slot = slots[pad]
        assert slot.wish is not None
        return Order(pad, slot.epoch, slot.settings.changed(**dict(slot.wish.changes)), wish=slot.wish)
    wanting = [pad for pad, slot in enumerate(slots) if _lacks(slot, now_s, stock)]
    if not wanting:
        return None
    pad = min(wanting, key=lambda pad: _urgency(slots[pad], now_s))
    slot = slots[pad]
    # Each sound with a wish is chosen from a batch of its own, so that such a pad must not keep the others waiting.
    most = 1 if slot.settings.prompt or slot.settings.attributes else BATCH_SIZE
    return Order(pad, slot.epoch, slot.settings, slot.made, min(most, stock - len(slot.ready)))


def _lacks(slot: Slot, now_s: float, stock: int) -> bool:
    if slot.settings.mode is not PadMode.REGENERATE or len(slot.ready) >= stock:
        return False
    return slot.last_hit_s > slot.failed_s + RETRY_S or slot.failed_s < 0.0


def _urgency(slot: Slot, now_s: float) -> tuple[bool, int, int]:
    return now_s - slot.last_hit_s > RECENT_S, len(slot.ready), slot.served
