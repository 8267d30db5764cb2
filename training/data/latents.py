"""Latents of a pack's sounds, by the codec encoder that the app ships."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.inference.sessions import OnnxModel
from training.data.pack import Pack

_BATCH = 32


def encode_pack(pack: Pack, encoder: OnnxModel, cache: Path) -> NDArray[np.float32]:
    """Return the latents of all rows, shape (R, L, C), kept in `cache` for runs that go on.

    Parameters
    ----------
    pack : Pack
    encoder : OnnxModel
        A codec encoder; its checksum names the cache file.
    cache : Path
        Folder.
    """
    path = cache / f"latents-{encoder.card.sha256[:12]}.npy"
    if path.is_file():
        latents: NDArray[np.float32] = np.load(path)
        if len(latents) == len(pack.rows):
            return latents
    parts = [
        encoder.run({"features": pack.features[start : start + _BATCH].astype(np.float32)})["latents"]
        for start in range(0, len(pack.rows), _BATCH)
    ]
    latents = np.concatenate(parts)
    np.save(path, latents)
    return latents


def one_hot(pack: Pack) -> NDArray[np.float32]:
    """Return the class weights of all rows, shape (R, K), in the order of `Pack.labels`."""
    index = {label: k for k, label in enumerate(pack.labels)}
    return np.eye(len(index), dtype=np.float32)[[index[row.label] for row in pack.rows]]
