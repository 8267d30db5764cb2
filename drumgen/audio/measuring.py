"""Measure sounds: levels, brightness, attack and decay, and the data for drawing them."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_ENVELOPE_S = 0.002


def peak_dbfs(samples: Array) -> float:
    """Return the highest sample of (C, N) in dB re full scale; silence gives -inf."""
    return _decibels(float(np.abs(samples).max(initial=0.0)))


def rms_dbfs(samples: Array) -> float:
    """Return the root mean square of (C, N) in dB re full scale (a full-scale square wave is 0); silence gives -inf."""
    if samples.size == 0:
        return -np.inf
    return _decibels(float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))))


def spectral_centroid_hz(samples: Array, rate_hz: int) -> float:
    """Return the magnitude-weighted mean frequency of (C, N) over the whole sound; silence gives 0."""
    if samples.size == 0:
        return 0.0
    magnitude = np.abs(np.fft.rfft(samples.astype(np.float64), axis=1)).sum(axis=0)
    total = float(magnitude.sum())
    if total == 0.0:
        return 0.0
    freq_hz = np.fft.rfftfreq(samples.shape[1], 1.0 / rate_hz)
    return float(freq_hz @ magnitude) / total


def attack_s(samples: Array, rate_hz: int) -> float:
    """Return the time in which the envelope of (C, N) first rises from 10 % to 90 % of its peak; silence gives 0."""
    envelope = _envelope(samples, rate_hz)
    if envelope.max(initial=0.0) == 0.0:
        return 0.0
    relative = envelope / envelope.max()
    return float(np.argmax(relative >= 0.9) - np.argmax(relative >= 0.1)) / rate_hz


def decay_s(samples: Array, rate_hz: int, *, drop_db: float = 40.0) -> float:
    """Return the time from the envelope's peak until it stays `drop_db` below it for good; silence gives 0.

    Parameters
    ----------
    samples : float32, shape (C, N)
        The sound. One that is cut off before it has fallen so far decays until its end.
    rate_hz : int
        Sampling rate.
    drop_db : float
        The fall to wait for.
    """
    envelope = _envelope(samples, rate_hz)
    if envelope.max(initial=0.0) == 0.0:
        return 0.0
    above = np.flatnonzero(envelope > envelope.max() * 10.0 ** (-drop_db / 20.0))
    return float(above[-1] - np.argmax(envelope)) / rate_hz


def waveform_peaks(samples: Array, columns: int) -> Array:
    """Return the lowest and highest sample of each of `columns` equal stretches, for drawing a waveform.

    Parameters
    ----------
    samples : float32, shape (N,)
        One channel. If it has fewer samples than columns, samples repeat; if it has none, all is 0.
    columns : int
        Number of stretches, at least 1.

    Returns
    -------
    float32, shape (2, columns)
        Row 0 the minima, row 1 the maxima.
    """
    if samples.shape[0] == 0:
        return np.zeros((2, columns), dtype=np.float32)
    starts = np.arange(columns) * samples.shape[0] // columns
    return np.stack([np.minimum.reduceat(samples, starts), np.maximum.reduceat(samples, starts)])


def magnitude_spectrogram_db(
    samples: Array, *, window_samples: int = 1024, hop_samples: int = 256, floor_db: float = -100.0
) -> Array:
    """Return the levels of short-time spectra, for drawing.

    Parameters
    ----------
    samples : float32, shape (N,)
        One channel.
    window_samples : int
        Length of the Hann window, W.
    hop_samples : int
        Step from frame to frame. Frame t is centred on sample ``t * hop_samples``.
    floor_db : float
        What is lower, silence included, is raised to this.

    Returns
    -------
    float32, shape (F, T), F = W // 2 + 1, T = ceil(N / hop_samples), at least 1
        dB re a full-scale sine; bin f lies at ``f * rate_hz / window_samples``.
    """
    n_frames = max(1, -(-samples.shape[0] // hop_samples))
    n_padded = window_samples + (n_frames - 1) * hop_samples
    before = window_samples // 2
    after = max(0, n_padded - before - samples.shape[0])
    padded = np.pad(samples.astype(np.float64), (before, after))[:n_padded]
    frames = np.lib.stride_tricks.sliding_window_view(padded, window_samples)[::hop_samples]
    window = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(window_samples) / window_samples)
    magnitude = np.abs(np.fft.rfft(frames * window, axis=1)) * (2.0 / window.sum())
    level_db = 20.0 * np.log10(np.maximum(magnitude, 10.0 ** (floor_db / 20.0)))
    return np.ascontiguousarray(level_db.T, dtype=np.float32)


def _envelope(samples: Array, rate_hz: int) -> NDArray[np.float64]:
    """Return the root mean square over all channels in a sliding window, shape (N,)."""
    if samples.size == 0:
        return np.zeros(0)
    length = max(1, round(_ENVELOPE_S * rate_hz))
    power = np.square(samples, dtype=np.float64).mean(axis=0)
    total = np.cumsum(np.pad(power, (length // 2 + 1, length)))
    mean = (total[length:] - total[:-length])[: samples.shape[1]] / length
    envelope: NDArray[np.float64] = np.sqrt(np.maximum(mean, 0.0))
    return envelope


def _decibels(amplitude: float) -> float:
    return 20.0 * float(np.log10(amplitude)) if amplitude > 0.0 else -np.inf
