"""Classifier-free guidance: push a denoiser towards a condition, beyond what the data say."""

from typing import Any

from drumgen.diffusion.types import Array, Denoiser


def guided(conditional: Denoiser, null: Denoiser, scale: float) -> Denoiser:
    """Return the denoiser D_null + scale * (D_conditional - D_null).

    Parameters
    ----------
    conditional : callable (x, sigma) -> D
        The denoiser under the wanted condition.
    null : callable (x, sigma) -> D
        The denoiser without a condition.
    scale : float
        0 is `null`, 1 is `conditional`, more exaggerates the condition.

    Returns
    -------
    callable (x, sigma) -> D
        At 0 and 1 it is the denoiser itself, so that only one network call is spent.
    """
    if scale == 1.0:
        return conditional
    if scale == 0.0:
        return null

    def denoise(x: Array, sigma: Any) -> Array:
        D_null = null(x, sigma)
        return D_null + scale * (conditional(x, sigma) - D_null)

    return denoise
