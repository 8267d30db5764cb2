"""Students that learn from their teacher's own trajectories."""

import numpy as np
import pytest
import torch
from torch import nn

from drumgen.diffusion.preconditioning import edm_scalings
from drumgen.diffusion.processes import EdmProcess
from drumgen.diffusion.samplers import ddim, heun
from training.distilling.step import Objective
from training.distilling.trajectories import LandingStep, Trajectories, record

PROCESS = EdmProcess(0.02, 60.0, 7.0)
OBJECTIVE = Objective("edm", 1.0, "truncated-snr", PROCESS.label)
SHAPE = (2, 3)


class Gaussian(nn.Module):
    """The exact F for data of mean 2 w (w the one class weight) and spread 0.5, in EDM's form."""

    def forward(self, x, c_noise, class_weights):
        sigma = torch.exp(4.0 * c_noise).reshape(-1, 1, 1)
        total = torch.sqrt(1.0 + sigma**2)
        raw, mean = x * total, 2.0 * class_weights.reshape(-1, 1, 1)
        D_x = (0.25 * raw + sigma**2 * mean) / (0.25 + sigma**2)
        return (D_x - raw / total**2) * total / sigma


def exact(mean):
    return lambda x, sigma: (0.25 * x + sigma**2 * mean) / (0.25 + sigma**2)


@pytest.fixture(scope="module")
def trajectories() -> Trajectories:
    told = [torch.ones(40, 1)]
    return record(Gaussian(), OBJECTIVE, PROCESS.sigmas(8), told, SHAPE, guidance=1.0, bf16=False, seed=3, batch=16)


def test_they_pass_every_second_level_of_the_teacher(trajectories):
    levels = PROCESS.sigmas(8)
    np.testing.assert_array_equal(trajectories.levels, levels[::2])
    assert trajectories.x.shape == (5, 40, *SHAPE)
    assert float(trajectories.x[0].std()) == pytest.approx(60.0, rel=0.1)
    expected = heun(exact(2.0), trajectories.x[0].double(), levels)
    torch.testing.assert_close(trajectories.x[-1].double(), expected, rtol=1e-3, atol=1e-3)


def test_guidance_is_in_them():
    told = [torch.ones(200, 1)]
    told_more = record(Gaussian(), OBJECTIVE, PROCESS.sigmas(8), told, SHAPE, guidance=3.0, bf16=False, seed=3)
    assert float(told_more.x[-1].mean()) == pytest.approx(6.0, abs=0.1)


@pytest.mark.parametrize("steps", [4, 2, 1])
def test_a_student_that_lands_where_they_do_has_no_loss(trajectories, steps):
    batches = trajectories.batches(steps, 32, seed=0)
    x, landed, levels, told = next(batches)

    class Known(nn.Module):
        """Answers so that one DDIM step leads from x to `landed`."""

        def forward(self, scaled, c_noise, class_weights):
            del scaled, c_noise, class_weights
            sigma, after = (level.reshape(-1, 1, 1) for level in levels)
            D_x = (landed - after / sigma * x) / (1.0 - after / sigma)
            c = edm_scalings(sigma, 1.0)
            return (D_x - c.c_skip * x) / c.c_out

    step = LandingStep(Known(), OBJECTIVE, bf16=False)
    assert float(step(x, landed, levels, told)["loss"]) < 1e-8
    first, then = float(levels[0, 0]), float(levels[1, 0])
    D_x = (landed[:1] - then / first * x[:1]) / (1.0 - then / first)
    one = ddim(lambda x, sigma: D_x, x[:1], np.array([first, then]))
    torch.testing.assert_close(one, landed[:1], rtol=1e-3, atol=1e-3)
    assert set(levels[0].tolist()) <= set(np.float32(trajectories.levels[:: 4 // steps]).tolist())


def test_they_can_be_kept(trajectories, tmp_path):
    trajectories.save(tmp_path / "t.pt")
    again = Trajectories.load(tmp_path / "t.pt")
    np.testing.assert_array_equal(again.levels, trajectories.levels)
    assert torch.equal(again.x, trajectories.x)
    assert torch.equal(again.told[0], trajectories.told[0])
