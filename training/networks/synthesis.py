"""Sound from decoded parameters: filtered noise + a low-band waveform + oscillators, all differentiable.

Only matrix products, padding and reshaping are used (DFTs are products with fixed matrices), so that the same
module trains in PyTorch and runs in any ONNX runtime. Spectral modelling of this kind goes back to Serra & Smith
(1990, deterministic plus stochastic); learning its parameters by a network to Engel et al. (2020, DDSP).
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from drumgen.representations import analysis, layout

_BLOCKS = layout.NOISE_WINDOW // layout.NOISE_HOP
_COARSE, _FINE = 32, 16  # an oscillator frame's 512 samples as a 32 x 16 outer product


@dataclass
class SynthesisParameters:
    """What the decoder says about a run of n tokens, with one token of margin on each side (n + 2 in all).

    Parameters
    ----------
    noise_log_gain : Tensor, shape (B, (n + 2) * 4, NOISE_BANDS)
        Natural log of the noise's RMS amplitude per band.
    low : Tensor, shape (B, (n + 2) * 64)
        Low-band waveform.
    partial_log_amplitude : Tensor, shape (B, (n + 2) * 2, PARTIALS)
    partial_phase : Tensor, shape (B, (n + 2) * 2, PARTIALS)
        Phase at the frame's centre, in cycles.
    partial_frequency : Tensor, shape (B, (n + 2) * 2, PARTIALS)
        Frequency in cycles per sample.
    """

    noise_log_gain: Tensor
    low: Tensor
    partial_log_amplitude: Tensor
    partial_phase: Tensor
    partial_frequency: Tensor


def _dft_matrices() -> tuple[Tensor, Tensor]:
    """Return windowed DFT and inverse DFT of NOISE_WINDOW samples as real matrices.

    White noise of unit variance gives bins of unit variance, and gain 1 in every bin gives the noise back.
    """
    size, bins = layout.NOISE_WINDOW, layout.NOISE_BINS
    window = np.sqrt(np.hanning(size + 1)[:-1])
    angle = 2.0 * np.pi * np.outer(np.arange(size), np.arange(bins)) / size
    weight = np.full(bins, 2.0)
    weight[[0, -1]] = 1.0
    forward = np.concatenate([np.cos(angle), -np.sin(angle)], axis=1) * window[:, None]
    inverse = np.concatenate([np.cos(angle) * weight, -np.sin(angle) * weight], axis=1).T * window / size
    # Overlap-add of the squared root-Hann window at 75 % overlap sums to 2.
    return torch.tensor(forward, dtype=torch.float32), torch.tensor(inverse / 2.0, dtype=torch.float32)


class Synthesiser(nn.Module):
    """Turn `SynthesisParameters` and white noise into audio. Has no parameters of its own."""

    dft: Tensor
    idft: Tensor
    bands: Tensor
    low_kernel: Tensor
    partial_window: Tensor
    coarse: Tensor
    fine: Tensor

    def __init__(self) -> None:
        super().__init__()
        forward, inverse = _dft_matrices()
        kernel = analysis.low_band_filter() * layout.LOW_FACTOR
        constants = {
            "dft": forward,
            "idft": inverse,
            "bands": torch.from_numpy(layout.noise_band_matrix()),
            "low_kernel": torch.tensor(kernel, dtype=torch.float32)[None, None],
            "partial_window": torch.hann_window(layout.PARTIAL_WINDOW),
            "coarse": torch.arange(_COARSE, dtype=torch.float32) * _FINE - layout.PARTIAL_WINDOW / 2,
            "fine": torch.arange(_FINE, dtype=torch.float32),
        }
        for name, value in constants.items():
            self.register_buffer(name, value, persistent=False)

    def forward(self, p: SynthesisParameters, noise: Tensor) -> Tensor:
        """Return audio of the inner tokens, shape (B, n * 512).

        Parameters
        ----------
        p : SynthesisParameters
        noise : Tensor, shape (B, (n + 2) * 512)
            White noise, N(0, 1), margins included.
        """
        tonal = self.low_band(p.low) + self.partials(p)
        return self.crop(tonal + self.filtered_noise(p.noise_log_gain, noise))

    def crop(self, audio: Tensor) -> Tensor:
        """Drop the margin tokens."""
        return audio[:, layout.TOKEN_SAMPLES : -layout.TOKEN_SAMPLES]

    def filtered_noise(self, log_gain: Tensor, noise: Tensor) -> Tensor:
        """White noise through a time-varying filter bank (short-time Fourier transform, overlap-add)."""
        blocks = functional.pad(noise, (layout.NOISE_WINDOW // 2, layout.NOISE_WINDOW // 2))
        blocks = blocks.reshape(noise.shape[0], -1, layout.NOISE_HOP)
        count = noise.shape[1] // layout.NOISE_HOP
        frames = torch.cat([blocks[:, k : k + count] for k in range(_BLOCKS)], dim=2)
        spectrum = frames @ self.dft
        gain = torch.exp(log_gain @ self.bands)
        return _overlap_add((spectrum * torch.cat([gain, gain], dim=2)) @ self.idft, layout.NOISE_HOP)

    def low_band(self, low: Tensor) -> Tensor:
        """Raise the low-band waveform to the full rate with the filter that the analysis uses."""
        pad = layout.LOW_TAPS_PER_SIDE * layout.LOW_FACTOR
        full = functional.conv_transpose1d(low[:, None], self.low_kernel, stride=layout.LOW_FACTOR)
        return full[:, 0, pad : pad + low.shape[1] * layout.LOW_FACTOR]

    def partials(self, p: SynthesisParameters) -> Tensor:
        """Sum of sinusoids, each frame one matrix product.

        sin(w (16 a + b) + phi) is the imaginary part of e^{j (16 a w + phi)} e^{j b w}: an outer product over a and b.
        """
        amplitude = torch.exp(p.partial_log_amplitude)
        omega = 2.0 * np.pi * p.partial_frequency
        coarse = omega[:, :, None] * self.coarse[:, None] + 2.0 * np.pi * p.partial_phase[:, :, None]
        fine = omega[..., None] * self.fine
        left = torch.cat([torch.sin(coarse) * amplitude[:, :, None], torch.cos(coarse) * amplitude[:, :, None]], dim=3)
        right = torch.cat([torch.cos(fine), torch.sin(fine)], dim=2)
        frames = (left @ right).reshape(*amplitude.shape[:2], layout.PARTIAL_WINDOW)
        return _overlap_add(frames * self.partial_window, layout.PARTIAL_HOP)


def _overlap_add(frames: Tensor, hop: int) -> Tensor:
    """Add windows (B, T, W) centred at ``t * hop`` into a signal (B, T * hop)."""
    batch, count, width = frames.shape
    parts = width // hop
    pieces = frames.reshape(batch, count, parts, hop)
    total = functional.pad(pieces[:, :, 0], (0, 0, 0, parts - 1))
    for k in range(1, parts):
        total = total + functional.pad(pieces[:, :, k], (0, 0, k, parts - 1 - k))
    half = parts // 2
    return total[:, half : half + count].reshape(batch, count * hop)
