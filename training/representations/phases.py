"""Phases for magnitudes: a start from the peaks of each frame, then iterations towards a consistent spectrum."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

from training.representations.fourier import ShortTimeFourier, Spectrum

RELAXATION = 0.9  # beta of the relaxed averaged alternating reflections
MOMENTUM = 0.99  # of the fast Griffin-Lim algorithm
NOISE_SHARE = 0.3
_CLIMBS = 4  # bins on each side that a peak may own: the main lobe of a Hann window and a little more
_TINY = 1e-16


def peak_phases(magnitude: Tensor, *, n_fft: int, hop: int) -> Tensor:
    """Return phases in cycles (B, T, F) for which every spectral peak keeps turning at its own frequency.

    Single pass spectrogram inversion (Beauregard, Harish and Wyse, 2015): a peak's frequency is read from the parabola
    through its log magnitude and its neighbours', the bins on its slopes turn with it, and the phase advances by
    frequency times hop from frame to frame. Frames are centred, so that the bins of one lobe share one phase.

    Parameters
    ----------
    magnitude : Tensor, shape (B, T, F)
    n_fft, hop : int
    """
    level = torch.log(magnitude + 1e-9)
    below = functional.pad(level, (1, 0), value=-30.0)[..., :-1]
    above = functional.pad(level, (0, 1), value=-30.0)[..., 1:]
    peak = (level > below) & (level >= above)
    curvature = (below - 2.0 * level + above).clamp(max=-1e-6)
    shift = (0.5 * (below - above) / curvature).clamp(-0.5, 0.5)
    bins = torch.arange(magnitude.shape[-1], device=magnitude.device, dtype=magnitude.dtype)
    owner = torch.where(peak, bins + shift, torch.full_like(level, -1.0))
    for _ in range(_CLIMBS):
        from_below = functional.pad(owner, (1, 0), value=-1.0)[..., :-1]
        from_above = functional.pad(owner, (0, 1), value=-1.0)[..., 1:]
        uphill = torch.where(below > above, from_below, from_above)
        owner = torch.where(owner > -0.75, owner, uphill)
    owner = torch.where(owner > -0.75, owner, bins.expand_as(owner))
    before = torch.cat([owner[:, :1], owner[:, :-1]], dim=1)
    advance = 0.5 * (owner + before) * (hop / n_fft)
    cycles = torch.cumsum(advance - torch.floor(advance), dim=1)
    return cycles - torch.floor(cycles)


def start(magnitude: Tensor, noise: Tensor, stft: ShortTimeFourier) -> Spectrum:
    """Return the first guess: the magnitude with peak phases, loosened by the noise's own spectrum.

    Parameters
    ----------
    magnitude : Tensor, shape (B, T + 1, F)
    noise : Tensor, shape (B, N)
        White, standard deviation 1; it decides where phases are free.
    """
    angle = 2.0 * math.pi * peak_phases(magnitude, n_fft=stft.n_fft, hop=stft.hop)
    real, imag = stft(noise)
    share = NOISE_SHARE / math.sqrt(0.375 * stft.n_fft)  # a Hann window's sum of squares: unit power of the noise
    return with_magnitude((torch.cos(angle) + share * real, torch.sin(angle) + share * imag), magnitude)


def with_magnitude(spectrum: Spectrum, magnitude: Tensor) -> Spectrum:
    """Return the spectrum's phases with another magnitude."""
    real, imag = spectrum
    gain = magnitude * torch.rsqrt(real * real + imag * imag + _TINY)
    return real * gain, imag * gain


def reflect(spectrum: Spectrum, magnitude: Tensor, stft: ShortTimeFourier, *, iterations: int) -> Spectrum:
    """Search phases by relaxed averaged alternating reflections (Luke, 2005), which leave local minima behind.

    With P_A the projection onto the magnitudes and P_C the one onto consistent spectra, R = 2 P - 1:
    c <- beta / 2 (R_C R_A c + c) + (1 - beta) P_A c.
    """
    c = spectrum
    for _ in range(iterations):
        a = with_magnitude(c, magnitude)
        r = (2.0 * a[0] - c[0], 2.0 * a[1] - c[1])
        p = stft.project(r)
        half = RELAXATION / 2.0
        c = (
            half * (2.0 * p[0] - r[0] + c[0]) + (1.0 - RELAXATION) * a[0],
            half * (2.0 * p[1] - r[1] + c[1]) + (1.0 - RELAXATION) * a[1],
        )
    return c


def settle(
    spectrum: Spectrum, impose: Callable[[Spectrum], Spectrum], stft: ShortTimeFourier, *, iterations: int
) -> Tensor:
    """Converge by fast Griffin-Lim (Perraudin, Balazs and Sondergaard, 2013) and return the audio (B, N).

    Parameters
    ----------
    spectrum : pair of Tensors, shape (B, T + 1, F)
    impose : callable
        Gives a spectrum what is known of it: a magnitude, or mel powers.
    stft : ShortTimeFourier
    iterations : int
    """
    c = impose(spectrum)
    last: Spectrum | None = None
    for _ in range(iterations):
        p = stft.project(c)
        ahead = p if last is None else (p[0] + MOMENTUM * (p[0] - last[0]), p[1] + MOMENTUM * (p[1] - last[1]))
        last = p
        c = impose(ahead)
    return stft.inverse(c)
