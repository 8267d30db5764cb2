import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.midi.control.tempo import TempoMeter
from drumgen.midi.messages import ClockMessage

TEMPOS = st.floats(40, 240)


def _ticks(bpm: float, n_ticks: int, begin_s: float = 0.0) -> np.ndarray:
    return begin_s + np.arange(n_ticks) * 60.0 / (24 * bpm)


def _heard(*times_s: np.ndarray) -> TempoMeter:
    meter = TempoMeter()
    for time_s in np.concatenate(times_s):
        meter.receive(ClockMessage("clock", float(time_s)))
    return meter


@given(TEMPOS, st.integers(12, 200))
def test_an_even_clock(bpm: float, n_ticks: int) -> None:
    times = _ticks(bpm, n_ticks, 5.0)
    assert _heard(times).bpm(times[-1]) == pytest.approx(bpm)


@given(TEMPOS, st.integers(0, 2**32 - 1))
def test_blocks_and_late_ticks_hardly_matter(bpm: float, seed: int) -> None:
    """Ticks come at the beginnings of blocks of 5.8 ms, and each twentieth one is late by up to 50 ms."""
    random = np.random.default_rng(seed)
    times = np.ceil(_ticks(bpm, 96, random.uniform(1, 2)) / 0.0058) * 0.0058
    late = random.choice(96, 5, replace=False)
    times[late] += random.uniform(0, 0.05, 5)
    times = np.sort(times)
    assert _heard(times).bpm(times[-1]) == pytest.approx(bpm, rel=0.02)


@given(TEMPOS, TEMPOS)
def test_a_change_of_tempo_is_followed_within_a_beat(first: float, second: float) -> None:
    before = _ticks(first, 200)
    after = _ticks(second, 25, before[-1])[1:]
    assert _heard(before, after).bpm(after[-1]) == pytest.approx(second, rel=0.13)


def test_too_few_ticks_and_silence_have_no_tempo() -> None:
    times = _ticks(120, 48)
    assert TempoMeter().bpm(0.0) is None
    assert _heard(times[:11]).bpm(times[10]) is None
    assert _heard(times).bpm(times[-1] + 0.49) == pytest.approx(120)
    assert _heard(times).bpm(times[-1] + 0.51) is None


def test_a_pause_does_not_count_as_a_slow_beat() -> None:
    before, after = _ticks(120, 96), _ticks(90, 13, 100.0)
    assert _heard(before, after).bpm(after[-1]) == pytest.approx(90)


@pytest.mark.parametrize("kind", ["start", "stop", "continue"])
def test_transport_begins_anew(kind: str) -> None:
    times = _ticks(120, 48)
    meter = _heard(times)
    meter.receive(ClockMessage(kind, float(times[-1])))
    assert meter.bpm(times[-1]) is None
    for time_s in _ticks(100, 12, times[-1]):
        meter.receive(ClockMessage("clock", float(time_s)))
    assert meter.bpm(times[-1]) == pytest.approx(100)


def test_a_clock_that_stands_still_has_no_tempo() -> None:
    assert _heard(np.zeros(50)).bpm(0.0) is None
