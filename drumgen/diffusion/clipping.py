"""Keeping a denoiser's guess inside the range of the data."""

from typing import Any

from drumgen.diffusion.types import Array, Denoiser


def clipped(denoiser: Denoiser, low: float, high: float) -> Denoiser:
    """Return the denoiser with its result clipped to [low, high], the range of the clean data.

    A network that predicts the noise errs by sigma times its own error, which at the high levels of a chain such as
    the cosine one is far more than the data's range; DDPM and seed 003 therefore clip.

    Parameters
    ----------
    denoiser : callable (x, sigma) -> D
    low, high : float
        Least and greatest value of clean data.

    Returns
    -------
    callable (x, sigma) -> D
    """

    def denoise(x: Array, sigma: Any) -> Array:
        return denoiser(x, sigma).clip(low, high)

    return denoise
