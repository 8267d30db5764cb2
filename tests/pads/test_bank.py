"""A bank with a generator whose pace and success the test decides, and a player that keeps what it was given."""

import queue
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from drumgen.engine.generator import GeneratedSound
from drumgen.engine.request import GenerationRequest
from drumgen.errors import Cancelled, DeviceError, ModelError, PadError
from drumgen.pads.bank import PadBank
from drumgen.pads.listener import PadListener
from drumgen.pads.settings import PadMode
from drumgen.pads.slot import DRY_SPELL_S
from drumgen.playback.velocity import velocity_gain
from tests.support.pad_parts import Clock, Tape, Workshop, sound_of
from tests.support.sounds import noise_burst
from tests.support.waiting import DEADLINE_S, wait_until

KICK, SNARE, CLOSED_HAT = 0, 2, 6


class Bench:
    """A bank and what it is connected to."""

    def __init__(self) -> None:
        self.workshop, self.tape, self.clock = Workshop(), Tape(), Clock()
        self.renewed: list[tuple[int, object]] = []
        self.dry: list[int] = []
        self.struck: list[tuple[int, int]] = []
        self.remade: queue.Queue[tuple[object, ...]] = queue.Queue()
        self.errors: queue.Queue[Exception] = queue.Queue()
        listener = PadListener(
            struck=lambda *news: self.struck.append(news),
            renewed=lambda *news: self.renewed.append(news),
            remade=lambda *news: self.remade.put(news),
            ran_dry=self.dry.append,
            failed=self.errors.put,
        )
        self.bank = PadBank(self.workshop, self.tape, listener=listener, stock=3, clock=self.clock)

    def put(self, pad: int, seed: int = 0) -> GeneratedSound:
        sound = sound_of(GenerationRequest(self.bank.settings(pad).label, seed=seed))
        self.bank.load(pad, sound)
        return sound

    def change(self, pad: int, **changes: object) -> None:
        self.bank.set_settings(pad, self.bank.settings(pad).changed(**changes))

    def stocked(self, pad: int) -> list[GeneratedSound]:
        """Switch a pad to new sounds with every hit, and fill its queue."""
        self.change(pad, mode=PadMode.REGENERATE)
        sounds = self.workshop.next_job().deliver()
        wait_until(lambda: self.bank.ready(pad) == 3, "the queue")
        return sounds

    def heard(self) -> list[np.ndarray]:
        return [clip.samples[0] for clip, _, _ in self.tape.played]

    def assert_heard(self, *sounds: GeneratedSound) -> None:
        assert len(self.tape.played) == len(sounds)
        for heard, sound in zip(self.heard(), sounds, strict=True):
            np.testing.assert_array_equal(heard, sound.clip.samples[0])


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.bank.close()


def test_keeping_plays_the_same_sound_again(bench: Bench) -> None:
    sound = bench.put(CLOSED_HAT)
    assert [bench.bank.hit(CLOSED_HAT, velocity) for velocity in (127, 64, 1)] == [True] * 3
    bench.assert_heard(sound, sound, sound)
    assert [(gain, group) for _, gain, group in bench.tape.played] == [
        (velocity_gain(velocity), "hats") for velocity in (127, 64, 1)
    ]
    assert bench.struck == [(CLOSED_HAT, 127), (CLOSED_HAT, 64), (CLOSED_HAT, 1)]
    assert not bench.workshop.has_jobs


def test_a_release_does_nothing(bench: Bench) -> None:
    bench.put(KICK)
    assert not bench.bank.hit(KICK, 0)
    assert bench.tape.played == bench.struck == []


def test_gain_works_with_velocity(bench: Bench) -> None:
    bench.put(KICK)
    bench.change(KICK, gain_db=-6.0)
    bench.bank.hit(KICK, 100)
    assert bench.tape.played[0][1] == pytest.approx(velocity_gain(100) * 10 ** (-6 / 20))


def test_an_empty_pad_plays_nothing_and_has_its_first_sound_made(bench: Bench) -> None:
    bench.change(KICK, seed=55)
    assert not bench.bank.hit(KICK, 100)
    assert not bench.bank.hit(KICK, 100)
    job = bench.workshop.next_job()
    assert job.request == GenerationRequest("kick", seed=55)
    (sound,) = job.deliver()
    bench.remade.get(timeout=DEADLINE_S)
    assert bench.bank.sound(KICK) is sound
    assert bench.bank.hit(KICK)
    bench.assert_heard(sound)
    assert not bench.workshop.has_jobs


def test_every_hit_has_a_new_sound(bench: Bench) -> None:
    first = bench.put(KICK, seed=0)
    sounds = bench.stocked(KICK)
    assert [sound.provenance.seed for sound in sounds] == [1, 2, 3]
    for _ in range(3):
        assert bench.bank.hit(KICK)
    bench.assert_heard(first, *sounds[:2])
    wait_until(lambda: len(bench.renewed) == 3, "the news")
    assert bench.renewed[1:] == [(KICK, sounds[0]), (KICK, sounds[1])]
    job = bench.workshop.next_job()
    assert (job.request.seed, job.request.label) == (4, "kick")


def test_a_queue_that_is_dry_repeats_the_last_sound_and_says_so_once(bench: Bench) -> None:
    first = bench.put(KICK)
    bench.change(KICK, mode=PadMode.REGENERATE)
    bench.workshop.next_job()
    for _ in range(5):
        bench.clock.advance(0.1)
        assert bench.bank.hit(KICK)
    bench.assert_heard(*[first] * 5)
    assert bench.dry == [KICK]
    bench.clock.advance(DRY_SPELL_S + 0.1)
    bench.bank.hit(KICK)
    assert bench.dry == [KICK, KICK]


def test_no_hit_waits_while_sounds_are_made(bench: Bench) -> None:
    """All of this happens while the worker is inside the generator."""
    bench.put(KICK)
    bench.put(SNARE)
    bench.change(KICK, mode=PadMode.REGENERATE)
    job = bench.workshop.next_job()
    assert bench.bank.hit(KICK)
    assert bench.bank.hit(SNARE)
    assert bench.bank.hit_note(38, 90) == SNARE
    assert len(bench.tape.played) == 3
    assert not job.cancel()


def test_notes_find_their_pads_and_stand_ins(bench: Bench) -> None:
    for pad in range(len(bench.bank)):
        bench.put(pad)
    notes = [bench.bank.settings(pad).note for pad in range(16)]
    assert [bench.bank.hit_note(note, 100) for note in notes] == list(range(16))
    assert bench.bank.hit_note(57, 100) == 13  # a second crash: the ride is nearer than the first one
    assert bench.bank.hit_note(35, 100) == KICK
    assert bench.bank.hit_note(12, 100) is None
    bench.change(SNARE, note=36)
    played = len(bench.tape.played)
    assert bench.bank.hit_note(36, 100) == KICK
    assert len(bench.tape.played) == played + 2  # both pads of the note


def test_mute_and_solo(bench: Bench) -> None:
    bench.put(KICK)
    bench.put(SNARE)
    bench.change(KICK, muted=True)
    assert not bench.bank.hit(KICK)
    assert bench.struck == [(KICK, 127)]  # it still shows that it was hit
    bench.change(KICK, muted=False)
    bench.change(SNARE, soloed=True)
    assert not bench.bank.hit(KICK)
    assert bench.bank.hit(SNARE)
    bench.change(SNARE, soloed=False)
    assert bench.bank.hit(KICK)


def test_regenerating_draws_a_seed_unless_it_is_locked(bench: Bench) -> None:
    bench.change(KICK, seed=2**40)
    bench.bank.regenerate(KICK)
    job = bench.workshop.next_job()
    assert job.request.seed < 2**40
    (sound,) = job.deliver()
    pad, before, after, _ = bench.remade.get(timeout=DEADLINE_S)
    assert (pad, before.settings.seed, after.settings.seed) == (KICK, 2**40, job.request.seed)
    assert bench.bank.settings(KICK).seed == job.request.seed
    assert bench.bank.sound(KICK) is sound
    bench.change(KICK, seed=2**41, seed_locked=True)
    bench.bank.regenerate(KICK)
    assert bench.workshop.next_job().request.seed == 2**41


def test_regenerating_takes_a_ready_sound_at_once(bench: Bench) -> None:
    bench.put(KICK)
    sounds = bench.stocked(KICK)
    bench.bank.regenerate(KICK)
    assert bench.bank.sound(KICK) is sounds[0]
    bench.bank.hit(KICK)
    bench.assert_heard(sounds[0])


def test_locked_pads_are_left_alone(bench: Bench) -> None:
    for pad in range(16):
        bench.change(pad, locked=pad not in (KICK, SNARE))
    bench.bank.regenerate_unlocked(tag=9)
    pads = set()
    for _ in range(2):
        bench.workshop.next_job().deliver()
        pad, _, _, tag = bench.remade.get(timeout=DEADLINE_S)
        pads.add(pad)
        assert tag == 9
    assert pads == {KICK, SNARE}
    assert not bench.workshop.has_jobs


def test_other_wishes_drop_what_is_under_way(bench: Bench) -> None:
    bench.put(KICK)
    bench.change(KICK, mode=PadMode.REGENERATE)
    stale = bench.workshop.next_job()
    bench.change(KICK, label="tom", seed=70)
    assert stale.cancel()
    job = bench.workshop.next_job()
    assert (job.request.label, job.request.seed) == ("tom", 70)


def test_a_loaded_sound_takes_precedence(bench: Bench) -> None:
    bench.bank.regenerate(KICK)
    stale = bench.workshop.next_job()
    mine = noise_burst(4)
    bench.bank.load(KICK, mine)
    assert stale.cancel()
    stale.deliver()
    bench.bank.hit(KICK)
    assert bench.bank.sound(KICK) is mine
    assert bench.remade.empty()


def test_settings_changed_meanwhile_survive_a_wish(bench: Bench) -> None:
    bench.bank.remake({KICK: bench.bank.settings(KICK).changed(seed=40, steps=4)})
    job = bench.workshop.next_job()
    bench.change(KICK, gain_db=-9.0, pan=1.0)
    job.deliver()
    bench.remade.get(timeout=DEADLINE_S)
    now = bench.bank.settings(KICK)
    assert (now.seed, now.steps, now.gain_db, now.pan) == (40, 4, -9.0, 1.0)
    wait_until(lambda: not np.abs(bench.bank.state(KICK).sound.layers[0].samples[0]).any(), "the panning")


def test_a_turned_knob_is_heard_while_sounds_are_made(bench: Bench) -> None:
    bench.put(KICK)
    bench.bank.regenerate(SNARE)
    bench.workshop.next_job()  # and it is not delivered
    bench.change(KICK, pan=1.0)
    wait_until(lambda: not np.abs(bench.bank.state(KICK).sound.layers[0].samples[0]).any(), "the panning")


def test_ready_sounds_are_shaped_anew(bench: Bench) -> None:
    bench.put(KICK)
    bench.stocked(KICK)
    bench.change(KICK, tune_semitones=12.0)
    bench.bank.hit(KICK)
    wait_until(lambda: bench.bank.ready(KICK) == 3, "the queue")
    wait_until(lambda: bench.bank.state(KICK).sound.layers[0].samples.shape[1] == 32, "the tuning")
    bench.bank.hit(KICK)
    assert bench.tape.played[-1][0].samples.shape == (2, 32)


def test_keeping_drops_the_queue_and_its_place_in_the_series(bench: Bench) -> None:
    bench.put(KICK)
    bench.stocked(KICK)
    bench.change(KICK, mode=PadMode.KEEP)
    assert bench.bank.ready(KICK) == 0
    bench.change(KICK, mode=PadMode.REGENERATE)
    assert bench.workshop.next_job().request.seed == 1


def test_swapped_pads_keep_their_notes(bench: Bench) -> None:
    kick, snare = bench.put(KICK), bench.put(SNARE)
    bench.bank.swap(KICK, SNARE)
    assert (bench.bank.settings(KICK).label, bench.bank.settings(KICK).note) == ("snare", 36)
    assert (bench.bank.settings(SNARE).label, bench.bank.settings(SNARE).note) == ("kick", 38)
    assert bench.bank.hit_note(36, 127) == KICK
    bench.bank.hit_note(38, 127)
    bench.assert_heard(snare, kick)


def test_a_copy_keeps_its_note(bench: Bench) -> None:
    kick = bench.put(KICK)
    bench.change(KICK, gain_db=-3.0)
    bench.bank.copy(KICK, SNARE)
    assert bench.bank.settings(SNARE) == bench.bank.settings(KICK).changed(note=38)
    assert bench.bank.sound(SNARE) is kick


def test_a_pad_goes_back_to_what_it_was(bench: Bench) -> None:
    bench.put(KICK)
    before = bench.bank.state(KICK)
    bench.put(KICK, seed=9)
    bench.change(KICK, gain_db=3.0, label="tom")
    bench.bank.restore({KICK: before})
    after = bench.bank.state(KICK)
    assert (after.settings, after.sound) == (before.settings, before.sound)


def test_a_pad_that_waited_waits_again(bench: Bench) -> None:
    bench.bank.remake({KICK: bench.bank.settings(KICK)})
    bench.workshop.next_job()
    waiting = bench.bank.state(KICK)
    bench.bank.cancel()
    assert not bench.bank.waits(KICK)
    bench.bank.restore({KICK: waiting}, tag=4)
    bench.workshop.next_job().deliver()
    assert bench.remade.get(timeout=DEADLINE_S)[3] == 4


def test_pads_that_wish_the_same_sound_share_it(bench: Bench) -> None:
    toms = [pad for pad in range(16) if bench.bank.settings(pad).label == "tom"]
    bench.bank.remake({pad: bench.bank.settings(pad).changed(seed=3) for pad in toms})
    bench.workshop.next_job().deliver()
    for _ in toms:
        bench.remade.get(timeout=DEADLINE_S)
    assert len({id(bench.bank.sound(pad)) for pad in toms}) == 1
    assert not bench.workshop.has_jobs


def test_a_failure_is_told_once_and_tried_again_with_a_later_hit(bench: Bench) -> None:
    first = bench.put(KICK)
    bench.change(KICK, mode=PadMode.REGENERATE)
    error = ModelError("The model is damaged.")
    bench.workshop.next_job().fail(error)
    assert bench.errors.get(timeout=DEADLINE_S) is error
    bench.bank.hit(KICK)
    bench.assert_heard(first)
    bench.clock.advance(2.0)
    bench.bank.hit(KICK)
    bench.workshop.next_job().deliver()
    assert bench.errors.empty()


def test_a_wish_that_fails_leaves_the_pad_as_it_was(bench: Bench) -> None:
    sound = bench.put(KICK)
    bench.bank.remake({KICK: bench.bank.settings(KICK).changed(label="kick", seed=4)})
    bench.workshop.next_job().fail(ModelError("The model is damaged."))
    bench.errors.get(timeout=DEADLINE_S)
    assert bench.bank.sound(KICK) is sound
    assert bench.bank.settings(KICK).seed != 4
    assert not bench.bank.waits(KICK)


def test_errors_of_playing_are_told_once(bench: Bench) -> None:
    bench.put(KICK)
    bench.tape.error = DeviceError("The audio output is not open.")
    assert not bench.bank.hit(KICK)
    assert not bench.bank.hit(KICK)
    assert bench.errors.get(timeout=DEADLINE_S) is bench.tape.error
    assert bench.errors.empty()


def test_a_cancel_of_the_generators_own_is_no_error(bench: Bench) -> None:
    bench.bank.regenerate(KICK)
    bench.workshop.next_job().fail(Cancelled())
    bench.workshop.next_job().deliver()  # still wished, so tried again
    bench.remade.get(timeout=DEADLINE_S)
    assert bench.errors.empty()


def test_closing_while_a_sound_is_made_ends_the_thread(bench: Bench) -> None:
    bench.put(KICK)
    bench.bank.regenerate(SNARE)
    job = bench.workshop.next_job()
    bench.bank.close()
    assert job.cancel()
    assert [thread for thread in threading.enumerate() if thread.name == "pads"] == []
    bench.bank.close()
    assert bench.bank.hit(KICK)  # playing goes on


def test_failing_listeners_end_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    workshop, tape = Workshop(), Tape()
    bank = PadBank(workshop, tape, listener=PadListener(struck=fail, renewed=fail, remade=fail, changed=fail))
    bank.regenerate(KICK)
    workshop.next_job().deliver()
    wait_until(lambda: bank.sound(KICK) is not None, "the sound")
    assert bank.hit(KICK)
    bank.regenerate(SNARE)
    workshop.next_job().deliver()
    wait_until(lambda: bank.sound(SNARE) is not None, "the next sound")
    bank.close()
    assert "a listener of the pads failed" in caplog.text


def test_a_sound_that_is_too_long_is_refused(bench: Bench) -> None:
    sound = bench.put(KICK)
    with pytest.raises(PadError):
        bench.bank.load(KICK, noise_burst(1, frames=31 * 800, rate_hz=800))
    assert bench.bank.sound(KICK) is sound


def test_another_rate_of_the_output_shapes_everything_anew(bench: Bench) -> None:
    bench.put(KICK)
    bench.bank.set_rate(48000)
    wait_until(lambda: bench.bank.state(KICK).sound.layers[0].rate_hz == 48000, "the resampling")


def test_hits_from_many_threads_use_up_one_sound_each(bench: Bench) -> None:
    first = bench.put(KICK)
    sounds = bench.stocked(KICK)
    threads = [threading.Thread(target=bench.bank.hit, args=(KICK, 127)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heard = {samples.tobytes() for samples in bench.heard()}
    assert heard == {sound.clip.samples[0].tobytes() for sound in (first, *sounds)}
