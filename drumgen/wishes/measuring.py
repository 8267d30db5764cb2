"""The attributes of a sound as measured: raw numbers, and where they stand among the sounds of a class."""

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.audio.measuring import decay_s, spectral_centroid_hz

Float64 = NDArray[np.float64]

_WINDOW = 1024
_HOP = 256
_BODY_HZ = (80.0, 450.0)
_PITCH_HZ = (30.0, 12000.0)
_FLOOR = 1e-12


def measure(clip: Clip) -> dict[str, float]:
    """Return the raw attributes of a sound that begins with its clip, by name.

    Returns
    -------
    dict of str to float
        brightness and pitch in octaves above 1 Hz, decay in octaves above 1 s, attack in octaves below 1 ms, noisiness
        and body in dB; `drumgen.wishes.units` has the units.
    """
    samples = clip.mono.astype(np.float64)
    power, freq_hz = _spectrum(samples, clip.rate_hz)
    return {
        "brightness": _log2(spectral_centroid_hz(clip.samples, clip.rate_hz)),
        "attack": -_log2(_attack_ms(samples, clip.rate_hz)),
        "decay": _log2(decay_s(clip.samples, clip.rate_hz)),
        "pitch": _log2(_strongest_hz(samples, clip.rate_hz)),
        "noisiness": _flatness_db(power, freq_hz),
        "body": _body_db(power, freq_hz),
    }


def _log2(value: float) -> float:
    return float(np.log2(max(value, 1e-4)))


def _decibels(ratio: float) -> float:
    return 10.0 * float(np.log10(max(ratio, _FLOOR)))


def _attack_ms(samples: Float64, rate_hz: int) -> float:
    """Return how long half of the energy of the first 100 ms takes to come, in ms; silence gives 100."""
    power = np.square(samples[: round(0.1 * rate_hz)])
    come = np.cumsum(power)
    if not come.size or come[-1] <= _FLOOR:
        return 100.0
    at = int(np.searchsorted(come, 0.5 * come[-1]))
    before = come[at - 1] if at else 0.0
    return 1000.0 * (at + float((0.5 * come[-1] - before) / power[at])) / rate_hz


def _spectrum(samples: Float64, rate_hz: int) -> tuple[Float64, Float64]:
    """Return the powers of short spectra, shape (T, F), and their frequencies."""
    padded = np.pad(samples, (0, max(_WINDOW - len(samples), 0) + _WINDOW))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), axis=1)) ** 2
    freq_hz = np.fft.rfftfreq(_WINDOW, 1.0 / rate_hz)
    return np.asarray(power, dtype=np.float64), np.asarray(freq_hz, dtype=np.float64)


def _flatness_db(power: Float64, freq_hz: Float64) -> float:
    """Return the spectral flatness between 100 Hz and 16 kHz, frames weighted by their energy."""
    heard = power[:, (freq_hz >= 100.0) & (freq_hz <= 16000.0)] + _FLOOR
    energy = heard.sum(axis=1)
    flatness = np.log10(heard).mean(axis=1) - np.log10(heard.mean(axis=1))
    return float(10.0 * np.average(flatness, weights=energy))


def _body_db(power: Float64, freq_hz: Float64) -> float:
    total = power.sum(axis=0)
    inside = (freq_hz >= _BODY_HZ[0]) & (freq_hz < _BODY_HZ[1])
    return _decibels(float(total[inside].sum()) / (float(total[freq_hz >= _BODY_HZ[1]].sum()) + _FLOOR))


def _strongest_hz(samples: Float64, rate_hz: int) -> float:
    """Return the frequency of the highest peak of the spectrum after the attack, smoothed over a sixth of an octave.

    The smoothing tells a hat's hiss by its centre; a clear tone stays the highest all the same.
    """
    part = samples[round(0.01 * rate_hz) : round(0.25 * rate_hz)]
    if len(part) < 64:
        part = samples
    size = 1 << 15
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)), size)) ** 2
    freq_hz = np.fft.rfftfreq(size, 1.0 / rate_hz)
    centres = np.geomspace(_PITCH_HZ[0], min(_PITCH_HZ[1], 0.45 * rate_hz), 400)
    total = np.concatenate([[0.0], np.cumsum(power)])
    edges = [np.searchsorted(freq_hz, centres * 2.0**shift) for shift in (-1.0 / 12.0, 1.0 / 12.0)]
    return float(centres[int(np.argmax(total[edges[1]] - total[edges[0]]))])
