import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.preconditioning import PARAMETERIZATIONS, loss_weight, preconditioned, training_target
from drumgen.diffusion.processes import VpSdeProcess
from drumgen.errors import DataError
from training.losses.diffusion import WEIGHTINGS, data_weight, diffusion_loss

SIGMAS = st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=6)
SIGMA_DATA = st.floats(0.05, 5.0)
SEEDS = st.integers(0, 2**32 - 1)
each_parameterization = pytest.mark.parametrize("parameterization", PARAMETERIZATIONS)


class Example:
    """Data with noise, and a guess of the data that is somewhat wrong."""

    def __init__(self, sigmas, seed, sigma_data=1.0):
        generator = torch.Generator().manual_seed(seed)
        shape = (len(sigmas), 2, 3)
        self.sigma = torch.tensor(sigmas, dtype=torch.float64)
        self.sigma_data = sigma_data
        self.data, self.noise, error = torch.randn((3, *shape), generator=generator, dtype=torch.float64)
        self.data = sigma_data * self.data
        self.x = self.data + self.levels * self.noise
        self.guess = self.data + 0.3 * error

    @property
    def levels(self):
        return self.sigma[:, None, None]

    def loss(self, weighting, parameterization):
        """Return the loss of the network whose denoiser gives the guess."""
        scalings = PARAMETERIZATIONS[parameterization](self.levels, self.sigma_data)
        F, target = (training_target(data, self.x, scalings) for data in (self.guess, self.data))
        options = {"parameterization": parameterization, "sigma_data": self.sigma_data}
        return diffusion_loss(F, target, self.sigma, weighting=weighting, **options).item()

    def data_error(self, weight):
        return (weight * (self.guess - self.data) ** 2).mean().item()


@each_parameterization
@given(sigmas=SIGMAS, sigma_data=SIGMA_DATA, seed=SEEDS)
def test_the_data_weighting_is_the_error_of_the_denoiser(parameterization, sigmas, sigma_data, seed):
    example = Example(sigmas, seed, sigma_data)
    assert example.loss("data", parameterization) == pytest.approx(example.data_error(1.0), rel=1e-6)


@given(sigmas=SIGMAS, sigma_data=SIGMA_DATA, seed=SEEDS)
def test_edms_network_error_is_weighted_by_its_lambda(sigmas, sigma_data, seed):
    example = Example(sigmas, seed, sigma_data)
    expected = example.data_error(loss_weight(example.levels, sigma_data))
    assert example.loss("network", "edm") == pytest.approx(expected, rel=1e-6)
    lambdas = data_weight("network", example.sigma, parameterization="edm", sigma_data=sigma_data)
    torch.testing.assert_close(lambdas, loss_weight(example.sigma, sigma_data))


@each_parameterization
@given(sigmas=SIGMAS, sigma_data=SIGMA_DATA, seed=SEEDS)
def test_the_snr_weight_is_the_error_of_the_noise(parameterization, sigmas, sigma_data, seed):
    # Seed 003 eq. 1.
    example = Example(sigmas, seed, sigma_data)
    epsilon = (example.x - example.guess) / example.levels
    expected = ((epsilon - example.noise) ** 2).mean().item()
    assert example.loss("snr", parameterization) == pytest.approx(expected, rel=1e-6)
    assert example.loss("network", "epsilon") == pytest.approx(expected, rel=1e-6)


@each_parameterization
@given(sigmas=SIGMAS, seed=SEEDS)
def test_the_snr_plus_one_weight_is_the_error_of_v(parameterization, sigmas, seed):
    # Seed 003, in its own variance-preserving coordinates: v = alpha epsilon - sigma x.
    example = Example(sigmas, seed)
    alpha = 1.0 / (1.0 + example.levels**2) ** 0.5
    deviation = alpha * example.levels
    z = alpha * example.x
    v = alpha * example.noise - deviation * example.data
    v_guess = alpha * (z - alpha * example.guess) / deviation - deviation * example.guess
    expected = ((v_guess - v) ** 2).mean().item()
    assert example.loss("snr+1", parameterization) == pytest.approx(expected, rel=1e-5)
    assert example.loss("network", "v") == pytest.approx(expected, rel=1e-5)


@given(sigmas=SIGMAS, sigma_data=SIGMA_DATA, seed=SEEDS)
def test_snr_plus_one_is_the_networks_own_error_for_v_and_edm_at_any_scale(sigmas, sigma_data, seed):
    example = Example(sigmas, seed, sigma_data)
    for parameterization in ("v", "edm"):
        own = example.loss("network", parameterization)
        assert example.loss("snr+1", parameterization) == pytest.approx(own, rel=1e-6)


@each_parameterization
@given(sigma=st.floats(1e-3, 1e3), seed=SEEDS)
def test_the_truncated_snr_weight_is_the_greater_of_two_errors(parameterization, sigma, seed):
    # Seed 003: max(|x - x_hat|**2, |epsilon - epsilon_hat|**2).
    example = Example([sigma], seed)
    greater = max(example.loss("data", parameterization), example.loss("snr", parameterization))
    assert example.loss("truncated-snr", parameterization) == pytest.approx(greater, rel=1e-6)


@given(st.floats(0.01, 1.0))
def test_the_weights_are_seed_003s_functions_of_alpha_and_sigma(time):
    process = VpSdeProcess()
    sigma = process.sigma(time)
    ratio = (process.scale(time) / (process.scale(time) * sigma)) ** 2
    expected = {"snr": ratio, "snr+1": 1.0 + ratio, "truncated-snr": max(ratio, 1.0), "data": 1.0}
    for weighting, weight in expected.items():
        got = data_weight(weighting, torch.tensor([sigma]).double(), parameterization="x", sigma_data=1.0)
        assert got.item() == pytest.approx(weight)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
@each_parameterization
def test_half_precision_and_extreme_levels_stay_finite_and_have_gradients(parameterization, weighting):
    sigma = torch.tensor([0.002, 1.0, 20_000.0])
    F = torch.randn(3, 4, 5, generator=torch.Generator().manual_seed(0)).bfloat16().requires_grad_()
    options = {"weighting": weighting, "parameterization": parameterization, "sigma_data": 1.0}
    loss = diffusion_loss(F, torch.zeros(3, 4, 5), sigma, **options)
    loss.backward()
    assert loss.dtype == torch.float32
    assert torch.isfinite(loss)
    assert torch.isfinite(F.grad).all()
    torch.testing.assert_close(diffusion_loss(F, torch.zeros(3, 4, 5), sigma[:, None, None], **options), loss)


def test_a_perfect_network_has_no_loss_and_the_denoiser_it_makes_is_exact():
    example = Example([0.1, 2.0], 0)
    scalings = PARAMETERIZATIONS["x"](example.levels, 1.0)
    target = training_target(example.data, example.x, scalings)
    options = {"parameterization": "x", "sigma_data": 1.0}
    assert diffusion_loss(target, target, example.sigma, weighting="snr+1", **options).item() == 0.0
    torch.testing.assert_close(preconditioned(lambda *_: target, **options)(example.x, example.levels), example.data)


def test_unknown_names_are_refused_with_the_known_ones():
    F, sigma = torch.zeros(1, 2), torch.ones(1)
    with pytest.raises(DataError, match=r"no loss weighting 'snr\+2'; choose one of network, snr, snr\+1"):
        diffusion_loss(F, F, sigma, weighting="snr+2", parameterization="v", sigma_data=1.0)
    with pytest.raises(DataError, match="No network predicts 'score'; choose one of edm, epsilon, v, x"):
        diffusion_loss(F, F, sigma, weighting="network", parameterization="score", sigma_data=1.0)
