"""`drumgen inspect` over good files and every kind of bad one."""

import json

import numpy as np
import pytest

from drumgen.__main__ import main
from drumgen.audio.clip import Clip
from drumgen.audio.files import SampleFormat, write_clip
from drumgen.engine.provenance import Provenance
from drumgen.engine.request import GenerationRequest
from tests.support.wav_files import RATE_HZ, bad_files, encoded, tone

REQUEST = GenerationRequest("kick", count=4, seed=7)
ORIGIN = Provenance("drums", "1.2", "ab", "cd", "kick", 9, 2, 12, 1.5, "heun", "cpu", "0.1.0", REQUEST)
TAGS = {"title": "Kick 7", "software": "drumgen 0.1.0", "comment": ORIGIN.to_json()}


def test_measures_and_provenance_as_json(tmp_path, capsys):
    path = write_clip(
        tmp_path / "kick.flac", Clip(tone(channels=2), RATE_HZ), sample_format=SampleFormat.FLAC, tags=TAGS
    )
    assert main(["inspect", str(path), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    (report,) = json.loads(out)["files"]
    assert report["path"] == str(path)
    assert (report["rate_hz"], report["channels"], report["duration_s"]) == (RATE_HZ, 2, 0.1)
    assert report["peak_dbfs"] == pytest.approx(20 * np.log10(np.abs(tone(channels=2)).max()), abs=0.01)
    assert report["provenance"] == json.loads(ORIGIN.to_json())
    assert report["tags"] == TAGS


def test_text_for_people(tmp_path, capsys):
    path = write_clip(tmp_path / "kick.wav", Clip(tone(), RATE_HZ), tags=TAGS)
    assert main(["inspect", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(path)
    assert "  0.100 s, 44100 Hz, 1 channel" in lines
    assert "  made by: drums 1.2 on cpu" in lines
    assert "  again: drumgen generate kick --seed 9 --model drums --steps 12 --guidance 1.5" in lines
    assert "  software: drumgen 0.1.0" in lines


@pytest.mark.parametrize(
    ("channels", "rate_hz", "subtype"), [(1, 44_100, "PCM_U8"), (6, 48_000, "PCM_16"), (1, 192_000, "PCM_24")]
)
def test_8_bit_192_khz_and_6_channels_are_fine(tmp_path, capsys, channels, rate_hz, subtype):
    path = tmp_path / "a.wav"
    path.write_bytes(encoded(tone(channels=channels, rate_hz=rate_hz), rate_hz=rate_hz, subtype=subtype))
    assert main(["inspect", str(path), "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["files"]
    assert (report["channels"], report["rate_hz"]) == (channels, rate_hz)
    assert report["peak_dbfs"] == pytest.approx(20 * np.log10(0.8), abs=0.7)
    assert report["provenance"] is None


def test_every_bad_file_gets_its_sentence_and_the_good_ones_are_still_shown(tmp_path, capsys):
    bad = bad_files(tmp_path)
    bad["silent"] = tmp_path / "silent.wav"
    bad["silent"].write_bytes(encoded(np.zeros((1, 1000))))
    good = tmp_path / "good.wav"
    good.write_bytes(encoded(tone()))
    assert main(["inspect", *map(str, bad.values()), str(good), "--json"]) == 2
    out, err = capsys.readouterr()
    assert [report["path"] for report in json.loads(out)["files"]] == [str(good)]
    sentences = err.splitlines()
    assert len(sentences) == len(bad)
    for path, sentence in zip(bad.values(), sentences, strict=True):
        assert sentence.startswith("drumgen: ")
        assert str(path) in sentence
        assert sentence.endswith(".")


@pytest.mark.parametrize("comment", ["made with love", '{"seed": NaN}', ""])
def test_a_comment_of_another_kind_is_shown_as_it_is(tmp_path, capsys, comment):
    path = write_clip(tmp_path / "a.wav", Clip(tone(), RATE_HZ), tags={"comment": comment} if comment else {})
    assert main(["inspect", str(path), "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["files"]
    assert report["provenance"] is None
    assert report["tags"].get("comment", "") == comment
