"""Sounds of exported models, one for each real sound, so that both rows hold the same classes in the same numbers."""

from collections import Counter
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.engine.generator import Generator
from drumgen.engine.pairing import open_pair
from drumgen.engine.request import MAX_COUNT, GenerationRequest
from drumgen.inference.store import ModelStore
from training.evaluation.table.sounds import SoundSet


@dataclass(frozen=True)
class Model:
    """An exported model to measure.

    Parameters
    ----------
    title : str
        Name of its row.
    store : ModelStore
    name : str
        Of the denoiser in the store.
    classes : tuple of str
    rate_hz : int
    duration_s : float
        Of the decoder's audio.
    """

    title: str
    store: ModelStore
    name: str
    classes: tuple[str, ...]
    rate_hz: int
    duration_s: float


@dataclass(frozen=True)
class Sampling:
    """How to generate: seed of the first sound; steps and guidance, None meaning the model card's."""

    seed: int = 0
    steps: int | None = None
    guidance: float | None = None


def open_models(folders: list[Path | None], names: list[str]) -> list[Model]:
    """Read the cards of models, one folder (None: the shipped ones) and one name each.

    Raises
    ------
    ModelError
        If a model is missing or damaged.
    """
    models: list[Model] = []
    for folder, name in zip(folders, names, strict=True):
        store = ModelStore(folder)
        pair = open_pair(store, name, "auto")
        rate_hz = pair.decoder.card.sample_rate_hz
        taken = {model.title for model in models} | {"real", "round trip", "noise"}
        title = name if names.count(name) == 1 and name not in taken else f"{store.folder.name}/{name}"
        title = title if title not in taken else f"{title} {len(models) + 1}"
        models.append(Model(title, store, name, pair.denoiser.card.classes, rate_hz, pair.n_samples / rate_hz))
    return models


def generate_like(real: SoundSet, model: Model, sampling: Sampling) -> SoundSet:
    """Generate as many sounds as there are real ones, of the same classes where the model knows them.

    A model that knows none of them (one without classes, say) is asked for its own classes in turn. Sounds are
    resampled to the real ones' rate.

    Raises
    ------
    DrumgenError
        As `drumgen.engine.generator.Generator.generate` raises.
    """
    known = real.labels is not None and set(real.labels.tolist()) & set(model.classes)
    if known and real.labels is not None:
        wanted = [label for label in real.labels.tolist() if label in model.classes]
    else:
        wanted = list(islice(cycle(model.classes), len(real)))
    generator = Generator(model.store)
    sounds, labels, names = [], [], []
    seed = sampling.seed
    if real.captions is not None and "tokens" in model.store.card(model.name).inputs:
        return _described(real, model, sampling)
    for label, total in sorted(Counter(wanted).items()):
        for start in range(0, total, MAX_COUNT):
            count = min(total - start, MAX_COUNT)
            request = GenerationRequest(label, count, seed, sampling.steps, sampling.guidance, model=model.name)
            for sound in generator.generate(request):
                sounds.append(_at_rate(sound.clip, real.rate_hz))
                labels.append(label)
                names.append(f"{label} seed {sound.provenance.seed}")
            seed += count
    return SoundSet(sounds, real.rate_hz, np.array(labels) if known else None, names=names)


def _described(real: SoundSet, model: Model, sampling: Sampling) -> SoundSet:
    """Generate one sound for each real one's caption, of its class where the model tells classes apart."""
    generator = Generator(model.store)
    sounds, names = [], []
    for row, caption in enumerate(real.captions or ()):
        label = real.labels[row] if real.labels is not None and real.labels[row] in model.classes else model.classes[0]
        seed = sampling.seed + row
        request = GenerationRequest(
            str(label), 1, seed, sampling.steps, sampling.guidance, model=model.name, prompt=caption
        )
        sounds.append(_at_rate(generator.generate(request)[0].clip, real.rate_hz))
        names.append(f"{caption}, seed {seed}")
    return SoundSet(sounds, real.rate_hz, real.labels, real.pitches, names=names, captions=real.captions)


def _at_rate(clip: Clip, rate_hz: int) -> NDArray[np.float32]:
    samples = clip.mono
    if clip.rate_hz != rate_hz:
        samples = soxr.resample(samples, clip.rate_hz, rate_hz, quality="HQ")
    return np.asarray(samples, dtype=np.float32)
