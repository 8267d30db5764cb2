"""A pad with a generator whose pace and success the test decides, and a player that keeps what it was given."""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from drumgen.audio.clip import Clip
from drumgen.engine.pad import Pad, PadMode
from drumgen.engine.request import MAX_SEED, GenerationRequest
from drumgen.errors import Cancelled, DeviceError, ModelError
from drumgen.playback.velocity import velocity_gain
from tests.support.waiting import DEADLINE_S, wait_until

KICK = GenerationRequest("kick", count=4, seed=10)


@dataclass(frozen=True)
class Sound:
    request: GenerationRequest
    clip: Clip = field(default_factory=lambda: Clip(np.zeros((1, 4), dtype=np.float32), 44100))


@dataclass
class Order:
    """A call of `generate` that waits until the test lets it return a sound, raise an error or notice the cancel."""

    request: GenerationRequest
    cancel: Callable[[], bool]
    outcome: "queue.Queue[Sound | Exception]" = field(default_factory=queue.Queue)

    def deliver(self) -> Sound:
        sound = Sound(self.request)
        self.outcome.put(sound)
        return sound


class Workshop:
    """A generator that lets the test fulfil each order."""

    def __init__(self) -> None:
        self._orders: queue.Queue[Order] = queue.Queue()

    def generate(self, request: GenerationRequest, *, cancel: Callable[[], bool] | None = None) -> list[Sound]:
        assert cancel is not None
        order = Order(request, cancel)
        self._orders.put(order)
        while True:
            try:
                outcome = order.outcome.get(timeout=0.005)
            except queue.Empty:
                if cancel():
                    raise Cancelled from None
                continue
            if isinstance(outcome, Exception):
                raise outcome
            return [outcome]

    def next_order(self) -> Order:
        return self._orders.get(timeout=DEADLINE_S)

    @property
    def has_orders(self) -> bool:
        return not self._orders.empty()


class Tape:
    """A player that notes what it is told."""

    def __init__(self) -> None:
        self.played: list[tuple[Clip, float, str | None]] = []
        self.prepared: list[Clip] = []
        self.error: DeviceError | None = None

    def prepare(self, clip: Clip) -> None:
        self.prepared.append(clip)

    def play(self, clip: Clip, gain: float = 1.0, *, voice_group: str | None = None) -> None:
        if self.error is not None:
            raise self.error
        self.played.append((clip, gain, voice_group))


class Bench:
    """A pad and what it is connected to."""

    def __init__(self) -> None:
        self.workshop = Workshop()
        self.tape = Tape()
        self.sounds: queue.Queue[Sound] = queue.Queue()
        self.errors: queue.Queue[Exception] = queue.Queue()
        self.pad: Pad[Sound] = Pad(
            self.workshop, self.tape, KICK, voice_group="low", on_sound=self.sounds.put, on_error=self.errors.put
        )

    def order_and_deliver(self) -> Sound:
        self.pad.order()
        sound = self.workshop.next_order().deliver()
        assert self.sounds.get(timeout=DEADLINE_S) is sound
        return sound


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.pad.close()


def test_an_empty_pad_plays_nothing_and_orders_its_first_sound(bench: Bench) -> None:
    assert not bench.pad.hit(100)
    assert bench.pad.busy
    order = bench.workshop.next_order()
    assert order.request == GenerationRequest("kick", count=1, seed=10)
    sound = order.deliver()
    assert bench.sounds.get(timeout=DEADLINE_S) is sound
    assert bench.pad.sound is sound
    assert not bench.pad.busy
    assert bench.tape.prepared == [sound.clip]
    assert bench.tape.played == []


def test_keeping_plays_the_same_sound_again(bench: Bench) -> None:
    sound = bench.order_and_deliver()
    assert [bench.pad.hit(velocity) for velocity in (127, 64, 1)] == [True] * 3
    assert bench.tape.played == [(sound.clip, velocity_gain(velocity), "low") for velocity in (127, 64, 1)]
    assert not bench.pad.busy
    assert not bench.workshop.has_orders


def test_a_release_does_nothing(bench: Bench) -> None:
    bench.order_and_deliver()
    bench.pad.set_mode(PadMode.REGENERATE)
    assert not bench.pad.hit(0)
    assert bench.tape.played == []
    assert not bench.pad.busy


def test_hits_never_wait_and_repeat_the_sound_until_the_next_is_ready(bench: Bench) -> None:
    first = bench.order_and_deliver()
    bench.pad.set_mode(PadMode.REGENERATE)
    for _ in range(3):
        assert bench.pad.hit()
    order = bench.workshop.next_order()
    assert order.request.seed == 11
    assert [clip for clip, _, _ in bench.tape.played] == [first.clip] * 3
    second = order.deliver()
    assert bench.sounds.get(timeout=DEADLINE_S) is second
    assert not bench.workshop.has_orders
    bench.pad.hit()
    assert bench.tape.played[-1][0] is second.clip
    assert bench.workshop.next_order().request.seed == 12


def test_a_failing_generator_is_reported_and_the_last_sound_stays(bench: Bench) -> None:
    sound = bench.order_and_deliver()
    bench.pad.set_mode(PadMode.REGENERATE)
    for error in (ModelError("The model is damaged."), ZeroDivisionError("a bug")):
        bench.pad.hit()
        bench.workshop.next_order().outcome.put(error)
        assert bench.errors.get(timeout=DEADLINE_S) is error
        assert bench.pad.sound is sound
        assert not bench.pad.busy
    assert [clip for clip, _, _ in bench.tape.played] == [sound.clip] * 2
    bench.pad.hit()
    assert bench.workshop.next_order().request.seed == 13


def test_a_failing_player_is_reported(bench: Bench) -> None:
    bench.order_and_deliver()
    bench.tape.error = DeviceError("The audio output is not open.")
    assert not bench.pad.hit()
    assert bench.errors.get(timeout=DEADLINE_S) is bench.tape.error


def test_another_class_silences_the_pad_and_drops_what_was_under_way(bench: Bench) -> None:
    bench.order_and_deliver()
    bench.pad.order()
    stale = bench.workshop.next_order()
    bench.pad.set_request(GenerationRequest("snare", seed=50))
    assert bench.pad.sound is None
    assert stale.cancel()
    stale.deliver()
    order = bench.workshop.next_order()
    assert (order.request.label, order.request.seed) == ("snare", 50)
    assert not bench.pad.hit()
    sound = order.deliver()
    assert bench.sounds.get(timeout=DEADLINE_S) is sound
    assert bench.sounds.empty()
    assert bench.pad.hit()
    assert [clip for clip, _, _ in bench.tape.played] == [sound.clip]


def test_other_settings_keep_the_sound_and_drop_what_was_under_way(bench: Bench) -> None:
    sound = bench.order_and_deliver()
    bench.pad.order()
    stale = bench.workshop.next_order()
    bench.pad.set_request(GenerationRequest("kick", seed=90, steps=4))
    assert stale.cancel()
    assert bench.pad.sound is sound
    assert not bench.pad.busy
    bench.pad.order()
    assert bench.workshop.next_order().request == GenerationRequest("kick", seed=90, steps=4)


def test_the_same_request_changes_nothing(bench: Bench) -> None:
    bench.pad.order()
    order = bench.workshop.next_order()
    bench.pad.set_request(KICK)
    assert not order.cancel()


def test_keeping_drops_the_sound_under_way(bench: Bench) -> None:
    sound = bench.order_and_deliver()
    bench.pad.set_mode(PadMode.REGENERATE)
    bench.pad.hit()
    stale = bench.workshop.next_order()
    bench.pad.set_mode(PadMode.KEEP)
    assert stale.cancel()
    stale.deliver()
    bench.pad.order()
    bench.workshop.next_order()
    assert bench.pad.sound is sound
    assert bench.sounds.empty()


def test_keeping_an_empty_pad_still_waits_for_its_first_sound(bench: Bench) -> None:
    bench.pad.hit()
    order = bench.workshop.next_order()
    bench.pad.set_mode(PadMode.KEEP)
    assert not order.cancel()


def test_a_loaded_sound_takes_precedence(bench: Bench) -> None:
    bench.pad.order()
    stale = bench.workshop.next_order()
    mine = Sound(GenerationRequest("kick", seed=77))
    bench.pad.load(mine)
    assert stale.cancel()
    bench.pad.hit()
    assert bench.tape.played == [(mine.clip, 1.0, "low")]
    assert bench.pad.sound is mine


def test_errors_of_dropped_orders_are_not_reported(bench: Bench) -> None:
    bench.pad.order()
    stale = bench.workshop.next_order()
    bench.pad.load(Sound(KICK))
    stale.outcome.put(ModelError("The model is damaged."))
    bench.order_and_deliver()
    assert bench.errors.empty()


def test_a_cancel_of_the_generators_own_is_no_error(bench: Bench) -> None:
    bench.pad.order()
    bench.workshop.next_order().outcome.put(Cancelled())
    wait_until(lambda: not bench.pad.busy, "the end of the order")
    bench.order_and_deliver()
    assert bench.errors.empty()


def test_closing_while_a_sound_is_made_ends_the_worker(bench: Bench) -> None:
    bench.pad.order()
    order = bench.workshop.next_order()
    bench.pad.close()
    assert order.cancel()
    assert [thread for thread in threading.enumerate() if thread.name == "pad kick"] == []
    assert bench.sounds.empty()
    bench.pad.close()
    bench.pad.order()
    assert not bench.pad.busy


def test_failing_listeners_do_not_end_the_worker(caplog: pytest.LogCaptureFixture) -> None:
    workshop, tape = Workshop(), Tape()

    def fail(_: object) -> None:
        raise ZeroDivisionError

    pad: Pad[Sound] = Pad(workshop, tape, KICK, on_sound=fail, on_error=fail)
    pad.order()
    sound = workshop.next_order().deliver()
    wait_until(lambda: pad.sound is sound, "the sound")
    wait_until(lambda: not pad.busy, "the end of the order")
    pad.order()
    workshop.next_order().outcome.put(ModelError("The model is damaged."))
    wait_until(lambda: not pad.busy, "the end of the order")
    pad.order()
    assert workshop.next_order().request.seed == 12
    pad.close()
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError] * 2


def test_errors_without_a_listener_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    workshop = Workshop()
    pad: Pad[Sound] = Pad(workshop, Tape(), KICK)
    pad.order()
    workshop.next_order().outcome.put(ModelError("The model is damaged."))
    wait_until(lambda: bool(caplog.records), "the log")
    pad.close()
    assert "The model is damaged." in caplog.text


def test_seeds_start_again_after_the_last_one() -> None:
    workshop = Workshop()
    pad: Pad[Sound] = Pad(workshop, Tape(), GenerationRequest("kick", seed=MAX_SEED - 1))
    seeds = []
    for _ in range(2):
        pad.order()
        order = workshop.next_order()
        seeds.append(order.request.seed)
        sound = order.deliver()
        wait_until(lambda sound=sound: pad.sound is sound and not pad.busy, "the sound")
    pad.close()
    assert seeds == [MAX_SEED - 1, 0]


def test_hits_from_many_threads_order_one_sound(bench: Bench) -> None:
    sound = bench.order_and_deliver()
    bench.pad.set_mode(PadMode.REGENERATE)
    threads = [threading.Thread(target=bench.pad.hit) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [clip for clip, _, _ in bench.tape.played] == [sound.clip] * 16
    bench.workshop.next_order()
    assert not bench.workshop.has_orders
