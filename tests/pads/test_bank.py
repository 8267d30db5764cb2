"""What a bank does beside playing: new sounds, changes, faults."""

import threading

import numpy as np
import pytest

from drumgen.errors import Cancelled, DeviceError, ModelError, PadError
from drumgen.pads.bank import PadBank
from drumgen.pads.listener import PadListener
from drumgen.pads.settings import PadMode
from tests.pads.conftest import KICK, SNARE, Bench
from tests.support.pad_parts import Tape, Workshop
from tests.support.sounds import noise_burst
from tests.support.waiting import DEADLINE_S, wait_until


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
