"""Sounds to put in a library, made without a model."""

from pathlib import Path

import numpy as np

from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from drumgen.engine.request import GenerationRequest

RATE_HZ = 44_100


def hit(
    *, pitch_hz: float = 100.0, decay_s: float = 0.08, noise: float = 0.0, seed: int = 0, seconds: float = 0.3
) -> Clip:
    """Return a decaying tone with some noise, peak 0.8; every seed gives other samples."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    random = np.random.default_rng(seed)
    sound = np.sin(2 * np.pi * pitch_hz * t) + (noise + 1e-3) * random.standard_normal(len(t))
    sound = sound * np.exp(-t / decay_s)
    return Clip((0.8 * sound / np.abs(sound).max()).astype(np.float32)[None], RATE_HZ)


def generated(
    seed: int = 0, *, label: str = "kick", prompt: str | None = None, clip: Clip | None = None
) -> GeneratedSound:
    """Return a sound as a generator makes it."""
    request = GenerationRequest(label, 1, seed, prompt=prompt)
    origin = Provenance(
        model="drums",
        model_version="0.1.0",
        model_sha256="ab" * 32,
        codec_sha256="cd" * 32,
        label=label,
        seed=seed,
        index=0,
        steps=24,
        guidance=2.0,
        sampler="heun",
        provider="cpu",
        drumgen_version="0.1.0",
        request=request,
    )
    return GeneratedSound(clip or hit(pitch_hz=60.0 + 7.0 * (seed % 40), seed=seed), origin)


def sample_folder(folder: Path, names: list[str]) -> Path:
    """Write one sound a name, each different, and return the folder."""
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_clip(path, hit(pitch_hz=80.0 + 40.0 * number, noise=0.1 * number, seed=number))
    return folder
