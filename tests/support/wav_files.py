"""Good and bad audio files for tests, written without the code under test."""

import io
from pathlib import Path

import numpy as np
import soundfile

RATE_HZ = 44_100


def tone(*, n_samples: int = 4410, channels: int = 1, rate_hz: int = RATE_HZ) -> np.ndarray:
    """Return a decaying sine with another phase in each channel, float32 (C, N)."""
    t = np.arange(n_samples) / rate_hz
    phases = np.arange(channels)[:, None]
    return (0.8 * np.sin(2 * np.pi * 220.0 * t + phases) * np.exp(-t / 0.05)).astype(np.float32)


def encoded(samples: np.ndarray, *, rate_hz: int = RATE_HZ, form: str = "WAV", subtype: str = "PCM_16") -> bytes:
    """Return a whole file's bytes for samples of shape (C, N)."""
    buffer = io.BytesIO()
    soundfile.write(buffer, samples.T, rate_hz, format=form, subtype=subtype)
    return buffer.getvalue()


def bad_files(folder: Path) -> dict[str, Path]:
    """Write one file of every bad kind into `folder` and return them by kind."""
    whole = encoded(tone())
    contents = {
        "empty": b"",
        "header_only": whole[:20],
        "truncated": whole[: len(whole) // 2],
        "truncated_flac": encoded(tone(), form="FLAC")[:-200],
        "truncated_aiff": encoded(tone(), form="AIFF")[:-200],
        "no_samples": encoded(np.zeros((1, 0), dtype=np.float32)),
        "not_audio": b"Dear diary, today I did not sample anything.\n" * 50,
        "not_numbers": encoded(np.full((1, 100), np.nan, dtype=np.float32), subtype="FLOAT"),
    }
    paths = {}
    for kind, data in contents.items():
        suffix = {"truncated_flac": ".flac", "truncated_aiff": ".aiff"}.get(kind, ".wav")
        paths[kind] = folder / f"{kind}{suffix}"
        paths[kind].write_bytes(data)
    paths["missing"] = folder / "missing.wav"
    paths["folder"] = folder / "folder.wav"
    paths["folder"].mkdir()
    return paths
