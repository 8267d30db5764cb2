import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from drumgen.audio.clip import Clip
from gui.look import palette
from gui.look.drawing import (
    COLUMNS,
    LOWEST_HZ,
    RANGE_DB,
    SPECTRUM_ROWS,
    colour_image,
    colour_table,
    draw,
    log_spectrogram_db,
    paint_waveform,
)

RATE_HZ = 44100


def _tone(freq_hz: float, duration_s: float = 0.4) -> np.ndarray:
    time_s = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    return np.sin(2 * np.pi * freq_hz * time_s).astype(np.float32)


@pytest.mark.parametrize("freq_hz", [200.0, 1000.0, 9000.0])
def test_a_tone_shows_at_its_frequency(freq_hz: float) -> None:
    levels_db = log_spectrogram_db(_tone(freq_hz), RATE_HZ)
    row_hz = np.geomspace(LOWEST_HZ, RATE_HZ / 2, SPECTRUM_ROWS)
    loudest_hz = row_hz[levels_db[:, levels_db.shape[1] // 2].argmax()]
    assert abs(np.log2(loudest_hz / freq_hz)) < 0.25


@given(st.integers(1, 3000), st.floats(0, 1))
def test_pictures_of_any_length_have_their_shape(n_samples: int, scale: float) -> None:
    rng = np.random.default_rng(n_samples)
    clip = Clip((scale * rng.uniform(-1, 1, (2, n_samples))).astype(np.float32), RATE_HZ)
    picture = draw(clip)
    assert picture.peaks.shape == (2, COLUMNS)
    assert picture.levels_db.shape[0] == SPECTRUM_ROWS
    assert picture.levels_db.min() >= -RANGE_DB
    assert picture.levels_db.max() == 0.0
    assert (picture.spectrum.width(), picture.spectrum.height()) == picture.levels_db.shape[::-1]


def test_the_loudest_and_the_quietest_have_the_ends_of_the_scale() -> None:
    image = colour_image(np.array([[0.0, -RANGE_DB], [-RANGE_DB, -RANGE_DB]], dtype=np.float32))
    assert image.pixelColor(0, 1).name() == palette.SPECTRUM[-1]  # row 0 of the levels is the lowest line
    assert {image.pixelColor(0, 0).name(), image.pixelColor(1, 1).name()} == {palette.SPECTRUM[0]}


def test_brightness_rises_with_the_level() -> None:
    blue, green, red, _ = colour_table().astype(float).T
    luminance = 0.0722 * blue + 0.7152 * green + 0.2126 * red
    assert np.all(np.diff(luminance) > -1.0)
    assert np.all(np.diff(luminance[::16]) > 0.0)


def test_the_waveform_fills_what_lies_between_its_peaks() -> None:
    image = QImage(100, 101, QImage.Format.Format_RGB32)
    image.fill(0)
    peaks = np.stack([np.full(50, -0.5), np.full(50, 1.0)]).astype(np.float32)
    painter = QPainter(image)
    paint_waveform(painter, QRectF(0, 0, 100, 101), peaks, QColor("white"))
    painter.end()
    column = [image.pixelColor(50, y).lightness() for y in range(101)]
    assert all(light == 255 for light in column[1:74])
    assert all(light == 0 for light in column[78:])
