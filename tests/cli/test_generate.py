"""`drumgen generate` and `demo`: from words to files."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from wavinfo import WavInfoReader

from drumgen.__main__ import main
from drumgen.audio.files import SampleFormat, read_clip, read_tags
from drumgen.engine.provenance import Provenance

pytestmark = pytest.mark.usefixtures("models")


def test_names_carry_class_seed_and_number_and_are_printed(tmp_path, capsys):
    out_folder = tmp_path / "new" / "folder"
    assert main(["generate", "kick", "closed_hat", "--count", "2", "--seed", "7", "--out", str(out_folder)]) == 0
    out, err = capsys.readouterr()
    names = ["Kick_s7_v01.wav", "Kick_s7_v02.wav", "ClosedHat_s7_v01.wav", "ClosedHat_s7_v02.wav"]
    assert out.splitlines() == [str(out_folder / name) for name in names]
    assert sorted(p.name for p in out_folder.iterdir()) == sorted(names)
    assert "4/4 sounds" in err
    assert re.search(r"^4 sounds in .* s on cpu, seed 7, in ", err, re.MULTILINE)


def test_the_file_s_own_provenance_makes_the_same_sound_again(tmp_path):
    main(
        [
            "generate",
            "snare",
            "--count",
            "3",
            "--seed",
            "7",
            "--steps",
            "5",
            "--guidance",
            "1.5",
            "--out",
            str(tmp_path),
        ]
    )
    third = tmp_path / "Snare_s7_v03.wav"
    origin = Provenance.from_json(read_tags(third)["comment"])
    assert (origin.label, origin.seed, origin.steps, origin.guidance) == ("snare", 9, 5, 1.5)
    assert (origin.request.seed, origin.request.count) == (7, 3)
    again = ["generate", "snare", "--seed", "9", "--steps", "5", "--guidance", "1.5", "--out", str(tmp_path / "again")]
    assert main(again) == 0
    np.testing.assert_allclose(
        read_clip(tmp_path / "again" / "Snare_s9_v01.wav").samples, read_clip(third).samples, atol=1e-4
    )


def test_another_program_finds_the_request_in_the_wav(tmp_path):
    main(["generate", "clap", "--seed", "3", "--out", str(tmp_path)])
    info = WavInfoReader(str(tmp_path / "Clap_s3_v01.wav")).info
    assert info.title == "Clap_s3_v01"
    assert info.software.startswith("drumgen ")
    assert json.loads(info.comment)["request"]["label"] == "clap"


@pytest.mark.parametrize("sample_format", SampleFormat)
@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
def test_formats_and_rates(tmp_path, sample_format, rate_hz):
    argv = ["generate", "tom", "--seed", "1", "--format", sample_format.value, "--rate", str(rate_hz)]
    assert main([*argv, "--out", str(tmp_path)]) == 0
    path = tmp_path / f"Tom_s1_v01{sample_format.suffix}"
    info = soundfile.info(path)
    assert (info.format, info.subtype, info.samplerate) == (sample_format.container, sample_format.subtype, rate_hz)
    samples = read_clip(path).samples
    assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(-1.0, abs=0.01)
    assert samples[0, -1] == 0.0
    assert Provenance.from_json(read_tags(path)["comment"]).label == "tom"


def test_the_same_command_twice_replaces_nothing(tmp_path):
    argv = ["generate", "kick", "--seed", "7", "--count", "2", "--out", str(tmp_path)]
    main(argv)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    main(argv)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(after) == [f"Kick_s7_v0{number}.wav" for number in (1, 2, 3, 4)]
    assert {name: after[name] for name in before} == before


def test_json_for_scripts(tmp_path, capsys):
    assert main(["generate", "Open-Hat", "open_hat", "--seed", "5", "--out", str(tmp_path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["complete"] is True
    assert (report["seed"], report["provider"], report["format"]) == (5, "cpu", "wav24")
    (sound,) = report["sounds"]
    assert sound["path"] == str(tmp_path / "OpenHat_s5_v01.wav")
    assert sound["duration_s"] == pytest.approx(read_clip(tmp_path / "OpenHat_s5_v01.wav").duration_s, abs=1e-6)
    assert sound["provenance"] == json.loads(read_tags(tmp_path / "OpenHat_s5_v01.wav")["comment"])


def test_without_a_seed_one_is_chosen_and_told(tmp_path, capsys):
    seeds = []
    for _ in range(2):
        assert main(["generate", "kick", "--out", str(tmp_path)]) == 0
        out, err = capsys.readouterr()
        (told,) = re.findall(r"seed (\d+)", err)
        assert f"Kick_s{told}_v01.wav" in out
        seeds.append(told)
    assert seeds[0] != seeds[1]


def test_quiet_leaves_only_the_paths(tmp_path, capsys):
    assert main(["generate", "kick", "--seed", "1", "--out", str(tmp_path), "--quiet"]) == 0
    assert capsys.readouterr() == (f"{tmp_path / 'Kick_s1_v01.wav'}\n", "")


def test_demo_makes_eight_sounds(tmp_path, capsys):
    assert main(["demo", "--out", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    paths = out.splitlines()
    assert len(set(paths)) == 8
    assert sorted(paths) == sorted(str(path) for path in tmp_path.iterdir())
    assert len({Path(path).name.split("_")[0] for path in paths}) == 8, "eight different classes"
    assert "8/8 sounds" in err


@pytest.mark.parametrize("folder_name", ["Töne", os.fsdecode(b"T\xf6ne")], ids=["outside ASCII", "not UTF-8"])
def test_a_folder_name_that_the_terminal_cannot_show(tmp_path, folder_name):
    folder = tmp_path / folder_name
    command = [sys.executable, "-m", "drumgen", "generate", "kick", "--seed", "1", "--out", folder]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="ascii", check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert [path.name for path in folder.iterdir()] == ["Kick_s1_v01.wav"]
    assert re.search(r"/T\\(xf6|udcf6)ne/Kick_s1_v01\.wav\n$", done.stdout)


def test_width_makes_two_channels_whose_sum_is_the_sound(tmp_path):
    for width in ("0", "0.6"):
        assert main(["generate", "snare", "--seed", "7", "--width", width, "--out", str(tmp_path / width)]) == 0
    plain, wide = (read_clip(tmp_path / width / "Snare_s7_v01.wav") for width in ("0", "0.6"))
    assert (plain.samples.shape[0], wide.samples.shape[0]) == (1, 2)
    assert np.abs(wide.samples[0] - wide.samples[1]).max() > 0.01
    factor = np.abs(wide.mono).max() / np.abs(plain.mono).max()
    np.testing.assert_allclose(wide.mono, factor * plain.mono, atol=1e-5)
