"""Short-time Fourier transform and its inverse from matrix products, without complex tensors.

A discrete Fourier transform of n = n1 n2 points is n2 transforms of n1 points, a rotation of each result, and n1
transforms of n2 points (Cooley and Tukey, 1965). Two stages of small matrices take far less work than one large matrix,
and an exported model stays small. Spectra are pairs (real, imaginary) of shape (B, T, F).
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

Spectrum = tuple[Tensor, Tensor]


def factors(n_fft: int) -> tuple[int, int]:
    """Return (n1, n2) with n1 * n2 = n_fft, n2 even, both as near to the square root as n_fft allows."""
    choices = [n2 for n2 in range(2, n_fft + 1, 2) if n_fft % n2 == 0]
    n2 = min(choices, key=lambda n2: n_fft // n2 + n2)
    return n_fft // n2, n2


class RealDft(nn.Module):
    """Discrete Fourier transform of real frames, and its inverse.

    Parameters
    ----------
    n_fft : int
        Even number of points.
    """

    def __init__(self, n_fft: int) -> None:
        super().__init__()
        self.n_fft = n_fft
        self.n1, self.n2 = factors(n_fft)
        self.k2 = self.n2 // 2 + 1
        cos1, sin1 = _waves(self.n1, self.n1, self.n1)
        cos2, sin2 = _waves(self.n2, self.k2, self.n2)
        turn_cos, turn_sin = _waves(self.n2, self.n1, n_fft)
        self._constant("first", torch.cat([cos1, -sin1], dim=1))
        self._constant("second", _complex_product(cos2, -sin2))
        self._constant("second_back", _complex_product(cos2.T, sin2.T))
        self._constant("first_back", torch.cat([cos1, -sin1], dim=0))
        self._constant("turn_cos", turn_cos)
        self._constant("turn_sin", turn_sin)
        weights = torch.full((n_fft // 2 + 1,), 2.0 / n_fft, dtype=torch.float64)
        weights[0] = weights[-1] = 1.0 / n_fft
        self._constant("weights", weights)

    def forward(self, frames: Tensor) -> Spectrum:
        """Transform frames (B, T, n_fft) to (B, T, n_fft / 2 + 1), real and imaginary."""
        T = frames.shape[1]
        short = frames.reshape(-1, T, self.n1, self.n2).transpose(2, 3) @ self.first
        real, imag = short[..., : self.n1], short[..., self.n1 :]
        turned = torch.cat(
            [
                (real * self.turn_cos + imag * self.turn_sin).transpose(2, 3),
                (imag * self.turn_cos - real * self.turn_sin).transpose(2, 3),
            ],
            dim=-1,
        )
        whole = turned @ self.second
        real = whole[..., : self.k2].transpose(2, 3).reshape(-1, T, self.k2 * self.n1)
        imag = whole[..., self.k2 :].transpose(2, 3).reshape(-1, T, self.k2 * self.n1)
        bins = self.n_fft // 2 + 1
        return real[..., :bins], imag[..., :bins]

    def inverse(self, spectrum: Spectrum) -> Tensor:
        """Transform spectra (B, T, n_fft / 2 + 1) back to real frames (B, T, n_fft)."""
        T = spectrum[0].shape[1]
        missing = self.k2 * self.n1 - (self.n_fft // 2 + 1)
        parts = [
            functional.pad(part * self.weights, (0, missing)).reshape(-1, T, self.k2, self.n1).transpose(2, 3)
            for part in spectrum
        ]
        short = (torch.cat(parts, dim=-1) @ self.second_back).transpose(2, 3)
        real, imag = short[..., : self.n2, :], short[..., self.n2 :, :]
        turned = torch.cat(
            [real * self.turn_cos - imag * self.turn_sin, imag * self.turn_cos + real * self.turn_sin], dim=-1
        )
        return (turned @ self.first_back).transpose(2, 3).reshape(-1, T, self.n_fft)

    def _constant(self, name: str, values: Tensor) -> None:
        self.register_buffer(name, values.float())

    first: Tensor
    second: Tensor
    second_back: Tensor
    first_back: Tensor
    turn_cos: Tensor
    turn_sin: Tensor
    weights: Tensor


class ShortTimeFourier(nn.Module):
    """STFT of frames * hop samples as frames + 1 Hann-windowed frames, the first and the last centred on the ends.

    Parameters
    ----------
    n_fft, hop : int
        Window length and step in samples.
    frames : int
        Steps T of the sound.
    """

    def __init__(self, *, n_fft: int, hop: int, frames: int) -> None:
        super().__init__()
        self.n_fft, self.hop, self.frames = n_fft, hop, frames
        self.n_samples = frames * hop
        self.overlaps = math.ceil(n_fft / hop)
        self.dft = RealDft(n_fft)
        window = torch.hann_window(n_fft, dtype=torch.float64)
        self.register_buffer("window", window.float())
        squares = self._overlap_add((window**2).expand(1, frames + 1, n_fft))
        self.register_buffer("norm", (1.0 / squares.clamp_min(1e-4)).float())

    def forward(self, audio: Tensor) -> Spectrum:
        """Analyse audio (B, N) to (B, T + 1, F), real and imaginary."""
        steps = self.frames + self.overlaps
        half = self.n_fft // 2
        padded = functional.pad(audio, (half, steps * self.hop - self.n_samples - half))
        chunks = padded.reshape(-1, steps, self.hop)
        frames = torch.cat([chunks[:, j : j + self.frames + 1] for j in range(self.overlaps)], dim=-1)
        spectrum: Spectrum = self.dft(frames[..., : self.n_fft] * self.window)
        return spectrum

    def inverse(self, spectrum: Spectrum) -> Tensor:
        """Return the audio (B, N) whose STFT lies nearest to the spectrum in the least squares (Griffin and Lim)."""
        return self._overlap_add(self.dft.inverse(spectrum) * self.window) * self.norm

    def project(self, spectrum: Spectrum) -> Spectrum:
        """Return the nearest spectrum that a sound can have."""
        projected: Spectrum = self(self.inverse(spectrum))
        return projected

    def _overlap_add(self, frames: Tensor) -> Tensor:
        missing = self.overlaps * self.hop - self.n_fft
        pieces = functional.pad(frames, (0, missing)).reshape(-1, self.frames + 1, self.overlaps, self.hop)
        total = functional.pad(pieces[:, :, 0], (0, 0, 0, self.overlaps - 1))
        for j in range(1, self.overlaps):
            total = total + functional.pad(pieces[:, :, j], (0, 0, j, self.overlaps - 1 - j))
        half = self.n_fft // 2
        return total.reshape(-1, (self.frames + self.overlaps) * self.hop)[:, half : half + self.n_samples]

    window: Tensor
    norm: Tensor


def _waves(rows: int, columns: int, period: int) -> Spectrum:
    """Return cos and sin of 2 pi r c / period, shape (rows, columns), in float64."""
    angle = torch.outer(torch.arange(rows), torch.arange(columns)) % period
    angle = angle.to(torch.float64) * (2.0 * math.pi / period)
    return torch.cos(angle), torch.sin(angle)


def _complex_product(real: Tensor, imag: Tensor) -> Tensor:
    """Return the matrix that multiplies rows [a, b] as a + ib by real + i imag: shape (2 rows, 2 columns)."""
    return torch.cat([torch.cat([real, imag], dim=1), torch.cat([-imag, real], dim=1)], dim=0)
