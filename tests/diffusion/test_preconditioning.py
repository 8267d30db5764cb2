import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.preconditioning import (
    PARAMETERIZATIONS,
    edm_scalings,
    epsilon_scalings,
    loss_weight,
    preconditioned,
    training_target,
    v_scalings,
    x_scalings,
)
from drumgen.diffusion.processes import ContinuousCosineProcess

SIGMA = st.floats(1e-3, 1e3)
SIGMA_DATA = st.floats(0.05, 5.0)


@given(SIGMA, SIGMA_DATA)
def test_edm_scales_input_and_target_to_unit_variance(sigma, sigma_data):
    c = edm_scalings(sigma, sigma_data)
    assert c.c_in**2 * (sigma_data**2 + sigma**2) == pytest.approx(1.0)
    # target = (data - c_skip (data + sigma noise)) / c_out
    target_variance = ((1.0 - c.c_skip) ** 2 * sigma_data**2 + c.c_skip**2 * sigma**2) / c.c_out**2
    assert target_variance == pytest.approx(1.0, rel=1e-4)


@given(SIGMA, SIGMA_DATA)
def test_edm_gives_the_published_formulas(sigma, sigma_data):
    c = edm_scalings(sigma, sigma_data)
    total = sigma**2 + sigma_data**2
    assert c.c_skip == pytest.approx(sigma_data**2 / total)
    assert c.c_out == pytest.approx(sigma * sigma_data / np.sqrt(total))
    assert c.c_in == pytest.approx(1.0 / np.sqrt(total))
    assert c.c_noise == pytest.approx(np.log(sigma) / 4.0)


@given(SIGMA, SIGMA_DATA)
def test_the_loss_weight_undoes_c_out(sigma, sigma_data):
    assert loss_weight(sigma, sigma_data) * edm_scalings(sigma, sigma_data).c_out ** 2 == pytest.approx(1.0)


@given(SIGMA, SIGMA_DATA)
def test_v_is_edm_with_the_sign_turned(sigma, sigma_data):
    edm, v = edm_scalings(sigma, sigma_data), v_scalings(sigma, sigma_data)
    assert (v.c_skip, v.c_in, v.c_noise, v.c_out) == (edm.c_skip, edm.c_in, edm.c_noise, -edm.c_out)


@given(SIGMA, SIGMA_DATA, st.integers(0, 2**32 - 1))
def test_the_networks_predict_what_their_names_say(sigma, sigma_data, seed):
    rng = np.random.default_rng(seed)
    data, noise = sigma_data * rng.standard_normal((2, 3, 4)), rng.standard_normal((2, 3, 4))
    x = data + sigma * noise
    np.testing.assert_allclose(
        training_target(data, x, epsilon_scalings(sigma, sigma_data)), noise, atol=1e-8 + 1e-12 / sigma
    )
    angle = np.arctan(sigma / sigma_data)
    v = np.cos(angle) * noise - np.sin(angle) * data / sigma_data
    np.testing.assert_allclose(training_target(data, x, v_scalings(sigma, sigma_data)), v, atol=1e-7)
    np.testing.assert_allclose(training_target(data, x, x_scalings(sigma, sigma_data)), data / sigma_data)


@given(SIGMA, st.integers(0, 2**32 - 1))
def test_with_sigma_data_1_they_are_the_variance_preserving_predictions(sigma, seed):
    # Seed 003: z = alpha x + sigma_vp epsilon; x_hat from v is alpha z - sigma_vp v.
    alpha = 1.0 / np.sqrt(1.0 + sigma**2)
    deviation = alpha * sigma
    z, F = np.random.default_rng(seed).standard_normal((2, 4))
    expected = {"v": alpha * z - deviation * F, "epsilon": (z - deviation * F) / alpha, "x": F}
    for name, x_hat in expected.items():
        denoiser = preconditioned(lambda scaled, c_noise: F, parameterization=name, sigma_data=1.0)
        np.testing.assert_allclose(denoiser(z / alpha, sigma), x_hat, rtol=1e-9, atol=1e-9 * (1.0 + sigma))
        assert PARAMETERIZATIONS[name](sigma, 1.0).c_in == pytest.approx(alpha)


@pytest.mark.parametrize("parameterization", PARAMETERIZATIONS)
@given(sigma=SIGMA, sigma_data=SIGMA_DATA, seed=st.integers(0, 2**32 - 1))
def test_a_network_that_hits_its_target_gives_the_data(parameterization, sigma, sigma_data, seed):
    rng = np.random.default_rng(seed)
    data = rng.standard_normal((2, 3, 4))
    x = data + sigma * rng.standard_normal((2, 3, 4))
    scalings = PARAMETERIZATIONS[parameterization](sigma, sigma_data)

    def network(scaled, c_noise):
        np.testing.assert_allclose(scaled, scalings.c_in * x)
        assert c_noise == scalings.c_noise
        return training_target(data, x, scalings)

    denoiser = preconditioned(network, parameterization=parameterization, sigma_data=sigma_data)
    np.testing.assert_allclose(denoiser(x, sigma), data, atol=1e-9 * (1.0 + sigma))


def test_sigma_may_differ_from_item_to_item():
    rng = np.random.default_rng(0)
    x, sigmas = rng.standard_normal((4, 3, 2)), np.array([0.01, 0.3, 1.0, 50.0])

    def network(scaled, c_noise):
        return np.tanh(scaled) + c_noise

    denoiser = preconditioned(network, sigma_data=0.7)
    together = denoiser(x, sigmas[:, None, None])
    for i, sigma in enumerate(sigmas):
        np.testing.assert_allclose(together[i], denoiser(x[i], float(sigma)))


def test_the_network_is_told_the_label_when_there_is_one():
    heard = []

    def network(scaled, c_noise):
        heard.append(c_noise)
        return scaled

    process = ContinuousCosineProcess()
    preconditioned(network, sigma_data=1.0, label=process.label)(np.ones(3), 1.0)
    preconditioned(network, sigma_data=1.0)(np.ones(3), 1.0)
    assert heard == [pytest.approx(500.0), 0.0]


def test_an_unknown_parameterization_is_an_error():
    with pytest.raises(KeyError):
        preconditioned(lambda x, c_noise: x, parameterization="score", sigma_data=1.0)
