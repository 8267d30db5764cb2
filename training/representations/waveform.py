"""The waveform itself: what a model that needs no way back denoises."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from training.representations import checks
from training.representations.signal import reference

Float32 = NDArray[np.float32]


@dataclass(frozen=True)
class WaveformSettings:
    """Settings of "waveform".

    Parameters
    ----------
    rate_hz : int
    frames, hop : int
        A block has frames * hop samples; the hop is also that of pictures.
    n_fft : int
        Window of pictures.
    deviation : float
        Standard deviation of the sounds, by which they are divided.
    """

    rate_hz: int = 44100
    frames: int = 84
    hop: int = 250
    n_fft: int = 1024
    deviation: float = 0.2

    @property
    def low(self) -> float:
        """Value of the lowest sample there is, -1."""
        return -self.high

    @property
    def high(self) -> float:
        """Value of the highest sample there is, 1."""
        return 1.0 / self.deviation


class WaveformDecoder(nn.Module):
    """Latents (B, 1, N) -> audio (B, N); the noise is not needed."""

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self.deviation = deviation

    def forward(self, latents: Tensor, noise: Tensor) -> Tensor:
        """Return the scaled samples."""
        audio: Tensor = latents[:, 0] * self.deviation + 0.0 * noise
        return audio


class WaveformRepresentation:
    """Samples divided by their usual deviation, shape (1, N).

    Parameters
    ----------
    settings : WaveformSettings

    Raises
    ------
    DataError
        If a setting is out of range.
    """

    def __init__(self, settings: WaveformSettings) -> None:
        s = settings
        checks.check_analysis(
            rate_hz=s.rate_hz, n_fft=s.n_fft, hop=s.hop, frames=s.frames, edges="reflect", iterations=1
        )
        checks.check(s.deviation > 0.0, f"The setting deviation is {s.deviation:g}, but must be above 0.")
        self.settings = settings

    @property
    def rate_hz(self) -> int:
        """Sampling rate."""
        return self.settings.rate_hz

    @property
    def n_samples(self) -> int:
        """Samples N of one block."""
        return self.settings.frames * self.settings.hop

    @property
    def analysis(self) -> tuple[int, int]:
        """Window and hop of its pictures, in samples."""
        return self.settings.n_fft, self.settings.hop

    @property
    def shape(self) -> tuple[int, ...]:
        """One channel of N samples."""
        return 1, self.n_samples

    def forward(self, audio: Float32) -> Float32:
        """Return the values of a sound of exactly N samples."""
        checks.check_audio(audio, self.n_samples)
        return np.asarray(audio[np.newaxis] / self.settings.deviation, dtype=np.float32)

    def blocks(self, audio: Float32) -> Float32:
        """Return the values of the consecutive blocks of a long sound, shape (n, 1, N)."""
        count = checks.check_long(audio, self.n_samples)
        return np.stack([self.forward(part) for part in np.split(audio[: count * self.n_samples], count)])

    def inverse(self, values: Float32, *, seed: int = 0) -> Float32:
        """Return the samples; nothing is guessed, so the seed has no part in it."""
        return np.asarray(values[0] * self.settings.deviation, dtype=np.float32)

    def magnitude(self, values: Float32) -> NDArray[np.float64]:
        """Return the STFT magnitudes of the samples, shape (n_fft / 2 + 1, T)."""
        return reference.magnitude(self.inverse(values), n_fft=self.settings.n_fft, hop=self.settings.hop)

    def sound(self, magnitude: NDArray[np.float64], *, iterations: int, seed: int = 0) -> Float32:
        """Return the sound of STFT magnitudes by librosa's Griffin-Lim."""
        s = self.settings
        audio = reference.griffin_lim(magnitude, n_fft=s.n_fft, hop=s.hop, iterations=iterations, seed=seed)
        return np.asarray(audio, dtype=np.float32)

    def decoder(self, *, joined: bool = False) -> nn.Module:
        """Return the way back as a module: latents (B, 1, N), noise (B, N) -> audio (B, N), of any length N."""
        return WaveformDecoder(self.settings.deviation)

    def picture(self, values: Float32) -> NDArray[np.float64]:
        """Return the levels of the samples' STFT in decibels, shape (F, T)."""
        return np.asarray(20.0 * np.log10(np.maximum(self.magnitude(values), 1e-5)), dtype=np.float64)

    def join(self, blocks: Sequence[Float32]) -> Float32:
        """Return consecutive blocks as one, shape (1, n N)."""
        checks.check_blocks(blocks, self.shape)
        return np.concatenate(list(blocks), axis=-1)
