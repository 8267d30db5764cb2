import json
from dataclasses import replace

import numpy as np
import pytest

from drumgen.errors import DataError, OutputError
from tests.support.training.tone_folder import LABELS, tone
from training.evaluation.table.measuring import measure_sets
from training.evaluation.table.round_trips import as_round_trip
from training.evaluation.table.sounds import SoundSet, white_noise
from training.evaluation.table.tools import Tools

RATE_HZ = 22050


class BandLevels:
    """A stand-in embedding: log levels of 16 bands of the whole sound, whatever its level."""

    def embed_all(self, sounds, rate_hz):
        rows = []
        for sound in sounds:
            power = np.abs(np.fft.rfft(sound / np.abs(sound).max(), 2 * 4096)) ** 2
            rows.append(np.log(power[1:].reshape(16, -1).mean(axis=1) + 1e-6))
        return np.array(rows, dtype=np.float32)


def notes(seeds, *, detune=0):
    facts = [(label, pitch, seed) for seed in seeds for label in LABELS for pitch in (48, 60, 72)]
    sounds = [tone(pitch + detune, label, seed=seed) for label, pitch, seed in facts]
    labels, pitches, kits = zip(*facts, strict=True)
    return SoundSet(sounds, RATE_HZ, np.array(labels), np.array(pitches), np.array([f"kit {k}" for k in kits]))


@pytest.fixture(scope="module")
def table():
    real = replace(notes(range(4)), training_rows=np.arange(24))
    training = notes(range(8))
    reference = training.subset(np.arange(24, 48))
    sets = {
        "real": real,
        "copies": replace(real, training_rows=None),
        "round trip": as_round_trip(real, [np.float32(0.5) * sound for sound in real.sounds]),
        "kicks only": real.subset(np.flatnonzero(real.labels == "kick").repeat(2)),
        "noise": white_noise(real),
    }
    return measure_sets(sets, reference, Tools({"bands": BandLevels()}), training=training)


def test_rows_rank_as_they_should(table):
    fad = {name: row["FAD bands"] for name, row in table.rows.items()}
    assert fad["real"] < fad["kicks only"] < fad["noise"]
    assert fad["round trip"] == pytest.approx(fad["real"], rel=0.5)
    kid = {name: row["KID bands"] for name, row in table.rows.items()}
    assert kid["real"] < kid["kicks only"] < kid["noise"]
    recall = {name: row["recall"] for name, row in table.rows.items()}
    assert recall["real"] > recall["kicks only"] >= recall["noise"] == 0.0


def test_novelty_tells_copies_from_sounds_of_their_own_kit(table):
    assert table.rows["copies"]["novelty"] == pytest.approx(0.0, abs=1e-6)
    assert 0.4 < table.rows["real"]["novelty"] < 2.5
    assert table.rows["noise"]["novelty"] > 2.0
    assert all(pair.row == pair.training_row and pair.distance < 1e-6 for pair in table.pairs["copies"])
    distances = [pair.distance for pair in table.pairs["real"]]
    assert distances == sorted(distances)
    assert len(distances) == 8


def test_partners_make_ssim_a_measure_of_fidelity(table):
    assert table.rows["round trip"]["SSIM"] == pytest.approx(1.0, abs=1e-3)
    assert table.rows["round trip"]["MSE"] == pytest.approx(0.0, abs=1e-4)
    assert table.rows["round trip"]["SSIM"] > table.rows["real"]["SSIM"] > table.rows["noise"]["SSIM"]


def test_the_table_reads_the_same_in_every_form(table, tmp_path):
    markdown, data = table.save(tmp_path / "new", facts={"seed": 3})
    content = json.loads(data.read_text())
    assert content["seed"] == 3
    assert list(content["rows"]) == list(table.rows)
    lines = markdown.read_text().splitlines()
    assert lines[0].count("|") == lines[1].count("|") == lines[2].count("|") == len(table.columns) + 2
    assert lines[2].startswith("| real | 24 |")
    assert all(f"- {column.name}: {column.meaning}" in lines for column in table.columns)
    text = table.text().splitlines()
    assert len(text) == 1 + len(table.rows)
    assert text[2].split()[:2] == ["copies", "24"]
    assert content["rows"]["real"]["FAD bands"] == pytest.approx(table.rows["real"]["FAD bands"], rel=1e-5)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another folder"):
        table.save(tmp_path / "file" / "under")


def test_a_set_of_few_sounds_leaves_out_what_needs_more():
    few = notes([0]).subset(np.arange(2))
    found = measure_sets({"few": few}, notes([1]), Tools({"bands": BandLevels()}))
    assert "precision" not in found.rows["few"]
    assert np.isfinite(found.rows["few"]["FAD bands"])


def test_sets_that_make_no_sense_are_refused():
    with pytest.raises(DataError, match="is empty"):
        SoundSet([], RATE_HZ)
    with pytest.raises(DataError, match="1 sounds but 2 labels"):
        SoundSet([np.zeros(5, dtype=np.float32)], RATE_HZ, np.array(["a", "b"]))
    with pytest.raises(DataError, match="no numbers"):
        SoundSet([np.full(5, np.nan, dtype=np.float32)], RATE_HZ)
    with pytest.raises(DataError, match="Nothing to measure with"):
        Tools()
    with pytest.raises(DataError, match="at least 2 in each"):
        measure_sets({"one": notes([0]).subset(np.arange(1))}, notes([1]), Tools({"bands": BandLevels()}))


def test_subsets_keep_every_fact():
    sounds = replace(notes([0]), names=[str(i) for i in range(6)], training_rows=np.arange(6))
    part = sounds.subset(np.array([4, 1]))
    assert (part.name(0), part.name(1)) == ("4", "1")
    assert list(part.training_rows) == [4, 1]
    assert list(part.labels) == [sounds.labels[4], sounds.labels[1]]
    assert part.sounds[0] is sounds.sounds[4]
