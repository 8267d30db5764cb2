"""What a denoiser network is trained to minimise, whatever it predicts and however its errors are weighted.

For every parameterization D - data = c_out (F - target), so an error of D can be computed from the network's own error
without dividing by anything small, and one function serves all.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from drumgen.diffusion.preconditioning import PARAMETERIZATIONS
from drumgen.errors import DataError


def signal_to_noise(sigma: Any, sigma_data: float) -> Any:
    """Return the ratio of the variances of data and noise; alpha**2 / sigma_vp**2 where sigma_data is 1 (seed 003)."""
    return (sigma_data / sigma) ** 2


def _snr(sigma: Tensor, sigma_data: float) -> Tensor:
    snr: Tensor = signal_to_noise(sigma, sigma_data)
    return snr / sigma_data**2


def _snr_plus_one(sigma: Tensor, sigma_data: float) -> Tensor:
    snr: Tensor = signal_to_noise(sigma, sigma_data)
    return (snr + 1.0) / sigma_data**2


def _truncated_snr(sigma: Tensor, sigma_data: float) -> Tensor:
    snr: Tensor = signal_to_noise(sigma, sigma_data)
    return snr.clamp(min=1.0) / sigma_data**2


def _data(sigma: Tensor, sigma_data: float) -> Tensor:
    return torch.ones_like(sigma)


_DATA_WEIGHTS: dict[str, Callable[[Tensor, float], Tensor]] = {
    "snr": _snr,
    "snr+1": _snr_plus_one,
    "truncated-snr": _truncated_snr,
    "data": _data,
}
"""Weights of |D - data|**2 as functions of sigma; data in units of sigma_data but for "data"."""

NETWORK = "network"
WEIGHTINGS = (NETWORK, *_DATA_WEIGHTS)
"""The names of all weightings."""


def data_weight(weighting: str, sigma: Tensor, *, parameterization: str, sigma_data: float) -> Tensor:
    """Return the weight of |D - data|**2 that a weighting amounts to.

    Parameters
    ----------
    weighting : str
        One of `WEIGHTINGS`:

        - ``network``: what makes the loss the plain mean square of the network's own error: the error of the noise
          for ``epsilon``, EDM's lambda(sigma) for ``edm``, the error of v for ``v``;
        - ``snr``: SNR = (sigma_data / sigma)**2, the error of the noise (seed 003 eq. 1);
        - ``snr+1``: SNR + 1, the error of v (seed 003);
        - ``truncated-snr``: max(SNR, 1), the greater of the errors of data and noise (seed 003);
        - ``data``: 1, the error of D.
    sigma : Tensor
        Noise levels.
    parameterization : str
        A key of `drumgen.diffusion.preconditioning.PARAMETERIZATIONS`.
    sigma_data : float
        Standard deviation of the clean data. The three SNR weights hold for data in units of it.

    Returns
    -------
    Tensor, of sigma's shape

    Raises
    ------
    DataError
        If there is no such weighting or parameterization.
    """
    if parameterization not in PARAMETERIZATIONS:
        raise DataError(f"No network predicts {parameterization!r}; choose one of {', '.join(PARAMETERIZATIONS)}.")
    if weighting == NETWORK:
        c_out = PARAMETERIZATIONS[parameterization](sigma, sigma_data).c_out
        weight: Tensor = torch.ones_like(sigma) / c_out**2
        return weight
    if weighting not in _DATA_WEIGHTS:
        raise DataError(f"There is no loss weighting {weighting!r}; choose one of {', '.join(WEIGHTINGS)}.")
    return _DATA_WEIGHTS[weighting](sigma, sigma_data)


def diffusion_loss(
    F: Tensor,
    target: Tensor,
    sigma: Tensor,
    *,
    weighting: str,
    parameterization: str,
    sigma_data: float,
) -> Tensor:
    """Return the mean over batch and elements of the weighted squared error.

    Parameters
    ----------
    F : Tensor, shape (B, ...)
        What the network gave.
    target : Tensor, shape (B, ...)
        What it should have given: `drumgen.diffusion.preconditioning.training_target` of the clean data or, in
        distillation, of `training.losses.distillation.distillation_target`.
    sigma : Tensor, shape (B,) or (B, 1, ...)
        Noise level of each item.
    weighting : str
        One of `WEIGHTINGS`, see `data_weight`.
    parameterization : str
        What F predicts, a key of `drumgen.diffusion.preconditioning.PARAMETERIZATIONS`.
    sigma_data : float
        Standard deviation of the clean data.

    Returns
    -------
    Tensor, shape ()

    Raises
    ------
    DataError
        If there is no such weighting or parameterization.
    """
    sigma = sigma.reshape(-1, *[1] * (F.ndim - 1))
    weight = data_weight(weighting, sigma, parameterization=parameterization, sigma_data=sigma_data)
    c_out = PARAMETERIZATIONS[parameterization](sigma, sigma_data).c_out
    return torch.mean(weight * c_out**2 * (F.to(target.dtype) - target) ** 2)
