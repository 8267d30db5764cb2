"""The judge of the drum model, with an embedding whose geometry is known."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from drumgen.errors import DataError
from tests.support.training.drum_folder import write_drum_folder
from training.evaluation.judging.judge import Judge, folds_of
from training.evaluation.judging.pairs import draw_pairs, nearest_pairs
from training.evaluation.judging.report import Report, aims
from training.evaluation.judging.sounds import RealSounds, drawn_rows, equal_counts, load_real
from training.evaluation.measures.class_novelty import between_kits, to_class
from training.evaluation.soundness.table import check_classes

CLASSES, KITS, EACH, WIDTH = ("a", "b", "c"), 8, 8, 80
"""Three classes of eight kits of eight sounds each."""


class FirstNumbers:
    """Takes the first numbers of a sound as its embedding."""

    def embed_all(self, sounds, rate_hz):
        return np.stack([sound[:WIDTH] for sound in sounds])


@pytest.fixture(scope="module")
def world():
    """Return points of every class and kit, and a way to draw more of them."""
    rng = np.random.default_rng(0)
    centres = {
        (label, kit): 3.0 * rng.normal(size=WIDTH) * (np.arange(WIDTH) % 3 == k) + 0.8 * rng.normal(size=WIDTH)
        for k, label in enumerate(CLASSES)
        for kit in range(KITS)
    }

    def draw(label, kit):
        point = 2.0 + centres[label, kit] + 0.5 * rng.normal(size=WIDTH)
        return np.pad(point, (0, 2000)).astype(np.float32)

    places = [(label, kit) for label in CLASSES for kit in range(KITS) for _ in range(EACH)]
    examples = [SimpleNamespace(target=label, group=f"kit {kit}") for label, kit in places]
    real = RealSounds(
        [draw(*place) for place in places],
        np.array([label for label, _ in places]),
        np.array([f"kit {kit}" for _, kit in places]),
        [f"{i}.wav" for i in range(len(places))],
        examples,
    )
    return real, draw


def test_counts_are_equal_to_within_one_and_too_few_are_refused():
    assert equal_counts(CLASSES, 20) == {"a": 7, "b": 7, "c": 6}
    assert sum(equal_counts(CLASSES, 256).values()) == 256
    with pytest.raises(DataError, match="at least 6"):
        equal_counts(CLASSES, 5)


def test_rows_are_drawn_by_class_and_leave_half_for_the_reference():
    labels = np.array(["a"] * 40 + ["b"] * 6)
    rows = drawn_rows(labels, {"a": 10, "b": 10}, seed=0)
    assert len(set(rows.tolist())) == len(rows)
    assert (np.sum(labels[rows] == "a"), np.sum(labels[rows] == "b")) == (10, 3)


def test_the_nearest_of_a_class_leaves_out_other_classes_and_the_own_kit():
    training = np.array([[1.0, 0.0], [1.0, 0.01], [0.0, 1.0], [1.0, 1.0]])
    labels, kits = np.array(["a", "a", "a", "b"]), np.array(["k", "k", "l", "m"])
    (nearest,) = to_class(np.array([[1.0, 1.0]]), np.array(["a"]), training, labels, kits)
    assert nearest == pytest.approx(1.0 - 1.0 / np.sqrt(2.0), abs=0.01)
    among = between_kits(training, labels, kits)
    assert among[0] == pytest.approx(1.0)
    assert np.isnan(among[3])  # no other kit has its class


def test_new_sounds_copies_and_noise_are_told_apart(world):
    real, draw = world
    judge = Judge(FirstNumbers(), real, folds_of(real))
    rows = drawn_rows(real.labels, equal_counts(CLASSES, 36), seed=0)
    wanted = real.labels[rows]
    rng = np.random.default_rng(5)
    like = [draw(label, int(rng.integers(KITS))) for label in wanted]
    copies = [real.audio[row] for row in rows]
    noise = [rng.normal(size=2000 + WIDTH).astype(np.float32) * 4.0 for _ in rows]
    found = {name: judge.judge(rows, copies, sounds, wanted) for name, sounds in (("like", like), ("noise", noise))}
    table = found["like"].rows
    assert list(table) == ["real", "held-out kits", "round trip", "generated"]
    assert table["generated"]["agreement"] > 0.9
    assert table["generated"]["frechet"] < 0.2 * found["noise"].rows["generated"]["frechet"]
    assert table["generated"]["precision"] > 0.7 > 0.3 > found["noise"].rows["generated"]["precision"]
    assert table["generated"]["recall"] > 0.5
    assert table["round trip"]["novelty_ratio"] == pytest.approx(0.0, abs=1e-6)  # its own originals
    assert table["real"]["novelty_ratio"] == pytest.approx(1.0, abs=0.25)
    assert table["held-out kits"]["kernel"] > table["real"]["kernel"]
    assert set(found["like"].novelty) == set(CLASSES)
    by_name = {aim.measure: aim for aim in aims(found["noise"].rows)}
    assert not by_name["precision"].met
    assert by_name["novelty, times between kits"].met


def test_the_report_names_the_nearest_and_draws_them(world, tmp_path):
    real, draw = world
    rows = drawn_rows(real.labels, equal_counts(CLASSES, 18), seed=0)
    wanted = real.labels[rows]
    sounds = [draw(label, 0) for label in wanted]
    sounds[4] = real.audio[7]
    verdict = Judge(FirstNumbers(), real, []).judge(rows, [], sounds, wanted)
    pairs = nearest_pairs(verdict, wanted, range(18), real.names, real.labels, count=3)
    assert (pairs[0].training_name, pairs[0].seed) == ("7.wav", 4)
    assert pairs[0].distance == pytest.approx(0.0, abs=1e-6)
    draw_pairs(tmp_path / "pairs.png", pairs, sounds, real.audio, title="nearest")
    assert (tmp_path / "pairs.png").read_bytes().startswith(b"\x89PNG")
    soundness = {"generated": check_classes(sounds, wanted, 44100)}
    report = Report({"seed": 0}, {"YAMNet": verdict}, {"YAMNet": pairs}, soundness, {"nearest": "pairs.png"})
    text = report.markdown()
    assert "7.wav" in text
    assert "![nearest](pairs.png)" in text
    content = json.loads(json.dumps(report.content()))
    assert content["embeddings"]["YAMNet"]["pairs"][0]["training_row"] == 7
    assert "held-out kits" not in content["embeddings"]["YAMNet"]["rows"]
    assert "precision" in report.text()


def test_real_sounds_come_with_classes_and_kits(tmp_path):
    real = load_real(write_drum_folder(tmp_path, per_class=3), share_alike=False)
    assert len(real.audio) == 6
    assert set(real.labels) == {"kick", "closed_hat"}
    assert len(set(real.kits)) == 6
    assert not (real.fold(0) & ~real.fold(0)).any()
    with pytest.raises(DataError, match="fewer than two"):
        load_real(tmp_path, share_alike=False, classes=("kick", "gong"))
