import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.guidance import guided
from drumgen.diffusion.preconditioning import PARAMETERIZATIONS, preconditioned, training_target
from drumgen.diffusion.processes import ContinuousCosineProcess
from drumgen.diffusion.samplers import ddim, heun
from training.losses.diffusion import diffusion_loss
from training.losses.distillation import distillation_target, heun_target, student_steps

PROCESS = ContinuousCosineProcess()
SEEDS = st.integers(0, 2**32 - 1)
LEVELS = st.tuples(st.floats(0.01, 100.0), st.floats(0.01, 0.99), st.floats(0.0, 0.99)).map(
    lambda level: (level[0], level[0] * level[1], level[0] * level[1] * level[2])
)


def teacher(x, sigma):
    """Denoise data from two equal Gaussians around -1 and 1; works on tensors and on a sigma per item."""
    variance = 0.3**2 + sigma**2
    return (0.3**2 * x + sigma**2 * torch.tanh(x / variance)) / variance


def teacher_shifted(x, sigma):
    return teacher(x - 0.5, sigma) + 0.5


def noisy(shape, seed, sigma=1.0):
    return sigma * torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def optimal_student(of, sigmas):
    """Return a denoiser that gives the target at each level of the student's schedule, as a perfect student would."""
    rows = {row[0]: row for row in student_steps(sigmas)}
    return lambda x, sigma: distillation_target(of, x, *(float(level) for level in rows[sigma]))


@given(LEVELS, SEEDS)
def test_one_ddim_step_with_the_target_lands_where_two_of_the_teacher_do(levels, seed):
    x = noisy((3, 4), seed, levels[0])
    x_tilde = distillation_target(teacher, x, *levels)
    one = ddim(lambda x, sigma: x_tilde, x, np.array(levels)[[0, 2]])
    torch.testing.assert_close(one, ddim(teacher, x, np.array(levels)), rtol=1e-9, atol=1e-9)


@given(LEVELS, SEEDS)
def test_one_ddim_step_with_heun_s_target_lands_where_two_of_heun_s_do(levels, seed):
    x = noisy((3, 4), seed, levels[0])
    x_tilde = heun_target(teacher, x, *levels)
    one = ddim(lambda x, sigma: x_tilde, x, np.array(levels)[[0, 2]])
    torch.testing.assert_close(one, heun(teacher, x, np.array(levels)), rtol=1e-7, atol=1e-7)


def test_heun_s_target_takes_a_level_per_item_that_may_be_zero():
    x = noisy((2, 4), 0, 2.0)
    sigma, middle, after = torch.tensor([[2.0, 2.0], [1.0, 0.5], [0.3, 0.0]], dtype=torch.float64)
    together = heun_target(teacher, x, sigma, middle, after)
    alone = [heun_target(teacher, x[i : i + 1], 2.0, float(middle[i]), float(after[i])) for i in range(2)]
    torch.testing.assert_close(together, torch.cat(alone))
    assert torch.isfinite(together).all()


@given(st.floats(0.01, 100.0), st.floats(0.01, 0.99), SEEDS)
def test_a_last_step_to_zero_is_aimed_at_the_teachers_second_answer(sigma, share, seed):
    x = noisy((3, 4), seed, sigma)
    x_tilde = distillation_target(teacher, x, sigma, share * sigma, 0.0)
    torch.testing.assert_close(x_tilde, ddim(teacher, x, np.array([sigma, share * sigma, 0.0])))


@given(st.integers(1, 64), st.data(), SEEDS)
def test_the_target_is_that_of_algorithm_1_in_its_own_coordinates(steps, data, seed):
    # Seed 003, Algorithm 1 with alpha = cos(pi t / 2); t = 1 itself has no data left in z, so i < N.
    i = data.draw(st.integers(1, steps))
    t = 0.99 * i / steps
    t_mid, t_next = t - 0.5 * 0.99 / steps, t - 0.99 / steps if i > 1 else 0.0
    alpha, alpha_mid, alpha_next = (np.cos(0.5 * np.pi * time) for time in (t, t_mid, t_next))
    s, s_mid, s_next = (np.sin(0.5 * np.pi * time) for time in (t, t_mid, t_next))
    z = noisy((2, 3), seed)

    def x_hat(z, alpha, s):
        return teacher(z / alpha, s / alpha)

    z_mid = alpha_mid * x_hat(z, alpha, s) + s_mid / s * (z - alpha * x_hat(z, alpha, s))
    z_next = alpha_next * x_hat(z_mid, alpha_mid, s_mid)
    z_next = z_next + s_next / s_mid * (z_mid - alpha_mid * x_hat(z_mid, alpha_mid, s_mid))
    expected = (z_next - s_next / s * z) / (alpha_next - s_next / s * alpha)
    got = distillation_target(teacher, z / alpha, s / alpha, s_mid / alpha_mid, s_next / alpha_next)
    torch.testing.assert_close(got, expected, rtol=1e-7, atol=1e-8)


def test_levels_may_differ_from_item_to_item_in_either_shape():
    rows = torch.from_numpy(student_steps(PROCESS.sigmas(8)))
    x = noisy((4, 2, 3), 0) * rows[:, 0, None, None]
    together = distillation_target(teacher, x, *rows.T)
    torch.testing.assert_close(distillation_target(teacher, x, *rows.T[:, :, None, None]), together)
    for i, row in enumerate(rows):
        torch.testing.assert_close(together[i], distillation_target(teacher, x[i], *row.tolist()))


def test_single_precision_suffices_however_short_the_steps():
    # Algorithm 1 as it stands subtracts z from z here, and loses four digits.
    levels = student_steps(PROCESS.sigmas(2048))[0].tolist()
    x = noisy((100,), 0, levels[0])
    exact = distillation_target(teacher, x, *levels)
    single = distillation_target(teacher, x.float(), *levels)
    assert single.dtype == torch.float32
    np.testing.assert_allclose(single.numpy(), exact.numpy(), atol=1e-6)


def test_the_target_carries_no_gradient():
    scale = torch.ones((), dtype=torch.float64, requires_grad=True)
    x_tilde = distillation_target(lambda x, sigma: scale * x, noisy((2, 3), 0), 2.0, 1.0, 0.5)
    assert not x_tilde.requires_grad


@pytest.mark.parametrize("steps", [2, 16])
def test_halving_down_to_one_step_keeps_the_first_teachers_result(steps):
    # The algorithm's outer loop, with perfect students: N -> N/2 -> ... -> 1.
    sigmas = PROCESS.sigmas(steps)
    x = noisy((50,), 0, sigmas[0])
    expected = ddim(teacher, x, sigmas)
    denoiser = teacher
    while len(sigmas) > 2:
        denoiser, sigmas = optimal_student(denoiser, sigmas), sigmas[::2]
        torch.testing.assert_close(ddim(denoiser, x, sigmas), expected, rtol=1e-8, atol=1e-8)
    torch.testing.assert_close(denoiser(x, sigmas[0]), expected, rtol=1e-8, atol=1e-8)


def test_a_guided_teacher_hands_its_guidance_down():
    sigmas = PROCESS.sigmas(8)
    x = noisy((50,), 0, sigmas[0])
    strong = guided(teacher_shifted, teacher, 3.0)
    student = optimal_student(strong, sigmas)
    torch.testing.assert_close(ddim(student, x, sigmas[::2]), ddim(strong, x, sigmas))
    assert (ddim(student, x, sigmas[::2]) - ddim(teacher_shifted, x, sigmas)).abs().max() > 0.1


@pytest.mark.parametrize("parameterization", ["v", "edm", "x"])
def test_a_small_network_learns_two_steps_of_its_teacher_in_one(parameterization):
    # Two steps of the teacher, from pure noise to data, as one of a student of 1,000 weights.
    sigmas = PROCESS.sigmas(2)
    levels = student_steps(sigmas)[0].tolist()
    torch.manual_seed(0)
    layers = torch.nn.Sequential(torch.nn.Linear(1, 32), torch.nn.SiLU(), torch.nn.Linear(32, 32), torch.nn.SiLU())
    layers.append(torch.nn.Linear(32, 1))
    scalings = PARAMETERIZATIONS[parameterization](torch.full((256, 1), levels[0]), 1.0)
    optimizer = torch.optim.Adam(layers.parameters(), lr=1e-2)
    for _ in range(400):
        x = levels[0] * torch.randn(256, 1)
        target = training_target(distillation_target(teacher, x, *levels), x, scalings)
        F = layers(scalings.c_in * x)
        loss = diffusion_loss(
            F,
            target,
            torch.full((256,), levels[0]),
            weighting="snr+1",
            parameterization=parameterization,
            sigma_data=1.0,
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    student = preconditioned(lambda x, _: layers(x), parameterization=parameterization, sigma_data=1.0)
    x = levels[0] * torch.linspace(-2.0, 2.0, 201)[:, None]
    with torch.no_grad():
        error = ddim(student, x, sigmas[::2]) - ddim(teacher, x, sigmas)
        untaught = ddim(teacher, x, sigmas[::2]) - ddim(teacher, x, sigmas)
    assert error.square().mean().sqrt() < 0.05
    assert untaught.square().mean().sqrt() > 0.2


@pytest.mark.parametrize("steps", [1, 3, 7])
def test_an_odd_number_of_steps_cannot_be_halved(steps):
    with pytest.raises(ValueError, match=f"must be even in number to be halved, got {steps}"):
        student_steps(PROCESS.sigmas(steps))
