"""One training step of a latent denoiser: EDM's loss (Karras et al. 2022; seed 002 eq. 25 to 36)."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from drumgen.diffusion.preconditioning import edm_scalings, training_target
from training.networks.denoiser import LatentDenoiser
from training.share import BatchNoise


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

    def forward(self, latents: Tensor, class_weights: Tensor, noise: BatchNoise) -> dict[str, Tensor]:
        """Return the mean squared error on F, which is EDM's weighted error on D.

        Parameters
        ----------
        latents : Tensor, shape (B, L, C)
        class_weights : Tensor, shape (B, K)
        noise : BatchNoise
            On the latents' device.
        """
        device, batch, settings = latents.device, latents.shape[0], self.settings
        sigma = torch.exp(settings.p_mean + settings.p_std * noise.normal(batch))[:, None, None]
        kept = noise.uniform(batch, 1) >= settings.class_dropout
        x = latents + sigma * noise.normal(*latents.shape)
        scalings = edm_scalings(sigma, settings.sigma_data)
        with torch.autocast(device.type, torch.bfloat16, enabled=self.bf16):
            f = self.network(scalings.c_in * x, scalings.c_noise.flatten(), class_weights * kept)
        return {"loss": torch.mean((f.float() - training_target(latents, x, scalings)) ** 2)}
