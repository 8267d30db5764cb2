import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.engine.request import GenerationRequest
from drumgen.errors import PadError
from drumgen.midi.gm_drums import GM_DRUMS
from drumgen.pads.layout import PADS, default_settings
from drumgen.pads.settings import LAST_SEED, RANGES, PadMode, PadSettings

KICK = PadSettings("Kick", 36, "kick", seed=7)


@pytest.mark.parametrize("name", RANGES)
@pytest.mark.parametrize("beyond", [-1.0, 1.0, math.nan])
def test_values_out_of_range_are_refused_with_a_sentence(name: str, beyond: float) -> None:
    lowest, highest = RANGES[name]
    value = math.nan if math.isnan(beyond) else (highest if beyond > 0 else lowest) + beyond
    if name == "seed" and beyond == 1.0:
        value = LAST_SEED + 1
    with pytest.raises(PadError, match=r"^The .* must lie between .*\.$"):
        KICK.changed(**{name: value})
    for edge in (lowest, highest):
        assert getattr(KICK.changed(**{name: edge}), name) == edge


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"name": "k" * 41},
        {"label": ""},
        {"model": ""},
        {"choke_group": "h" * 41},
        {"prompt": "p" * 1001},
        {"attributes": (("brightness", 1.5),)},
        {"attributes": (("brightness", math.nan),)},
        {"attributes": (("brightness", 0.1), ("brightness", 0.2))},
    ],
)
def test_texts_and_attributes_are_checked(changes: dict[str, object]) -> None:
    with pytest.raises(PadError, match=r"\.$"):
        KICK.changed(**changes)


def test_what_decides_the_sound_and_what_its_shape() -> None:
    for changes in (
        {"seed": 8},
        {"label": "snare"},
        {"prompt": "dark"},
        {"attributes": (("body", 0.5),)},
        {"steps": 4},
    ):
        assert KICK.changed(**changes).making != KICK.making
        assert KICK.changed(**changes).shape == KICK.shape
    for changes in ({"pan": 0.1}, {"width": 0.5}, {"tune_semitones": 1.0}, {"decay_s": 0.2}, {"velocity_to_tone": 0.5}):
        assert KICK.changed(**changes).shape != KICK.shape
        assert KICK.changed(**changes).making == KICK.making
    for changes in ({"gain_db": -3.0}, {"mode": PadMode.REGENERATE}, {"locked": True}, {"note": 40}):
        assert KICK.changed(**changes).making == KICK.making
        assert KICK.changed(**changes).shape == KICK.shape


@given(st.integers(0, LAST_SEED), st.integers(0, 2**31), st.integers(1, 8))
def test_every_seed_leaves_room_for_its_series(seed: int, skip: int, count: int) -> None:
    request = KICK.changed(seed=seed).request(count=count, skip=skip)
    assert request == GenerationRequest("kick", count, seed + skip)


def test_the_usual_pads_are_general_midi_and_have_every_class() -> None:
    pads = default_settings()
    assert len(pads) == PADS
    assert [pad.note for pad in pads[:8]] == list(range(36, 44))
    assert len({pad.note for pad in pads}) == PADS
    assert len({pad.name for pad in pads}) == PADS
    for pad in pads:
        assert pad.label == GM_DRUMS[pad.note].label
        assert pad.choke_group == ("hats" if "hat" in pad.label else None)
    assert {pad.label for pad in pads} == {drum.label for drum in GM_DRUMS.values()}


def test_a_model_with_other_classes_gets_its_own() -> None:
    pads = default_settings(("kick", "gong"), "gongs")
    assert {pad.label for pad in pads} == {"kick", "gong"}
    assert {pad.model for pad in pads} == {"gongs"}
    assert pads[0].name == "Kick"
