"""Where the teacher puts the general words, kept in the run's folder, as it takes minutes to ask it for all of them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.words.teacher import Teacher

PLACES = "places.npz"
_CHUNK = 4096


def vectors_of(teacher: Teacher, weights: Path, words: Sequence[str], kept: Path) -> NDArray[np.float32]:
    """Return the teacher's vectors of words, float32 of shape (B, T), rounded to half precision.

    Parameters
    ----------
    teacher : Teacher
    weights : Path
        The file of its weights: what was kept is used only if it came from the same one.
    words : sequence of str
    kept : Path
        Where vectors are kept; read if it is there, written otherwise or if a word is missing in it.
    """
    checksum = hashlib.sha256(weights.read_bytes()).hexdigest()
    known = _read(kept, checksum)
    new = [word for word in words if word not in known]
    for at in range(0, len(new), _CHUNK):
        part = new[at : at + _CHUNK]
        known.update(zip(part, teacher.encode(part).astype(np.float16), strict=True))
    vectors = np.stack([known[word] for word in words])
    if new:
        np.savez(kept, words=np.array(words), vectors=vectors, teacher=np.array(checksum))
    return vectors.astype(np.float32)


def _read(kept: Path, checksum: str) -> dict[str, NDArray[np.float16]]:
    if not kept.is_file():
        return {}
    with np.load(kept) as content:
        if str(content["teacher"]) != checksum:
            return {}
        return dict(zip(content["words"].tolist(), content["vectors"], strict=True))
