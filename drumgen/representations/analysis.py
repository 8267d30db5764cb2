"""What the codec's encoder reads from a one-shot: band levels, low-band waveform and ringing partials per token.

Training and the app call the same functions, so both prepare data identically.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from drumgen.representations import layout

LEVEL_FLOOR = 1e-5
"""Amplitude (-100 dBFS) below which levels are not told apart."""
TONAL_RATIO_DB = 13.0
"""Height of a spectral peak over its surroundings at which it counts as half tonal; white noise reaches about 8."""
_SURROUNDINGS_BINS = 24
HANDOVER_HZ = 300.0
"""Partials below this belong to the low band's waveform at the attack, and to oscillators in the tail."""
HANDOVER_TOKENS = (10, 16)
"""Tokens between which low partials pass from the one to the other."""


@dataclass(frozen=True)
class Analysis:
    """The parts of one sound.

    Parameters
    ----------
    band_level : float32, shape (TOKENS * NOISE_FRAMES_PER_TOKEN, NOISE_BANDS)
        Natural logarithm of the RMS amplitude per noise band and frame.
    low : float32, shape (TOKENS * LOW_PER_TOKEN,)
        The low band's waveform at 44,100 / 8 Hz.
    detune : float32, shape (TOKENS, PARTIALS)
        Strongest peak's place in the oscillator's band: -1 at its lower edge, 1 at its upper edge.
    level : float32, shape (TOKENS, PARTIALS)
        Natural logarithm of that peak's amplitude.
    tonal : float32, shape (TOKENS, PARTIALS)
        How much the peak looks like a partial instead of noise, 0 to 1.
    """

    band_level: NDArray[np.float32]
    low: NDArray[np.float32]
    detune: NDArray[np.float32]
    level: NDArray[np.float32]
    tonal: NDArray[np.float32]

    def features(self) -> NDArray[np.float32]:
        """Return what the encoder reads, shape (TOKENS, FEATURES), each number about unit size."""
        bands = self.band_level.reshape(layout.TOKENS, -1) / 3.0 + 2.0
        low = np.sign(self.low) * np.sqrt(np.abs(self.low))
        level = np.where(self.tonal > 0.05, (self.level / 3.0 + 3.0) * self.tonal, 0.0)
        parts = [bands, 2.0 * low.reshape(layout.TOKENS, -1), self.detune * self.tonal, level]
        return np.concatenate(parts, axis=1).astype(np.float32)


def analyse(samples: NDArray[np.float32]) -> Analysis:
    """Analyse one prepared sound.

    Parameters
    ----------
    samples : float32, shape (SOUND_SAMPLES,)
        A one-shot that begins at sample 0, peak at most 1.
    """
    if samples.shape != (layout.SOUND_SAMPLES,):
        raise ValueError(f"samples must have shape ({layout.SOUND_SAMPLES},), got {samples.shape}")
    detune, level, tonal = _partials(samples)
    return Analysis(_band_level(samples), low_band(samples), detune, level, tonal)


def _frames(samples: NDArray[np.float32], window: int, hop: int, centre_offset: int) -> NDArray[np.float32]:
    """Cut windows centred at ``centre_offset + t * hop``, zeros beyond the ends, shape (T, window)."""
    count = len(samples) // hop
    before = window // 2 - centre_offset
    padded = np.pad(samples, (before, window))
    return np.lib.stride_tricks.sliding_window_view(padded, window)[: count * hop : hop]


@lru_cache(maxsize=1)
def _band_weights() -> NDArray[np.float32]:
    matrix = layout.noise_band_matrix().T
    return np.asarray(matrix / matrix.sum(axis=0, keepdims=True), dtype=np.float32)


def _band_level(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    window = np.sqrt(np.hanning(layout.NOISE_WINDOW + 1)[:-1]).astype(np.float32)
    frames = _frames(samples, layout.NOISE_WINDOW, layout.NOISE_HOP, 0) * window
    spectrum = np.fft.rfft(frames, axis=1) / np.sqrt(np.sum(window**2))
    power = (np.abs(spectrum) ** 2).astype(np.float32) @ _band_weights()
    return np.asarray(0.5 * np.log(power + LEVEL_FLOOR**2), dtype=np.float32)


@lru_cache(maxsize=1)
def low_band_filter() -> NDArray[np.float64]:
    """Return the Kaiser-windowed sinc that keeps the low band, unit gain at 0 Hz, odd length."""
    half = layout.LOW_TAPS_PER_SIDE * layout.LOW_FACTOR
    taps = np.arange(-half, half + 1)
    # Passband to about 80 % of the low band's Nyquist frequency: the rest is the filter's slope.
    kernel = np.sinc(taps / layout.LOW_FACTOR * 0.9) * np.kaiser(len(taps), 6.0)
    return np.asarray(kernel / kernel.sum(), dtype=np.float64)


def low_band(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the low band's waveform, filtered and decimated by LOW_FACTOR, shape (N / LOW_FACTOR,)."""
    kernel = low_band_filter()
    size = len(samples) + len(kernel)
    filtered = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(kernel, size), size)
    start = len(kernel) // 2
    return np.asarray(filtered[start : start + len(samples) : layout.LOW_FACTOR], dtype=np.float32)


def _partials(
    samples: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Find the strongest peak per band and token: detuning, log amplitude, tonal weight."""
    width, fft = layout.PARTIAL_ANALYSIS_WINDOW, layout.PARTIAL_ANALYSIS_FFT
    window = np.hanning(width + 1)[:-1].astype(np.float32)
    frames = _frames(samples, width, layout.TOKEN_SAMPLES, layout.TOKEN_SAMPLES // 2) * window
    edges = layout.partial_edges_hz() * fft / layout.RATE_HZ
    top = int(np.ceil(edges[-1])) + _SURROUNDINGS_BINS + 2
    spectrum = np.fft.rfft(frames, fft, axis=1)[:, :top]
    log_power = np.log((np.abs(spectrum) * (2.0 / window.sum())) ** 2 + LEVEL_FLOOR**2).astype(np.float32)
    surroundings = _moving_mean(log_power, _SURROUNDINGS_BINS)
    rows = np.arange(layout.TOKENS)
    shape = (layout.TOKENS, layout.PARTIALS)
    detune, level, tonal = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    log_edges = np.log(edges)
    for band in range(layout.PARTIALS):
        first, last = int(np.ceil(edges[band])), max(int(np.ceil(edges[band + 1])), int(np.ceil(edges[band])) + 1)
        peak = first + np.argmax(log_power[:, first:last], axis=1)
        left, mid, right = (log_power[rows, peak + step] for step in (-1, 0, 1))
        is_peak = (mid >= left) & (mid >= right)
        curve = np.minimum(left - 2.0 * mid + right, -1e-6)
        shift = np.clip(0.5 * (left - right) / curve, -0.5, 0.5)
        place = (np.log(peak + shift) - log_edges[band]) / (log_edges[band + 1] - log_edges[band])
        detune[:, band] = np.clip(2.0 * place - 1.0, -1.0, 1.0)
        level[:, band] = 0.5 * mid
        ratio_db = 10.0 / np.log(10.0) * (mid - surroundings[rows, peak])
        audible = mid > 2.0 * np.log(10.0 * LEVEL_FLOOR)
        tonal[:, band] = is_peak * audible / (1.0 + np.exp(-(ratio_db - TONAL_RATIO_DB) / 1.5))
    tonal *= _handover()
    return detune.astype(np.float32), level.astype(np.float32), tonal.astype(np.float32)


def _handover() -> NDArray[np.float64]:
    """Return the oscillators' share in a partial, shape (TOKENS, PARTIALS): a ramp for the low ones, else 1."""
    first, last = HANDOVER_TOKENS
    ramp = np.clip((np.arange(layout.TOKENS) - first) / (last - first), 0.0, 1.0)
    low = layout.partial_edges_hz()[1:] <= HANDOVER_HZ
    return np.where(low[None], ramp[:, None], 1.0)


def _moving_mean(values: NDArray[np.float32], radius: int) -> NDArray[np.float32]:
    """Mean over 2 * radius + 1 neighbours along the last axis, edges repeated."""
    padded = np.pad(values, ((0, 0), (radius + 1, radius)), mode="edge")
    total = np.cumsum(padded, axis=1, dtype=np.float64)
    width = 2 * radius + 1
    return np.asarray((total[:, width:] - total[:, :-width]) / width, dtype=np.float32)
