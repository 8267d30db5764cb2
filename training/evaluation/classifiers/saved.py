"""A trained classifier on disk, and as a judge of sounds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from drumgen.errors import DataError
from training.evaluation.classifiers.fitting import run_network
from training.evaluation.classifiers.network import NetworkSettings, PictureClassifier
from training.evaluation.mel_pictures import PictureSettings, pictures
from training.loop import load_checkpoint

SETTINGS = "classifier.json"
WEIGHTS = "classifier.pt"


@dataclass(frozen=True)
class Reading:
    """What a classifier finds in M sounds.

    Parameters
    ----------
    features : float32, shape (M, D)
        The penultimate layer.
    probabilities : float64, shape (M, K)
        p(class | sound).
    """

    features: NDArray[np.float32]
    probabilities: NDArray[np.float64]


@dataclass(frozen=True)
class Classifier:
    """A trained classifier.

    Parameters
    ----------
    target : str
        ``pitch``, ``instrument`` or ``label``.
    classes : tuple of str
        Names of its K classes.
    picture : PictureSettings
    network_settings : NetworkSettings
    network : PictureClassifier
    """

    target: str
    classes: tuple[str, ...]
    picture: PictureSettings
    network_settings: NetworkSettings
    network: PictureClassifier

    def read(self, sounds: Iterable[NDArray[np.float32]], rate_hz: int) -> Reading:
        """Judge sounds of shape (N,)."""
        features, probabilities = run_network(self.network, pictures(sounds, rate_hz, self.picture))
        return Reading(features.numpy(), probabilities.double().numpy())

    def embed_all(self, sounds: Iterable[NDArray[np.float32]], rate_hz: int) -> NDArray[np.float32]:
        """Return the penultimate layer for sounds of shape (N,), shape (M, D)."""
        return self.read(sounds, rate_hz).features

    def save(self, folder: Path, *, facts: Mapping[str, Any]) -> None:
        """Write weights and settings, and facts about the training, into an existing folder."""
        aside = folder / f"{WEIGHTS}.part"
        torch.save(self.network.state_dict(), aside)
        aside.replace(folder / WEIGHTS)
        content = {
            "kind": "classifier",
            "target": self.target,
            "classes": list(self.classes),
            "picture": asdict(self.picture),
            "network": asdict(self.network_settings),
            **facts,
        }
        aside = folder / f"{SETTINGS}.part"
        aside.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        aside.replace(folder / SETTINGS)


def load_classifier(folder: Path, target: str | None = None) -> Classifier:
    """Load a classifier.

    Parameters
    ----------
    folder : Path
        What `python -m training classifier --out` wrote.
    target : str or None
        What it must tell apart; None takes any. ``instrument`` and ``label`` are the same thing.

    Raises
    ------
    DataError
        If the folder holds no such classifier, or its files are damaged.
    """
    try:
        content = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        settings = NetworkSettings(**{**content["network"], "channels": tuple(content["network"]["channels"])})
        picture = PictureSettings(**content["picture"])
        classes, found = tuple(map(str, content["classes"])), str(content["target"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"The folder {folder} holds no classifier (no readable {SETTINGS}); train one with "
            "python -m training classifier."
        ) from error
    if target is not None and (target == "pitch") != (found == "pitch"):
        raise DataError(f"The classifier in {folder} tells the {found}, but one for the {target} is needed.")
    network = PictureClassifier(picture.bands, len(classes), settings)
    try:
        network.load_state_dict(load_checkpoint(folder / WEIGHTS))
    except (RuntimeError, TypeError, AttributeError) as error:
        raise DataError(f"The weights {folder / WEIGHTS} do not fit {SETTINGS}; train the classifier again.") from error
    network.eval()
    return Classifier(found, classes, picture, settings, network)
