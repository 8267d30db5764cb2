"""Attributes as measured: each rises with what it is named after."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from drumgen.engine.generator import Generator
from drumgen.inference.store import PACKAGED_FOLDER, ModelStore
from drumgen.wishes.measuring import measure
from drumgen.wishes.ranking import TABLE, standing
from drumgen.wishes.tabulate import tabulate
from drumgen.wishes.units import UNITS
from drumgen.wishes.wish import ATTRIBUTES
from tests.support.models.tiny_models import write_tiny_models

RATE_HZ = 44_100


def hit(*, tone_hz=200.0, decay_s=0.1, noise=0.2, rise_s=0.0, low=1.0, size=20_000) -> Clip:
    times_s = np.arange(size) / RATE_HZ
    rise = np.clip(times_s / rise_s, 0.0, 1.0) if rise_s else 1.0
    tone = low * np.sin(2 * np.pi * tone_hz * times_s)
    hiss = noise * np.random.default_rng(0).standard_normal(size)
    return Clip(np.array([0.3 * rise * (tone + hiss) * np.exp(-times_s / decay_s)], dtype=np.float32), RATE_HZ)


@pytest.mark.parametrize(
    ("name", "less", "more"),
    [
        ("brightness", {"tone_hz": 200.0}, {"tone_hz": 4000.0}),
        ("attack", {"rise_s": 0.05}, {"rise_s": 0.0}),
        ("decay", {"decay_s": 0.03}, {"decay_s": 0.1}),
        ("pitch", {"tone_hz": 120.0, "noise": 0.0}, {"tone_hz": 180.0, "noise": 0.0}),
        ("noisiness", {"noise": 0.01}, {"noise": 0.5}),
        ("body", {"noise": 0.5, "low": 0.2}, {"noise": 0.1, "low": 1.0}),
    ],
)
def test_an_attribute_rises_with_what_it_is_named_after(name, less, more):
    assert measure(hit(**less))[name] < measure(hit(**more))[name]


@pytest.mark.parametrize("rise_s", [0.0, 0.02])
def test_attack_is_the_time_in_which_half_of_the_first_energy_comes(rise_s):
    """Of a hit that falls exponentially: half of its energy is there after ln 2 / 2 of its time constant."""
    clip = hit(noise=0.0, tone_hz=8000.0, decay_s=0.02, rise_s=rise_s)
    attack_ms = UNITS["attack"].in_unit(measure(clip)["attack"])
    power = np.cumsum(clip.mono[:4410].astype(np.float64) ** 2)
    assert attack_ms == pytest.approx(1000.0 * np.searchsorted(power, 0.5 * power[-1]) / RATE_HZ, abs=0.05)
    if rise_s == 0.0:
        assert attack_ms == pytest.approx(1000.0 * 0.5 * np.log(2.0) * 0.02, abs=0.1)


def test_pitch_is_the_tone():
    assert 2.0 ** measure(hit(tone_hz=155.0, noise=0.01))["pitch"] == pytest.approx(155.0, rel=0.03)


@pytest.mark.parametrize("size", [0, 1, 3, 100, 70_000])
def test_any_length_and_silence_can_be_measured(size):
    for samples in (np.zeros((1, size)), np.ones((2, size))):
        measured = measure(Clip(samples.astype(np.float32), RATE_HZ))
        assert list(measured) == list(ATTRIBUTES)
        assert np.isfinite(list(measured.values())).all()


@given(st.sampled_from(["kick", "closed_hat", "perc", "unheard of", "snare=0.6+clap=0.4"]), st.floats(60.0, 8000.0))
def test_standings_lie_between_least_and_most(label, tone_hz):
    places = standing(hit(tone_hz=tone_hz, size=4000), label)
    assert list(places) == list(ATTRIBUTES)
    assert all(-1.0 <= place <= 1.0 for place in places.values())


def test_the_table_is_of_what_serves_plain_requests():
    table = json.loads(TABLE.read_text())
    store = ModelStore(PACKAGED_FOLDER)
    card = store.card("drums")
    assert table["sha256"] == store.card(card.student.name if card.student else "drums").sha256
    assert set(table["classes"]) == {*card.classes, "all"}
    for row in table["classes"].values():
        assert set(row) == set(ATTRIBUTES)
        assert all(len(quantiles) == 21 and quantiles == sorted(quantiles) for quantiles in row.values())


def test_a_table_is_computed_from_sounds(tmp_path):
    table = tabulate(Generator(ModelStore(write_tiny_models(tmp_path)), device="cpu"), 2)
    assert table["sounds"] == 2
    assert table["classes"]["all"]["brightness"][0] <= table["classes"]["kick"]["brightness"][0]
