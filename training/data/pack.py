"""Prepared sounds on disk: audio, encoder features and partial targets as memory-mapped arrays.

A pack is a folder of .npy files beside a JSON index. Each sound may come in several variants (resampled by a few
semitones), so that networks see more sounds than were recorded.
"""

import json
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from drumgen.errors import DataError
from drumgen.representations import analysis, layout, preparation
from training.data.scan import Sound

INDEX = "pack.json"
LARGEST_SHIFT_SEMITONES = 3.0
_SCALE = 32767.0


@dataclass(frozen=True)
class PackedSound:
    """One row of a pack: where it came from and how it was varied."""

    file: str
    label: str
    licence: str
    source: str
    attribution: str
    kit: str
    shift_semitones: float


@dataclass
class Pack:
    """Arrays of a pack, row by row.

    Parameters
    ----------
    rows : list of PackedSound
    audio : int16 memmap, shape (R, SOUND_SAMPLES)
    features : float16 memmap, shape (R, TOKENS, FEATURES)
    partials : float16 memmap, shape (R, 3, TOKENS, PARTIALS)
        Detuning, log level and tonal weight.
    low : float16 memmap, shape (R, SOUND_SAMPLES / LOW_FACTOR)
    """

    rows: list[PackedSound]
    audio: NDArray[np.int16]
    features: NDArray[np.float16]
    partials: NDArray[np.float16]
    low: NDArray[np.float16]

    @property
    def labels(self) -> tuple[str, ...]:
        """Class names, sorted."""
        return tuple(sorted({row.label for row in self.rows}))

    def originals(self) -> NDArray[np.int64]:
        """Return the rows that are not varied."""
        return np.array([i for i, row in enumerate(self.rows) if row.shift_semitones == 0.0], dtype=np.int64)

    def sound(self, row: int) -> NDArray[np.float32]:
        """Return one sound's samples, shape (SOUND_SAMPLES,)."""
        return np.asarray(self.audio[row], dtype=np.float32) / _SCALE


def load_sound(path: Path, shift_semitones: float = 0.0) -> NDArray[np.float32]:
    """Read, mix to mono, resample to 44.1 kHz (and by `shift_semitones`), and prepare for the codec.

    Raises
    ------
    ValueError
        If the sound is silent.
    """
    samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    source_rate = rate * 2.0 ** (shift_semitones / 12.0)
    if abs(source_rate - layout.RATE_HZ) > 1e-6:
        mono = soxr.resample(mono, source_rate, layout.RATE_HZ, quality="HQ")
    return preparation.prepare(mono)


def _pack_one(job: tuple[Sound, float]) -> tuple[NDArray[np.float32], analysis.Analysis] | None:
    sound, shift = job
    try:
        samples = load_sound(sound.path, shift)
    except (ValueError, soundfile.SoundFileError):
        return None
    return samples, analysis.analyse(samples)


def build_pack(sounds: list[Sound], folder: Path, *, variants: int, seed: int, workers: int = 2) -> Pack:
    """Prepare `sounds` with `variants` resampled copies each and write the pack to `folder`."""
    rng = np.random.default_rng(seed)
    jobs = [(sound, 0.0) for sound in sounds]
    for _ in range(variants):
        shifts = rng.uniform(-LARGEST_SHIFT_SEMITONES, LARGEST_SHIFT_SEMITONES, len(sounds))
        jobs += [(sound, float(shift)) for sound, shift in zip(sounds, shifts, strict=True)]
    folder.mkdir(parents=True, exist_ok=True)
    count = len(jobs)
    shapes = _shapes(count)
    arrays = {name: open_memmap(folder / f"{name}.npy", "w+", dtype, shape) for name, (dtype, shape) in shapes.items()}
    rows: list[PackedSound] = []
    with ProcessPoolExecutor(workers) as pool:
        for job, result in zip(jobs, pool.map(_pack_one, jobs, chunksize=16), strict=True):
            if result is None:
                continue
            _store(arrays, len(rows), *result)
            sound, shift = job
            rows.append(
                PackedSound(
                    str(sound.path), sound.label, sound.licence, sound.source, sound.attribution, sound.kit, shift
                )
            )
    (folder / INDEX).write_text(json.dumps([asdict(row) for row in rows]), encoding="utf-8")
    return open_pack(folder)


def _shapes(count: int) -> dict[str, tuple[str, tuple[int, ...]]]:
    return {
        "audio": ("int16", (count, layout.SOUND_SAMPLES)),
        "features": ("float16", (count, layout.TOKENS, layout.FEATURES)),
        "partials": ("float16", (count, 3, layout.TOKENS, layout.PARTIALS)),
        "low": ("float16", (count, layout.SOUND_SAMPLES // layout.LOW_FACTOR)),
    }


def _store(
    arrays: Mapping[str, NDArray[Any]], row: int, samples: NDArray[np.float32], parts: analysis.Analysis
) -> None:
    arrays["audio"][row] = np.round(samples * _SCALE)
    arrays["features"][row] = parts.features()
    arrays["partials"][row] = np.stack([parts.detune, parts.level, parts.tonal])
    arrays["low"][row] = parts.low


def open_pack(folder: Path) -> Pack:
    """Open a pack that `build_pack` wrote.

    Raises
    ------
    DataError
        If the folder holds no complete pack.
    """
    try:
        rows = [PackedSound(**row) for row in json.loads((folder / INDEX).read_text(encoding="utf-8"))]
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _shapes(0)}
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"The folder {folder} holds no complete pack of prepared sounds ({error}).") from error
    return Pack(rows, **{name: array[: len(rows)] for name, array in arrays.items()})
