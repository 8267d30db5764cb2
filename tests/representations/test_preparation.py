import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.representations import layout, preparation


def _hit(length, seed=0):
    rng = np.random.default_rng(seed)
    return (rng.normal(size=length) * np.exp(-np.arange(length) / 3000.0)).astype(np.float32)


@settings(max_examples=25)
@given(st.integers(200, 100_000), st.integers(0, 20_000), st.floats(1e-3, 4.0))
def test_any_hit_comes_out_at_its_onset_with_full_length_and_peak(length, silence, level):
    sound = np.concatenate([np.zeros(silence, dtype=np.float32), _hit(length) * np.float32(level)])
    out = preparation.prepare(sound)
    assert out.shape == (layout.SOUND_SAMPLES,)
    assert np.abs(out).max() == pytest.approx(preparation.PEAK, rel=1e-5)
    assert preparation.onset_index(out) <= preparation.PRE_ONSET_SAMPLES


def test_leading_silence_does_not_change_the_result():
    hit = _hit(8000)
    late = np.concatenate([np.zeros(4410, dtype=np.float32), hit])
    a, b = preparation.prepare(hit), preparation.prepare(late)
    lead = preparation.PRE_ONSET_SAMPLES
    np.testing.assert_allclose(b[lead:8000], a[: 8000 - lead], atol=2e-3)


def test_a_long_sound_is_faded_at_the_end():
    out = preparation.prepare(np.full(100_000, 0.5, dtype=np.float32) * np.sin(np.arange(100_000)).astype(np.float32))
    assert abs(out[-1]) < 1e-3
    assert np.abs(out[-1024:-900]).max() > 0.3


@pytest.mark.parametrize("sound", [np.zeros(0, dtype=np.float32), np.zeros(5000, dtype=np.float32)])
def test_silence_is_refused(sound):
    with pytest.raises(ValueError, match="silent"):
        preparation.prepare(sound)
