import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import linalg

from drumgen.errors import DataError
from training.evaluation.measures.frechet import full_frechet_distance
from training.evaluation.measures.inception import inception_score
from training.evaluation.measures.kernel import kernel_inception_distance, to_kernel_width
from training.evaluation.measures.manifold import precision_recall
from training.evaluation.measures.pictures import mean_squared_error, structural_similarity
from training.evaluation.metrics import frechet_distance

SEEDS = st.integers(0, 2**16)
PICTURES = arrays(np.float64, (9, 11), elements=st.floats(0.0, 1.0))


def cloud(seed, count=40, width=6, *, spread=1.0, shift=0.0):
    return np.random.default_rng(seed).normal(shift, spread, (count, width))


@settings(max_examples=25)
@given(SEEDS, st.floats(0.2, 4.0), st.floats(-3.0, 3.0))
def test_frechet_distance_is_the_formula_with_a_matrix_root(seed, spread, shift):
    a, b = cloud(seed), cloud(seed + 1, 55, spread=spread, shift=shift)
    s_a, s_b = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    root = np.real(linalg.sqrtm(s_a @ s_b))
    expected = np.sum((a.mean(axis=0) - b.mean(axis=0)) ** 2) + np.trace(s_a + s_b - 2.0 * root)
    assert full_frechet_distance(a, b) == pytest.approx(expected, rel=1e-6, abs=1e-8)


@settings(max_examples=25)
@given(SEEDS, st.integers(2, 12), st.integers(2, 12))
def test_frechet_distance_of_fewer_sounds_than_dimensions(seed, m, n):
    a, b = cloud(seed, m, 30), cloud(seed + 1, n, 30)
    assert full_frechet_distance(a, a) == pytest.approx(0.0, abs=1e-9)
    assert full_frechet_distance(a, b) == pytest.approx(full_frechet_distance(b, a), rel=1e-9)
    assert full_frechet_distance(a, a + 2.0) == pytest.approx(4.0 * 30, rel=1e-9)
    # The other way, over the eigenvalues of singular 30 x 30 covariances, loses digits but agrees.
    assert full_frechet_distance(a, b) == pytest.approx(frechet_distance(a, b), rel=1e-5)


@settings(max_examples=25)
@given(SEEDS, st.floats(0.5, 20.0))
def test_kernel_distance_is_equation_3_written_out(seed, gamma2):
    x, y = cloud(seed, 5, 3), cloud(seed + 1, 7, 3, shift=1.0)

    def k(u, v):
        return 1.0 / (1.0 + np.sum((u - v) ** 2) / (2.0 * gamma2))

    same_x = np.mean([k(x[i], x[j]) for i in range(5) for j in range(5) if i != j])
    same_y = np.mean([k(y[i], y[j]) for i in range(7) for j in range(7) if i != j])
    cross = np.mean([k(u, v) for u in x for v in y])
    found = kernel_inception_distance(x, y, gamma2=gamma2)
    assert found == pytest.approx(same_x + same_y - 2.0 * cross, abs=1e-9)
    assert found <= 2.0


def test_kernel_distance_is_unbiased_and_sees_a_shift():
    same = [kernel_inception_distance(cloud(2 * s, 12), cloud(2 * s + 1, 15)) for s in range(400)]
    assert abs(np.mean(same)) < 4.0 * np.std(same) / np.sqrt(len(same))
    assert min(same) < 0.0
    assert kernel_inception_distance(cloud(0, 100), cloud(1, 100, shift=1.0)) > 20.0 * abs(np.mean(same))


@settings(max_examples=25)
@given(SEEDS, st.floats(1e-3, 1e3))
def test_the_kernel_is_one_half_at_the_mean_squared_distance_of_a_scaled_reference(seed, unit):
    x = unit * cloud(seed)
    scaled = x * to_kernel_width(x)
    d2 = ((scaled[:, None] - scaled[None]) ** 2).sum(axis=2)
    assert d2[~np.eye(len(x), dtype=bool)].mean() == pytest.approx(16.0)
    assert to_kernel_width(np.ones((5, 3))) == 1.0


@settings(max_examples=25)
@given(arrays(np.float64, (8, 5), elements=st.floats(0.01, 1.0)))
def test_inception_score_lies_between_one_and_the_number_of_classes(weights):
    score = inception_score(weights / weights.sum(axis=1, keepdims=True))
    assert 1.0 <= score <= 5.0


@settings(max_examples=25)
@given(st.integers(2, 9))
def test_inception_score_of_the_extremes(classes):
    assert inception_score(np.eye(classes)) == pytest.approx(classes, rel=1e-6)
    assert inception_score(np.full((6, classes), 1.0 / classes)) == pytest.approx(1.0)
    assert inception_score(np.tile(np.eye(classes)[0], (6, 1))) == pytest.approx(1.0)


@settings(max_examples=25)
@given(PICTURES, PICTURES)
def test_likeness_of_pictures(a, b):
    assert structural_similarity(a, a) == pytest.approx(1.0)
    assert -1.0 <= structural_similarity(a, b) <= 1.0 + 1e-9
    assert structural_similarity(a, b) == pytest.approx(structural_similarity(b, a), abs=1e-9)
    assert mean_squared_error(a, a) == 0.0
    assert mean_squared_error(a, b) == pytest.approx(np.sum((a - b) ** 2) / a.size)


def test_precision_sees_strangers_and_recall_sees_missing_modes():
    both = np.concatenate([cloud(0, 60), cloud(1, 60, shift=20.0)])
    one = cloud(2, 120)
    assert precision_recall(cloud(3, 100), cloud(4, 100))[0] > 0.8
    precision, recall = precision_recall(one, both)
    assert precision > 0.8
    assert 0.3 < recall < 0.6
    assert precision_recall(one + 100.0, both) == (0.0, 0.0)
    swapped = precision_recall(both, one)
    assert swapped[1] > 0.8
    assert swapped[0] < 0.6


def test_bad_sets_are_refused_in_one_sentence():
    with pytest.raises(DataError, match="at least 2 in each; add sounds"):
        full_frechet_distance(cloud(0, 1), cloud(0))
    with pytest.raises(DataError, match="must be \\(sounds, width\\)"):
        kernel_inception_distance(cloud(0, width=3), cloud(0, width=4))
    with pytest.raises(DataError, match="no numbers"):
        kernel_inception_distance(np.full((3, 2), np.nan), np.zeros((3, 2)))
    with pytest.raises(DataError, match="summing to 1"):
        inception_score(np.ones((3, 2)))
    with pytest.raises(DataError, match="shapes"):
        structural_similarity(np.zeros((9, 9)), np.zeros((9, 10)))
    with pytest.raises(DataError, match="at least 4"):
        precision_recall(cloud(0, 3), cloud(0))
