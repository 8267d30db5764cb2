"""Which rows of a pack a step draws: class-balanced, validation files kept out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.data.pack import Pack


@dataclass(frozen=True)
class Rows:
    """Training and validation rows of a pack.

    Parameters
    ----------
    training : int64, shape (R,)
    probability : float64, shape (R,)
        With which each training row is drawn.
    validation : int64, shape (V,)
        Unvaried rows of files that training never draws.
    """

    training: NDArray[np.int64]
    probability: NDArray[np.float64]
    validation: NDArray[np.int64]

    def draw(self, batch: int, rng: np.random.Generator) -> NDArray[np.int64]:
        """Draw a batch of training rows."""
        return np.asarray(rng.choice(self.training, batch, p=self.probability), dtype=np.int64)


def split_rows(pack: Pack, *, validation_share: float, class_power: float, variant_share: float, seed: int = 0) -> Rows:
    """Split a pack by file, so that no variant of a validation sound is trained on.

    Parameters
    ----------
    pack : Pack
    validation_share : float
        Share of files kept out; at least one file always stays in training.
    class_power : float
        0 draws all sounds alike, 1 all classes alike.
    variant_share : float
        Share of the draws that are resampled variants, 0 to 1.
    seed : int
        Of the split.
    """
    files = sorted({row.file for row in pack.rows})
    count = min(round(validation_share * len(files)), len(files) - 1)
    kept_out = {files[i] for i in np.random.default_rng(seed).permutation(len(files))[:count]}
    training = np.array([i for i, row in enumerate(pack.rows) if row.file not in kept_out], dtype=np.int64)
    labels = np.array([pack.rows[i].label for i in training])
    _, inverse, counts = np.unique(labels, return_inverse=True, return_counts=True)
    weight = counts[inverse].astype(np.float64) ** -class_power
    varied = np.array([pack.rows[i].shift_semitones != 0.0 for i in training])
    for kind, share in ((varied, variant_share), (~varied, 1.0 - variant_share)):
        if varied.any():
            weight[kind] *= share / weight[kind].sum()
    validation = [i for i in pack.originals() if pack.rows[i].file in kept_out]
    return Rows(training, weight / weight.sum(), np.array(validation, dtype=np.int64))
