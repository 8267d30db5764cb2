"""Audio files: round trips of every format, and one clear sentence for every bad file."""

import json
import struct

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from wavinfo import WavInfoReader

from drumgen.audio.clip import Clip
from drumgen.audio.files import SampleFormat, check_audible, read_clip, read_tags, write_clip
from drumgen.errors import AudioFileError, OutputError
from tests.support.wav_files import RATE_HZ, bad_files, encoded, tone

samples_st = arrays(
    np.float32, st.tuples(st.integers(1, 6), st.integers(1, 200)), elements=st.floats(-1.0, 1.0, width=32)
)
TAGS = {"title": "Kick 7", "software": "drumgen 0.1.0", "comment": json.dumps({"seed": 7, "label": "kick"})}
# Half a step from rounding, a whole one at +1 (which integers cannot hold), one more from 16-bit dither.
TOLERANCE = {
    SampleFormat.WAV24: 1.0 / 2**23,
    SampleFormat.FLAC: 1.0 / 2**23,
    SampleFormat.WAV16: 1.5 / 2**15,
    SampleFormat.FLOAT: 0.0,
}


@settings(deadline=None)
@given(samples_st, st.sampled_from(SampleFormat), st.sampled_from([8000, 44_100, 48_000, 192_000]))
def test_write_then_read_gives_the_sound_back(tmp_path_factory, samples, sample_format, rate_hz):
    folder = tmp_path_factory.getbasetemp()
    path = write_clip(folder / f"a{sample_format.suffix}", Clip(samples, rate_hz), sample_format=sample_format)
    back = read_clip(path)
    assert back.rate_hz == rate_hz
    assert back.samples.shape == samples.shape
    np.testing.assert_allclose(back.samples, samples, rtol=0, atol=TOLERANCE[sample_format] * (1 + 1e-6))
    np.testing.assert_array_equal(back.samples[samples == 0], 0.0)


@pytest.mark.parametrize("sample_format", SampleFormat)
def test_the_file_says_what_was_asked_for(tmp_path, sample_format):
    path = write_clip(
        tmp_path / f"a{sample_format.suffix}", Clip(tone(channels=2), 48_000), sample_format=sample_format
    )
    info = soundfile.info(path)
    assert (info.format, info.subtype) == (sample_format.container, sample_format.subtype)
    assert (info.channels, info.samplerate, info.frames) == (2, 48_000, 4410)


@pytest.mark.parametrize("sample_format", SampleFormat)
def test_one_sound_and_its_tags_give_one_file(tmp_path, sample_format):
    clip = Clip(tone(), RATE_HZ)
    first = write_clip(tmp_path / "1", clip, sample_format=sample_format, tags=TAGS).read_bytes()
    second = write_clip(tmp_path / "2", clip, sample_format=sample_format, tags=TAGS).read_bytes()
    assert first == second
    assert b"PEAK" not in first, "libsndfile's PEAK chunk holds the time of day"


def test_float_keeps_what_lies_beyond_full_scale(tmp_path):
    loud = Clip(np.array([[3.0, -2.5]], dtype=np.float32), RATE_HZ)
    path = write_clip(tmp_path / "a.wav", loud, sample_format=SampleFormat.FLOAT)
    np.testing.assert_array_equal(read_clip(path).samples, loud.samples)


def test_16_bit_dither_frees_the_error_from_the_signal(tmp_path):
    """A level of a quarter step vanishes by rounding alone; with dither its mean survives."""
    quarter_step = np.full((1, 50_000), 0.25 / 2**15, dtype=np.float32)
    back = read_clip(write_clip(tmp_path / "a.wav", Clip(quarter_step, RATE_HZ), sample_format=SampleFormat.WAV16))
    steps = back.samples * 2**15
    assert set(np.unique(steps)) == {-1.0, 0.0, 1.0}
    assert abs(float(steps.mean()) - 0.25) < 0.02


@pytest.mark.parametrize("sample_format", SampleFormat)
def test_tags_come_back(tmp_path, sample_format):
    path = write_clip(tmp_path / "a", Clip(tone(), RATE_HZ), sample_format=sample_format, tags=TAGS)
    assert read_tags(path) == TAGS
    np.testing.assert_allclose(read_clip(path).samples, tone(), atol=2 / 2**15)


def test_another_program_reads_the_wav_tags(tmp_path):
    path = write_clip(tmp_path / "a.wav", Clip(tone(), RATE_HZ), tags=TAGS)
    info = WavInfoReader(str(path)).info
    assert (info.title, info.software, info.comment) == (TAGS["title"], TAGS["software"], TAGS["comment"])


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["title", "software", "comment", "artist", "date", "genre", "copyright"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=80),
    )
)
def test_any_text_survives_in_a_wav_tag(tmp_path_factory, tags):
    path = write_clip(tmp_path_factory.getbasetemp() / "t.wav", Clip(tone(n_samples=5), RATE_HZ), tags=tags)
    assert read_tags(path) == tags
    (riff_size,) = struct.unpack_from("<I", path.read_bytes(), 4)
    assert riff_size == path.stat().st_size - 8


def test_a_file_without_tags_gives_none(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(encoded(tone()))
    assert read_tags(path) == {}


def test_writing_replaces_a_file_whole(tmp_path):
    path = write_clip(tmp_path / "a.wav", Clip(tone(), RATE_HZ))
    write_clip(path, Clip(tone(n_samples=10), RATE_HZ))
    assert read_clip(path).samples.shape == (1, 10)
    assert [p.name for p in tmp_path.iterdir()] == ["a.wav"]


@pytest.mark.parametrize(
    ("samples", "tags", "message"),
    [
        ([[0.0, 1.5]], {}, "full scale"),
        ([[0.0, np.nan]], {}, "finite"),
        ([[]], {}, "no samples"),
        ([[0.5]], {"mood": "blue"}, "unknown tags"),
    ],
)
def test_a_caller_s_mistake_is_a_value_error_and_writes_nothing(tmp_path, samples, tags, message):
    with pytest.raises(ValueError, match=message):
        write_clip(tmp_path / "a.wav", Clip(np.array(samples, dtype=np.float32), RATE_HZ), tags=tags)
    assert list(tmp_path.iterdir()) == []


def test_more_channels_than_flac_holds(tmp_path):
    with pytest.raises(OutputError, match="9 channels at 44100 Hz as flac"):
        write_clip(tmp_path / "a.flac", Clip(tone(channels=9), RATE_HZ), sample_format=SampleFormat.FLAC)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("empty", "is empty"),
        ("header_only", "not a readable audio file"),
        ("truncated", r"is truncated \(4432 bytes of audio are missing\)"),
        ("truncated_flac", "damaged or truncated"),
        ("truncated_aiff", r"is truncated \(200 bytes"),
        ("no_samples", "holds no audio samples"),
        ("not_audio", "not a readable audio file"),
        ("not_numbers", "not finite numbers"),
        ("missing", "There is no file"),
        ("folder", "is not a file"),
    ],
)
def test_a_bad_file_gets_one_sentence_with_its_name(tmp_path, kind, sentence):
    path = bad_files(tmp_path)[kind]
    with pytest.raises(AudioFileError, match=sentence) as caught:
        read_clip(path)
    message = str(caught.value)
    assert str(path) in message
    assert message.endswith(".")
    assert "\n" not in message


def test_a_name_that_no_file_can_have(tmp_path):
    with pytest.raises(AudioFileError, match=r"cannot be opened \(File name too long\)"):
        read_clip(tmp_path / ("k" * 300 + ".wav"))


@pytest.mark.parametrize("kind", ["empty", "truncated", "not_audio", "missing", "folder"])
def test_tags_of_a_bad_file_get_the_same_sentence(tmp_path, kind):
    path = bad_files(tmp_path)[kind]
    with pytest.raises(AudioFileError) as from_tags:
        read_tags(path)
    with pytest.raises(AudioFileError) as from_clip:
        read_clip(path)
    assert str(from_tags.value) == str(from_clip.value)


@given(st.integers(0, 8863))
def test_a_wav_cut_anywhere_is_never_taken_for_whole(tmp_path_factory, n_bytes):
    whole = encoded(tone())
    assert len(whole) == 8864
    path = tmp_path_factory.getbasetemp() / "cut.wav"
    path.write_bytes(whole[:n_bytes])
    with pytest.raises(AudioFileError):
        read_clip(path)


def test_a_wav_of_unknown_length_from_a_pipe_is_read_to_its_end(tmp_path):
    whole = bytearray(encoded(tone()))
    struct.pack_into("<I", whole, 4, 0xFFFFFFFF)
    struct.pack_into("<I", whole, 40, 0xFFFFFFFF)
    path = tmp_path / "pipe.wav"
    path.write_bytes(whole)
    assert read_clip(path).samples.shape == (1, 4410)


@pytest.mark.parametrize(
    ("form", "subtype", "tolerance"),
    [
        ("WAV", "PCM_U8", 1 / 2**7),
        ("WAV", "PCM_16", 1 / 2**15),
        ("WAV", "PCM_32", 1e-7),
        ("WAV", "DOUBLE", 1e-7),
        ("WAVEX", "PCM_24", 1 / 2**23),
        ("RF64", "PCM_24", 1 / 2**23),
        ("AIFF", "PCM_24", 1 / 2**23),
        ("FLAC", "PCM_16", 1 / 2**15),
    ],
)
@pytest.mark.parametrize("channels", [1, 2, 6])
@pytest.mark.parametrize("rate_hz", [44_100, 192_000])
def test_unusual_files_are_read_as_they_are(tmp_path, form, subtype, tolerance, channels, rate_hz):
    samples = tone(channels=channels, rate_hz=rate_hz)
    path = tmp_path / "a"
    path.write_bytes(encoded(samples, rate_hz=rate_hz, form=form, subtype=subtype))
    clip = read_clip(path)
    assert clip.rate_hz == rate_hz
    np.testing.assert_allclose(clip.samples, samples, rtol=0, atol=tolerance)


def test_a_silent_file_is_read_and_told_apart(tmp_path):
    path = tmp_path / "quiet.wav"
    path.write_bytes(encoded(np.zeros((2, 1000)), subtype="PCM_U8"))
    clip = read_clip(path)
    np.testing.assert_array_equal(clip.samples, 0.0)
    with pytest.raises(AudioFileError, match=r"quiet\.wav is silent"):
        check_audible(clip, path)
    check_audible(Clip(np.array([[0.0, 0.001]], dtype=np.float32), RATE_HZ), path)


def test_a_header_that_promises_hours_does_not_fill_the_memory(tmp_path):
    flac = bytearray(encoded(tone(), form="FLAC"))
    flac[22:26] = b"\xff" * 4  # the low bits of STREAMINFO's total sample count
    path = tmp_path / "liar.flac"
    path.write_bytes(flac)
    with pytest.raises(AudioFileError, match="too long"):
        read_clip(path)
