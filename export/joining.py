"""A representation's way back to sound for any number of consecutive blocks, as one module."""

from typing import Any

import torch
from torch import Tensor, nn

from training.representations.base import Representation


class JoinedDecoder(nn.Module):
    """Latents (B, K, *shape) of K consecutive blocks -> their sound, without seams.

    The blocks' pictures are laid side by side (without their padding, packed ones unpacked), as the representation's
    `join` does, and phases are found for the whole: what is heard at a seam is what the pictures say.

    Parameters
    ----------
    representation : Representation
    """

    def __init__(self, representation: Representation) -> None:
        super().__init__()
        settings: Any = representation.settings  # type: ignore[attr-defined]
        self.samples = len(representation.shape) == 2
        self.channels = representation.shape[0]
        self.frames = settings.frames // self.channels
        self.decoder = representation.decoder(joined=True)

    def forward(self, latents: Tensor, noise: Tensor) -> Tensor:
        """Return audio (B, N) of blocks (B, K, C, F, T), or (B, K, C, T) of samples, and white noise (B, N)."""
        if self.samples:
            joined: Tensor = self.decoder(latents.transpose(1, 2).flatten(2), noise)
            return joined
        stretches = [
            latents[:, :, c, :, : self.frames] if c % 2 == 0 else latents[:, :, c, :, : self.frames].flip(-1)
            for c in range(self.channels)
        ]
        by_time = torch.stack(stretches, dim=3).permute(0, 2, 1, 3, 4)  # (B, F, K, C, T)
        audio: Tensor = self.decoder(by_time.flatten(2)[:, None], noise)
        return audio
