"""What holds for every forward process, whatever its parameters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.diffusion.preconditioning import PARAMETERIZATIONS, preconditioned
from drumgen.diffusion.processes import (
    PROCESSES,
    ContinuousCosineProcess,
    CosineProcess,
    DdpmProcess,
    EdmProcess,
    VpSdeProcess,
)
from drumgen.diffusion.samplers import ddim

every_process = pytest.mark.parametrize("process", [kind() for kind in PROCESSES.values()], ids=PROCESSES.keys())

LENGTHS = st.integers(2, 400)
PARAMETERS = {
    "ddpm": st.builds(
        lambda length, start, rise: DdpmProcess(length, start, start * rise),
        LENGTHS,
        st.floats(1e-5, 0.02),
        st.floats(1.0, 30.0),
    ),
    "cosine": st.builds(CosineProcess, LENGTHS, st.floats(0.001, 0.1), st.floats(0.5, 0.9999)),
    "continuous-cosine": st.builds(ContinuousCosineProcess, st.floats(1e-4, 0.1), st.floats(5.0, 1e3)),
    "vp-sde": st.builds(VpSdeProcess, st.floats(0.01, 1.0), st.floats(1.0, 20.0), st.floats(1e-5, 0.05)),
    "edm": st.builds(EdmProcess, st.floats(1e-4, 0.1), st.floats(5.0, 1e3), st.floats(1.0, 12.0)),
}
any_parameters = pytest.mark.parametrize("name", PROCESSES)
SEEDS = st.integers(0, 2**32 - 1)


def times_of(process, shares):
    """Return times between that of the lowest level trained on and that of the highest."""
    lowest = process.sigmas(60)[-2]
    first, last = process.time(lowest), process.time(process.sigma_max)
    return first + (last - first) * np.asarray(shares)


def test_the_names_are_the_processes_own():
    assert PARAMETERS.keys() == PROCESSES.keys()
    assert all(kind.name == name for name, kind in PROCESSES.items())


@any_parameters
@given(data=st.data(), shares=st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8))
def test_time_and_sigma_are_each_others_inverse(name, data, shares):
    process = data.draw(PARAMETERS[name])
    # The chains can be shorter than the schedule `times_of` looks at.
    times = np.asarray(shares) * (len(process.ladder) - 1) if hasattr(process, "ladder") else times_of(process, shares)
    np.testing.assert_allclose(process.time(process.sigma(times)), times, rtol=1e-6, atol=1e-9)
    sigmas = process.sigma(times)
    np.testing.assert_allclose(process.sigma(process.time(sigmas)), sigmas, rtol=1e-6)


@any_parameters
@given(data=st.data(), steps=st.integers(1, 60))
def test_schedules_fall_strictly_from_sigma_max_to_zero(name, data, steps):
    process = data.draw(PARAMETERS[name])
    steps = min(steps, getattr(process, "training_steps", steps))
    sigmas = process.sigmas(steps)
    assert sigmas.dtype == np.float64
    assert sigmas.shape == (steps + 1,)
    assert (np.diff(sigmas) < 0.0).all()
    assert sigmas[0] == process.sigma_max
    assert sigmas[-1] == 0.0


@any_parameters
@given(data=st.data(), seed=SEEDS)
def test_drawn_levels_lie_in_the_range(name, data, seed):
    process = data.draw(PARAMETERS[name])
    levels = process.draw(np.random.default_rng(seed), 50)
    assert levels.dtype == np.float64
    assert levels.shape == (50,)
    assert np.isfinite(levels).all()
    assert (levels > 0.0).all()
    assert name == "edm" or levels.max() <= process.sigma_max * (1.0 + 1e-9)
    np.testing.assert_array_equal(levels, process.draw(np.random.default_rng(seed), 50))


@every_process
@given(shares=st.lists(st.floats(0.0, 1.0), min_size=2, max_size=8, unique=True))
def test_levels_and_labels_rise_with_time(process, shares):
    times = np.unique(np.round(times_of(process, shares), 6))
    sigmas = process.sigma(times)
    assert (np.diff(sigmas) > 0.0).all()
    assert (np.diff(process.label(sigmas)) > 0.0).all()


@pytest.mark.parametrize("name", sorted(PROCESSES.keys() - {"edm"}))
@given(data=st.data(), share=st.floats(0.0, 1.0))
def test_variance_is_preserved(name, data, share):
    process = data.draw(PARAMETERS[name])
    end = process.time(process.sigma_max)
    scale, sigma = process.scale(share * end), process.sigma(share * end)
    assert scale**2 + (scale * sigma) ** 2 == pytest.approx(1.0)


@every_process
def test_numbers_give_numbers_and_arrays_give_arrays(process):
    time = times_of(process, 0.4)
    sigma = process.sigma(float(time))
    results = (sigma, process.time(sigma), process.scale(float(time)), process.label(sigma))
    assert [type(result) for result in results] == [float] * 4
    grid = np.full((2, 1, 3), sigma)
    for method in (process.time, process.label):
        assert method(grid).dtype == np.float64
        np.testing.assert_allclose(method(grid), np.full((2, 1, 3), method(sigma)))


@every_process
@pytest.mark.parametrize("parameterization", PARAMETERIZATIONS)
def test_a_network_told_by_the_process_is_sampled(process, parameterization):
    heard = []

    def network(scaled, c_noise):
        heard.append(c_noise)
        return 0.1 * scaled

    denoiser = preconditioned(network, parameterization=parameterization, sigma_data=1.0, label=process.label)
    sigmas = process.sigmas(5)
    sampled = ddim(denoiser, sigmas[0] * np.ones(3), sigmas)
    assert np.isfinite(sampled).all()
    np.testing.assert_allclose(heard, process.label(sigmas[:-1]))


@every_process
def test_steps_below_one_are_refused(process):
    with pytest.raises(ValueError, match="at least 1"):
        process.sigmas(0)
