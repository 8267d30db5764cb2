"""A small folder of synthetic notes with a manifest, to train judges on and to measure against."""

import csv
from pathlib import Path

import numpy as np
import soundfile

LABELS = ("kick", "snare")
RATE_HZ = 22050


def tone(pitch: int, label: str, *, duration_s: float = 0.4, rate_hz: int = RATE_HZ, seed: int = 0) -> np.ndarray:
    """Return a decaying note: pure for a kick, bright and noisy for a snare; float32, peak 0.8."""
    rng = np.random.default_rng((seed, pitch))
    time_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    f0_hz = 440.0 * 2.0 ** ((pitch - 69) / 12.0)
    partials = (1,) if label == "kick" else (1, 2, 3, 4, 5, 6)
    sound = sum(np.sin(2.0 * np.pi * k * f0_hz * time_s + rng.uniform(0.0, 6.0)) / k for k in partials)
    sound = sound * np.exp(-6.0 * time_s)
    if label == "snare":
        sound = sound + 0.3 * rng.normal(size=len(time_s)) * np.exp(-9.0 * time_s)
    return (0.8 * sound / np.abs(sound).max()).astype(np.float32)


def write_tone_folder(folder: Path, *, kits: int = 4, pitches: tuple[int, ...] = (48, 60, 72)) -> Path:
    """Write each pitch of each label once a kit, and manifest.csv; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for kit in range(kits):
        for label in LABELS:
            for pitch in pitches:
                file = f"{label}-{kit}-{pitch}.wav"
                soundfile.write(str(folder / file), tone(pitch, label, seed=kit), RATE_HZ)
                rows.append(
                    {"file": file, "label": label, "midi_pitch": pitch, "kit": f"{label} {kit}", "licence": "CC0-1.0"}
                )
    with (folder / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder
