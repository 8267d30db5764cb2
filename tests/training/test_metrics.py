import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.evaluation.metrics import frechet_distance, kernel_distance, nearest_neighbours
from training.evaluation.reference import Reference, balanced_rows


@settings(max_examples=15)
@given(st.floats(0.3, 3.0), st.floats(-3.0, 3.0))
def test_frechet_distance_of_shifted_and_scaled_gaussians(scale, shift):
    rng = np.random.default_rng(0)
    a = rng.normal(size=(400, 5))
    b = scale * a + shift
    covariance = np.trace(np.cov(a, rowvar=False))
    expected = np.sum((b.mean(axis=0) - a.mean(axis=0)) ** 2) + (1.0 - scale) ** 2 * covariance
    assert frechet_distance(a, b) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_kernel_distance_is_near_zero_for_one_distribution_and_large_for_two():
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(300, 8)), rng.normal(size=(300, 8))
    assert abs(kernel_distance(a, b)) < 0.5
    assert kernel_distance(a, b + 1.0) > 10.0


def test_nearest_neighbours_can_leave_out_the_sound_itself():
    x = np.eye(4, dtype=np.float32) + 0.1
    assert list(nearest_neighbours(x, x)) == [0, 1, 2, 3]
    assert all(nearest_neighbours(x, x, exclude=np.arange(4)) != np.arange(4))


def test_balanced_rows_draw_every_class_alike():
    labels = np.array(["a"] * 50 + ["b"] * 5)
    rng = np.random.default_rng(0)
    counts = {c: int(np.sum(labels[balanced_rows(labels, 20, rng, replace=True)] == c)) for c in "ab"}
    assert counts == {"a": 20, "b": 20}
    few = labels[balanced_rows(labels, 20, rng, replace=False)]
    assert (np.sum(few == "a"), np.sum(few == "b")) == (20, 5)


def test_scores_tell_the_training_set_from_strangers():
    rng = np.random.default_rng(2)
    centres = rng.normal(size=(3, 40)) * 4.0
    labels = np.repeat(np.array(["a", "b", "c"]), 80)
    embeddings = (centres[np.repeat(np.arange(3), 80)] + rng.normal(size=(240, 40))).astype(np.float32)
    reference = Reference(embeddings, labels)
    rows = balanced_rows(labels, 20, rng, replace=False)
    own = reference.score(embeddings[rows], labels[rows], own_rows=rows)
    strangers = reference.score(embeddings[rows] + rng.normal(size=40).astype(np.float32) * 3.0, labels[rows])
    assert own.agreement == 1.0
    assert own.frechet < 0.3 * strangers.frechet
    assert own.count == 60
    assert own.novelty > 0.0
