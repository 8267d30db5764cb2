"""The multi-scale spectral energy distance: a proper scoring rule for a decoder that is fed with noise.

For a target x and two draws y1, y2 of the decoder, ``d(x, y1) + d(x, y2) - d(y1, y2)`` is, in expectation, least when
the draws are distributed as the target is (Gritsenko et al. 2020; Székely & Rizzo 2013), provided that d is of
negative type, as L1 norms and unsquared L2 norms are. So no adversary is needed to get texture instead of its mean.
"""

import torch
from torch import Tensor

SCALES = ((64, 128, 256), (512, 1024), (2048, 4096))
"""STFT windows in samples; each step draws one of each group."""
LOG_FLOOR = 1e-4
"""Noise-normalised magnitude (-80 dB) below which levels are not told apart."""


def stft_magnitude(audio: Tensor, window: int, offset: int) -> Tensor:
    """Return noise-normalised magnitudes (B, T, F): white noise of RMS r gives about r. The hop is half a window."""
    hann = torch.hann_window(window, device=audio.device)
    padded = torch.nn.functional.pad(audio, (window // 2 + offset, window))
    frames = padded.unfold(1, window, window // 2) * (hann / torch.sqrt(torch.sum(hann**2)))
    spectrum = torch.view_as_real(torch.fft.rfft(frames))
    return torch.sqrt(torch.sum(spectrum**2, dim=-1) + 1e-14)


def _distance(a: Tensor, b: Tensor, log_a: Tensor, log_b: Tensor, norm: Tensor) -> Tensor:
    linear = torch.mean(torch.abs(a - b), dim=(1, 2)) / norm
    log = torch.mean(torch.sqrt(torch.mean((log_a - log_b) ** 2, dim=2) + 1e-6), dim=1)
    return linear + log


def energy_distance(target: Tensor, first: Tensor, second: Tensor, *, generator: torch.Generator) -> Tensor:
    """Return the distance per sound, shape (B,), over three randomly chosen window sizes.

    Parameters
    ----------
    target, first, second : Tensor, shape (B, N)
    generator : torch.Generator
        Chooses windows and frame offsets.
    """
    total = torch.zeros(target.shape[0], device=target.device)
    stacked = torch.cat([target, first, second])
    for group in SCALES:
        window = group[_draw(len(group), generator)]
        offset = _draw(window // 2, generator)
        magnitude = stft_magnitude(stacked, window, offset)
        log = 0.5 * torch.log(magnitude**2 + LOG_FLOOR**2)
        x, y1, y2 = magnitude.chunk(3)
        lx, l1, l2 = log.chunk(3)
        norm = torch.mean(x, dim=(1, 2)) + 0.003
        total = (
            total + _distance(x, y1, lx, l1, norm) + _distance(x, y2, lx, l2, norm) - _distance(y1, y2, l1, l2, norm)
        )
    return total / len(SCALES)


def _draw(below: int, generator: torch.Generator) -> int:
    return int(torch.randint(below, (), generator=generator, device=generator.device))
