"""Long mel spectrogram packed into channels (seed 003): 1 x 128 x 384 <-> 3 x 128 x 128."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from torch import nn

from training.representations import checks
from training.representations.mel import MelRepresentation, MelSettings
from training.representations.packing import pack_snake, unpack_snake

Float32 = NDArray[np.float32]


@dataclass(frozen=True)
class PackedMelSettings(MelSettings):
    """A mel spectrogram as in `MelSettings`, folded into channels; the defaults are seed 003's 3 x 128 x 128.

    Parameters
    ----------
    channels : int
        Stretches of time, each a channel of frames / channels columns.
    """

    bands: int = 128
    frames: int = 384
    pad_frames: int = 0
    bank: str = "slaney"
    pre_emphasis: float = 0.0
    edges: str = "reflect"
    channels: int = 3


class PackedMelRepresentation:
    """A sound as a packed mel spectrogram, shape (channels, bands, frames / channels).

    Joined blocks are unpacked: one long spectrogram (1, bands, n * frames), which `inverse` and `picture` take, too.

    Raises
    ------
    DataError
        If a setting is out of range.
    """

    def __init__(self, settings: PackedMelSettings) -> None:
        s = settings
        checks.check(
            s.channels > 1 and s.frames % s.channels == 0 and s.pad_frames == 0,
            f"Packing {s.frames} frames (and {s.pad_frames} of padding) into {s.channels} channels does not come out; "
            "frames must be a multiple of two or more channels, and pad_frames 0.",
        )
        self.settings = s
        self.long = MelRepresentation(
            MelSettings(**{field.name: getattr(s, field.name) for field in fields(MelSettings)})
        )

    @property
    def rate_hz(self) -> int:
        """Sampling rate."""
        return self.long.rate_hz

    @property
    def n_samples(self) -> int:
        """Samples of one block."""
        return self.long.n_samples

    @property
    def analysis(self) -> tuple[int, int]:
        """Window and hop of its STFT, in samples."""
        return self.long.analysis

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one block's values: (C, F, T)."""
        return (self.settings.channels, self.settings.bands, self.settings.frames // self.settings.channels)

    def forward(self, audio: Float32) -> Float32:
        """Return the values of a sound of exactly N samples."""
        return pack_snake(self.long.forward(audio), self.settings.channels)

    def blocks(self, audio: Float32) -> Float32:
        """Cut a long sound into blocks after one analysis; (n, C, F, T)."""
        return np.stack([pack_snake(block, self.settings.channels) for block in self.long.blocks(audio)])

    def inverse(self, values: Float32, *, seed: int = 0) -> Float32:
        """Return the sound of packed values or of a long spectrogram by the reference way."""
        return self.long.inverse(self._long(values), seed=seed)

    def magnitude(self, values: Float32) -> NDArray[np.float64]:
        """Return STFT magnitudes (n_fft / 2 + 1, T) of packed values or of a long spectrogram."""
        return self.long.magnitude(self._long(values))

    def sound(self, magnitude: NDArray[np.float64], *, iterations: int, seed: int = 0) -> Float32:
        """Return the sound of STFT magnitudes by librosa's Griffin-Lim."""
        return self.long.sound(magnitude, iterations=iterations, seed=seed)

    def decoder(self, *, joined: bool = False) -> nn.Module:
        """Return the way back as a module: packed latents (B, *shape), noise (B, N) -> audio (B, N).

        With `joined` it takes what `join` gives, long spectrograms of any number of blocks.
        """
        from training.representations.decoders import PackedMelDecoder

        long = self.long.decoder(joined=True)
        return long if joined else PackedMelDecoder(long)

    def picture(self, values: Float32) -> NDArray[np.float64]:
        """Return the long spectrogram's levels in decibels, shape (F, C * T)."""
        return self.long.picture(self._long(values))

    def join(self, blocks: Sequence[Float32]) -> Float32:
        """Return consecutive packed blocks as one long spectrogram, shape (1, F, n * frames)."""
        checks.check_blocks(blocks, self.shape)
        return self.long.join([unpack_snake(block) for block in blocks])

    def _long(self, values: Float32) -> Float32:
        return unpack_snake(values) if values.shape == self.shape else values
