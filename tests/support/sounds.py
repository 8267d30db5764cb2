"""Clips to play in tests."""

import numpy as np

from drumgen.audio.clip import Clip


def noise_burst(seed: int, *, frames: int = 9000, channels: int = 1, rate_hz: int = 44100, peak: float = 0.5) -> Clip:
    """Return decaying white noise whose every sample tells where it belongs."""
    noise = np.random.default_rng(seed).uniform(-peak, peak, size=(channels, frames))
    return Clip((noise * np.exp(-3.0 * np.arange(frames) / frames)).astype(np.float32), rate_hz)
