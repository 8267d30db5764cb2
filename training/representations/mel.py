"""Mel spectrogram in decibels (seeds 000, 001 and 004)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import nn

from training.representations import checks
from training.representations.picture import Picture
from training.representations.signal import reference
from training.representations.signal.decibels import DecibelScale
from training.representations.signal.filter_bank import BANKS, filter_bank
from training.representations.signal.framing import de_emphasise, hann, magnitudes, pre_emphasise

Float32 = NDArray[np.float32]
HANN_NOISE_BINS = 1.5  # a sine's power in all bins of a Hann window, re its power in the highest


@dataclass(frozen=True)
class MelSettings:
    """Mel spectrogram; the defaults are seed 000's 64 x 64.

    Parameters
    ----------
    rate_hz, n_fft, hop : int
        Sampling rate, Hann window and step in samples.
    bands : int
        Mel bands.
    frames : int
        Frames that are computed; one block lasts frames * hop samples.
    pad_frames : int
        Columns of `pad_value` after them, so that a U-Net can halve the width.
    pad_value : float
        Seed 000 pads with zeros.
    bank : str
        "htk": seed 000's triangles, eq. (1); "slaney": librosa's default, as seeds 001, 003 and 004 have it.
    f_min_hz, f_max_hz : float
        Range of the bands; an upper edge of 0 stands for half the rate.
    pre_emphasis : float
        a of y[n] = x[n] - a x[n - 1] before the analysis, from 0 (none) to below 1.
    floor_db : float
        Lowest level; what lies below is clipped.
    low, high : float
        Values of the floor and of 0 dB.
    reference : str
        What 0 dB is: "full-scale", a full-scale sine, so that levels survive; "max", the loudest point of each sound.
    level_db : float
        Level re a full-scale sine of 0 dB: a quieter collection uses the range better with, say, -20.
    edges : str
        What the first and last frames see beyond a single sound: "constant" (silence) or "reflect".
    iterations : int
        Of the reference Griffin-Lim.
    decoder_iterations : int
        Of the decoder.
    """

    rate_hz: int = 22050
    n_fft: int = 2048
    hop: int = 512
    bands: int = 64
    frames: int = 44
    pad_frames: int = 20
    pad_value: float = 0.0
    bank: str = "htk"
    f_min_hz: float = 0.0
    f_max_hz: float = 0.0
    pre_emphasis: float = 0.97
    floor_db: float = -80.0
    low: float = -1.0
    high: float = 1.0
    reference: str = "full-scale"
    level_db: float = 0.0
    edges: str = "constant"
    iterations: int = 32
    decoder_iterations: int = 32


class MelRepresentation(Picture[MelSettings]):
    """A sound as a mel spectrogram, shape (1, bands, frames + pad_frames), lowest band in row 0.

    Raises
    ------
    DataError
        If a setting is out of range.
    """

    def __init__(self, settings: MelSettings) -> None:
        _check(settings)
        s = settings
        super().__init__(s)
        self.scale = DecibelScale(s.floor_db, s.low, s.high)
        self.bank = filter_bank(
            bank=s.bank, rate_hz=s.rate_hz, n_fft=s.n_fft, bands=s.bands, f_min_hz=s.f_min_hz, f_max_hz=s.f_max_hz
        )
        sine = HANN_NOISE_BINS * (hann(s.n_fft).sum() / 2.0) ** 2 * float(self.bank.max())
        self.full_scale = sine * 10.0 ** (s.level_db / 10.0)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one block's values: (1, F, T)."""
        return (1, self.settings.bands, self.settings.frames + self.settings.pad_frames)

    def inverse(self, values: Float32, *, seed: int = 0) -> Float32:
        """Return the sound by non-negative least squares and librosa's Griffin-Lim, from one block or joined ones."""
        return self.sound(self.magnitude(values), iterations=self.settings.iterations, seed=seed)

    def magnitude(self, values: Float32) -> NDArray[np.float64]:
        """Return STFT magnitudes (n_fft / 2 + 1, T) that come nearest to the values: non-negative least squares."""
        return reference.mel_to_magnitude(self.power(values), self.bank)

    def sound(self, magnitude: NDArray[np.float64], *, iterations: int, seed: int = 0) -> Float32:
        """Return the sound of STFT magnitudes by librosa's Griffin-Lim, pre-emphasis undone."""
        s = self.settings
        audio = reference.griffin_lim(magnitude, n_fft=s.n_fft, hop=s.hop, iterations=iterations, seed=seed)
        return de_emphasise(audio, s.pre_emphasis).astype(np.float32)

    def power(self, values: Float32) -> NDArray[np.float64]:
        """Return the mel powers of one block or of joined ones, shape (bands, T)."""
        return self.scale.to_power(self._content(values)[0], self.full_scale)

    def decoder(self, *, joined: bool = False) -> nn.Module:
        """Return the way back as a module: latents (B, *shape), noise (B, N) -> audio (B, N).

        With `joined` it takes what `join` gives, any number of blocks.
        """
        from training.representations.decoders import MelDecoder

        frames = None if joined else self.settings.frames
        return MelDecoder(self.settings, self.bank, full_scale=self.full_scale, frames=frames)

    def picture(self, values: Float32) -> NDArray[np.float64]:
        """Return the levels in decibels without the padding, shape (F, T)."""
        return self.scale.to_db(self._content(values)[0])

    def join(self, blocks: Sequence[Float32]) -> Float32:
        """Return consecutive blocks side by side without their padding, shape (1, F, n * frames)."""
        checks.check_blocks(blocks, self.shape)
        return np.concatenate([self._content(block) for block in blocks], axis=-1)

    def _content(self, values: Float32) -> Float32:
        return values[..., : self.settings.frames] if values.shape == self.shape else values

    def _power(self, audio: Float32, frames: int) -> NDArray[np.float64]:
        s = self.settings
        emphasised = pre_emphasise(audio, s.pre_emphasis)
        spectrum = magnitudes(emphasised, n_fft=s.n_fft, hop=s.hop, frames=frames, edges=s.edges)
        power: NDArray[np.float64] = self.bank @ spectrum**2
        return power

    def _values(self, power: NDArray[np.float64]) -> Float32:
        s = self.settings
        top = self.full_scale if s.reference == "full-scale" else float(power.max())
        values = self.scale.from_power(power, top)
        return np.pad(values, ((0, 0), (0, s.pad_frames)), constant_values=np.float32(s.pad_value))[None]


def _check(s: MelSettings) -> None:
    checks.check_analysis(
        rate_hz=s.rate_hz, n_fft=s.n_fft, hop=s.hop, frames=s.frames, edges=s.edges, iterations=s.iterations
    )
    checks.check_scale(floor_db=s.floor_db, low=s.low, high=s.high, reference=s.reference)
    checks.check(s.bands > 0, f"The setting bands is {s.bands}, but must be above 0.")
    checks.check(s.pad_frames >= 0, f"The setting pad_frames is {s.pad_frames}, but must not be negative.")
    checks.check(s.bank in BANKS, f"The setting bank is {s.bank!r}, but must be one of {', '.join(BANKS)}.")
    checks.check(
        0.0 <= s.pre_emphasis < 1.0,
        f"The setting pre_emphasis is {s.pre_emphasis:g}, but must lie between 0 and below 1.",
    )
    top_hz = s.f_max_hz or s.rate_hz / 2.0
    checks.check(
        0.0 <= s.f_min_hz < top_hz <= s.rate_hz / 2.0,
        f"The bands from {s.f_min_hz:g} to {top_hz:g} Hz must lie in order between 0 and half the rate.",
    )
