"""The diffusion functions on torch tensors: the same numbers as on numpy arrays, and gradients besides."""

import numpy as np
import pytest

from drumgen.diffusion.clipping import clipped
from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import PARAMETERIZATIONS, loss_weight, preconditioned, training_target
from drumgen.diffusion.processes import PROCESSES, VpSdeProcess
from drumgen.diffusion.samplers import SAMPLERS, ddim, euler_maruyama, heun, probability_flow, sample
from drumgen.diffusion.schedules import edm_sigmas
from tests.support.models.exact_denoisers import gaussian_denoiser

torch = pytest.importorskip("torch")

SIGMAS = edm_sigmas(9, sigma_min=0.01, sigma_max=60.0)
X = 60.0 * np.random.default_rng(0).standard_normal((3, 4, 5))


every_process = pytest.mark.parametrize("process", [kind() for kind in PROCESSES.values()], ids=PROCESSES.keys())


def draws(convert):
    rng = np.random.default_rng(5)
    return lambda: convert(rng.standard_normal(X.shape))


@pytest.mark.parametrize("name", SAMPLERS)
def test_samplers_agree(name):
    denoiser = clipped(guided(gaussian_denoiser(0.7, 0.4), gaussian_denoiser(0.0, 0.4), 1.7), -1.0, 1.5)
    on_numpy = sample(name, denoiser, X, SIGMAS, noise=draws(np.asarray))
    on_torch = sample(name, denoiser, torch.from_numpy(X), SIGMAS, noise=draws(torch.from_numpy))
    assert on_torch.dtype == torch.float64
    np.testing.assert_allclose(on_torch.numpy(), on_numpy, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", SAMPLERS)
def test_single_precision_stays(name):
    x = torch.from_numpy(X).float()
    sampled = sample(name, gaussian_denoiser(0.7, 0.4), x, SIGMAS, noise=lambda: torch.zeros_like(x))
    assert sampled.dtype == torch.float32


@pytest.mark.parametrize(
    ("sampler", "options"),
    [
        (heun, {"s_churn": 30.0}),
        (ddim, {"eta": 1.0}),
        (euler_maruyama, {"process": VpSdeProcess()}),
    ],
)
def test_fresh_noise_agrees(sampler, options):
    denoiser = gaussian_denoiser(0.7, 0.4)
    on_numpy = sampler(denoiser, X, SIGMAS, noise=draws(np.asarray), **options)
    on_torch = sampler(denoiser, torch.from_numpy(X), SIGMAS, noise=draws(torch.from_numpy), **options)
    np.testing.assert_allclose(on_torch.numpy(), on_numpy, rtol=1e-12, atol=1e-12)


def test_the_flow_in_the_time_of_its_process_agrees():
    denoiser, process = gaussian_denoiser(0.7, 0.4), VpSdeProcess()
    on_numpy = probability_flow(denoiser, X, SIGMAS, process=process)
    on_torch = probability_flow(denoiser, torch.from_numpy(X), SIGMAS, process=process)
    np.testing.assert_allclose(on_torch.numpy(), on_numpy, rtol=1e-12, atol=1e-12)


@every_process
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
def test_processes_agree(process, dtype):
    sigma = np.exp(np.random.default_rng(0).uniform(-4.0, 4.0, (6, 1, 1)))
    time = process.time(sigma)
    tolerance = {"rtol": 1e-12} if dtype == torch.float64 else {"rtol": 1e-5, "atol": 1e-4}
    for method, argument in (
        (process.sigma, time),
        (process.time, sigma),
        (process.scale, time),
        (process.label, sigma),
    ):
        on_torch = method(torch.from_numpy(argument).to(dtype))
        assert on_torch.dtype == dtype
        np.testing.assert_allclose(on_torch.numpy(), method(argument), **tolerance)


@every_process
@pytest.mark.parametrize("parameterization", PARAMETERIZATIONS)
def test_a_network_told_by_a_process_agrees(process, parameterization):
    def network(scaled, c_noise):
        return 0.3 * scaled + 1e-3 * c_noise

    denoiser = preconditioned(network, parameterization=parameterization, sigma_data=1.0, label=process.label)
    sigmas = process.sigmas(4)
    x = sigmas[0] * X / 60.0
    sampled = sample("ddim", denoiser, torch.from_numpy(x), sigmas)
    np.testing.assert_allclose(sampled.numpy(), sample("ddim", denoiser, x, sigmas), rtol=1e-9)
    levels = sigmas[:3].reshape(3, 1, 1)
    on_torch = denoiser(torch.from_numpy(x), torch.from_numpy(levels))
    np.testing.assert_allclose(on_torch.numpy(), denoiser(x, levels), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", PARAMETERIZATIONS)
def test_scalings_agree_for_a_sigma_per_item(name):
    sigma = np.array([0.01, 1.0, 50.0]).reshape(3, 1, 1)
    on_numpy = PARAMETERIZATIONS[name](sigma, 0.5)
    on_torch = PARAMETERIZATIONS[name](torch.from_numpy(sigma), 0.5)
    for coefficient in ("c_skip", "c_out", "c_in", "c_noise"):
        theirs = np.asarray(getattr(on_torch, coefficient))
        np.testing.assert_allclose(theirs, getattr(on_numpy, coefficient), rtol=1e-14, atol=1e-15)
    torch_weight = loss_weight(torch.from_numpy(sigma), 0.5).numpy()
    np.testing.assert_allclose(torch_weight, loss_weight(sigma, 0.5), rtol=1e-14)


def test_a_training_step_lowers_the_loss_through_the_denoiser():
    generator = torch.Generator().manual_seed(0)
    data = 0.3 + 0.5 * torch.randn(64, 2, 3, generator=generator)
    sigma = torch.exp(-0.5 + torch.randn(64, 1, 1, generator=generator))
    x = data + sigma * torch.randn(64, 2, 3, generator=generator)
    layer = torch.nn.Linear(3, 3)
    denoiser = preconditioned(lambda scaled, c_noise: layer(scaled) + 0.0 * c_noise, sigma_data=0.5)

    def loss():
        return (loss_weight(sigma, 0.5) * (denoiser(x, sigma) - data) ** 2).mean()

    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    before = loss()
    before.backward()
    optimizer.step()
    assert loss().item() < before.item()
    on_target = (
        layer(PARAMETERIZATIONS["edm"](sigma, 0.5).c_in * x)
        - training_target(data, x, PARAMETERIZATIONS["edm"](sigma, 0.5))
    ) ** 2
    assert loss().item() == pytest.approx(on_target.mean().item(), rel=1e-4)
