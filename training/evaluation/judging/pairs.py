"""The generated sounds that lie nearest to a training sound, as a list and as pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.representations import layout
from training.evaluation.grids import PictureRow, save_grid
from training.evaluation.judging.judge import Verdict
from training.evaluation.mel_pictures import PictureSettings, picture

_PICTURE = PictureSettings(layout.RATE_HZ, 1.0, 2048, 256, 96, 30.0, 20000.0, -80.0)


@dataclass(frozen=True)
class NearestPair:
    """A generated sound and the training sound nearest to it.

    Parameters
    ----------
    label : str
        The class that was asked for.
    seed : int
        Of the generated sound.
    training_name, training_label : str
    distance : float
        Cosine distance, 0 to 2.
    generated_row, training_row : int
        Places in their sets.
    """

    label: str
    seed: int
    training_name: str
    training_label: str
    distance: float
    generated_row: int
    training_row: int


def nearest_pairs(
    verdict: Verdict,
    wanted: NDArray[np.str_],
    seeds: Sequence[int],
    names: Sequence[str],
    labels: NDArray[np.str_],
    *,
    count: int = 10,
) -> list[NearestPair]:
    """Return the nearest pairs of all, nearest first.

    Parameters
    ----------
    verdict : Verdict
    wanted : str, shape (M,)
        Classes of the generated sounds.
    seeds : sequence of int, length M
    names : sequence of str, length R
        Files of the training sounds.
    labels : str, shape (R,)
        Their classes.
    count : int
    """
    order = np.argsort(verdict.distance, kind="stable")[:count]
    return [
        NearestPair(
            str(wanted[i]),
            int(seeds[i]),
            names[verdict.nearest[i]],
            str(labels[verdict.nearest[i]]),
            float(verdict.distance[i]),
            int(i),
            int(verdict.nearest[i]),
        )
        for i in order
    ]


def draw_pairs(
    path: Path,
    pairs: Sequence[NearestPair],
    generated: Sequence[NDArray[np.float32]],
    real: Sequence[NDArray[np.float32]],
    *,
    title: str,
) -> None:
    """Draw mel spectrograms of the generated sounds above those of their neighbours (PNG)."""
    ours = [picture(generated[pair.generated_row], layout.RATE_HZ, _PICTURE) for pair in pairs]
    theirs = [picture(real[pair.training_row], layout.RATE_HZ, _PICTURE) for pair in pairs]
    rows = [
        PictureRow("generated", ours, [f"{pair.label}\nseed {pair.seed}" for pair in pairs]),
        PictureRow("training", theirs, [f"{pair.training_name[:22]}\n{pair.distance:.3f}" for pair in pairs]),
    ]
    save_grid(path, rows, title=title)
