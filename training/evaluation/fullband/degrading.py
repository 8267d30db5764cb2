"""What can go wrong with a generated one-shot, done to real ones: the network learns to tell it from a clean sound."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
_Change = Callable[[NDArray[np.float64], int, np.random.Generator], NDArray[np.float64]]


def _dull(x: NDArray[np.float64], rate_hz: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Take off the treble from 4 to 15 kHz up, 24 dB an octave."""
    cutoff_hz = rng.uniform(4000.0, 15000.0)
    freq_hz = np.fft.rfftfreq(len(x), 1.0 / rate_hz)
    spectrum = np.fft.rfft(x) / np.sqrt(1.0 + (freq_hz / cutoff_hz) ** 8)
    dulled: NDArray[np.float64] = np.fft.irfft(spectrum, len(x))
    return dulled


def _hissing(x: NDArray[np.float64], rate_hz: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Lay white noise, 35 to 65 dB below the peak, under the sound."""
    level = 10.0 ** (rng.uniform(-65.0, -35.0) / 20.0) * float(np.abs(x).max())
    return np.asarray(x + level * rng.standard_normal(len(x)))


def _slow(x: NDArray[np.float64], rate_hz: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Let the attack come in over 3 to 15 ms."""
    length = min(round(rng.uniform(0.003, 0.015) * rate_hz), len(x))
    out = x.copy()
    out[:length] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(length) / length)
    return out


def _late(x: NDArray[np.float64], rate_hz: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Begin 3 to 12 ms late."""
    shift = round(rng.uniform(0.003, 0.012) * rate_hz)
    return np.pad(x, (shift, 0))[: len(x)]


def _ringing(x: NDArray[np.float64], rate_hz: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Add echoes 1 to 8 ms apart that die away: a metallic ring."""
    delay, feedback = round(rng.uniform(0.001, 0.008) * rate_hz), rng.uniform(0.5, 0.8)
    out = x.copy()
    for start in range(delay, len(x), delay):
        stop = min(start + delay, len(x))
        out[start:stop] += feedback * out[start - delay : stop - delay]
    return out


def _phaseless(x: NDArray[np.float64], rate_hz: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Keep magnitudes and draw phases anew in windows of 23 ms, as careless phase recovery does."""
    width, hop = 1024, 256
    window = np.sqrt(np.hanning(width + 1)[:-1])
    padded = np.pad(x, (width, 2 * width))
    frames = np.lib.stride_tricks.sliding_window_view(padded, width)[::hop]
    spectra = np.fft.rfft(frames * window, axis=1)
    turned = np.abs(spectra) * np.exp(2j * np.pi * rng.random(spectra.shape))
    parts = np.fft.irfft(turned, width, axis=1) * window / 2.0
    out = np.zeros(len(padded))
    for k, part in enumerate(parts):
        out[k * hop : k * hop + width] += part
    return out[width : width + len(x)]


def _double(x: NDArray[np.float64], rate_hz: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Let the hit come again after 50 to 300 ms, 3 to 15 dB softer."""
    shift = min(round(rng.uniform(0.05, 0.3) * rate_hz), len(x) - 1)
    return np.asarray(x + 10.0 ** (rng.uniform(-15.0, -3.0) / 20.0) * np.pad(x, (shift, 0))[: len(x)])


def _cut(x: NDArray[np.float64], rate_hz: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Gate the tail where a third to nine tenths of the energy has passed."""
    energy = np.cumsum(x**2)
    stop = int(np.searchsorted(energy, rng.uniform(0.33, 0.9) * energy[-1])) + round(0.005 * rate_hz)
    out = x.copy()
    out[stop:] = 0.0
    return out


DEGRADATIONS: dict[str, _Change] = {
    "dull": _dull,
    "hissing": _hissing,
    "slow": _slow,
    "late": _late,
    "ringing": _ringing,
    "phaseless": _phaseless,
    "double": _double,
    "cut": _cut,
}
NAMES = ("clean", *DEGRADATIONS)
"""The answers of the network's third head, in their order."""


def degrade(sound: Sound, rate_hz: int, name: str, rng: np.random.Generator) -> Sound:
    """Return a sound (N,) with one thing wrong, of a strength drawn at random; ``clean`` leaves it as it is."""
    if name == NAMES[0]:
        return sound
    return DEGRADATIONS[name](sound.astype(np.float64), rate_hz, rng).astype(np.float32)
