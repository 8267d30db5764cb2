"""A representation's way back to sound for any number of consecutive blocks, as one module."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.representations.base import Representation
from training.representations.fourier import ShortTimeFourier, Spectrum


class OpenShortTimeFourier(ShortTimeFourier):
    """`ShortTimeFourier` of sounds of any length, which the shapes tell: N = T hop samples and T + 1 frames."""

    def __init__(self, *, n_fft: int, hop: int) -> None:
        super().__init__(n_fft=n_fft, hop=hop, frames=1)

    def forward(self, audio: Tensor) -> Spectrum:
        """Analyse audio (B, N) to (B, T + 1, F), real and imaginary."""
        half = self.n_fft // 2
        padded = functional.pad(audio, (half, self.overlaps * self.hop - half))
        chunks = padded.reshape(audio.shape[0], -1, self.hop)
        count = chunks.shape[1] - self.overlaps + 1
        frames = torch.cat([chunks[:, j : j + count] for j in range(self.overlaps)], dim=-1)
        spectrum: Spectrum = self.dft(frames[..., : self.n_fft] * self.window)
        return spectrum

    def inverse(self, spectrum: Spectrum) -> Tensor:
        """Return the audio (B, N) whose STFT lies nearest to the spectrum in the least squares."""
        frames = self.dft.inverse(spectrum) * self.window
        squares = (self.window * self.window).expand(1, frames.shape[1], self.n_fft)
        return self._overlap_add(frames) / self._overlap_add(squares).clamp_min(1e-4)

    def _overlap_add(self, frames: Tensor) -> Tensor:
        missing = self.overlaps * self.hop - self.n_fft
        pieces = functional.pad(frames, (0, missing)).reshape(frames.shape[0], -1, self.overlaps, self.hop)
        total = functional.pad(pieces[:, :, 0], (0, 0, 0, self.overlaps - 1))
        for j in range(1, self.overlaps):
            total = total + functional.pad(pieces[:, :, j], (0, 0, j, self.overlaps - 1 - j))
        half = self.n_fft // 2
        return total.flatten(1)[:, half : half - self.overlaps * self.hop]


class JoinedDecoder(nn.Module):
    """Latents (B, K, *shape) of K consecutive blocks -> their sound, without seams.

    The blocks' pictures are laid side by side (without their padding, packed ones unpacked), and phases are found for
    the whole: what is heard at a seam is what the pictures say.

    Parameters
    ----------
    representation : Representation
    """

    def __init__(self, representation: Representation) -> None:
        super().__init__()
        settings: Any = representation.settings  # type: ignore[attr-defined]
        self.channels = representation.shape[0]
        self.frames = settings.frames // self.channels
        decoder: Any = representation.decoder(blocks=2)  # of a long picture, even where single ones are packed
        decoder.frames = None  # the picture's own number
        decoder.stft = OpenShortTimeFourier(n_fft=settings.n_fft, hop=settings.hop)
        self.decoder = decoder

    def forward(self, latents: Tensor, noise: Tensor) -> Tensor:
        """Return audio (B, N) of blocks (B, K, C, F, T) and white noise (B, N)."""
        stretches = [
            latents[:, :, c, :, : self.frames] if c % 2 == 0 else latents[:, :, c, :, : self.frames].flip(-1)
            for c in range(self.channels)
        ]
        by_time = torch.stack(stretches, dim=3).permute(0, 2, 1, 3, 4)  # (B, F, K, C, T)
        audio: Tensor = self.decoder(by_time.flatten(2)[:, None], noise)
        return audio
