"""The numbers of the one-shot codec, shared by analysis (numpy), networks (PyTorch) and tests.

A one-shot is N = 65,536 samples at 44.1 kHz (1.486 s), cut into 128 tokens of 512 samples. Tokens are gathered into
20 cells, fine at the attack and coarse in the tail; each cell carries 24 latent numbers.
"""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 44100
TOKEN_SAMPLES = 512
TOKENS = 128
SOUND_SAMPLES = TOKENS * TOKEN_SAMPLES

CELL_EDGES = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 104, 128)
"""Token index at which each latent cell begins, and the end of the last one."""
CELLS = len(CELL_EDGES) - 1
CELL_CHANNELS = 24

# Filtered noise: short windows, so that attacks stay sharp.
NOISE_HOP = 128
NOISE_WINDOW = 512
NOISE_BINS = NOISE_WINDOW // 2 + 1
NOISE_BANDS = 64
NOISE_FRAMES_PER_TOKEN = TOKEN_SAMPLES // NOISE_HOP

# Low band: a waveform of its own at 44,100 / 8 Hz, so that kick and tom keep their phase.
LOW_FACTOR = 8
LOW_PER_TOKEN = TOKEN_SAMPLES // LOW_FACTOR
LOW_TAPS_PER_SIDE = 8

# Oscillators: one in each of 64 bands, for ringing partials.
PARTIALS = 64
PARTIAL_LOWEST_HZ = 40.0
PARTIAL_HIGHEST_HZ = 12000.0
PARTIAL_NARROWEST_HZ = 12.0
"""Width of the lowest bands: what the analysis window can just tell apart."""
PARTIAL_HOP = 256
PARTIAL_WINDOW = 512
PARTIAL_FRAMES_PER_TOKEN = TOKEN_SAMPLES // PARTIAL_HOP
PARTIAL_ANALYSIS_WINDOW = 4096
PARTIAL_ANALYSIS_FFT = 8192

FEATURES = NOISE_FRAMES_PER_TOKEN * NOISE_BANDS + LOW_PER_TOKEN + 2 * PARTIALS
"""Numbers per token that the encoder reads: band levels, low-band waveform, partial detuning and level."""


def cell_of_token() -> NDArray[np.int64]:
    """Return the cell that each token belongs to, shape (TOKENS,)."""
    return np.repeat(np.arange(CELLS), np.diff(CELL_EDGES))


def partial_edges_hz() -> NDArray[np.float64]:
    """Return the edges of the oscillators' bands in Hz, shape (PARTIALS + 1,): equally wide, then log-spaced."""
    for linear in range(PARTIALS):
        turn = PARTIAL_LOWEST_HZ + linear * PARTIAL_NARROWEST_HZ
        above = np.geomspace(turn, PARTIAL_HIGHEST_HZ, PARTIALS - linear + 1)
        if above[1] - above[0] >= PARTIAL_NARROWEST_HZ:
            return np.concatenate([turn - np.arange(linear, 0, -1) * PARTIAL_NARROWEST_HZ, above])
    raise AssertionError("the bands are narrower than PARTIAL_NARROWEST_HZ throughout")


def partial_start_cycles() -> NDArray[np.float64]:
    """Return the oscillators' phases at sample 0 in cycles, shape (PARTIALS,).

    They scatter (a quadratic sequence by the golden ratio): oscillators 12 Hz apart that start together would meet in a
    pulse every 83 ms.
    """
    golden = (np.sqrt(5.0) - 1.0) / 2.0
    return np.asarray((np.arange(PARTIALS) ** 2 * golden) % 1.0, dtype=np.float64)


def noise_band_matrix() -> NDArray[np.float32]:
    """Return triangles that spread band values over STFT bins, shape (NOISE_BANDS, NOISE_BINS).

    Band centres are linear up to about 1 kHz and logarithmic above (mel-like), never closer than one bin; each
    column sums to one, so the product with log gains interpolates them.
    """
    mel_top = 2595.0 * np.log10(1.0 + RATE_HZ / 2 / 700.0)
    mel = np.linspace(0.0, mel_top, NOISE_BANDS)
    centres = 700.0 * (10.0 ** (mel / 2595.0) - 1.0) / (RATE_HZ / NOISE_WINDOW)
    for band in range(1, NOISE_BANDS):
        centres[band] = max(centres[band], centres[band - 1] + 1.0)
    centres *= (NOISE_BINS - 1) / centres[-1]
    bins = np.arange(NOISE_BINS)
    columns = [np.interp(bins, centres, np.eye(NOISE_BANDS)[band]) for band in range(NOISE_BANDS)]
    return np.asarray(columns, dtype=np.float32)
