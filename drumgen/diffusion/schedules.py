"""Noise schedules: the falling noise levels sigma that a sampler visits.

Every schedule returns float64, shape (steps + 1,), strictly falling from its highest noise level to exactly 0.
"""

import numpy as np

from drumgen.diffusion.types import Sigmas

DDPM_TRAINING_STEPS = 1000
DDPM_BETA_START = 1e-4
DDPM_BETA_END = 0.02


def edm_sigmas(steps: int, *, sigma_min: float = 0.002, sigma_max: float = 80.0, rho: float = 7.0) -> Sigmas:
    """Return the schedule of EDM: sigma**(1/rho) falls linearly from sigma_max to sigma_min, then 0 follows.

    Parameters
    ----------
    steps : int
        Sampling steps, at least 1. A single step goes from sigma_max straight to 0.
    sigma_min, sigma_max : float
        Lowest level above 0 and highest level, 0 < sigma_min < sigma_max.
    rho : float
        Bend: 1 spaces evenly, higher values put more steps at low noise.

    Returns
    -------
    float64, shape (steps + 1,)

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    _check_steps(steps)
    if not 0.0 < sigma_min < sigma_max:
        raise ValueError(f"sigma_min must lie between 0 and sigma_max, got {sigma_min} and {sigma_max}")
    if rho <= 0.0:
        raise ValueError(f"rho must be positive, got {rho}")
    fraction = np.linspace(0.0, 1.0, steps) if steps > 1 else np.zeros(1)
    high, low = sigma_max ** (1.0 / rho), sigma_min ** (1.0 / rho)
    sigmas = (high + fraction * (low - high)) ** rho
    # The ends are exact, so that a schedule's first level is the level at which the noise was drawn.
    sigmas[-1] = sigma_min
    sigmas[0] = sigma_max
    return np.append(sigmas, 0.0)


def ddpm_sigmas(
    steps: int,
    *,
    training_steps: int = DDPM_TRAINING_STEPS,
    beta_start: float = DDPM_BETA_START,
    beta_end: float = DDPM_BETA_END,
) -> Sigmas:
    """Return levels of DDPM's chain with linearly rising beta, evenly spaced in its time.

    DDPM scales its data by sqrt(alpha_bar); with that scale divided out, its noise level at time t is
    sigma = sqrt((1 - alpha_bar) / alpha_bar).

    Parameters
    ----------
    steps : int
        Sampling steps, 1 to `training_steps`.
    training_steps : int
        Length of the chain that the model was trained on.
    beta_start, beta_end : float
        Variance of the noise that the first and the last step of the chain add, both between 0 and 1.

    Returns
    -------
    float64, shape (steps + 1,)

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    return ladder_sigmas(ddpm_ladder(training_steps=training_steps, beta_start=beta_start, beta_end=beta_end), steps)


def ladder_sigmas(ladder: Sigmas, steps: int) -> Sigmas:
    """Return the levels of a discrete chain at evenly spaced times, from its last time to its first, then 0.

    Parameters
    ----------
    ladder : float64, shape (training_steps,)
        Noise levels of the chain, rising.
    steps : int
        Sampling steps, 1 to `training_steps`. A single step goes from the highest level straight to 0.

    Returns
    -------
    float64, shape (steps + 1,)

    Raises
    ------
    ValueError
        If `steps` is out of its range.
    """
    _check_steps(steps)
    last = len(ladder) - 1
    if steps > last + 1:
        raise ValueError(f"steps must be at most {last + 1}, the length of the chain, got {steps}")
    times = np.rint(np.linspace(last, 0, steps)).astype(np.intp) if steps > 1 else [last]
    return np.append(ladder[times], 0.0)


def ddpm_ladder(
    *,
    training_steps: int = DDPM_TRAINING_STEPS,
    beta_start: float = DDPM_BETA_START,
    beta_end: float = DDPM_BETA_END,
) -> Sigmas:
    """Return the noise level sigma at each time of DDPM's chain, rising; shape (training_steps,)."""
    if not 0.0 < beta_start <= beta_end < 1.0:
        raise ValueError(f"the betas must rise and lie between 0 and 1, got {beta_start} and {beta_end}")
    return _ladder(np.linspace(beta_start, beta_end, training_steps))


def cosine_ladder(
    *, training_steps: int = DDPM_TRAINING_STEPS, offset: float = 0.008, beta_max: float = 0.999
) -> Sigmas:
    """Return the noise level sigma at each time of the cosine chain, rising; shape (training_steps,).

    alpha_bar falls as cos(pi/2 (t + offset) / (1 + offset))**2 over t in [0, 1] (Nichol & Dhariwal 2021, eq. 17),
    and no step adds noise of a variance above `beta_max`.

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    if offset < 0.0 or not 0.0 < beta_max < 1.0:
        raise ValueError(f"the offset must be at least 0 and beta_max between 0 and 1, got {offset} and {beta_max}")
    times = np.arange(training_steps + 1) / max(training_steps, 1)
    alpha_bar = np.cos(0.5 * np.pi * (times + offset) / (1.0 + offset)) ** 2
    return _ladder(np.minimum(1.0 - alpha_bar[1:] / alpha_bar[:-1], beta_max))


def cosine_sigmas(steps: int, *, sigma_min: float = 0.002, sigma_max: float = 80.0) -> Sigmas:
    """Return the cosine schedule: the angle arctan(sigma) falls linearly, then 0 follows.

    In the variance-preserving picture x = cos(angle) * data + sin(angle) * noise, so equal steps in the angle are
    equal steps along the circle between data and noise.

    Parameters
    ----------
    steps : int
        Sampling steps, at least 1.
    sigma_min, sigma_max : float
        Lowest level above 0 and highest level, 0 < sigma_min < sigma_max.

    Returns
    -------
    float64, shape (steps + 1,)

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    _check_steps(steps)
    if not 0.0 < sigma_min < sigma_max:
        raise ValueError(f"sigma_min must lie between 0 and sigma_max, got {sigma_min} and {sigma_max}")
    sigmas = np.tan(np.linspace(np.arctan(sigma_max), np.arctan(sigma_min), steps))
    sigmas[-1] = sigma_min
    sigmas[0] = sigma_max
    return np.append(sigmas, 0.0)


def _check_steps(steps: int) -> None:
    if steps < 1:
        raise ValueError(f"steps must be at least 1, got {steps}")


def _ladder(betas: Sigmas) -> Sigmas:
    """Return the noise levels of a chain whose steps add noise of these variances."""
    if len(betas) < 1:
        raise ValueError("training_steps must be at least 1")
    # 1 / alpha_bar - 1 by expm1 keeps the small levels exact, where 1 - alpha_bar would cancel.
    sigmas: Sigmas = np.sqrt(np.expm1(-np.cumsum(np.log1p(-betas))))
    return sigmas
