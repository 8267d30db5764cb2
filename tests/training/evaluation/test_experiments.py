import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drumgen.diffusion.schedules import edm_sigmas
from drumgen.errors import DataError
from training.evaluation.experiments.continuations import continuations, save_continuations
from training.evaluation.experiments.reconstruction import reconstruction

MEAN, SPREAD = 0.1, 0.25


class Schedule:
    """EDM's: time is the noise level."""

    def time(self, sigma):
        return sigma

    def sigmas(self, steps):
        return edm_sigmas(steps, sigma_min=0.002, sigma_max=80.0)


def denoise(x, sigma):
    """Return the best estimate for values distributed as N(MEAN, SPREAD**2)."""
    return (SPREAD**2 * x + sigma**2 * MEAN) / (SPREAD**2 + sigma**2)


def values(count=6, shape=(1, 16, 12)):
    return np.random.default_rng(0).normal(MEAN, SPREAD, (count, *shape)).astype(np.float32)


def test_little_noise_comes_off_and_much_noise_hides_the_value():
    result = reconstruction(denoise, values(), Schedule(), [1.0, 0.05, 0.3], np.random.default_rng(1))
    assert [level.sigma for level in result.levels] == [0.05, 0.3, 1.0]
    one_step = [level.one_step.mse for level in result.levels]
    assert one_step == sorted(one_step)
    # The posterior's variance, on pictures that map [-1, 1] to [0, 1].
    for level in result.levels:
        variance = SPREAD**2 * level.sigma**2 / (SPREAD**2 + level.sigma**2) / 4.0
        assert level.one_step.mse == pytest.approx(variance, rel=0.1)
        assert level.one_step.mse < level.reverse.mse
    assert result.levels[0].reverse.ssim > 0.9 > result.levels[2].reverse.ssim


@settings(max_examples=10)
@given(st.floats(0.01, 5.0))
def test_the_reverse_process_returns_to_the_data(sigma):
    result = reconstruction(denoise, values(), Schedule(), [sigma], np.random.default_rng(1), steps=60)
    # The flow of Gaussian data is known: x - MEAN shrinks by SPREAD / sqrt(SPREAD^2 + sigma^2).
    x = values() + np.float32(sigma) * np.random.default_rng(1).standard_normal(values().shape).astype(np.float32)
    expected = MEAN + (x[0, 0] - MEAN) * SPREAD / np.sqrt(SPREAD**2 + sigma**2)
    assert np.abs(result.levels[0].pictures[2] - np.clip((expected + 1.0) / 2.0, 0.0, 1.0)).max() < 0.05


def test_the_figure_and_the_table_show_every_level(tmp_path):
    result = reconstruction(denoise, values(2, (3, 8, 8)), Schedule(), [0.1, 2.0], np.random.default_rng(0), steps=12)
    assert result.original.shape == (24, 8)
    sigmas = [sigma for sigma, _ in result.trajectory]
    assert sigmas[0] == 2.0
    assert sigmas[-1] == 0.0
    assert sigmas == sorted(sigmas, reverse=True)
    assert len(result.markdown().splitlines()) == 4
    result.save_figure(tmp_path / "figure.png")
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(DataError, match="noise levels above 0"):
        reconstruction(denoise, values(), Schedule(), [0.0], np.random.default_rng(0))


def blocks(seed, count):
    return np.random.default_rng(seed).uniform(0.0, 1.0, (count, 10, 8))


def test_distances_tell_recitation_from_invention():
    training = blocks(0, 40)
    start = training[0]
    recited = np.stack([training[1:4]] * 3)
    found = continuations(start, recited, training)
    assert np.allclose(found.between, 0.0, atol=1e-6)
    assert np.allclose(found.to_training, 0.0, atol=1e-6)
    assert np.array_equal(found.nearest, np.tile([1, 2, 3], (3, 1)))
    fresh = blocks(1, 9).reshape(3, 3, 10, 8)
    found = continuations(start, fresh, training)
    assert found.between == pytest.approx(np.full(3, found.training_pairs), rel=0.15)
    assert found.to_training == pytest.approx(np.full(3, found.training_nearest), rel=0.15)
    repeated = continuations(start, np.stack([np.stack([start] * 2)] * 2), training)
    assert np.allclose(repeated.to_start, 0.0, atol=1e-6)


def test_yardstick_looks_in_other_pieces(tmp_path):
    pieces = np.repeat(np.arange(5), 4)
    training = blocks(0, 5)[pieces] + 0.001 * blocks(1, 20)
    fresh = blocks(2, 4).reshape(2, 2, 10, 8)
    apart = continuations(training[0], fresh, training, pieces=pieces)
    assert apart.training_nearest > 20.0 * continuations(training[0], fresh, training).training_nearest
    means = continuations(training[0], fresh, training, features=lambda x: x.mean(axis=(1, 2)))
    assert means.to_start[0] == pytest.approx(
        np.median(np.abs(fresh[:, 0].mean(axis=(1, 2)) - training[0].mean())), abs=1e-9
    )
    save_continuations(tmp_path / "figure.png", training[0], fresh, training, apart)
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")
    assert len(apart.markdown().splitlines()) == 5


def test_blocks_of_other_shapes_are_refused():
    with pytest.raises(DataError, match="all blocks must be alike"):
        continuations(np.zeros((4, 4)), np.zeros((2, 1, 4, 5)), np.zeros((3, 4, 4)))
    with pytest.raises(DataError, match="at least two seeds"):
        continuations(np.zeros((4, 4)), np.zeros((1, 1, 4, 4)), np.zeros((3, 4, 4)))
