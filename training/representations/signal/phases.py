"""Phases for magnitudes: a start from the peaks of each frame, then iterations towards a consistent spectrum."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.representations.signal.fourier import ShortTimeFourier

RELAXATION = 0.9  # beta of the relaxed averaged alternating reflections
MOMENTUM = 0.99  # of the fast Griffin-Lim algorithm
NOISE_SHARE = 0.3  # of the noise's own phases in the first guess
SOFTNESS = 0.03  # of the wanted magnitude, below which a bin's phase counts for less
_CLIMBS = 4  # bins on each side that a peak may own: the main lobe of a Hann window and a little more
_TIE = 0.05  # nepers by which a peak must stand out
_STEEPNESS = 4.0
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
    # All choices are gradual: with hard ones a rounding could decide who owns a bin, and with that all later phases.
    peak = (0.5 + (level - torch.maximum(below, above)) / _TIE).clamp(0.0, 1.0)
    downwards = torch.sigmoid(_STEEPNESS * (below - above))
    shift = (0.5 * (below - above) / (below - 2.0 * level + above).clamp(max=-1e-3)).clamp(-0.5, 0.5)
    bins = torch.arange(magnitude.shape[-1], device=magnitude.device, dtype=magnitude.dtype)
    own = bins + shift
    owner = bins.expand_as(level)
    for _ in range(_CLIMBS):
        from_below = functional.pad(owner[..., :-1], (1, 0))
        from_above = torch.cat([owner[..., 1:], owner[..., -1:]], dim=-1)
        owner = peak * own + (1.0 - peak) * (downwards * from_below + (1.0 - downwards) * from_above)
    before = torch.cat([owner[:, :1], owner[:, :-1]], dim=1)
    advance = 0.5 * (owner + before) * (hop / n_fft)
    cycles = torch.cumsum(advance - torch.floor(advance), dim=1)
    return cycles - torch.floor(cycles)


def power(spectrum: Tensor) -> Tensor:
    """Return the folded power (M, n1, 1, n2 / 2 + 1) of a folded spectrum."""
    return (spectrum * spectrum).sum(dim=2, keepdim=True)


def with_magnitude(spectrum: Tensor, magnitude: Tensor) -> Tensor:
    """Return the spectrum's phases with another magnitude.

    Where a spectrum nearly vanishes, rounding alone would choose the phase; such bins get less than the magnitude.
    """
    least = SOFTNESS * magnitude
    return spectrum * (magnitude / torch.sqrt(power(spectrum) + least * least + _TINY))


class PhaseRecovery(nn.Module):
    """Finds a sound for magnitudes: peak phases, then alternating reflections, then fast Griffin-Lim.

    Parameters
    ----------
    n_fft, hop : int
    iterations : int
        Of both kinds.
    settling_share : float
        Share of the second kind, 0 to 1.
    """

    def __init__(self, *, n_fft: int, hop: int, iterations: int, settling_share: float) -> None:
        super().__init__()
        self.stft = ShortTimeFourier(n_fft=n_fft, hop=hop)
        self.settling = int(iterations * settling_share)
        self.searching = iterations - self.settling

    def forward(self, magnitude: Tensor, noise: Tensor, impose: Callable[[Tensor], Tensor], frames: int) -> Tensor:
        """Return audio (B, N).

        Parameters
        ----------
        magnitude : Tensor, shape (B (T + 1), n1, 1, n2 / 2 + 1)
            Folded.
        noise : Tensor, shape (B, N)
            White, standard deviation 1; it decides where phases are free.
        impose : callable
            Gives a spectrum what is known of it for certain: the magnitude, or mel powers.
        frames : int
            T + 1.
        """
        norm = self.stft.norm(frames)
        c = self.start(magnitude, noise, frames)
        for _ in range(self.searching):
            c = self.reflect(c, magnitude, norm, frames)
        return self.settle(c, impose, norm, frames)

    def start(self, magnitude: Tensor, noise: Tensor, frames: int) -> Tensor:
        """Return the first guess: the magnitude with peak phases, loosened by the noise's own spectrum."""
        stft = self.stft
        natural = stft.dft.unfold(magnitude).reshape(-1, frames, stft.dft.bins)
        cycles = peak_phases(natural, n_fft=stft.n_fft, hop=stft.hop)
        angle = stft.dft.fold(2.0 * math.pi * cycles.reshape(-1, stft.dft.bins))
        share = NOISE_SHARE / math.sqrt(0.375 * stft.n_fft)  # a Hann window's sum of squares: unit power of the noise
        spectrum: Tensor = torch.cat([torch.cos(angle), torch.sin(angle)], dim=2) + share * stft(noise)
        return with_magnitude(spectrum, magnitude)

    def reflect(self, c: Tensor, magnitude: Tensor, norm: Tensor, frames: int) -> Tensor:
        """Take one step of relaxed averaged alternating reflections (Luke, 2005), which leave local minima behind.

        With P_A the projection onto the magnitudes, P_C the one onto consistent spectra and R = 2 P - 1, a step is
        c <- beta / 2 (R_C R_A c + c) + (1 - beta) P_A c = beta (P_C R_A c + c) + (1 - 2 beta) P_A c.
        """
        a = with_magnitude(c, magnitude)
        p = self.stft.project(2.0 * a - c, norm, frames)
        return RELAXATION * (p + c) + (1.0 - 2.0 * RELAXATION) * a

    def settle(self, c: Tensor, impose: Callable[[Tensor], Tensor], norm: Tensor, frames: int) -> Tensor:
        """Converge by fast Griffin-Lim (Perraudin, Balazs and Sondergaard, 2013) and return the audio (B, N)."""
        c = impose(c)
        last: Tensor | None = None
        for _ in range(self.settling):
            p = self.stft.project(c, norm, frames)
            c = impose(p if last is None else p + MOMENTUM * (p - last))
            last = p
        return self.stft.inverse(c, norm, frames)
