"""What is drawn of a clip of any length: peaks for every zoom and a spectrogram; computed on any thread."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip

LOWEST_HZ = 40.0
RANGE_DB = 72.0
ROWS = 160
MAX_FRAMES = 1024
_WINDOW_SAMPLES = 1024
_LEAST_HOP_SAMPLES = 16
_FIRST_BIN = 32
_BIN_FACTOR = 8
_FLOOR = 1e-5

Levels = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Spectrum:
    """A spectrogram of a stretch of a clip.

    Parameters
    ----------
    levels_db : float32, shape (ROWS, T)
        -RANGE_DB to 0 re the loudest level of the whole clip; row 0 is `LOWEST_HZ`, the last one half the sampling
        rate, evenly spaced on a logarithmic axis between.
    start, end : float
        The stretch, in samples.
    """

    levels_db: Levels
    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Scene:
    """What is drawn of a clip.

    Parameters
    ----------
    lanes : float32, shape (L, N)
        The samples: one lane for mono, two for stereo, the mean of more channels.
    rate_hz : int
        Sampling rate.
    peaks : tuple of float32, each of shape (2, L, M)
        Lowest and highest sample of bins of `_FIRST_BIN` samples, of eight times as many, and so on.
    spectrum : Spectrum
        Of the whole clip's mono sum.
    loudest : float
        The amplitude that all spectra of this clip are relative to.
    """

    lanes: Levels
    rate_hz: int
    peaks: tuple[Levels, ...]
    spectrum: Spectrum
    loudest: float

    @property
    def n_samples(self) -> int:
        """Length of the clip."""
        return int(self.lanes.shape[1])

    @property
    def mono(self) -> Levels:
        """Mean of the lanes, shape (N,)."""
        return np.asarray(self.lanes.mean(axis=0), dtype=np.float32)

    def detail(self, start: float, end: float) -> Spectrum:
        """Return a finer spectrogram of a part; runs on any thread."""
        first, last = max(0, int(start) - _WINDOW_SAMPLES), min(self.n_samples, int(end) + _WINDOW_SAMPLES + 1)
        near = np.asarray(self.lanes[:, first:last].mean(axis=0), dtype=np.float32)
        magnitude = _magnitudes(near, self.rate_hz, start - first, end - first)
        return Spectrum(_relative_db(magnitude, self.loudest), start, end)

    def is_coarse(self, start: float, end: float) -> bool:
        """Whether the whole clip's spectrogram has too few frames for this stretch."""
        frames = int(self.spectrum.levels_db.shape[1])
        hop = self.n_samples / max(frames, 1)
        return hop > 2 * _LEAST_HOP_SAMPLES and (end - start) / hop < MAX_FRAMES / 4


def draw_scene(clip: Clip) -> Scene:
    """Return what is drawn of a clip; runs on any thread."""
    channels = clip.samples.shape[0]
    lanes = clip.samples if channels <= 2 else clip.mono[np.newaxis]
    n_samples = lanes.shape[1]
    mono = lanes[0] if channels == 1 else clip.mono
    magnitude = _magnitudes(mono, clip.rate_hz, 0.0, float(n_samples))
    loudest = float(magnitude.max(initial=0.0))
    spectrum = Spectrum(_relative_db(magnitude, loudest), 0.0, float(n_samples))
    return Scene(lanes, clip.rate_hz, _peaks(lanes), spectrum, loudest)


def column_peaks(scene: Scene, start: float, end: float, columns: int) -> Levels:
    """Return lowest and highest samples of `columns` equal stretches from sample `start` to `end`; (2, L, columns).

    It takes about as long for an hour as for a second: what is looked at grows with the columns only.
    """
    per_column = (end - start) / columns
    bin_samples, low, high = 1, scene.lanes, scene.lanes
    for level, (lows, highs) in enumerate(scene.peaks):
        if _FIRST_BIN * _BIN_FACTOR**level > per_column:
            break
        bin_samples, low, high = _FIRST_BIN * _BIN_FACTOR**level, lows, highs
    n_bins = low.shape[1]
    starts = np.clip(((start + np.arange(columns) * per_column) / bin_samples).astype(np.int64), 0, n_bins - 1)
    first, last = int(starts[0]), min(n_bins, max(int(np.ceil(end / bin_samples)), int(starts[-1]) + 1))
    return np.stack(
        [
            np.minimum.reduceat(low[:, first:last], starts - first, axis=1),
            np.maximum.reduceat(high[:, first:last], starts - first, axis=1),
        ]
    )


def _peaks(lanes: Levels) -> tuple[Levels, ...]:
    low = high = lanes
    tables = []
    step = _FIRST_BIN
    while True:
        starts = np.arange(0, max(low.shape[1], 1), step)
        low, high = np.minimum.reduceat(low, starts, axis=1), np.maximum.reduceat(high, starts, axis=1)
        tables.append(np.stack([low, high]))
        step = _BIN_FACTOR
        if low.shape[1] <= step:
            return tuple(tables)


def _magnitudes(mono: Levels, rate_hz: int, start: float, end: float) -> NDArray[np.float64]:
    """Return amplitudes of shape (ROWS, T) at times from `start` to `end`, frames centred in equal stretches."""
    frames = int(min(MAX_FRAMES, max(1, (end - start) // _LEAST_HOP_SAMPLES)))
    centres = start + (np.arange(frames) + 0.5) * (end - start) / frames
    at = centres.astype(np.int64)[:, np.newaxis] + np.arange(_WINDOW_SAMPLES) - _WINDOW_SAMPLES // 2
    inside = (at >= 0) & (at < mono.shape[0])
    window = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(_WINDOW_SAMPLES) / _WINDOW_SAMPLES)
    pieces = mono[np.clip(at, 0, mono.shape[0] - 1)] * inside * window
    linear = np.abs(np.fft.rfft(pieces, axis=1)).T
    bins = np.geomspace(LOWEST_HZ, rate_hz / 2.0, ROWS) * _WINDOW_SAMPLES / rate_hz
    below = np.minimum(bins.astype(np.int64), linear.shape[0] - 2)
    weight = (bins - below)[:, np.newaxis]
    levels: NDArray[np.float64] = (1.0 - weight) * linear[below] + weight * linear[below + 1]
    return levels


def _relative_db(magnitude: NDArray[np.float64], loudest: float) -> Levels:
    relative = magnitude / loudest if loudest > 0.0 else np.zeros_like(magnitude)
    return np.clip(20.0 * np.log10(np.maximum(relative, _FLOOR)), -RANGE_DB, 0.0).astype(np.float32)
