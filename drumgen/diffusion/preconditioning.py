"""Preconditioning: how a raw network F becomes a denoiser D.

Every parameterization is D(x; sigma) = c_skip x + c_out F(c_in x; c_noise) with its own four coefficients, so the
samplers see only a denoiser. The functions take sigma as a number or as an array that broadcasts against x, such as
shape (B, 1, 1) while training.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from drumgen.diffusion.types import Array, Denoiser, Network


@dataclass(frozen=True)
class Scalings:
    """The four coefficients at one noise level, each a number or an array of sigma's shape."""

    c_skip: Any
    c_out: Any
    c_in: Any
    c_noise: Any


Preconditioning = Callable[[Any, float], Scalings]
"""(sigma, sigma_data) -> Scalings."""


def edm_scalings(sigma: Any, sigma_data: float) -> Scalings:
    """Return the coefficients of EDM: network input and training target have unit variance at every noise level."""
    total = (sigma**2 + sigma_data**2) ** 0.5
    return Scalings(
        c_skip=(sigma_data / total) ** 2,
        c_out=sigma * sigma_data / total,
        c_in=1.0 / total,
        c_noise=_log(sigma) / 4.0,
    )


def epsilon_scalings(sigma: Any, sigma_data: float) -> Scalings:
    """Return the coefficients for a network that predicts the noise: D = x - sigma F."""
    total = (sigma**2 + sigma_data**2) ** 0.5
    return Scalings(c_skip=1.0, c_out=-sigma, c_in=1.0 / total, c_noise=_log(sigma) / 4.0)


def v_scalings(sigma: Any, sigma_data: float) -> Scalings:
    """Return the coefficients for a network that predicts v = cos(angle) noise - sin(angle) data / sigma_data.

    The angle is arctan(sigma / sigma_data). This is EDM's parameterization with the sign of F turned round.
    """
    edm = edm_scalings(sigma, sigma_data)
    return Scalings(c_skip=edm.c_skip, c_out=-edm.c_out, c_in=edm.c_in, c_noise=edm.c_noise)


def x_scalings(sigma: Any, sigma_data: float) -> Scalings:
    """Return the coefficients for a network that predicts the data itself, in units of sigma_data: D = sigma_data F."""
    total = (sigma**2 + sigma_data**2) ** 0.5
    return Scalings(c_skip=0.0, c_out=sigma_data, c_in=1.0 / total, c_noise=_log(sigma) / 4.0)


PARAMETERIZATIONS: dict[str, Preconditioning] = {
    "edm": edm_scalings,
    "epsilon": epsilon_scalings,
    "v": v_scalings,
    "x": x_scalings,
}


def preconditioned(
    network: Network,
    *,
    parameterization: str = "edm",
    sigma_data: float,
    label: Callable[[Any], Any] | None = None,
) -> Denoiser:
    """Wrap a raw network F into a denoiser D.

    Parameters
    ----------
    network : callable (x, c_noise) -> F
        Takes x already scaled by c_in, and c_noise as a number or of sigma's shape.
    parameterization : str
        A key of `PARAMETERIZATIONS`.
    sigma_data : float
        Standard deviation of the clean data.
    label : callable sigma -> c_noise, or None
        What the network is told of the noise level, such as a process's `label`; None is EDM's ln(sigma) / 4.

    Returns
    -------
    callable (x, sigma) -> D

    Raises
    ------
    KeyError
        If the parameterization is unknown.
    """
    scalings = PARAMETERIZATIONS[parameterization]

    def denoise(x: Array, sigma: Any) -> Array:
        c = scalings(sigma, sigma_data)
        return c.c_skip * x + c.c_out * network(c.c_in * x, c.c_noise if label is None else label(sigma))

    return denoise


def training_target(data: Array, x: Array, scalings: Scalings) -> Array:
    """Return what F is trained to give: (data - c_skip x) / c_out.

    Parameters
    ----------
    data : array, shape (B, ...)
        Clean data.
    x : array, shape (B, ...)
        data + sigma * noise.
    scalings : Scalings
        At the sigma of each item.
    """
    return (data - scalings.c_skip * x) / scalings.c_out


def loss_weight(sigma: Any, sigma_data: float) -> Any:
    """Return EDM's lambda: the weight of |D - data|**2 that makes the loss on F itself unweighted."""
    return (sigma**2 + sigma_data**2) / (sigma * sigma_data) ** 2


def _log(x: Any) -> Any:
    """Take the natural logarithm; torch tensors bring their own."""
    return x.log() if hasattr(x, "log") else np.log(x)
