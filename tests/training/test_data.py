from pathlib import Path

import numpy as np
import pytest
import soundfile

from drumgen.errors import DataError
from drumgen.representations import analysis, layout
from tests.support.training.drum_folder import write_drum_folder
from training.data.pack import build_pack, load_sound, open_pack
from training.data.rows import split_rows
from training.data.scan import scan


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_drum_folder(tmp_path_factory.mktemp("drums"))


@pytest.fixture(scope="module")
def pack(folder, tmp_path_factory):
    return build_pack(scan(folder).sounds, tmp_path_factory.mktemp("pack"), variants=1, seed=3)


def test_classes_come_from_subfolders_and_bad_files_are_named_with_the_reason(folder, tmp_path):
    write_drum_folder(tmp_path)
    (tmp_path / "kick" / "broken.wav").write_bytes(b"RIFF no audio")
    soundfile.write(str(tmp_path / "stray.wav"), np.ones(4410) * 0.1, 44100)
    soundfile.write(str(tmp_path / "kick" / "click.wav"), np.ones(10), 44100)
    (tmp_path / "kick" / "notes.txt").write_text("not audio")
    report = scan(tmp_path)
    assert report.counts() == {"closed_hat": 4, "kick": 4}
    reasons = {path.name: reason for path, reason in report.rejected}
    assert set(reasons) == {"broken.wav", "stray.wav", "click.wav"}
    assert "not a readable audio file" in reasons["broken.wav"]
    assert "outside the class subfolders" in reasons["stray.wav"]
    assert "shorter than 10 ms" in reasons["click.wav"]
    assert any("8 sounds" in line for line in report.lines())
    summary = report.summary()
    assert summary["classes"] == report.counts()
    assert sum(entry["files"] for entry in summary["rejected"]) == len(report.rejected)
    assert all((report.folder / entry["example"]).is_file() for entry in summary["rejected"])


def test_a_manifest_gives_classes_and_licences_and_share_alike_is_left_out(folder, tmp_path):
    soundfile.write(str(tmp_path / "a.flac"), np.random.default_rng(0).normal(size=9000) * 0.1, 44100)
    soundfile.write(str(tmp_path / "b.flac"), np.random.default_rng(1).normal(size=9000) * 0.1, 44100)
    (tmp_path / "manifest.csv").write_text(
        "file,label,licence,source,attribution,kit\na.flac,snare,CC0-1.0,me,none,K\nb.flac,tom,CC-BY-SA-3.0,you,You,L\n"
    )
    report = scan(tmp_path)
    assert [(s.label, s.licence, s.source, s.kit) for s in report.sounds] == [("snare", "CC0-1.0", "me", "K")]
    assert report.rejected == [(tmp_path / "b.flac", "share-alike licence")]
    assert scan(tmp_path, share_alike=True).counts() == {"snare": 1, "tom": 1}


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda p: p / "missing", "does not exist"),
        (lambda p: p, "no usable sounds"),
        (lambda p: (p / "manifest.csv").write_text("a,b\n1,2\n") and p, "columns file and label"),
    ],
)
def test_unusable_folders_are_refused_in_one_sentence(tmp_path, prepare, words):
    with pytest.raises(DataError, match=words):
        scan(prepare(tmp_path))


def test_a_pack_holds_what_the_app_would_compute(pack):
    for row in pack.originals():
        samples = load_sound(Path(pack.rows[row].file))
        np.testing.assert_allclose(pack.sound(row), samples, atol=1e-4)
        expected = analysis.analyse(samples)
        np.testing.assert_allclose(pack.features[row], expected.features(), atol=4e-3)
        np.testing.assert_allclose(pack.low[row], expected.low, atol=1e-3)


def test_variants_are_shifted_and_the_same_after_opening_again(pack, folder):
    shifts = np.array([row.shift_semitones for row in pack.rows])
    assert len(pack.rows) == 16
    assert np.sum(shifts == 0.0) == 8
    assert np.abs(shifts[shifts != 0.0]).min() > 0.01
    again = open_pack(Path(pack.audio.filename).parent)
    assert again.rows == pack.rows
    np.testing.assert_array_equal(again.audio, pack.audio)
    assert again.labels == ("closed_hat", "kick")


def test_resampling_shifts_the_pitch(tmp_path):
    time = np.arange(44100) / 44100
    path = tmp_path / "tone.wav"
    soundfile.write(str(path), np.sin(2.0 * np.pi * 1000.0 * time) * np.exp(-2.0 * time), 44100)
    spectrum = np.abs(np.fft.rfft(load_sound(path, 12.0)[:22050]))
    assert np.argmax(spectrum) * 2.0 == pytest.approx(2000.0, abs=4.0)


def test_a_silent_file_is_left_out_of_the_pack(tmp_path):
    write_drum_folder(tmp_path / "data")
    soundfile.write(str(tmp_path / "data" / "kick" / "silent.wav"), np.zeros(9000), 44100)
    made = build_pack(scan(tmp_path / "data").sounds, tmp_path / "pack", variants=0, seed=0)
    assert len(made.rows) == 8
    assert len(made.audio) == 8


def test_an_incomplete_pack_is_refused(tmp_path):
    with pytest.raises(DataError, match="no complete pack"):
        open_pack(tmp_path)


def test_validation_files_are_never_drawn_in_any_variant(pack):
    rows = split_rows(pack, validation_share=0.25, class_power=1.0, variant_share=0.3)
    kept_out = {pack.rows[i].file for i in rows.validation}
    drawn = rows.draw(2000, np.random.default_rng(0))
    assert len(kept_out) == 2
    assert not kept_out & {pack.rows[i].file for i in drawn}
    share = np.mean([pack.rows[i].label == "kick" for i in drawn])
    assert share == pytest.approx(0.5, abs=0.05)
    varied = np.mean([pack.rows[i].shift_semitones != 0.0 for i in drawn])
    assert varied == pytest.approx(0.3, abs=0.05)
    assert pack.audio.shape[1] == layout.SOUND_SAMPLES
