"""Data sets as WebDataset shards: tar files of encoded sounds, each beside its row of facts, and an index.

A shard is read from its beginning to its end, so a data set of any size streams from a disk or a network at full
speed; the index tells counts and checksums without opening them.
"""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from drumgen.errors import DataError, OutputError
from training.data.scan import MANIFEST, Sound

INDEX = "shards.json"
FORMATS = {"flac": ("FLAC", "PCM_16"), "opus": ("OGG", "OPUS")}
_OPUS_RATES_HZ = (8000, 12000, 16000, 24000, 48000)
_BLOCK, _RECORD = 512, 10240  # of a tar file, in bytes


@dataclass(frozen=True)
class Shard:
    """One tar file.

    Parameters
    ----------
    path : Path
    count : int
        Sounds in it.
    bytes : int
    sha256 : str
    labels : dict of str to int
        Sounds of each class.
    """

    path: Path
    count: int
    bytes: int
    sha256: str
    labels: dict[str, int] = field(default_factory=dict)


def manifest_rows(folder: Path) -> dict[Path, dict[str, str]]:
    """Return the manifest's rows by file, without empty columns; empty where there is no manifest."""
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {
            folder / row["file"]: {key: value for key, value in row.items() if key and value}
            for row in csv.DictReader(file)
        }


def encode(path: Path, kind: str, rate_hz: int | None) -> tuple[bytes, dict[str, Any]]:
    """Return a sound, mixed to mono, as bytes of `kind` ("flac" or "opus"), and its rate and length.

    Parameters
    ----------
    path : Path
    kind : str
    rate_hz : int, optional
        None keeps the file's; Opus takes the next of its own rates above.

    Raises
    ------
    soundfile.SoundFileError
        If the file cannot be read.
    """
    samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    wanted = rate_hz or rate
    if kind == "opus":
        wanted = next((r for r in _OPUS_RATES_HZ if r >= wanted), _OPUS_RATES_HZ[-1])
    if wanted != rate:
        mono = soxr.resample(mono, rate, wanted, quality="HQ")
    container, subtype = FORMATS[kind]
    buffer = io.BytesIO()
    soundfile.write(buffer, np.clip(mono, -1.0, 1.0), wanted, format=container, subtype=subtype)
    return buffer.getvalue(), {"rate_hz": wanted, "samples": len(mono)}


def write_shards(
    sounds: Iterable[Sound],
    rows: dict[Path, dict[str, str]],
    folder: Path,
    *,
    kind: str = "flac",
    largest_bytes: int = 40_000_000,
    rate_hz: int | None = None,
) -> tuple[list[Shard], list[Path]]:
    """Write sounds into shards of at most `largest_bytes`, then the index; return shards and files left out.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    DataError
        If a single sound is larger than a shard may be, or none can be read.
    """
    left_out: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in [folder / INDEX, *folder.glob("sounds-*.tar")]:
            old.unlink(missing_ok=True)
        samples = _samples(sounds, rows, kind, rate_hz, left_out)
        shards = [_write_shard(path, part) for path, part in _split(samples, folder, largest_bytes)]
        if not shards:
            raise DataError("None of the sounds can be read, so there is nothing to pack; look at the files.")
        _write_index(folder, shards)
    except OSError as error:
        raise OutputError(f"The shards cannot be written to {folder} ({error.strerror}); choose another --out.") from (
            error
        )
    return shards, left_out


def _samples(
    sounds: Iterable[Sound], rows: dict[Path, dict[str, str]], kind: str, rate_hz: int | None, left_out: list[Path]
) -> Iterator[dict[str, Any]]:
    for number, sound in enumerate(sounds):
        try:
            content, facts = encode(sound.path, kind, rate_hz)
        except soundfile.SoundFileError:
            left_out.append(sound.path)
            continue
        row = rows.get(sound.path) or {"file": "/".join(sound.path.parts[-2:])}
        text = json.dumps({**row, "label": sound.label, **facts}, ensure_ascii=False)
        yield {"__key__": f"{number:08d}", kind: content, "json": text.encode()}


def _size(sample: dict[str, Any]) -> int:
    """Return the bytes that a sample takes in a tar file: a header block and whole blocks of content each."""
    return sum(_BLOCK + -(-len(value) // _BLOCK) * _BLOCK for value in sample.values() if isinstance(value, bytes))


def _split(
    samples: Iterable[dict[str, Any]], folder: Path, largest_bytes: int
) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    part: list[dict[str, Any]] = []
    filled, number = _RECORD, 0
    for sample in samples:
        size = _size(sample)
        if size + _RECORD > largest_bytes:
            raise DataError(
                f"One sound takes {size / 1e6:.1f} MB, more than a shard of {largest_bytes / 1e6:g} MB may; "
                "raise --shard-mb."
            )
        if filled + size > largest_bytes:
            yield folder / f"sounds-{number:05d}.tar", part
            part, filled, number = [], _RECORD, number + 1
        part.append(sample)
        filled += size
    if part:
        yield folder / f"sounds-{number:05d}.tar", part


def _write_shard(path: Path, samples: list[dict[str, Any]]) -> Shard:
    import webdataset

    aside = path.with_suffix(".part")
    try:
        with aside.open("wb") as file, webdataset.TarWriter(file, encoder=False, mtime=0) as tar:
            for sample in samples:
                tar.write(sample)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    labels = Counter(json.loads(sample["json"])["label"] for sample in samples)
    return Shard(path, len(samples), path.stat().st_size, _sha256(path), dict(sorted(labels.items())))


def _write_index(folder: Path, shards: list[Shard]) -> None:
    content = [{**asdict(shard), "path": shard.path.name} for shard in shards]
    aside = folder / (INDEX + ".part")
    aside.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    aside.replace(folder / INDEX)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_shards(folder: Path, *, check: bool = False) -> list[Shard]:
    """Return the shards of a folder that `write_shards` wrote.

    Parameters
    ----------
    folder : Path
    check : bool
        Whether to read them all and compare their checksums.

    Raises
    ------
    DataError
        If there is no index, or a shard is missing, too short or altered.
    """
    try:
        content = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        shards = [
            Shard(folder / row["path"], int(row["count"]), int(row["bytes"]), row["sha256"], dict(row["labels"]))
            for row in content
        ]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DataError(
            f"The folder {folder} holds no shards with a readable {INDEX}; write some with: python -m training pack."
        ) from error
    for shard in shards:
        if not shard.path.is_file():
            raise DataError(f"The shard {shard.path} is missing; copy it again or pack the sounds anew.")
        if shard.path.stat().st_size != shard.bytes or (check and _sha256(shard.path) != shard.sha256):
            raise DataError(f"The shard {shard.path} is damaged; copy it again or pack the sounds anew.")
    return shards


def decode(content: bytes) -> tuple[NDArray[np.float32], int]:
    """Return mono samples (N,) and their rate in Hz from the bytes of a sound file."""
    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    return np.ascontiguousarray(samples[:, 0]), int(rate)
