"""The one-shot codec: features -> latent cells -> parameters of the synthesiser -> audio."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from drumgen.representations import analysis, layout
from training.networks.blocks import Tokens
from training.networks.synthesis import Synthesiser, SynthesisParameters

_NOISE_OUT = layout.NOISE_FRAMES_PER_TOKEN * layout.NOISE_BANDS
_AMPLITUDE_OUT = layout.PARTIAL_FRAMES_PER_TOKEN * layout.PARTIALS
_SILENT = -20.0
_TAIL_TAPS_PER_SIDE = 24
_TAIL_TOKENS = (8, 14)
_DB_PER_NEPER = 20.0 / np.log(10.0)


@dataclass(frozen=True)
class Calibration:
    """Levels set after training, by the round trip's distance to real sounds (docs/experiments.md).

    Parameters
    ----------
    partial_gain_db : float
        Added to the oscillators: the analysis window straddles the onset and so reads levels too low there, and where
        the network is unsure it takes the middle of the logarithms.
    low_noise_gain_db : float
        Added to the noise below `low_noise_hz`, fading out over the octave above: bands of 172 Hz smear what the low
        band's waveform leaves over several semitones.
    low_noise_hz : float
    low_tail_hz : float
        Cutoff of the low band's waveform once the attack is over (tokens 8 to 14, 0.09 to 0.16 s): cells of the tail
        hold no waveform above it, and what the decoder makes up is heard as a hum. 0 leaves the band as it is.
    low_partial_contrast : float
        How much a partial of the tail below 300 Hz falls, in dB for each dB by which a neighbour two bands away at most
        is louder: where the network is unsure of a pitch, several oscillators 12 Hz apart would beat.
    low_partial_gain_db : float
        Added to the partials below 300 Hz besides `partial_gain_db`: too loud, a kick swells when they set in.
    """

    partial_gain_db: float = 0.0
    low_noise_gain_db: float = 0.0
    low_noise_hz: float = 350.0
    low_tail_hz: float = 0.0
    low_partial_contrast: float = 0.0
    low_partial_gain_db: float = 0.0

    def noise_log_gain(self) -> Tensor:
        """Return what is added to the noise's log gains, shape (NOISE_BANDS,)."""
        bins = layout.noise_band_matrix().argmax(axis=1)
        octaves = np.log2(np.maximum(bins * layout.RATE_HZ / layout.NOISE_WINDOW, 1.0) / self.low_noise_hz)
        share = np.clip(1.0 - octaves, 0.0, 1.0)
        return torch.tensor(share * self.low_noise_gain_db / _DB_PER_NEPER, dtype=torch.float32)

    def low_tail_filter(self) -> Tensor:
        """Return a Kaiser-windowed sinc at the low band's rate, unit gain at 0 Hz, shape (1, 1, taps)."""
        taps = np.arange(-_TAIL_TAPS_PER_SIDE, _TAIL_TAPS_PER_SIDE + 1)
        cycles = 2.0 * self.low_tail_hz * layout.LOW_FACTOR / layout.RATE_HZ
        kernel = np.sinc(taps * cycles) * np.kaiser(len(taps), 6.0)
        return torch.tensor(kernel / kernel.sum(), dtype=torch.float32)[None, None]

    def partial_log_gain(self) -> float:
        """Return what is added to the partials' log amplitudes."""
        return float(self.partial_gain_db / _DB_PER_NEPER)


@dataclass(frozen=True)
class CodecSettings:
    """Sizes of the codec's networks."""

    width: int = 256
    encoder_depth: int = 4
    decoder_depth: int = 6


def from_root(low_root: Tensor) -> Tensor:
    """Return the low band from its signed root, in which quiet tails keep their digits."""
    return low_root * low_root.abs()


class Encoder(nn.Module):
    """Features (B, TOKENS, FEATURES) -> latents (B, CELLS, CELL_CHANNELS)."""

    def __init__(self, settings: CodecSettings) -> None:
        super().__init__()
        self.read = nn.Linear(layout.FEATURES, settings.width)
        self.tokens = Tokens(layout.TOKENS, settings.width, settings.encoder_depth)
        self.write = nn.Linear(settings.width, layout.CELL_CHANNELS)
        cell = layout.cell_of_token()
        pool = (cell[None] == np.arange(layout.CELLS)[:, None]).astype(np.float32)
        self.register_buffer("pool", torch.from_numpy(pool / pool.sum(axis=1, keepdims=True)), persistent=False)

    def forward(self, features: Tensor) -> Tensor:
        """Return the latents of a batch of features."""
        latents: Tensor = self.write(self.pool @ self.tokens(self.read(features)))
        return latents


class Decoder(nn.Module):
    """Latents (B, CELLS, CELL_CHANNELS) -> parameters of the synthesiser for all tokens."""

    spread: Tensor
    centre: Tensor
    half_width: Tensor
    start: Tensor

    def __init__(self, settings: CodecSettings) -> None:
        super().__init__()
        self.read = nn.Linear(layout.CELL_CHANNELS, settings.width)
        self.tokens = Tokens(layout.TOKENS, settings.width, settings.decoder_depth)
        self.noise = nn.Linear(settings.width, _NOISE_OUT)
        self.low = nn.Linear(settings.width, layout.LOW_PER_TOKEN)
        self.amplitude = nn.Linear(settings.width, _AMPLITUDE_OUT)
        self.detune = nn.Linear(settings.width, layout.PARTIALS)
        with torch.no_grad():
            self.low.weight.mul_(0.1)
        cell = layout.cell_of_token()
        spread = (cell[:, None] == np.arange(layout.CELLS)[None]).astype(np.float32)
        self.register_buffer("spread", torch.from_numpy(spread), persistent=False)
        edges = np.log(layout.partial_edges_hz() / layout.RATE_HZ)
        self.register_buffer(
            "centre", torch.tensor((edges[1:] + edges[:-1]) / 2, dtype=torch.float32), persistent=False
        )
        half_width = torch.tensor((edges[1:] - edges[:-1]) / 2, dtype=torch.float32)
        self.register_buffer("half_width", half_width, persistent=False)
        start = torch.tensor(layout.partial_start_cycles(), dtype=torch.float32)
        self.register_buffer("start", start, persistent=False)

    def forward(self, latents: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Decode latents.

        Returns
        -------
        noise log gains (B, 512, 64), low band's signed root (B, 8192), partials' log amplitudes (B, 256, 64) and
        detuning (B, 128, 64)
        """
        batch = latents.shape[0]
        tokens = self.tokens(self.spread @ self.read(latents))
        noise = 3.0 * self.noise(tokens).reshape(batch, -1, layout.NOISE_BANDS) - 7.0
        low_root = self.low(tokens).reshape(batch, -1)
        amplitude = 3.0 * self.amplitude(tokens).reshape(batch, -1, layout.PARTIALS) - 9.0
        detune = 1.2 * torch.tanh(self.detune(tokens))
        return noise.clamp(_SILENT, 1.0), low_root, amplitude.clamp(_SILENT, 0.0), detune

    def frequencies(self, detune: Tensor) -> Tensor:
        """Return oscillator frequencies in cycles per sample, from tokens (B, 128, 64) to frames (B, 256, 64)."""
        frequency = torch.exp(self.centre + self.half_width * detune)
        following = torch.cat([frequency[:, 1:], frequency[:, -1:]], dim=1)
        pairs = torch.stack([frequency, 0.5 * (frequency + following)], dim=2)
        return pairs.reshape(detune.shape[0], -1, layout.PARTIALS)


def integrate_phase(frequency: Tensor, centre: Tensor) -> Tensor:
    """Return phases in cycles at frame centres, zero at the first, by the trapezoidal rule.

    The centre frequency's share is taken modulo one cycle in float64 beforehand: thousands of cycles would leave
    float32 too few digits.
    """
    base = torch.exp(centre.double()) * layout.PARTIAL_HOP
    frames = torch.arange(frequency.shape[1], dtype=torch.float64, device=frequency.device)[:, None]
    whole = torch.remainder(base * frames, 1.0).float()
    deviation = (frequency - torch.exp(centre)) * layout.PARTIAL_HOP
    steps = 0.5 * (deviation[:, 1:] + deviation[:, :-1])
    return whole + functional.pad(torch.cumsum(steps, dim=1), (0, 0, 1, 0))


class Codec(nn.Module):
    """Encoder, decoder and synthesiser in one module."""

    HEADS = ("encoder.write", "decoder.noise", "decoder.low", "decoder.amplitude", "decoder.detune")

    def __init__(self, settings: CodecSettings | None = None, calibration: Calibration | None = None) -> None:
        super().__init__()
        settings = settings or CodecSettings()
        self.calibration = calibration or Calibration()
        self.encoder = Encoder(settings)
        self.decoder = Decoder(settings)
        self.synthesiser = Synthesiser()

    def with_margins(self, noise: Tensor, low: Tensor, amplitude: Tensor, detune: Tensor) -> SynthesisParameters:
        """Return the decoder's outputs as synthesiser parameters of the whole sound, a silent token on each side."""
        frequency = self.decoder.frequencies(detune)
        phase = self.decoder.start + integrate_phase(frequency, self.decoder.centre)
        per = (layout.NOISE_FRAMES_PER_TOKEN, layout.PARTIAL_FRAMES_PER_TOKEN)
        return SynthesisParameters(
            noise_log_gain=functional.pad(noise, (0, 0, per[0], per[0]), value=_SILENT),
            low=functional.pad(low, (layout.LOW_PER_TOKEN, layout.LOW_PER_TOKEN)),
            partial_log_amplitude=functional.pad(amplitude, (0, 0, per[1], per[1]), value=_SILENT),
            partial_phase=functional.pad(phase, (0, 0, per[1], per[1])),
            partial_frequency=functional.pad(frequency, (0, 0, per[1], per[1])),
        )

    def _calm_tail(self, low: Tensor) -> Tensor:
        """Low-pass the low band after the attack, see `Calibration.low_tail_hz`."""
        kernel = self.calibration.low_tail_filter().to(low.device)
        smooth = functional.conv1d(low[:, None], kernel, padding=_TAIL_TAPS_PER_SIDE)[:, 0]
        first, last = (token * layout.LOW_PER_TOKEN for token in _TAIL_TOKENS)
        share = ((torch.arange(low.shape[1], device=low.device) - first) / (last - first)).clamp(0.0, 1.0)
        return low + share * (smooth - low)

    def _calm_low_partials(self, amplitude: Tensor) -> Tensor:
        """Lower the partials below 300 Hz, those beside a louder one more, see `Calibration`."""
        count = int(np.sum(layout.partial_edges_hz()[1:] <= analysis.HANDOVER_HZ))
        low = amplitude[:, :, :count]
        padded = functional.pad(low, (2, 2), value=_SILENT)
        shifts = [padded[:, :, k : k + count] for k in (0, 1, 3, 4)]
        louder = functional.relu(torch.stack(shifts).amax(dim=0) - low)
        calm = low - self.calibration.low_partial_contrast * louder
        calm = calm + self.calibration.low_partial_gain_db / _DB_PER_NEPER
        return torch.cat([calm.clamp(min=_SILENT), amplitude[:, :, count:]], dim=2)

    def decode(self, latents: Tensor, noise: Tensor) -> Tensor:
        """Return audio (B, SOUND_SAMPLES) from latents and white noise (B, SOUND_SAMPLES)."""
        log_gain, low_root, amplitude, detune = self.decoder(latents)
        log_gain = log_gain + self.calibration.noise_log_gain().to(log_gain.device)
        amplitude = amplitude + self.calibration.partial_log_gain()
        low = from_root(low_root)
        if self.calibration.low_tail_hz > 0.0:
            low = self._calm_tail(low)
        amplitude = self._calm_low_partials(amplitude)
        parameters = self.with_margins(log_gain, low, amplitude, detune)
        margin = layout.TOKEN_SAMPLES
        audio: Tensor = self.synthesiser(parameters, functional.pad(noise, (margin, margin)))
        return audio
