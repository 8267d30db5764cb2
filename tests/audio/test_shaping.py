"""Shaping: what each verb promises, over arbitrary sounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from drumgen.audio.shaping import (
    end_residue,
    fade_in,
    fade_out,
    low_pass,
    normalize_peak,
    remove_dc,
    trim_head,
    trim_tail,
)

RATE_HZ = 44_100

sounds = arrays(
    np.float32,
    st.tuples(st.integers(1, 3), st.integers(1, 400)),
    elements=st.floats(-1.0, 1.0, width=32),
)
loud_sounds = sounds.filter(lambda x: float(np.abs(x).max()) > 1e-3)


def thump(freq_hz: float = 60.0, *, onset: int = 1000, n_samples: int = 44_100) -> np.ndarray:
    """Return a decaying sine after `onset` samples of silence, shape (1, N)."""
    t = np.arange(n_samples - onset) / RATE_HZ
    x = np.zeros((1, n_samples), dtype=np.float32)
    x[0, onset:] = np.sin(2 * np.pi * freq_hz * t) * np.exp(-t / 0.06)
    return x


def test_remove_dc_takes_a_constant_offset_off_a_thump():
    x = thump()
    cleaned = remove_dc(x + np.float32(0.2), RATE_HZ)
    np.testing.assert_allclose(cleaned, remove_dc(x, RATE_HZ), atol=2e-7)
    assert np.abs(cleaned[0, -4410:]).max() < 1e-6


def test_remove_dc_keeps_silence_before_the_onset_and_the_attack():
    x = thump(onset=5000)
    cleaned = remove_dc(x, RATE_HZ)
    assert np.abs(cleaned[0, :5000]).max() < 1e-9, "energy before the onset would be a pre-echo"
    np.testing.assert_allclose(cleaned[0, 5000:5044], x[0, 5000:5044], rtol=0.02, atol=1e-9)


@pytest.mark.parametrize("freq_hz", [40.0, 200.0, 5000.0])
def test_remove_dc_leaves_the_audible_band_alone(freq_hz):
    t = np.arange(2 * RATE_HZ) / RATE_HZ
    x = np.sin(2 * np.pi * freq_hz * t, dtype=np.float64).astype(np.float32)[None]
    settled = remove_dc(x, RATE_HZ)[0, RATE_HZ:]
    gain_db = 20 * np.log10(np.sqrt(np.mean(np.square(settled, dtype=np.float64))) * np.sqrt(2))
    assert abs(gain_db) < 0.1


@given(st.floats(-1, 1, width=32), st.integers(1, 5000))
def test_remove_dc_turns_any_constant_into_silence(level, n_samples):
    cleaned = remove_dc(np.full((2, n_samples), level, dtype=np.float32), RATE_HZ)
    assert cleaned.shape == (2, n_samples)
    assert np.abs(cleaned).max() <= 1e-12


@given(loud_sounds, st.integers(0, 300), st.integers(0, 20))
def test_trim_tail_takes_off_appended_silence_and_nothing_loud(x, n_silent, hold):
    padded = np.pad(x, ((0, 0), (0, n_silent)))
    hold_s = hold / RATE_HZ
    trimmed = trim_tail(padded, RATE_HZ, hold_s=hold_s)
    np.testing.assert_array_equal(trimmed, padded[:, : trimmed.shape[1]])
    lost = padded[:, trimmed.shape[1] :]
    limit = np.abs(x).max() * 10 ** (-66 / 20)
    assert np.abs(lost).max(initial=0.0) <= limit * (1 + 1e-6)
    assert trimmed.shape[1] <= x.shape[1] + hold
    np.testing.assert_array_equal(trim_tail(trimmed, RATE_HZ, hold_s=hold_s), trimmed)


@given(loud_sounds, st.integers(0, 300), st.integers(0, 20))
def test_trim_head_mirrors_trim_tail(x, n_silent, preroll):
    padded = np.pad(x, ((0, 0), (n_silent, 0)))
    trimmed = trim_head(padded, RATE_HZ, threshold_db=-66.0, preroll_s=preroll / RATE_HZ)
    mirrored = trim_tail(padded[:, ::-1], RATE_HZ, hold_s=preroll / RATE_HZ)
    np.testing.assert_array_equal(trimmed, mirrored[:, ::-1])


@pytest.mark.parametrize("n_samples", [0, 1, 500])
def test_silence_passes_through_every_verb(n_samples):
    silence = np.zeros((2, n_samples), dtype=np.float32)
    for verb in (remove_dc, trim_tail, trim_head, fade_in, fade_out):
        np.testing.assert_array_equal(verb(silence, RATE_HZ), silence)
    np.testing.assert_array_equal(normalize_peak(silence), silence)


@given(sounds, st.integers(1, 600))
def test_fade_out_ends_on_zero_touches_only_the_end_and_never_amplifies(x, length):
    faded = fade_out(x, RATE_HZ, duration_s=length / RATE_HZ)
    untouched = max(0, x.shape[1] - length)
    np.testing.assert_array_equal(faded[:, :untouched], x[:, :untouched])
    assert np.all(faded[:, -1] == 0.0)
    assert np.all(np.abs(faded) <= np.abs(x))


@given(sounds, st.integers(1, 600))
def test_fade_in_is_fade_out_backwards(x, length):
    duration_s = length / RATE_HZ
    np.testing.assert_array_equal(
        fade_in(x, RATE_HZ, duration_s=duration_s), fade_out(x[:, ::-1], RATE_HZ, duration_s=duration_s)[:, ::-1]
    )
    assert np.all(fade_in(x, RATE_HZ, duration_s=duration_s)[:, 0] == 0.0)


def test_fade_is_a_monotonic_raised_cosine_and_zero_length_changes_nothing():
    ones = np.ones((1, 1000), dtype=np.float32)
    gain = fade_out(ones, 1000, duration_s=0.5)[0, 500:]
    assert np.all(np.diff(gain) < 0)
    np.testing.assert_allclose(gain[249], 0.5, atol=1e-6)
    np.testing.assert_array_equal(fade_out(ones, 1000, duration_s=0.0), ones)


@given(loud_sounds, st.floats(-40, 0))
def test_normalize_reaches_the_peak_and_keeps_the_channels_balance(x, peak_dbfs):
    y = normalize_peak(x, peak_dbfs=peak_dbfs)
    wanted = 10 ** (peak_dbfs / 20)
    np.testing.assert_allclose(np.abs(y).max(), wanted, rtol=1e-6)
    np.testing.assert_allclose(y * (np.abs(x).max() / np.abs(y).max()), x, atol=1e-6)


def test_normalize_lifts_even_a_denormal_whisper():
    x = np.full((1, 4), 1e-42, dtype=np.float32)
    np.testing.assert_allclose(normalize_peak(x, peak_dbfs=0.0), 1.0, rtol=1e-6)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_normalize_refuses_what_is_not_a_number(bad):
    with pytest.raises(ValueError, match="finite"):
        normalize_peak(np.array([[0.5, bad]], dtype=np.float32))


@given(sounds)
def test_no_verb_changes_its_input(x):
    before = x.copy()
    for verb in (remove_dc, trim_tail, trim_head, fade_in, fade_out):
        result = verb(x, RATE_HZ)
        assert result.dtype == np.float32
        assert not np.shares_memory(result, x)
    normalize_peak(x)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize("cutoff_hz", [0.5, 5.0, 20.0, 300.0, 15000.0])
@pytest.mark.parametrize("n_samples", [1, 100, 5000, 66000])
def test_low_pass_is_the_one_pole_recursion_at_any_cutoff(cutoff_hz, n_samples):
    x = np.random.default_rng(n_samples).standard_normal((2, n_samples)).astype(np.float32)
    fall = np.exp(-2.0 * np.pi * cutoff_hz / RATE_HZ)
    expected, last = np.zeros_like(x), np.zeros(2)
    for n in range(n_samples):
        last = (1.0 - fall) * x[:, n] + fall * last
        expected[:, n] = last
    np.testing.assert_allclose(low_pass(x, RATE_HZ, cutoff_hz=cutoff_hz), expected, rtol=0, atol=1e-6)


def with_noise(level_db: float) -> np.ndarray:
    noise = np.random.default_rng(0).standard_normal((1, RATE_HZ)).astype(np.float32)
    sound = thump(200.0, onset=0)
    return sound / np.abs(sound).max() + np.float32(10.0 ** (level_db / 20.0)) * noise


def test_hiss_behind_a_sound_is_faded_out_and_cut_off():
    hissing = with_noise(-74.0)
    ended = end_residue(hissing, RATE_HZ)
    over = round(0.06 * RATE_HZ * np.log(1000.0))  # the thump falls by 60 dB in 0.41 s
    assert over < ended.shape[1] < over + 0.15 * RATE_HZ
    kept = ended.shape[1] - round(0.05 * RATE_HZ)
    np.testing.assert_array_equal(ended[:, :kept], hissing[:, :kept])
    assert ended[0, -1] == 0.0


@pytest.mark.parametrize("level_db", [-100.0, -86.0, -50.0])
def test_silence_and_sounds_that_never_end_are_no_residue(level_db):
    sound = with_noise(level_db)
    np.testing.assert_array_equal(end_residue(sound, RATE_HZ), sound)


def test_a_natural_decay_is_left_alone():
    sound = thump(400.0, onset=0)
    np.testing.assert_array_equal(end_residue(sound, RATE_HZ), sound)
    short = with_noise(-74.0)[:, : round(0.5 * RATE_HZ)]
    np.testing.assert_array_equal(end_residue(short, RATE_HZ), short)


@pytest.mark.parametrize("n_samples", [0, 1, 300])
def test_end_residue_takes_sounds_of_any_length(n_samples):
    sound = np.zeros((2, n_samples), dtype=np.float32)
    assert end_residue(sound, RATE_HZ).shape == (2, n_samples)
