"""One training step of a latent denoiser: EDM's loss (Karras et al. 2022; seed 002 eq. 25 to 36)."""

from dataclasses import dataclass

import torch
from torch import Tensor

from drumgen.diffusion.preconditioning import edm_scalings, training_target
from training.networks.denoiser import LatentDenoiser


@dataclass(frozen=True)
class DenoiserLossSettings:
    """Distribution of noise levels and conditioning.

    Parameters
    ----------
    sigma_data : float
        Standard deviation of the latents.
    p_mean, p_std : float
        ln sigma ~ N(p_mean, p_std^2).
    class_dropout : float
        Share of sounds that are trained with the null class, for classifier-free guidance.
    """

    sigma_data: float = 1.0
    p_mean: float = -0.4
    p_std: float = 1.4
    class_dropout: float = 0.1


def denoiser_loss(
    network: LatentDenoiser,
    latents: Tensor,
    class_weights: Tensor,
    settings: DenoiserLossSettings,
    *,
    generator: torch.Generator,
    bf16: bool,
) -> Tensor:
    """Return the mean squared error on F, which is EDM's weighted error on D.

    Parameters
    ----------
    network : LatentDenoiser
    latents : Tensor, shape (B, L, C)
    class_weights : Tensor, shape (B, K)
    generator : torch.Generator
        On the latents' device.
    bf16 : bool
        Whether matrix products run in bfloat16.
    """
    device, batch = latents.device, latents.shape[0]

    def normal(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator, device=device)

    sigma = torch.exp(settings.p_mean + settings.p_std * normal(batch))[:, None, None]
    kept = torch.rand(batch, 1, generator=generator, device=device) >= settings.class_dropout
    x = latents + sigma * normal(*latents.shape)
    scalings = edm_scalings(sigma, settings.sigma_data)
    with torch.autocast(device.type, torch.bfloat16, enabled=bf16):
        f = network(scalings.c_in * x, scalings.c_noise.flatten(), class_weights * kept)
    return torch.mean((f.float() - training_target(latents, x, scalings)) ** 2)
