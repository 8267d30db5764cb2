import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from drumgen.errors import DataError
from training.data.augmentation import ALLOWED, GAIN_DB, augmented
from training.data.preparation import (
    LONGEST_GAP_S,
    PreparationReport,
    fitted,
    levelled,
    load_mono,
    prepare_file,
    without_silence,
)

RATE = 16000
PEAK = 10.0 ** (-1.0 / 20.0)


def tone(seconds, hz=440.0, rate=RATE):
    return 0.5 * np.sin(2.0 * np.pi * hz * np.arange(round(seconds * rate)) / rate)


def silence(seconds):
    return np.zeros(round(seconds * RATE))


def write(path, audio, rate=RATE, subtype="PCM_24"):
    soundfile.write(str(path), audio, rate, subtype=subtype)
    return path


def test_a_file_becomes_mono_at_rate_level_and_length(tmp_path):
    stereo = np.stack([tone(0.3, rate=44100), 0.2 * tone(0.3, rate=44100)], axis=1)
    prepared = prepare_file(write(tmp_path / "a.wav", stereo, 44100), RATE, RATE)
    assert prepared.audio.shape == (RATE,)
    assert prepared.audio.dtype == np.float32
    assert np.abs(prepared.audio).max() == pytest.approx(PEAK, rel=1e-3)
    assert prepared.facts.resampled
    assert prepared.facts.padded
    assert not prepared.facts.clipped
    assert not prepared.audio[round(0.31 * RATE) :].any()
    spectrum = np.abs(np.fft.rfft(prepared.audio))
    assert np.argmax(spectrum) == pytest.approx(440, abs=2)


def test_silence_around_a_sound_goes_and_long_gaps_inside_are_shortened():
    audio = np.concatenate([silence(0.5), tone(0.1), silence(1.0), tone(0.1), silence(0.5)]).astype(np.float32)
    short = without_silence(levelled(audio), RATE)
    assert len(short) / RATE == pytest.approx(0.2 + LONGEST_GAP_S, abs=0.02)
    assert np.abs(short[: round(0.01 * RATE)]).max() > 0.5
    assert np.abs(short[-round(0.01 * RATE) :]).max() > 0.5


@given(st.floats(0.0, 0.25), st.floats(0.02, 0.2), st.floats(0.0, 0.25))
def test_no_sounding_sample_is_lost(before, length, after):
    audio = levelled(np.concatenate([silence(before), tone(length), silence(after)]))
    kept = without_silence(audio, RATE)
    loud = audio[np.abs(audio) > 2e-3]
    np.testing.assert_array_equal(kept[np.abs(kept) > 2e-3], loud)


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_fitting_gives_the_length_and_keeps_the_beginning(length, wanted):
    audio = np.linspace(0.1, 1.0, length, dtype=np.float32)
    out = fitted(audio, RATE, wanted)
    assert out.shape == (wanted,)
    untouched = max(min(length, wanted) - 80, 0)
    np.testing.assert_array_equal(out[:untouched], audio[:untouched])
    if length > wanted > 1:
        assert out[-1] == 0.0


@pytest.mark.parametrize("content", [b"", b"no audio at all", None])
def test_unusable_files_are_one_sentence(tmp_path, content):
    path = tmp_path / "x.wav"
    if content is None:
        write(path, silence(0.2))
    else:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"x\.wav.*\.$"):
        prepare_file(path, RATE, RATE)


def test_the_report_counts_what_was_done(tmp_path):
    report = PreparationReport()
    loud = np.clip(4.0 * tone(0.3), -1.0, 1.0)
    for name, audio in (("a", loud), ("b", np.concatenate([silence(0.4), tone(0.1)]))):
        report.add(prepare_file(write(tmp_path / f"{name}.wav", audio), RATE, round(0.2 * RATE)).facts)
    report.add("The file c.wav is silent.")
    first, second, third = report.lines()
    assert first.startswith("2 files prepared, 0.8 s; 0.4 s of silence removed")
    assert "0 resampled, 1 clipped, 1 padded, 1 cut" in first
    assert second.startswith("1 files rejected")
    assert third == "  The file c.wav is silent."


def test_takes_keep_their_silences(tmp_path):
    take = np.concatenate([silence(0.5), tone(0.2), silence(0.7)])
    audio, facts = load_mono(write(tmp_path / "take.wav", take), RATE)
    assert len(audio) == len(take)
    assert facts.silence_s == 0.0


@pytest.mark.parametrize("label", ["kick", "cymbal", "7", "strings"])
def test_varied_copies_stay_within_what_the_class_allows(tmp_path, label):
    prepared = prepare_file(write(tmp_path / "a.wav", tone(0.5)), RATE, RATE)
    allowed = ALLOWED.get(label)
    heard = set()
    for seed in range(8):
        copy = augmented(prepared, label, np.random.default_rng(seed))
        np.testing.assert_array_equal(copy, augmented(prepared, label, np.random.default_rng(seed)))
        assert copy.shape == prepared.audio.shape
        level_db = 20.0 * np.log10(np.abs(copy).max() / PEAK)
        assert -GAIN_DB - 0.1 <= level_db <= 0.1
        hz = np.argmax(np.abs(np.fft.rfft(copy, 8 * RATE))) / 8.0
        semitones = 12.0 * np.log2(hz / 440.0)
        limit = allowed.semitones if allowed else 0.0
        assert abs(semitones) <= limit + 0.1
        heard.add(round(float(hz)))
    assert (len(heard) > 1) == (allowed is not None)
