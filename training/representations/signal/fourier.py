"""Short-time Fourier transform and its inverse from matrix products, without complex tensors.

A discrete Fourier transform of n = n1 n2 points is n2 transforms of n1 points, a rotation of each result, and n1
transforms of n2 points (Cooley and Tukey, 1965). Two stages of small matrices take far less work than one large matrix,
and an exported model stays small.

Bin k = k1 + n1 k2 of a spectrum lies at [k1, k2], as the second stage leaves it: "folded" spectra have the shape
(M, n1, 2, n2 / 2 + 1), real part before imaginary part, M all frames of all sounds of a batch. The few places beyond
half the rate count for nothing.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional


def factors(n_fft: int) -> tuple[int, int]:
    """Return (n1, n2) with n1 * n2 = n_fft, n2 even, both as near to the square root as n_fft allows."""
    choices = [n2 for n2 in range(2, n_fft + 1, 2) if n_fft % n2 == 0]
    n2 = min(choices, key=lambda n2: n_fft // n2 + n2)
    return n_fft // n2, n2


class RealDft(nn.Module):
    """Discrete Fourier transform of real frames to folded spectra, and its inverse.

    Parameters
    ----------
    n_fft : int
        Even number of points.
    """

    def __init__(self, n_fft: int) -> None:
        super().__init__()
        self.n_fft = n_fft
        self.bins = n_fft // 2 + 1
        self.n1, self.n2 = factors(n_fft)
        self.k2 = self.n2 // 2 + 1
        cos1, sin1 = _waves(self.n1, self.n1, self.n1)
        cos2, sin2 = _waves(self.n2, self.k2, self.n2)
        turn_cos, turn_sin = _waves(self.n2, self.n1, n_fft)
        back_cos, back_sin = turn_cos.T, turn_sin.T
        # A rotation needs both parts: "crossed" matrices give [imaginary, real] at once instead of slicing.
        self._constant("first", torch.cat([cos1, -sin1], dim=1))
        self._constant("first_crossed", torch.cat([-sin1, cos1], dim=1))
        self._constant("turn", torch.cat([turn_cos, turn_cos], dim=1))
        self._constant("turn_crossed", torch.cat([turn_sin, -turn_sin], dim=1))
        self._constant("second", _complex_product(cos2, -sin2))
        self._constant("back", _complex_product(cos2.T, sin2.T))
        self._constant("back_crossed", _complex_product(cos2.T, sin2.T).roll(self.n2, dims=1))
        self._constant("return_turn", torch.cat([back_cos, back_cos], dim=1))
        self._constant("return_turn_crossed", torch.cat([-back_sin, back_sin], dim=1))
        self._constant("first_back", torch.cat([cos1, -sin1], dim=0))
        weights = torch.full((1, self.bins), 2.0 / n_fft, dtype=torch.float64)
        weights[:, 0] = weights[:, -1] = 1.0 / n_fft
        self._constant("weights", self.fold(weights)[0])

    def forward(self, frames: Tensor) -> Tensor:
        """Transform frames (M, n_fft) to folded spectra."""
        columns = frames.reshape(-1, self.n1, self.n2).transpose(1, 2)
        turned = (columns @ self.first) * self.turn + (columns @ self.first_crossed) * self.turn_crossed
        rows = turned.reshape(-1, self.n2, 2, self.n1).transpose(1, 3).reshape(-1, self.n1, 2 * self.n2)
        return (rows @ self.second).reshape(-1, self.n1, 2, self.k2)

    def inverse(self, spectrum: Tensor) -> Tensor:
        """Transform folded spectra back to real frames (M, n_fft)."""
        rows = (spectrum * self.weights).reshape(-1, self.n1, 2 * self.k2)
        turned = (rows @ self.back) * self.return_turn + (rows @ self.back_crossed) * self.return_turn_crossed
        columns = turned.reshape(-1, self.n1, 2, self.n2).transpose(1, 3).reshape(-1, self.n2, 2 * self.n1)
        return (columns @ self.first_back).transpose(1, 2).reshape(-1, self.n_fft)

    def fold(self, values: Tensor) -> Tensor:
        """Bring one value a bin, (M, F), into the spectra's order: (M, n1, 1, n2 / 2 + 1)."""
        padded = functional.pad(values, (0, self.k2 * self.n1 - self.bins))
        return padded.reshape(-1, self.k2, self.n1).transpose(1, 2).unsqueeze(2)

    def unfold(self, values: Tensor) -> Tensor:
        """Undo `fold`."""
        natural = values.reshape(-1, self.n1, self.k2).transpose(1, 2).reshape(-1, self.k2 * self.n1)
        return natural[:, : self.bins]

    def _constant(self, name: str, values: Tensor) -> None:
        # A plain buffer: the exporter writes it once, whereas one outside the state is copied at every use.
        self.register_buffer(name, values.float().contiguous())

    first: Tensor
    first_crossed: Tensor
    turn: Tensor
    turn_crossed: Tensor
    second: Tensor
    back: Tensor
    back_crossed: Tensor
    return_turn: Tensor
    return_turn_crossed: Tensor
    first_back: Tensor
    weights: Tensor


class ShortTimeFourier(nn.Module):
    """STFT of T hops of sound as T + 1 Hann-windowed frames, the first and the last centred on the sound's ends.

    Any number of hops and any batch size goes through the same exported graph. Between analysis and synthesis a sound
    lies in "chunks", (B, 1, T + R, hop) with R = n_fft / hop rounded up, half a window of silence around it.

    Parameters
    ----------
    n_fft, hop : int
        Window length and step in samples.
    """

    def __init__(self, *, n_fft: int, hop: int) -> None:
        super().__init__()
        self.n_fft, self.hop = n_fft, hop
        self.overlaps = math.ceil(n_fft / hop)
        self.before = n_fft // 2
        self.after = self.overlaps * hop - self.before
        self.dft = RealDft(n_fft)
        self.register_buffer("shift", torch.eye(self.overlaps)[:, None, :, None])
        self.register_buffer("window", torch.hann_window(n_fft, dtype=torch.float64).float())

    def forward(self, audio: Tensor) -> Tensor:
        """Analyse audio (B, T * hop) to folded spectra, M = B (T + 1)."""
        padded = functional.pad(audio, (self.before, self.after))
        return self._analyse(padded.reshape(audio.shape[0], 1, -1, self.hop))

    def inverse(self, spectrum: Tensor, norm: Tensor, frames: int) -> Tensor:
        """Return the audio (B, T * hop) whose STFT lies nearest to the spectrum in the least squares (Griffin and Lim).

        Parameters
        ----------
        spectrum : Tensor, shape (B (T + 1), n1, 2, n2 / 2 + 1)
        norm : Tensor
            From `norm`.
        frames : int
            T + 1.
        """
        return (self._overlap_add(self._frames(spectrum), frames) * norm).flatten(1)[:, self.before : -self.after]

    def project(self, spectrum: Tensor, norm: Tensor, frames: int) -> Tensor:
        """Return the nearest spectrum that a sound can have."""
        return self._analyse(self._overlap_add(self._frames(spectrum), frames) * norm)

    def norm(self, frames: int) -> Tensor:
        """Return what the overlapped windows are divided by, (1, 1, T + R, hop), as a factor; 0 outside the sound."""
        squares = self._overlap_add((self.window * self.window).expand(frames, self.n_fft), frames).flatten(1)
        inside = 1.0 / squares[:, self.before : -self.after].clamp_min(1e-4)
        return functional.pad(inside, (self.before, self.after)).reshape(1, 1, -1, self.hop)

    def _analyse(self, chunks: Tensor) -> Tensor:
        frames = functional.conv2d(chunks, self.shift).transpose(1, 2).reshape(-1, self.overlaps * self.hop)
        if self.overlaps * self.hop > self.n_fft:
            frames = frames[:, : self.n_fft]
        spectrum: Tensor = self.dft(frames * self.window)
        return spectrum

    def _frames(self, spectrum: Tensor) -> Tensor:
        return self.dft.inverse(spectrum) * self.window

    def _overlap_add(self, windowed: Tensor, frames: int) -> Tensor:
        if self.overlaps * self.hop > self.n_fft:
            windowed = functional.pad(windowed, (0, self.overlaps * self.hop - self.n_fft))
        pieces = windowed.reshape(-1, frames, self.overlaps, self.hop).transpose(1, 2)
        return functional.conv_transpose2d(pieces, self.shift)

    shift: Tensor
    window: Tensor


def _waves(rows: int, columns: int, period: int) -> tuple[Tensor, Tensor]:
    """Return cos and sin of 2 pi r c / period, shape (rows, columns), in float64."""
    angle = torch.outer(torch.arange(rows), torch.arange(columns)) % period
    angle = angle.to(torch.float64) * (2.0 * math.pi / period)
    return torch.cos(angle), torch.sin(angle)


def _complex_product(real: Tensor, imag: Tensor) -> Tensor:
    """Return the matrix that multiplies rows [a, b] as a + ib by real + i imag: shape (2 rows, 2 columns)."""
    return torch.cat([torch.cat([real, imag], dim=1), torch.cat([-imag, real], dim=1)], dim=0)
