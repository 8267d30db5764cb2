"""Progressive distillation: what a student learns so that one of its steps does two of its teacher's.

Salimans & Ho 2022; seed 003, Algorithm 1. Everything is a function of a denoiser D(x; sigma), so the teacher may
predict anything, and may be a guided one: then the student learns the guidance too.
"""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from drumgen.diffusion.types import Denoiser, Sigmas


def student_steps(sigmas: Sigmas) -> NDArray[np.float64]:
    """Return a student's steps, each over two of the teacher's.

    Parameters
    ----------
    sigmas : float64, shape (2 N + 1,)
        The teacher's schedule. The student's is every other level of it, `sigmas[::2]`.

    Returns
    -------
    float64, shape (N, 3)
        Where each step starts, its middle, where it ends: rows for `distillation_target`.

    Raises
    ------
    ValueError
        If the teacher takes an odd number of steps.
    """
    levels = np.asarray(sigmas, dtype=np.float64)
    if len(levels) < 3 or len(levels) % 2 == 0:
        raise ValueError(f"a teacher's steps must be even in number to be halved, got {len(levels) - 1}")
    return np.stack([levels[:-2:2], levels[1:-1:2], levels[2::2]], axis=1)


def distillation_target(teacher: Denoiser, x: Tensor, sigma: Any, sigma_mid: Any, sigma_next: Any) -> Tensor:
    """Return x_tilde: what D must give at x, so that one DDIM step lands where two of the teacher's land.

    A DDIM step is x_next = D + (sigma_next / sigma) (x - D). Two of them, by way of sigma_mid, are inverted by

    x_tilde = (x_next - (sigma_next / sigma) x) / (1 - sigma_next / sigma),

    which is Algorithm 1 of seed 003 with the scale of z divided out. As x cancels, it is computed as the weighted mean
    of the teacher's two answers that it is, free of the difference of two large numbers:

    x_tilde = D_mid + w (D_x - D_mid),  w = (sigma_next / sigma_mid) (sigma - sigma_mid) / (sigma - sigma_next).

    Parameters
    ----------
    teacher : callable (x, sigma) -> D
        Called twice, without gradients; a guided teacher is `drumgen.diffusion.guidance.guided` of two denoisers.
    x : Tensor, shape (B, ...)
        data + sigma * noise.
    sigma, sigma_mid, sigma_next : numbers, or Tensors of shape (B,) or (B, 1, ...)
        Falling noise levels; sigma_next may be 0, where x_tilde is the teacher's second answer.

    Returns
    -------
    Tensor, of x's shape
        Without a gradient.
    """
    sigma, sigma_mid, sigma_next = (_per_item(level, x) for level in (sigma, sigma_mid, sigma_next))
    with torch.no_grad():
        D_x: Tensor = teacher(x, sigma)
        x_mid = D_x + (sigma_mid / sigma) * (x - D_x)
        D_mid: Tensor = teacher(x_mid, sigma_mid)
        w = (sigma_next / sigma_mid) * (sigma - sigma_mid) / (sigma - sigma_next)
        x_tilde: Tensor = D_mid + w * (D_x - D_mid)
    return x_tilde


def heun_target(teacher: Denoiser, x: Tensor, sigma: Any, sigma_mid: Any, sigma_next: Any) -> Tensor:
    """Return x_tilde so that one DDIM step lands where two of the teacher's Heun steps do; see `distillation_target`.

    Heun's steps (Karras et al. 2022, Algorithm 1) are of second order: a teacher needs half as many of them or fewer,
    and so does the way down from it. A step to level 0 is Euler's, as there.
    """
    sigma, sigma_mid, sigma_next = (_per_item(level, x) for level in (sigma, sigma_mid, sigma_next))
    with torch.no_grad():
        middle = _heun_step(teacher, x, sigma, sigma_mid)
        landed = _heun_step(teacher, middle, sigma_mid, sigma_next)
        kept = sigma_next / sigma
        x_tilde: Tensor = (landed - kept * x) / (1.0 - kept)
    return x_tilde


def _heun_step(teacher: Denoiser, x: Tensor, sigma: Any, sigma_next: Any) -> Tensor:
    slope = (x - teacher(x, sigma)) / sigma
    euler: Tensor = x + (sigma_next - sigma) * slope
    if not isinstance(sigma_next, Tensor):
        sigma_next = torch.tensor(float(sigma_next), dtype=x.dtype, device=x.device)
    above = sigma_next > 0.0
    level = torch.where(above, sigma_next, torch.ones_like(sigma_next))  # of any use only where it is above 0
    slope_next = (euler - teacher(euler, level)) / level
    return torch.where(above, x + 0.5 * (sigma_next - sigma) * (slope + slope_next), euler)


def _per_item(level: Any, x: Tensor) -> Any:
    """Return a level per item so that it broadcasts against x; numbers stay numbers."""
    return level.reshape(-1, *[1] * (x.ndim - 1)) if isinstance(level, Tensor) else level
