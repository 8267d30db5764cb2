"""STFT magnitude in decibels, top row dropped (seed 002)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import nn

from training.representations import checks
from training.representations.picture import Picture
from training.representations.signal import reference
from training.representations.signal.decibels import DecibelScale
from training.representations.signal.framing import hann, magnitudes

Float32 = NDArray[np.float32]


@dataclass(frozen=True)
class StftSettings:
    """STFT magnitude; the defaults are seed 002's 128 x 128.

    Parameters
    ----------
    rate_hz, n_fft, hop : int
        Sampling rate, Hann window and step in samples.
    frames : int
        Columns of the picture; one block lasts frames * hop samples.
    floor_db : float
        Lowest level; what lies below is clipped.
    low, high : float
        Values of the floor and of 0 dB.
    reference : str
        What 0 dB is: "full-scale", a full-scale sine, so that levels survive; "max", the loudest bin of each block.
    level_db : float
        Level re a full-scale sine of 0 dB: a quieter collection uses the range better with, say, -20.
    edges : str
        What the first and last frames see beyond a single block: "reflect" or "constant" (silence).
    iterations : int
        Of the reference Griffin-Lim.
    decoder_iterations : int
        Of the decoder.
    """

    rate_hz: int = 8000
    n_fft: int = 256
    hop: int = 128
    frames: int = 128
    floor_db: float = -80.0
    low: float = 0.0
    high: float = 1.0
    reference: str = "full-scale"
    level_db: float = 0.0
    edges: str = "reflect"
    iterations: int = 32
    decoder_iterations: int = 32


class StftRepresentation(Picture[StftSettings]):
    """A sound as STFT magnitudes, shape (1, n_fft / 2, frames), lowest frequency in row 0.

    The highest row (half the rate) is dropped, so that both sizes are powers of two, and comes back as zeros.

    Raises
    ------
    DataError
        If a setting is out of range.
    """

    def __init__(self, settings: StftSettings) -> None:
        s = settings
        checks.check_analysis(
            rate_hz=s.rate_hz, n_fft=s.n_fft, hop=s.hop, frames=s.frames, edges=s.edges, iterations=s.iterations
        )
        checks.check_scale(floor_db=s.floor_db, low=s.low, high=s.high, reference=s.reference)
        super().__init__(s)
        self.scale = DecibelScale(s.floor_db, s.low, s.high)
        self.full_scale = (hann(s.n_fft).sum() / 2.0) ** 2 * 10.0 ** (s.level_db / 10.0)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one block's values: (1, F, T)."""
        return (1, self.settings.n_fft // 2, self.settings.frames)

    def inverse(self, values: Float32, *, seed: int = 0) -> Float32:
        """Return the sound by librosa's Griffin-Lim; values (1, F, T) of one block or joined ones."""
        return self.sound(self.magnitude(values), iterations=self.settings.iterations, seed=seed)

    def magnitude(self, values: Float32) -> NDArray[np.float64]:
        """Return the STFT magnitudes of values, the dropped row restored as zeros, shape (F + 1, T)."""
        power = self.scale.to_power(values[0], self.full_scale)
        return np.sqrt(np.pad(power, ((0, 1), (0, 0))))

    def sound(self, magnitude: NDArray[np.float64], *, iterations: int, seed: int = 0) -> Float32:
        """Return the sound of STFT magnitudes by librosa's Griffin-Lim."""
        s = self.settings
        audio = reference.griffin_lim(magnitude, n_fft=s.n_fft, hop=s.hop, iterations=iterations, seed=seed)
        return audio.astype(np.float32)

    def decoder(self, *, joined: bool = False) -> nn.Module:
        """Return the way back as a module: latents (B, 1, F, T), one block or joined ones, noise (B, N) -> (B, N)."""
        from training.representations.decoders import StftDecoder

        del joined  # all pictures look alike here
        return StftDecoder(self.settings, full_scale=self.full_scale)

    def picture(self, values: Float32) -> NDArray[np.float64]:
        """Return the levels in decibels, shape (F, T)."""
        return self.scale.to_db(values[0])

    def join(self, blocks: Sequence[Float32]) -> Float32:
        """Return consecutive blocks side by side, shape (1, F, n T)."""
        checks.check_blocks(blocks, self.shape)
        return np.concatenate(list(blocks), axis=-1)

    def _power(self, audio: Float32, frames: int) -> NDArray[np.float64]:
        s = self.settings
        spectrum = magnitudes(audio, n_fft=s.n_fft, hop=s.hop, frames=frames, edges=s.edges)
        return spectrum[:-1] ** 2

    def _values(self, power: NDArray[np.float64]) -> Float32:
        top = self.full_scale if self.settings.reference == "full-scale" else float(power.max())
        return self.scale.from_power(power, top)[None]
