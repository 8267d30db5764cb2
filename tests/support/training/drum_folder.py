"""A small folder of synthetic drum hits to train on."""

from pathlib import Path

import numpy as np
import soundfile

RATE_HZ = 44100


def write_drum_folder(folder: Path, *, per_class: int = 4) -> Path:
    """Write `per_class` kicks and hats, each different, into subfolders; return the folder."""
    rng = np.random.default_rng(0)
    time = np.arange(RATE_HZ // 4) / RATE_HZ
    for number in range(per_class):
        phase = 2.0 * np.pi * (50.0 + 8.0 * number) * time + 6.0 * np.exp(-40.0 * time)
        kick = np.sin(phase) * np.exp(-12.0 * time)
        hat = rng.normal(size=len(time)) * np.exp(-(40.0 + 10.0 * number) * time)
        for label, sound in (("kick", kick), ("closed_hat", np.diff(hat, prepend=0.0))):
            target = folder / label / f"{label}-{number}.wav"
            target.parent.mkdir(parents=True, exist_ok=True)
            soundfile.write(str(target), 0.8 * sound / np.abs(sound).max(), RATE_HZ, subtype="PCM_24")
    return folder


TINY_CODEC = """
kind = "codec"
[data]
variants = 1
validation_share = 0.25
batch = 2
[network]
width = 32
encoder_depth = 1
decoder_depth = 1
[loop]
minutes = 0.05
log_seconds = 0.5
"""

TINY_DRUMS = """
kind = "denoiser"
[data]
variants = 1
validation_share = 0.25
batch = 8
[network]
width = 32
hidden = 64
depth = 2
condition = 16
[loss]
attribute_share = 0.5
[sampling]
steps = 6
[loop]
minutes = 0.03
log_seconds = 0.5
"""
