"""One training step of a latent denoiser: EDM's loss (Karras et al. 2022; seed 002 eq. 25 to 36)."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from drumgen.diffusion.preconditioning import edm_scalings, training_target
from training.networks.denoiser import LatentDenoiser
from training.share import BatchNoise

TOLD = 0.5
"""Chance of each attribute to be told, where any are: users set one or two of them."""


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
        Share of sounds that are trained with nothing told, for classifier-free guidance.
    attribute_share : float
        Share of the other sounds whose attributes are told, each with a chance of `TOLD`; 0: the model has none.
    """

    sigma_data: float = 1.0
    p_mean: float = -0.4
    p_std: float = 1.4
    class_dropout: float = 0.1
    attribute_share: float = 0.0


class DenoiserStep(nn.Module):
    """A denoiser and its loss; the forward is the step.

    Parameters
    ----------
    network : LatentDenoiser
    settings : DenoiserLossSettings
    bf16 : bool
        Whether matrix products run in bfloat16.
    """

    def __init__(self, network: LatentDenoiser, settings: DenoiserLossSettings, *, bf16: bool) -> None:
        super().__init__()
        self.network, self.settings, self.bf16 = network, settings, bf16

    def forward(
        self, latents: Tensor, class_weights: Tensor, noise: BatchNoise, attributes: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Return the mean squared error on F, which is EDM's weighted error on D.

        Parameters
        ----------
        latents : Tensor, shape (B, L, C)
        class_weights : Tensor, shape (B, K)
        noise : BatchNoise
            On the latents' device.
        attributes : Tensor, shape (B, 2 A), or None
            Standardised values, then flags, 1 where known.
        """
        device, batch, settings = latents.device, latents.shape[0], self.settings
        sigma = torch.exp(settings.p_mean + settings.p_std * noise.normal(batch))[:, None, None]
        kept = noise.uniform(batch, 1) >= settings.class_dropout
        x = latents + sigma * noise.normal(*latents.shape)
        scalings = edm_scalings(sigma, settings.sigma_data)
        with torch.autocast(device.type, torch.bfloat16, enabled=self.bf16):
            told = [class_weights * kept]
            if attributes is not None:
                told.append(told_attributes(attributes, noise, settings.attribute_share) * kept)
            f = self.network(scalings.c_in * x, scalings.c_noise.flatten(), *told)
        return {"loss": torch.mean((f.float() - training_target(latents, x, scalings)) ** 2)}


def told_attributes(attributes: Tensor, noise: BatchNoise, share: float) -> Tensor:
    """Return attributes (B, 2 A) of which some are told: none in most sounds, else each with a chance of `TOLD`."""
    batch, count = attributes.shape[0], attributes.shape[1] // 2
    kept = (noise.uniform(batch, 1) < share) & (noise.uniform(batch, count) < TOLD)
    return attributes * kept.repeat(1, 2)
