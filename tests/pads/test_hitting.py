"""Hits: what they play, and that they never wait."""

import pytest

from drumgen.engine.request import GenerationRequest
from drumgen.pads.settings import PadMode
from drumgen.pads.slot import DRY_SPELL_S
from drumgen.playback.velocity import velocity_gain
from tests.pads.conftest import CLOSED_HAT, KICK, SNARE, Bench
from tests.support.waiting import DEADLINE_S, wait_until


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
