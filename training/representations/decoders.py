"""Ways from a representation's values back to sound as torch modules that export to ONNX.

All are deterministic functions of values and noise, float32, without complex tensors, and of any batch size.
"""

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.representations.mel import MelSettings
from training.representations.signal.fourier import RealDft
from training.representations.signal.phases import PhaseRecovery, power, with_magnitude
from training.representations.stft import StftSettings

SPREADING = 40  # multiplicative updates that spread mel powers over bins
# Share of the iterations that impose what is known for certain. Spread magnitudes are a guess, to be left earlier.
_SETTLING_KNOWN = 0.25
_SETTLING_SPREAD = 0.5
_SMALL = 1e-12


class DecibelsToPower(nn.Module):
    """Values to powers re full scale; the floor is silence."""

    def __init__(self, *, floor_db: float, low: float, high: float) -> None:
        super().__init__()
        self.floor_db, self.low, self.high = floor_db, low, high

    def forward(self, values: Tensor) -> Tensor:
        """Return 10^(level / 10) of values of any shape."""
        share = ((values - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
        power = torch.exp((1.0 - share) * (self.floor_db * math.log(10.0) / 10.0))
        return torch.where(share > 1e-6, power, torch.zeros_like(power))


class StftDecoder(nn.Module):
    """STFT magnitudes to sound.

    Parameters
    ----------
    settings : StftSettings
    full_scale : float
        Power of 0 dB.
    """

    def __init__(self, settings: StftSettings, *, full_scale: float) -> None:
        super().__init__()
        s = settings
        self.power = DecibelsToPower(floor_db=s.floor_db, low=s.low, high=s.high)
        self.phases = PhaseRecovery(
            n_fft=s.n_fft, hop=s.hop, iterations=s.decoder_iterations, settling_share=_SETTLING_KNOWN
        )
        self.amplitude = math.sqrt(full_scale)

    def forward(self, latents: Tensor, noise: Tensor) -> Tensor:
        """Return audio (B, N) of latents (B, 1, F, T) and white noise (B, N), N = T * hop."""
        rows = _repeat_last(self.amplitude * torch.sqrt(self.power(latents[:, 0])).transpose(1, 2))
        magnitude = self.phases.stft.dft.fold(functional.pad(rows, (0, 1)).flatten(0, 1))
        audio: Tensor = self.phases(magnitude, noise, lambda c: with_magnitude(c, magnitude), rows.shape[1])
        return audio


class MelBands(nn.Module):
    """What mel powers say about the bins of a folded spectrum.

    Parameters
    ----------
    bank : float64 array, shape (bands, F)
    dft : RealDft
        Knows the order of the bins.
    """

    def __init__(self, bank: NDArray[np.float64], dft: RealDft) -> None:
        super().__init__()
        folded = dft.fold(torch.from_numpy(bank))
        self.place = tuple(folded.shape[1:])
        weights = folded.flatten(1)
        self.bins = weights.shape[1]
        self.register_buffer("bank", weights.float())
        self.register_buffer("bank_t", weights.T.contiguous().float())
        self.register_buffer("share", (1.0 / weights.sum(dim=0).clamp_min(1e-9)).float())
        self.register_buffer("area", (1.0 / weights.sum(dim=1)).float())

    def spread(self, mel: Tensor) -> Tensor:
        """Return folded, non-negative powers (M, n1, 1, n2 / 2 + 1) whose mel powers are about (M, bands)."""
        spread = ((mel * self.area) @ self.bank) * self.share
        for _ in range(SPREADING):
            spread = spread * self._ratio(mel, spread)
        return spread.reshape(-1, *self.place)

    def impose(self, spectrum: Tensor, mel: Tensor) -> Tensor:
        """Scale a folded spectrum's bins so that its mel powers come to the given ones (M, bands)."""
        ratio = self._ratio(mel, power(spectrum).reshape(-1, self.bins))
        return spectrum * torch.sqrt(ratio).reshape(-1, *self.place)

    def _ratio(self, mel: Tensor, bins: Tensor) -> Tensor:
        """Return the multiplicative update of powers (M, bins) towards mel powers."""
        return ((mel / (bins @ self.bank_t + _SMALL)) @ self.bank) * self.share

    bank: Tensor
    bank_t: Tensor
    share: Tensor
    area: Tensor


class MelDecoder(nn.Module):
    """Mel powers to sound.

    Bins are first spread from bands by multiplicative updates (Richardson and Lucy; non-negative by construction),
    phases found as in `StftDecoder`. In the last iterations only the mel powers are imposed, no longer the guessed
    distribution inside a band, which thereby becomes what a sound can have.

    Parameters
    ----------
    settings : MelSettings
    bank : float64 array, shape (bands, F)
    full_scale : float
        Power of 0 dB.
    frames : int or None
        Columns of the latents that hold sound, for a single padded block; None takes all.
    """

    def __init__(
        self, settings: MelSettings, bank: NDArray[np.float64], *, full_scale: float, frames: int | None
    ) -> None:
        super().__init__()
        s = settings
        self.frames, self.full_scale = frames, full_scale
        self.power = DecibelsToPower(floor_db=s.floor_db, low=s.low, high=s.high)
        self.phases = PhaseRecovery(
            n_fft=s.n_fft, hop=s.hop, iterations=s.decoder_iterations, settling_share=_SETTLING_SPREAD
        )
        self.bands = MelBands(bank, self.phases.stft.dft)
        decay = _decay(s.pre_emphasis)
        self.taps = len(decay)
        self.register_buffer("de_emphasis", decay)

    def forward(self, latents: Tensor, noise: Tensor) -> Tensor:
        """Return audio (B, N) of latents (B, 1, bands, T) and white noise (B, N), N = T * hop."""
        content = latents[:, 0] if self.frames is None else latents[:, 0, :, : self.frames]
        rows = _repeat_last(self.full_scale * self.power(content).transpose(1, 2))
        mel = rows.flatten(0, 1)
        magnitude = torch.sqrt(self.bands.spread(mel))
        audio: Tensor = self.phases(magnitude, noise, lambda c: self.bands.impose(c, mel), rows.shape[1])
        taps = self.taps
        if taps == 1:
            return audio
        return functional.conv1d(functional.pad(audio[:, None], (taps - 1, 0)), self.de_emphasis.view(1, 1, -1))[:, 0]

    de_emphasis: Tensor


class PackedMelDecoder(nn.Module):
    """Packed mel powers (seed 003) to sound: unpack the snake, then decode the long spectrogram."""

    def __init__(self, decoder: nn.Module) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, latents: Tensor, noise: Tensor) -> Tensor:
        """Return audio (B, N) of latents (B, C, bands, T) and white noise (B, N)."""
        stretches = [latents[:, c] if c % 2 == 0 else latents[:, c].flip(-1) for c in range(latents.shape[1])]
        audio: Tensor = self.decoder(torch.cat(stretches, dim=-1)[:, None], noise)
        return audio


def _repeat_last(frames: Tensor) -> Tensor:
    """Return (B, T, F) with the last frame twice: the sound's end then lies between two frames, as all samples do."""
    return torch.cat([frames, frames[:, -1:]], dim=1)


def _decay(coefficient: float) -> Tensor:
    """Return the impulse response of 1 / (1 - a / z) down to 1e-6, reversed for a convolution; [1] where a is 0."""
    taps = 1 if coefficient == 0.0 else math.ceil(math.log(1e-6) / math.log(coefficient))
    return torch.tensor([coefficient**n for n in range(taps)], dtype=torch.float32).flip(0)
