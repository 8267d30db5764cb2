"""`drumgen vary`, `morph`, `inpaint` and `resize`, on the shipped models."""

import json

import numpy as np
import pytest
import soundfile

from drumgen.__main__ import main
from drumgen.audio.clip import Clip
from drumgen.audio.files import read_clip, read_tags, write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.engine.provenance import Provenance
from drumgen.inference.store import PACKAGED_FOLDER
from tests.support.wav_files import bad_files, encoded, tone


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    monkeypatch.setenv("DRUMGEN_MODELS", str(PACKAGED_FOLDER))


@pytest.fixture(scope="session")
def snare(tmp_path_factory):
    """A generated snare as a file."""
    folder = tmp_path_factory.mktemp("snare")
    assert main(["generate", "snare", "--seed", "4", "--out", str(folder), "--models", str(PACKAGED_FOLDER)]) == 0
    return folder / "Snare_s4_v01.wav"


def origin(path) -> Provenance:
    return Provenance.from_json(read_tags(path)["comment"])


def test_vary(tmp_path, snare, capsys):
    assert main(["vary", str(snare), "--strength", "0.3", "--count", "2", "--seed", "9", "--out", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    paths = [tmp_path / "Snare_s9_v01.wav", tmp_path / "Snare_s9_v02.wav"]
    assert out.splitlines() == [str(path) for path in paths]
    assert "2/2 sounds" in err
    assert origin(paths[1]).edit.settings == (("strength", 0.3),)
    assert origin(paths[1]).seed == 10


def test_vary_by_nothing_gives_the_same_file_back(tmp_path, snare):
    assert main(["vary", str(snare), "--strength", "0", "--seed", "1", "--out", str(tmp_path), "--quiet"]) == 0
    np.testing.assert_array_equal(read_clip(tmp_path / "Snare_s1_v01.wav").samples, read_clip(snare).samples)


def test_vary_chooses_a_seed_and_a_class(tmp_path, capsys):
    path = tmp_path / "found.wav"
    path.write_bytes(encoded(tone(n_samples=9000, channels=2), subtype="PCM_24"))
    assert main(["vary", str(path), "--out", str(tmp_path / "out"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    (sound,) = report["sounds"]
    assert report["complete"] is True
    assert sound["seed"] == report["seed"]
    assert sound["provenance"]["edit"]["kind"] == "variation"
    again = ["vary", str(path), "--label", "Closed-Hat", "--seed", "3", "--out", str(tmp_path / "out"), "--quiet"]
    assert main(again) == 0
    assert (tmp_path / "out" / "ClosedHat_s3_v01.wav").exists()


def test_morph_and_a_line_of_morphs(tmp_path, snare):
    found = tmp_path / "tom.wav"
    found.write_bytes(encoded(tone(n_samples=12_000), subtype="PCM_24"))
    assert main(["morph", str(snare), str(found), "--amount", "0.3", "--out", str(tmp_path / "one"), "--quiet"]) == 0
    (one,) = (tmp_path / "one").iterdir()
    assert origin(one).edit.settings == (("amount", 0.3),)
    line = ["morph", str(snare), str(found), "--count", "3", "--out", str(tmp_path / "line"), "--quiet"]
    assert main(line) == 0
    amounts = sorted(dict(origin(path).edit.settings)["amount"] for path in (tmp_path / "line").iterdir())
    assert amounts == [0.0, 0.5, 1.0]


def test_inpaint_keeps_the_rest_of_the_file(tmp_path, snare):
    argv = ["inpaint", str(snare), "--from", "0.05", "--to", "0.1", "--count", "2", "--seed", "6", "--quiet"]
    assert main([*argv, "--out", str(tmp_path)]) == 0
    old = read_clip(snare).samples
    for path in (tmp_path / "Snare_s6_v01.wav", tmp_path / "Snare_s6_v02.wav"):
        new = read_clip(path).samples
        np.testing.assert_array_equal(new[:, :2205], old[:, :2205])
        np.testing.assert_array_equal(new[:, 4410:], old[:, 4410:])
        assert (new[:, 2205:4410] != old[:, 2205:4410]).any()


def test_inpaint_of_an_open_end(tmp_path, snare):
    assert main(["inpaint", str(snare), "--from", "0.05", "--seed", "6", "--out", str(tmp_path), "--quiet"]) == 0
    new = read_clip(tmp_path / "Snare_s6_v01.wav").samples
    np.testing.assert_array_equal(new[:, :2205], read_clip(snare).samples[:, :2205])


def test_resize(tmp_path, snare):
    argv = ["resize", str(snare), "--duration", "0.25", "--seed", "2", "--format", "flac", "--rate", "48000", "--quiet"]
    assert main([*argv, "--out", str(tmp_path)]) == 0
    info = soundfile.info(tmp_path / "Snare_s2_v01.flac")
    assert (info.samplerate, info.frames) == (48_000, 12_000)


def test_inspect_tells_what_was_done(tmp_path, snare, capsys):
    assert main(["vary", str(snare), "--strength", "0.3", "--seed", "9", "--out", str(tmp_path), "--quiet"]) == 0
    capsys.readouterr()
    assert main(["inspect", str(tmp_path / "Snare_s9_v01.wav")]) == 0
    out = capsys.readouterr().out
    assert "variation of " in out
    assert "(strength 0.3), seed 9" in out
    assert "again:" not in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["vary", "--strength", "1.5"], "The strength is 1.5, but it must lie between 0 and 1."),
        (["vary", "--strength", "nan"], "The strength is nan,"),
        (["vary", "--count", "0"], "The count is 0,"),
        (["vary", "--seed", "-1"], "The seed is -1,"),
        (["vary", "--label", "kik"], "There is no class 'kik'; did you mean kick?"),
        (["vary", "--model", "violins"], "There is no model called 'violins'"),
        (["inpaint", "--from", "3"], "lies outside the sound, which is "),
        (["inpaint", "--from", "0.1", "--to", "0.1"], "is empty or reversed"),
        (["resize", "--duration", "9"], "The duration is 9 s, but it must lie between 0.02 and 1.49 s."),
    ],
)
def test_numbers_and_names_out_of_range(tmp_path, snare, sentence, arguments, words):
    command, *options = arguments
    assert main([command, str(snare), *options, "--out", str(tmp_path / "out")]) == 2
    assert words in sentence()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", ["missing", "folder", "not_audio", "truncated", "empty"])
@pytest.mark.parametrize("command", ["vary", "morph", "inpaint", "resize --duration 0.1"])
def test_bad_files(tmp_path, snare, sentence, kind, command):
    path = bad_files(tmp_path)[kind]
    name, *options = command.split()
    files = [str(snare), str(path)] if name == "morph" else [str(path)]
    assert main([name, *files, *options, "--out", str(tmp_path / "out")]) == 2
    assert str(path) in sentence()
    assert not (tmp_path / "out").exists()


def test_a_silent_file(tmp_path, sentence):
    path = write_clip(tmp_path / "silence.wav", Clip(np.zeros((1, 5000), np.float32), 44_100))
    assert main(["vary", str(path), "--out", str(tmp_path / "out")]) == 2
    assert "is silent" in sentence()


def test_a_sound_beyond_full_scale_needs_a_format_that_holds_it(tmp_path, capsys):
    path = write_clip(tmp_path / "hot.wav", Clip(4.0 * tone(), 44_100), sample_format=SampleFormat.FLOAT)
    argv = ["vary", str(path), "--strength", "0", "--seed", "1", "--label", "tom", "--out", str(tmp_path / "out")]
    assert main(argv) == 2
    assert "The sound exceeds full scale (+9.9 dBFS), as its source does; choose the format" in capsys.readouterr().err
    assert main([*argv, "--format", "float"]) == 0
    np.testing.assert_array_equal(read_clip(tmp_path / "out" / "Tom_s1_v01.wav").samples, 4.0 * tone())
