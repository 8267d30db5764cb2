from hypothesis import given
from hypothesis import strategies as st

from drumgen.pads.orders import RECENT_S, RETRY_S, next_order
from drumgen.pads.settings import PadMode, PadSettings
from drumgen.pads.slot import Slot, Wish
from drumgen.pads.sound import PadSound
from tests.support.sounds import noise_burst

CLIP = noise_burst(1, frames=4)


def slot(*, ready: int = 0, hit_s: float = 0.0, mode: PadMode = PadMode.REGENERATE, made: int = 0) -> Slot:
    result = Slot(PadSettings("Kick", 36, "kick", seed=100, mode=mode), made=made, last_hit_s=hit_s)
    result.ready.extend(PadSound(CLIP, (CLIP,), ()) for _ in range(ready))
    return result


def chosen(*slots: Slot, now_s: float = 0.0, stock: int = 8) -> int | None:
    order = next_order(slots, now_s=now_s, stock=stock)
    return None if order is None else order.pad


def test_pads_that_keep_want_nothing() -> None:
    assert chosen(slot(mode=PadMode.KEEP), slot(ready=8)) is None


def test_the_emptiest_pad_comes_first_and_gets_all_it_lacks() -> None:
    order = next_order([slot(ready=3, made=4), slot(ready=1, made=9), slot(ready=7)], now_s=0.0, stock=8)
    assert order is not None
    assert (order.pad, order.skip, order.count, order.wish) == (1, 9, 7, None)


def test_no_order_is_larger_than_a_batch() -> None:
    order = next_order([slot()], now_s=0.0, stock=20)
    assert order is not None
    assert order.count == 8


def test_sounds_with_a_wish_are_ordered_one_by_one() -> None:
    wishing = slot()
    wishing.settings = wishing.settings.changed(prompt="dark")
    order = next_order([wishing], now_s=0.0, stock=8)
    assert order is not None
    assert order.count == 1


def test_pads_that_are_played_come_before_emptier_ones_that_are_not() -> None:
    now_s = 100.0
    assert chosen(slot(hit_s=now_s - RECENT_S - 1.0), slot(ready=5, hit_s=now_s), now_s=now_s) == 1


def test_of_equally_empty_pads_the_one_served_longest_ago() -> None:
    slots = [slot(hit_s=1.0), slot(hit_s=3.0), slot(hit_s=2.0)]
    for number, pad in enumerate((1, 0, 2), start=1):
        slots[pad].served = number
    assert chosen(*slots, now_s=4.0) == 1


def test_wishes_come_first_in_their_order() -> None:
    kept, played, later = slot(mode=PadMode.KEEP), slot(), slot()
    later.wish = Wish((), 0, 5)
    kept.wish = Wish((("seed", 33),), 2, 4)
    order = next_order([later, played, kept], now_s=0.0, stock=8)
    assert order is not None
    assert (order.pad, order.count, order.skip, order.settings.seed) == (2, 1, 0, 33)


def test_a_pad_that_failed_waits_for_a_later_hit() -> None:
    failed = slot(hit_s=5.0)
    failed.failed_s = 5.0
    assert chosen(failed, now_s=100.0) is None
    failed.last_hit_s = 5.0 + RETRY_S + 0.1
    assert chosen(failed, now_s=100.0) == 0


@given(st.lists(st.tuples(st.integers(0, 8), st.floats(0, 50)), min_size=1, max_size=16))
def test_nobody_starves(pads: list[tuple[int, float]]) -> None:
    """Orders that are fulfilled one after the other fill every queue."""
    slots = [slot(ready=ready, hit_s=hit_s) for ready, hit_s in pads]
    for _ in range(2 * len(slots)):
        order = next_order(slots, now_s=50.0, stock=8)
        if order is None:
            break
        slots[order.pad].ready.extend(PadSound(CLIP, (CLIP,), ()) for _ in range(order.count))
    assert {len(each.ready) for each in slots} == {8}
