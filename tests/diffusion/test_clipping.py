import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.clipping import clipped
from drumgen.diffusion.preconditioning import preconditioned
from drumgen.diffusion.processes import CosineProcess


@given(st.floats(-3.0, 3.0), st.floats(0.1, 5.0), st.integers(0, 2**32 - 1))
def test_what_lies_in_the_range_stays_and_the_rest_goes_to_its_ends(low, width, seed):
    x = 4.0 * np.random.default_rng(seed).standard_normal((3, 4))
    D_x = clipped(lambda x, sigma: x + sigma, low, low + width)(x, 0.5)
    inside = (x + 0.5 >= low) & (x + 0.5 <= low + width)
    np.testing.assert_array_equal(D_x[inside], x[inside] + 0.5)
    assert set(D_x[~inside]) <= {low, low + width}


def test_a_small_error_of_the_noise_stays_small_in_the_data_at_the_top_of_the_cosine_chain():
    # One possible sound, 0.5, and a network that is wrong by a twentieth: at sigma 20,000 its D is wrong by 1,000.
    sigma = CosineProcess().sigma_max
    denoiser = preconditioned(
        lambda scaled, c_noise: (scaled * (1.0 + sigma**2) ** 0.5 - 0.5) / sigma + 0.05,
        parameterization="epsilon",
        sigma_data=1.0,
    )
    x = sigma * np.random.default_rng(0).standard_normal(100)
    assert np.abs(denoiser(x, sigma) - 0.5).min() > 900.0
    assert np.abs(clipped(denoiser, -1.0, 1.0)(x, sigma) - 0.5).max() <= 1.5
