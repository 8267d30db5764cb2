"""Pictures of sounds: computed from samples on any thread, painted cheaply on the GUI thread."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from drumgen.audio.clip import Clip
from drumgen.audio.measuring import magnitude_spectrogram_db, waveform_peaks
from gui.look import palette

COLUMNS = 480
SPECTRUM_ROWS = 96
LOWEST_HZ = 40.0
RANGE_DB = 72.0
_WINDOW_SAMPLES = 1024
_MAX_FRAMES = 320

Levels = NDArray[np.float32]


@dataclass(frozen=True)
class Picture:
    """What is drawn of a sound.

    Parameters
    ----------
    peaks : float32, shape (2, COLUMNS)
        Lowest and highest sample of each column.
    levels_db : float32, shape (SPECTRUM_ROWS, T)
        Spectrogram re its own maximum, -RANGE_DB to 0; row 0 is `LOWEST_HZ`, the last one half the sampling rate, and
        between them rows are evenly spaced on a logarithmic axis.
    spectrum : QImage
        The same, coloured, highest frequency on top.
    """

    peaks: Levels
    levels_db: Levels
    spectrum: QImage


def no_picture() -> Picture:
    """Return the picture of a sound that nobody looks at."""
    return Picture(np.zeros((2, 1), dtype=np.float32), np.zeros((1, 1), dtype=np.float32), QImage())


def draw(clip: Clip) -> Picture:
    """Return the pictures of a clip's mono sum; runs on any thread."""
    mono = clip.mono
    levels_db = log_spectrogram_db(mono, clip.rate_hz)
    return Picture(waveform_peaks(mono, COLUMNS), levels_db, colour_image(levels_db))


def log_spectrogram_db(mono: Levels, rate_hz: int) -> Levels:
    """Return levels of shape (SPECTRUM_ROWS, T) as `Picture` describes them for samples of shape (N,)."""
    hop_samples = max(64, -(-mono.shape[0] // _MAX_FRAMES))
    linear_db = magnitude_spectrogram_db(mono, window_samples=_WINDOW_SAMPLES, hop_samples=hop_samples)
    bins = np.geomspace(LOWEST_HZ, rate_hz / 2.0, SPECTRUM_ROWS) * _WINDOW_SAMPLES / rate_hz
    below = np.minimum(bins.astype(np.int64), linear_db.shape[0] - 2)
    weight = (bins - below)[:, np.newaxis]
    levels_db = (1.0 - weight) * linear_db[below] + weight * linear_db[below + 1]
    relative_db = np.clip(levels_db - levels_db.max(), -RANGE_DB, 0.0)
    return np.ascontiguousarray(relative_db, dtype=np.float32)


def colour_image(levels_db: Levels) -> QImage:
    """Return the image of levels of shape (F, T), highest frequency on top."""
    index = np.rint((levels_db / RANGE_DB + 1.0) * 255.0).astype(np.uint8)[::-1]
    pixels = np.ascontiguousarray(colour_table()[index])
    height, width = index.shape
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


@cache
def colour_table() -> NDArray[np.uint8]:
    """Return the spectrogram's 256 colours, shape (256, 4), as Qt stores them: blue, green, red, 255."""
    stops = np.array([[int(c[start : start + 2], 16) for start in (5, 3, 1)] for c in palette.SPECTRUM], dtype=float)
    at = np.linspace(0.0, 1.0, len(stops))
    table = np.full((256, 4), 255, dtype=np.uint8)
    for channel in range(3):
        table[:, channel] = np.rint(np.interp(np.linspace(0.0, 1.0, 256), at, stops[:, channel]))
    return table


def paint_waveform(painter: QPainter, rect: QRectF, peaks: Levels, colour: QColor) -> None:
    """Fill the outline of `peaks`, full scale reaching the top and bottom of `rect`."""
    columns = max(2, min(peaks.shape[1], int(rect.width())))
    starts = np.arange(columns) * peaks.shape[1] // columns
    low = np.minimum.reduceat(peaks[0], starts)
    high = np.maximum.reduceat(peaks[1], starts)
    x = rect.left() + np.arange(columns) * rect.width() / (columns - 1)
    middle, half = rect.center().y(), rect.height() / 2.0
    line = 0.5 / max(half, 1.0)  # silence stays visible as a thin line
    top, bottom = middle - half * np.maximum(high, line), middle - half * np.minimum(low, -line)
    outline = [QPointF(a, b) for a, b in zip(x, top, strict=True)]
    outline += [QPointF(a, b) for a, b in zip(x[::-1], bottom[::-1], strict=True)]
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(outline))
