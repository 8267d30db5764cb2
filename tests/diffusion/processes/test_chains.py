"""The discrete chains against their definitions and against the chain itself, run forwards."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.processes import CosineProcess, DdpmProcess
from drumgen.errors import RequestError

SEED_000 = DdpmProcess(training_steps=300, beta_start=1e-4, beta_end=0.02)


def multiplied_out(betas):
    """Return alpha_bar as the product of the single steps' alphas."""
    return np.array([np.prod(1.0 - betas[: t + 1]) for t in range(len(betas))])


@given(st.integers(1, 300), st.floats(1e-5, 0.02), st.floats(1.0, 30.0))
def test_alpha_bar_of_the_linear_chain_is_the_product_of_its_steps(length, beta_start, rise):
    process = DdpmProcess(length, beta_start, beta_start * rise)
    alpha_bar = multiplied_out(np.linspace(beta_start, beta_start * rise, length))
    np.testing.assert_allclose(process.scale(np.arange(length)) ** 2, alpha_bar, rtol=1e-9)
    np.testing.assert_allclose(process.sigma(np.arange(length)) ** 2, (1.0 - alpha_bar) / alpha_bar, rtol=1e-7)


@given(st.integers(2, 300), st.floats(0.001, 0.1))
def test_alpha_bar_of_the_cosine_chain_is_the_squared_cosine_until_the_clip(length, offset):
    # Nichol and Dhariwal's equation 17, at t / T of the steps' ends.
    process = CosineProcess(length, offset)
    times = np.arange(1, length + 1) / length
    squared = (
        np.cos((times + offset) / (1.0 + offset) * np.pi / 2.0) ** 2
        / np.cos(offset / (1.0 + offset) * np.pi / 2.0) ** 2
    )
    betas = np.minimum(1.0 - squared / np.append(1.0, squared[:-1]), 0.999)
    np.testing.assert_allclose(process.scale(np.arange(length)) ** 2, multiplied_out(betas), rtol=1e-7)
    np.testing.assert_allclose(process.scale(np.arange(length - 1)) ** 2, squared[:-1], rtol=1e-7)
    assert betas[-1] == 0.999


@pytest.mark.parametrize("process", [SEED_000, CosineProcess(60)], ids=["seed 000", "cosine"])
def test_the_closed_form_has_the_moments_of_the_simulated_chain(process):
    # 40,000 chains from one data value, step by step: x <- sqrt(1 - beta) x + sqrt(beta) noise.
    rng = np.random.default_rng(0)
    alpha_bar = 1.0 / (1.0 + process.ladder**2)
    betas = 1.0 - alpha_bar / np.append(1.0, alpha_bar[:-1])
    x = np.full(40_000, 1.5)
    for t, beta in enumerate(betas):
        x = np.sqrt(1.0 - beta) * x + np.sqrt(beta) * rng.standard_normal(x.shape)
        if t % 20 == 19:
            deviation = process.scale(t) * process.sigma(t)
            assert x.mean() == pytest.approx(process.scale(t) * 1.5, abs=5.0 * deviation / 200.0)
            assert x.std() == pytest.approx(deviation, rel=0.02)


@pytest.mark.parametrize("process", [SEED_000, CosineProcess(100)], ids=["seed 000", "cosine"])
def test_labels_are_the_steps_indices_and_pass_between_them(process):
    indices = np.arange(process.training_steps)
    np.testing.assert_allclose(process.label(process.ladder), indices, atol=1e-9)
    between = process.label(np.sqrt(process.ladder[:-1] * process.ladder[1:]))
    np.testing.assert_allclose(between, indices[:-1] + 0.5)
    assert process.label(0.0) == 0.0
    assert process.label(1e9) == process.training_steps - 1


@pytest.mark.parametrize("process", [SEED_000, CosineProcess(100)], ids=["seed 000", "cosine"])
def test_every_step_of_the_chain_is_drawn_equally_often(process):
    levels = process.draw(np.random.default_rng(0), 100 * process.training_steps)
    counts = np.bincount(np.rint(process.time(levels)).astype(int), minlength=process.training_steps)
    assert np.isin(levels, process.ladder).all()
    assert np.abs(counts - 100.0).max() < 5.0 * np.sqrt(100.0)


def test_a_schedule_may_visit_the_whole_chain_but_no_more():
    np.testing.assert_array_equal(SEED_000.sigmas(300), np.append(SEED_000.ladder[::-1], 0.0))
    with pytest.raises(RequestError, match="has 300 steps, fewer than the 301 asked for"):
        SEED_000.sigmas(301)


def test_a_ladder_cannot_be_changed_by_its_users():
    with pytest.raises(ValueError, match="read-only"):
        SEED_000.ladder[0] = 1.0


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: DdpmProcess(0), "training_steps must be at least 1"),
        (lambda: DdpmProcess(beta_start=0.0), "betas must rise"),
        (lambda: DdpmProcess(beta_end=1.0), "betas must rise"),
        (lambda: CosineProcess(0), "training_steps must be at least 1"),
        (lambda: CosineProcess(offset=-0.1), "offset must be at least 0"),
        (lambda: CosineProcess(beta_max=1.0), "beta_max between 0 and 1"),
    ],
)
def test_parameters_out_of_range_are_named(build, message):
    with pytest.raises(ValueError, match=message):
        build()
