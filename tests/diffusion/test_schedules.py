import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.schedules import cosine_sigmas, ddpm_ladder, ddpm_sigmas, edm_sigmas

STEPS = st.integers(1, 200)
LOW = st.floats(1e-4, 0.1)
SPAN = st.floats(2.0, 1e5)


def assert_falls_to_zero(sigmas, steps):
    assert sigmas.dtype == np.float64
    assert sigmas.shape == (steps + 1,)
    assert (np.diff(sigmas) < 0.0).all()
    assert sigmas[-1] == 0.0
    assert sigmas[-2] > 0.0


@given(STEPS, LOW, SPAN, st.floats(0.5, 20.0))
def test_edm_falls_strictly_between_its_ends(steps, sigma_min, span, rho):
    sigma_max = sigma_min * span
    sigmas = edm_sigmas(steps, sigma_min=sigma_min, sigma_max=sigma_max, rho=rho)
    assert_falls_to_zero(sigmas, steps)
    assert sigmas[0] == sigma_max
    if steps > 1:
        assert sigmas[-2] == sigma_min


@given(st.integers(3, 100), st.floats(1.0, 12.0))
def test_edm_is_even_in_the_rho_th_root(steps, rho):
    roots = edm_sigmas(steps, sigma_min=0.01, sigma_max=60.0, rho=rho)[:-1] ** (1.0 / rho)
    np.testing.assert_allclose(np.diff(roots), (roots[-1] - roots[0]) / (steps - 1), rtol=1e-6)


def test_edm_gives_the_values_of_the_formula():
    # sigma_min 1, sigma_max 16 and rho 2 by hand: roots 4, 2.5, 1.
    np.testing.assert_allclose(edm_sigmas(3, sigma_min=1.0, sigma_max=16.0, rho=2.0), [16.0, 6.25, 1.0, 0.0])


@given(STEPS, LOW, SPAN)
def test_cosine_falls_strictly_between_its_ends(steps, sigma_min, span):
    sigmas = cosine_sigmas(steps, sigma_min=sigma_min, sigma_max=sigma_min * span)
    assert_falls_to_zero(sigmas, steps)
    assert sigmas[0] == sigma_min * span
    angles = np.arctan(sigmas[:-1])
    np.testing.assert_allclose(angles, np.linspace(angles[0], angles[-1], steps), atol=1e-12)


@given(st.integers(1, 1000))
def test_ddpm_levels_are_levels_of_the_training_chain(steps):
    sigmas = ddpm_sigmas(steps)
    assert_falls_to_zero(sigmas, steps)
    ladder = ddpm_ladder()
    assert sigmas[0] == ladder[-1]
    assert np.isin(sigmas[:-1], ladder).all()


def test_the_ladder_is_the_chain_multiplied_out():
    betas = np.linspace(1e-4, 0.02, 1000)
    scale, variance = 1.0, 0.0
    expected = []
    for beta in betas:  # x <- sqrt(1 - beta) x + sqrt(beta) noise, one step after the other
        scale, variance = scale * np.sqrt(1.0 - beta), (1.0 - beta) * variance + beta
        expected.append(np.sqrt(variance) / scale)
    np.testing.assert_allclose(ddpm_ladder(), expected, rtol=1e-9)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: edm_sigmas(0), "steps must be at least 1"),
        (lambda: edm_sigmas(4, sigma_min=2.0, sigma_max=1.0), "sigma_min must lie between"),
        (lambda: edm_sigmas(4, sigma_min=0.0), "sigma_min must lie between"),
        (lambda: edm_sigmas(4, rho=0.0), "rho must be positive"),
        (lambda: cosine_sigmas(0), "steps must be at least 1"),
        (lambda: cosine_sigmas(4, sigma_min=3.0, sigma_max=3.0), "sigma_min must lie between"),
        (lambda: ddpm_sigmas(0), "steps must be at least 1"),
        (lambda: ddpm_sigmas(1001), "steps must be at most 1000"),
        (lambda: ddpm_sigmas(5, beta_start=0.5, beta_end=0.1), "betas must rise"),
        (lambda: ddpm_sigmas(5, beta_end=1.0), "betas must rise"),
    ],
)
def test_parameters_out_of_range_are_named(build, message):
    with pytest.raises(ValueError, match=message):
        build()
