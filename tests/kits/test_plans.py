import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drumgen.kits.plans import kit_plan, randomised
from drumgen.pads.layout import default_settings
from drumgen.wishes.kits import kit_wishes

PADS = default_settings()
seeds = st.integers(0, 2**62)


@given(seeds)
def test_one_seed_gives_one_kit(seed: int) -> None:
    plan = kit_plan(PADS, seed)
    assert plan == kit_plan(PADS, seed)
    assert sorted(plan) == list(range(16))
    assert plan[0].seed != kit_plan(PADS, seed + 1)[0].seed or plan[2].seed != kit_plan(PADS, seed + 1)[2].seed


@given(seeds)
def test_the_sounds_of_a_kit_share_a_character(seed: int) -> None:
    plan = kit_plan(PADS, seed)
    values = np.array([[value for _, value in pad.attributes] for pad in plan.values()])
    assert values.shape == (16, 3)
    assert (np.abs(values) <= 1.0).all()
    assert (np.ptp(values, axis=0) <= 0.32).all()


def test_kits_differ_in_character() -> None:
    brightness = [kit_plan(PADS, seed)[0].attributes[0][1] for seed in range(50)]
    assert np.std(brightness) > 0.25


@given(seeds)
def test_toms_are_one_drum_and_nothing_else_shares_a_seed(seed: int) -> None:
    plan = kit_plan(PADS, seed)
    toms = {pad.seed for pad in plan.values() if pad.label == "tom"}
    assert len(toms) == 1
    assert len({pad.tune_semitones for pad in plan.values() if pad.label == "tom"}) == 4


def test_locks_and_what_is_no_matter_of_the_sound_stay() -> None:
    pads = list(PADS)
    pads[0] = pads[0].changed(locked=True)
    pads[1] = pads[1].changed(seed_locked=True, seed=5, gain_db=-4.0, pan=0.3)
    plan = kit_plan(pads, 9)
    assert 0 not in plan
    assert (plan[1].seed, plan[1].gain_db, plan[1].pan, plan[1].note) == (5, -4.0, 0.3, 37)


def test_a_prompt_takes_the_place_of_the_character() -> None:
    plan = kit_plan(PADS, 9, "dark")
    assert plan[0].prompt == plan[2].prompt == "dark"
    assert all(pad.attributes == kit_wishes("dark", [pad.label])[pad.label].attributes for pad in plan.values())
    assert plan[0].seed == kit_plan(PADS, 9)[0].seed


@given(seeds, st.sampled_from(PADS))
def test_random_pads_are_valid_and_reproducible(seed: int, pad: object) -> None:
    other = randomised(pad, seed)
    assert other == randomised(pad, seed)
    assert (other.note, other.label, other.name, other.mode) == (pad.note, pad.label, pad.name, pad.mode)
    assert randomised(pad.changed(seed_locked=True), seed).seed == pad.seed
