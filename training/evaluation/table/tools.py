"""What a table is measured with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.classifiers.saved import Classifier
from training.evaluation.embeddings.interface import Embedding
from training.evaluation.mel_pictures import PictureSettings
from training.evaluation.table.sounds import SoundSet

_PICTURE = PictureSettings(duration_s=1.5)


@dataclass(frozen=True)
class Tools:
    """Embeddings, classifiers and options; what is missing leaves out its columns.

    Parameters
    ----------
    embeddings : mapping of name to embedding
        Such as YAMNet and VGGish. The first one also serves precision, recall and novelty; without any, the first
        classifier's penultimate layer does.
    label, instrument, pitch : Classifier or None
        Own classifiers.
    picture : PictureSettings
        The spectrograms that SSIM and MSE compare.
    pairs : int
        Nearest pairs to list for each row.
    seed : int
        Of the draws: partners, and subsets of the reference.
    """

    embeddings: Mapping[str, Embedding] = field(default_factory=dict)
    label: Classifier | None = None
    instrument: Classifier | None = None
    pitch: Classifier | None = None
    picture: PictureSettings = _PICTURE
    pairs: int = 8
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.embeddings and not self.classifiers:
            raise DataError("Nothing to measure with: name YAMNet, VGGish or a classifier.")

    @property
    def classifiers(self) -> dict[str, Classifier]:
        """The classifiers there are, by what they tell."""
        every = {"label": self.label, "instrument": self.instrument, "pitch": self.pitch}
        return {name: classifier for name, classifier in every.items() if classifier is not None}

    @property
    def main(self) -> str:
        """Name of the embedding that serves precision, recall and novelty."""
        return next(iter([*self.embeddings, *self.classifiers]))


@dataclass(frozen=True)
class Readings:
    """What all tools find in one set of M sounds.

    Parameters
    ----------
    features : mapping of tool to float32, shape (M, D)
    probabilities : mapping of classifier to float64, shape (M, K)
    """

    features: Mapping[str, NDArray[np.float32]]
    probabilities: Mapping[str, NDArray[np.float64]]


def read_set(sounds: SoundSet, tools: Tools) -> Readings:
    """Run every tool on a set."""
    features = {
        name: embedding.embed_all(sounds.sounds, sounds.rate_hz) for name, embedding in tools.embeddings.items()
    }
    probabilities = {}
    for name, classifier in tools.classifiers.items():
        reading = classifier.read(sounds.sounds, sounds.rate_hz)
        features[name], probabilities[name] = reading.features, reading.probabilities
    return Readings(features, probabilities)
