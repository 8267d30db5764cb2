import numpy as np

from drumgen.representations import layout


def test_cells_cover_all_tokens_in_order_and_are_finest_at_the_attack():
    cells = layout.cell_of_token()
    sizes = np.bincount(cells)
    assert len(cells) == layout.TOKENS
    assert len(sizes) == layout.CELLS
    assert np.all(np.diff(cells) >= 0)
    assert np.all(np.diff(sizes) >= 0)
    assert sizes[0] == 1


def test_a_sound_is_longer_than_1450_ms():
    assert layout.SOUND_SAMPLES / layout.RATE_HZ >= 1.45


def test_noise_bands_share_out_every_bin_completely():
    matrix = layout.noise_band_matrix()
    assert matrix.shape == (layout.NOISE_BANDS, layout.NOISE_BINS)
    np.testing.assert_allclose(matrix.sum(axis=0), 1.0, atol=1e-6)
    assert np.all(matrix >= 0.0)
    assert np.all(matrix.sum(axis=1) > 0.9)


def test_oscillator_bands_are_at_least_12_hz_wide_and_equally_wide_in_pitch_above():
    edges = layout.partial_edges_hz()
    widths = np.diff(edges)
    assert len(edges) == layout.PARTIALS + 1
    assert (edges[0], edges[-1]) == (layout.PARTIAL_LOWEST_HZ, layout.PARTIAL_HIGHEST_HZ)
    assert widths.min() >= layout.PARTIAL_NARROWEST_HZ - 1e-9
    ratios = edges[1:] / edges[:-1]
    np.testing.assert_allclose(ratios[-40:], ratios[-1])


def test_neighbouring_oscillators_do_not_meet_in_pulses():
    """The lowest nine bands lie 12 Hz apart: summed, their peak over one beat stays well below that of equal phases."""
    edges = layout.partial_edges_hz()
    centres = np.sqrt(edges[1:9] * edges[:8])[:, None]
    time = np.arange(0.0, 0.5, 1.0 / layout.RATE_HZ)
    scattered = np.sin(2.0 * np.pi * (centres * time + layout.partial_start_cycles()[:8, None])).sum(axis=0)
    assert np.abs(scattered).max() < 0.8 * 8
