"""One embedding's verdict: a row of figures for every set of sounds."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from drumgen.representations import layout
from training.evaluation.embeddings.interface import Embedding
from training.evaluation.judging.sounds import RealSounds
from training.evaluation.metrics import nearest_neighbours
from training.evaluation.reference import Reference, balanced_rows

Audio = Sequence[NDArray[np.float32]]
Row = dict[str, float]
_FOLDS = 3


@dataclass(frozen=True)
class Verdict:
    """What one embedding finds.

    Parameters
    ----------
    rows : mapping of row name to figures
        The fields of `training.evaluation.reference.Scores`, and `novelty_ratio`.
    agreement : mapping of class to float
        Of the generated sounds.
    novelty : mapping of class to float
        The generated sounds' ratio, class by class.
    distance : float64, shape (M,)
        Cosine distance of each generated sound to the nearest training sound.
    nearest : int64, shape (M,)
        The row of that training sound.
    """

    rows: Mapping[str, Row]
    agreement: Mapping[str, float]
    novelty: Mapping[str, float]
    distance: NDArray[np.float64]
    nearest: NDArray[np.int64]


class Judge:
    """Holds the training set's embeddings.

    Parameters
    ----------
    embedding : Embedding
    real : RealSounds
    folds : sequence of bool arrays, shape (R,)
        Kits held out; the row of other kits is their mean.
    """

    def __init__(self, embedding: Embedding, real: RealSounds, folds: Sequence[NDArray[np.bool_]]) -> None:
        self._embedding, self._real, self._folds = embedding, real, folds
        self.reference = Reference(embedding.embed_all(real.audio, layout.RATE_HZ), real.labels, kits=real.kits)

    def judge(self, rows: NDArray[np.int64], trip: Audio, generated: Audio, wanted: NDArray[np.str_]) -> Verdict:
        """Measure all sets.

        Parameters
        ----------
        rows : int64, shape (M,)
            The real sounds drawn.
        trip : sequence of float32 arrays
            The same through the codec; may be empty.
        generated : sequence of float32 arrays
        wanted : str, shape (G,)
            Their classes.
        """
        reference, labels = self.reference, self._real.labels
        own = reference.embeddings[rows]
        table = {"real": _row(reference, own, labels[rows], own_rows=rows)}
        folds = [self._fold(fold, len(rows)) for fold in self._folds if fold.any()]
        if folds:
            table["held-out kits"] = {name: float(np.mean([row[name] for row in folds])) for name in folds[0]}
        if len(trip):
            back = self._embedding.embed_all(trip, layout.RATE_HZ)
            # A copy of a training sound would come no nearer to it than this: its own original is left in.
            ratio = reference.novelty_ratio(back, labels[rows])
            table["round trip"] = _row(reference, back, labels[rows], own_rows=rows) | {"novelty_ratio": ratio}
        made = self._embedding.embed_all(generated, layout.RATE_HZ)
        table["generated"] = _row(reference, made, wanted)
        distance, nearest = _nearest(made, reference.embeddings)
        right = labels[nearest] == wanted
        classes = list(dict.fromkeys(map(str, wanted)))
        return Verdict(
            table,
            {label: float(right[wanted == label].mean()) for label in classes},
            {label: reference.novelty_ratio(made[wanted == label], wanted[wanted == label]) for label in classes},
            distance,
            nearest,
        )

    def _fold(self, fold: NDArray[np.bool_], count: int) -> Row:
        """Score the sounds of a fold's kits, class-balanced, against all other kits."""
        members, labels = np.flatnonzero(fold), self._real.labels
        per_class = max(count // len(np.unique(labels)), 2)
        chosen = members[balanced_rows(labels[members], per_class, np.random.default_rng(count), replace=False)]
        return _row(self.reference.without(fold), self.reference.embeddings[chosen], labels[chosen])

    def other(self, audio: Audio, labels: NDArray[np.str_]) -> Row:
        """Score real sounds that are no part of the training set."""
        return _row(self.reference, self._embedding.embed_all(audio, layout.RATE_HZ), labels)


def folds_of(real: RealSounds, unseen_kits: Sequence[str] = ()) -> list[NDArray[np.bool_]]:
    """Return the folds for an embedding: the kits that it never saw, or three draws where it saw none."""
    if unseen_kits:
        return [np.isin(real.kits, unseen_kits)]
    return [real.fold(seed) for seed in range(_FOLDS)]


def _row(
    reference: Reference,
    embeddings: NDArray[np.float32],
    labels: NDArray[np.str_],
    *,
    own_rows: NDArray[np.int64] | None = None,
) -> Row:
    ratio = reference.novelty_ratio(embeddings, labels, own_rows=own_rows)
    return asdict(reference.score(embeddings, labels, own_rows=own_rows)) | {"novelty_ratio": ratio}


def _nearest(
    queries: NDArray[np.float32], training: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return cosine distance to and row of the nearest training sound."""
    nearest = nearest_neighbours(queries, training)
    norms = np.linalg.norm(queries, axis=1) * np.linalg.norm(training[nearest], axis=1)
    similarity = np.sum(queries * training[nearest], axis=1) / np.maximum(norms, 1e-12)
    return np.clip(1.0 - similarity.astype(np.float64), 0.0, 2.0), nearest
