import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.guidance import guided
from tests.support.models.exact_denoisers import gaussian_denoiser

X = np.linspace(-3.0, 3.0, 7)


def refuse(x, sigma):
    raise AssertionError("this denoiser is not needed")


def test_scale_one_is_the_conditional_denoiser_alone():
    conditional = gaussian_denoiser(1.0, 0.5)
    np.testing.assert_array_equal(guided(conditional, refuse, 1.0)(X, 2.0), conditional(X, 2.0))


def test_scale_zero_is_the_null_denoiser_alone():
    null = gaussian_denoiser(0.0, 0.5)
    np.testing.assert_array_equal(guided(refuse, null, 0.0)(X, 2.0), null(X, 2.0))


@given(st.floats(0.0, 20.0), st.floats(1e-2, 1e2))
def test_the_scale_extends_the_line_from_null_to_conditional(scale, sigma):
    conditional, null = gaussian_denoiser(1.0, 0.5), gaussian_denoiser(-0.2, 0.5)
    expected = (1.0 - scale) * null(X, sigma) + scale * conditional(X, sigma)
    np.testing.assert_allclose(guided(conditional, null, scale)(X, sigma), expected, atol=1e-10)


@given(st.floats(0.0, 20.0))
def test_a_condition_that_changes_nothing_leaves_the_denoiser(scale):
    same = gaussian_denoiser(0.4, 0.9)
    np.testing.assert_allclose(guided(same, same, scale)(X, 1.5), same(X, 1.5), atol=1e-12)
