"""Laboratory recipes that train in seconds, and folders for them."""

from pathlib import Path

import numpy as np
import soundfile

RATE_HZ = 8000

ONE_SHOTS = """
kind = "laboratory"
title = "tiny one-shots"
seed = "004"
[data]
batch = 8
validation_share = 0.25
[representation]
name = "mel"
rate_hz = 8000
n_fft = 256
hop = 128
bands = 16
frames = 16
pad_frames = 0
[process]
name = "continuous-cosine"
[network]
name = "unet-attention"
width = 4
dropout = 0.0
attention_levels = [3]
[conditioning]
attributes = ["brightness", "decay"]
tokens = 4
[loss]
parameterization = "v"
[sampling]
sampler = "ddim"
steps = 4
guidance = 2.0
[loop]
minutes = 1.0
steps = 4
warmup_steps = 1
log_seconds = 0.2
"""

TAKES = """
kind = "laboratory"
title = "tiny takes"
seed = "002"
[data]
takes = true
batch = 4
validation_share = 0.0
[representation]
name = "stft"
rate_hz = 8000
n_fft = 64
hop = 32
frames = 32
[process]
name = "edm"
[network]
name = "unet-score"
width = 4
multipliers = [1, 1, 1, 1, 1]
blocks = 1
attention_levels = []
label_scale = 1000.0
[conditioning]
classes = false
previous = true
[loss]
parameterization = "edm"
sigma_data = 0.5
[sampling]
sampler = "heun"
steps = 3
[loop]
minutes = 1.0
steps = 4
warmup_steps = 1
log_seconds = 0.2
"""


def write_recipe(folder: Path, text: str, name: str = "tiny") -> Path:
    """Write a recipe file; return its path."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def write_one_shots(folder: Path, *, per_class: int = 4) -> Path:
    """Write low and high tones of falling level with a manifest that has descriptions; return the folder."""
    time = np.arange(RATE_HZ // 4) / RATE_HZ
    lines = ["file,label,midi_pitch,kit,description"]
    for label, base, word in (("low", 200.0, "dark"), ("high", 1500.0, "bright")):
        (folder / label).mkdir(parents=True, exist_ok=True)
        for number in range(per_class):
            tone = np.sin(2.0 * np.pi * base * 1.05**number * time) * np.exp(-(8.0 + 4.0 * number) * time)
            soundfile.write(str(folder / label / f"{number}.wav"), 0.7 * tone, RATE_HZ)
            lines.append(f"{label}/{number}.wav,{label},{60 + number},kit {number},{word} tone number {number}")
    (folder / "manifest.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def write_takes(folder: Path, *, count: int = 2, seconds: float = 1.5) -> Path:
    """Write takes of changing tones into one class; return the folder."""
    rng = np.random.default_rng(1)
    (folder / "piano").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        notes = rng.choice([220.0, 262.0, 330.0, 440.0, 523.0], int(seconds * 8))
        time = np.arange(RATE_HZ // 8) / RATE_HZ
        take = np.concatenate([np.sin(2.0 * np.pi * note * time) * np.exp(-6.0 * time) for note in notes])
        soundfile.write(str(folder / "piano" / f"{number}.wav"), 0.6 * take, RATE_HZ)
    return folder
