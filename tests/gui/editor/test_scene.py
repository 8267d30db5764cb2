import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from gui.editor.canvas.scene import MAX_FRAMES, RANGE_DB, ROWS, column_peaks, draw_scene
from tests.support.sounds import noise_burst


@given(
    st.integers(1, 20_000), st.integers(1, 3), st.integers(1, 900), st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
)
def test_no_peak_is_lost_or_invented(n_samples: int, channels: int, columns: int, part: tuple[float, float]) -> None:
    """A column's extremes show in it or in its neighbour, and none shows further off than a column's width."""
    scene = draw_scene(noise_burst(1, frames=n_samples, channels=channels))
    start, end = sorted(n_samples * each for each in part)
    end = max(end, min(start + 1.0, n_samples))
    peaks = column_peaks(scene, start, end, columns)
    assert peaks.shape == (2, min(channels, 2) if channels < 3 else 1, columns)
    per_column = (end - start) / columns
    slack = max(1, per_column)
    for column in {0, columns // 2, columns - 1}:
        a, b = start + column * per_column, start + (column + 1) * per_column
        inner = scene.lanes[:, int(np.ceil(a)) : int(np.floor(b))]
        outer = scene.lanes[:, max(0, int(a - slack - 1)) : int(np.ceil(b + slack)) + 1]
        if inner.size:
            near = peaks[:, :, max(0, column - 1) : column + 2]
            assert (near[0].min(axis=1) <= inner.min(axis=1)).all()
            assert (near[1].max(axis=1) >= inner.max(axis=1)).all()
        assert (peaks[0, :, column] >= outer.min(axis=1)).all()
        assert (peaks[1, :, column] <= outer.max(axis=1)).all()


def test_however_long_the_drawing_stays_small() -> None:
    scene = draw_scene(noise_burst(1, frames=3_000_000, channels=2))
    assert scene.spectrum.levels_db.shape == (ROWS, MAX_FRAMES)
    assert [level.shape[2] for level in scene.peaks][:2] == [93_750, 11_719]
    assert scene.peaks[-1].shape[2] <= 8
    assert scene.is_coarse(0, 30_000)
    assert not scene.is_coarse(0, 3_000_000)


def test_a_tone_is_at_its_height_and_time() -> None:
    samples = np.zeros((1, 44_100), dtype=np.float32)
    samples[0, 22_050:] = 0.5 * np.sin(2 * np.pi * 1000.0 * np.arange(22_050) / 44_100)
    spectrum = draw_scene(Clip(samples, 44_100)).spectrum
    loudest = np.unravel_index(spectrum.levels_db.argmax(), spectrum.levels_db.shape)
    hz = np.geomspace(40.0, 22_050.0, ROWS)[loudest[0]]
    assert hz == pytest.approx(1000.0, rel=0.05)
    assert spectrum.levels_db.max() == 0.0
    assert (spectrum.levels_db[:, : MAX_FRAMES // 3] == -RANGE_DB).all()


def test_a_detail_has_the_colours_of_the_whole() -> None:
    clip = noise_burst(3, frames=400_000)
    scene = draw_scene(clip)
    detail = scene.detail(200_000, 210_000)
    whole = scene.spectrum.levels_db[:, int(MAX_FRAMES * 0.5) : int(MAX_FRAMES * 0.525)]
    assert detail.levels_db.mean() == pytest.approx(whole.mean(), abs=1.5)
    assert (detail.start, detail.end) == (200_000, 210_000)


def test_silence_can_be_drawn() -> None:
    scene = draw_scene(Clip(np.zeros((1, 10), dtype=np.float32), 8000))
    assert (scene.spectrum.levels_db == -RANGE_DB).all()
