"""A laboratory run on shards: a sample of them says what there is to learn, the rest streams past."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from drumgen.diffusion.processes import Process
from drumgen.engine.captions import tokenize
from drumgen.errors import DataError
from training.data.augmentation import augmented
from training.data.preparation import PreparationReport, Prepared, prepare_samples
from training.data.scan import Sound, caption_of
from training.data.shards import INDEX, Shard, decode
from training.data.stream import Arrays, Sample, stream_batches, stream_sounds
from training.lab.conditions import Conditions, measure, scaled_attributes
from training.lab.dataset import Drawer
from training.lab.prepared import PreparedData, Row, assemble, row_of
from training.lab.settings import LabRecipe
from training.lab.step import Batches
from training.representations.base import Representation
from training.representations.registry import build_representation
from training.share import Share

SAMPLED = 2000
"""Sounds at the start of the (mixed) shards from which attributes and words are fitted, and some kept out."""


def is_sharded(folder: Path) -> bool:
    """Tell whether a folder holds shards instead of sounds."""
    return (folder / INDEX).is_file()


def sample_of(recipe: LabRecipe, shards: Sequence[Shard], *, most: int = SAMPLED) -> PreparedData:
    """Prepare the first sounds of the shards in memory.

    Raises
    ------
    DataError
        If the recipe cuts blocks from takes, or none of the sounds can be used.
    """
    if recipe.data.takes:
        raise DataError(f"The recipe {recipe.name} cuts blocks from takes, which do not stream; name their folder.")
    representation = _representation(recipe)
    rows: list[Row] = []
    owners: list[Sound] = []
    done = PreparationReport()
    for content, row in stream_sounds(shards):
        if len(rows) >= most:
            break
        if not _is_wanted(recipe, row):
            continue
        audio, rate_hz = decode(content)
        try:
            prepared = _prepared(audio, rate_hz, row, representation)
        except DataError as error:
            done.add(str(error))
            continue
        done.add(prepared.facts)
        owners.append(_sound(row))
        rows.append(row_of(recipe, representation, prepared.audio, owners[-1].pitch, False))
    if not rows:
        raise DataError("The recipe can use none of the sounds in the shards; look at its data settings.")
    return assemble(recipe, rows, owners, [-1] * len(rows), done.lines())


class StreamedBatches(Batches):
    """Batches from shards; validation sounds are the sample's, and never trained on.

    Parameters
    ----------
    shards : sequence of Shard
    recipe : LabRecipe
    vocabulary : tuple of str
    workers : int
        Extra processes that read and prepare.
    drawer, process, device, seed, share
        As of `Batches`. Every process draws numbers of its own.
    """

    def __init__(
        self,
        shards: Sequence[Shard],
        recipe: LabRecipe,
        vocabulary: tuple[str, ...],
        drawer: Drawer,
        process: Process,
        *,
        device: torch.device,
        seed: int,
        share: Share,
        workers: int = 0,
    ) -> None:
        batch, dropout = recipe.data.batch, recipe.conditioning.dropout
        super().__init__(drawer, process, batch, dropout, device=device, seed=seed, share=share)
        self._own = np.random.default_rng([seed, share.rank])
        self._white = torch.Generator(device).manual_seed(seed * 1009 + share.rank)
        held_out = frozenset(drawer.examples.files[row] for row in drawer.validation)
        transform = ShardTransform(recipe, drawer.classes, vocabulary, held_out)
        self._batches: Iterator[tuple[Tensor, ...]] = stream_batches(
            shards, transform, batch, share=share, workers=workers, seed=seed
        )

    def training(self) -> tuple[Tensor, ...]:
        """Return this process's share of the next batch."""
        values, weights, measured, tokens = next(self._batches)
        size = len(values)
        conditions = Conditions(
            weights.numpy(),
            scaled_attributes(self.drawer.fitted, measured.numpy()),
            tokens.numpy(),
            np.zeros((size, *self.drawer.spec.previous), dtype=np.float32),
            np.zeros((size, 1), dtype=np.float32),
        ).dropped(self.dropout, self._own)
        sigma = self.process.draw(self._own, size)
        arrays = [sigma, self.process.label(sigma), *conditions.arrays(self.drawer.spec)]
        numbers = [torch.from_numpy(np.asarray(array, dtype=np.float32)).to(self.device) for array in arrays]
        white = torch.randn(values.shape, generator=self._white, device=self.device)
        return (values.to(self.device), white, *numbers)


class ShardTransform:
    """From a streamed sound to its example; can be sent to other processes.

    Parameters
    ----------
    recipe : LabRecipe
    classes, vocabulary : tuple of str
    held_out : frozenset of str
        Files that are left out.
    """

    def __init__(
        self, recipe: LabRecipe, classes: tuple[str, ...], vocabulary: tuple[str, ...], held_out: frozenset[str]
    ) -> None:
        self.recipe, self.classes, self.vocabulary, self.held_out = recipe, classes, vocabulary, held_out
        self._representation = _representation(recipe)
        self._rng = np.random.default_rng()  # every worker varies sounds in its own way

    def __call__(self, audio: NDArray[np.float32], rate_hz: int, row: Sample) -> Arrays | None:
        """Return values, class weights, attributes in their units (NaN where unknown) and tokens; None to skip."""
        sound = _sound(row)
        if str(sound.path) in self.held_out or not _is_wanted(self.recipe, row):
            return None
        try:
            prepared = _prepared(audio, rate_hz, row, self._representation)
        except DataError:
            return None
        if self.recipe.data.augment and self._rng.integers(2):
            samples = augmented(prepared, sound.label, self._rng)
        else:
            samples = prepared.audio
        told = self.recipe.conditioning
        weights = np.ones(1) if len(self.classes) == 1 else np.array([label == sound.label for label in self.classes])
        measured = [measure(samples, self._representation.rate_hz, name, sound.pitch) for name in told.attributes]
        tokens = tokenize(caption_of(sound), self.vocabulary, told.tokens)[0] if told.tokens else np.zeros(0)
        return (
            self._representation.forward(samples).astype(np.float32),
            weights.astype(np.float32),
            np.array(measured, dtype=np.float64),
            tokens.astype(np.float32),
        )


def _representation(recipe: LabRecipe) -> Representation:
    return build_representation(recipe.representation.name, recipe.representation.settings)


def _is_wanted(recipe: LabRecipe, row: Sample) -> bool:
    return not recipe.data.labels or row["label"] in recipe.data.labels


def _prepared(audio: NDArray[np.float32], rate_hz: int, row: Sample, representation: Representation) -> Prepared:
    return prepare_samples(
        audio[:, None], rate_hz, representation.rate_hz, representation.n_samples, name=str(row["file"])
    )


def _sound(row: dict[str, Any]) -> Sound:
    """Return what a row says; its file stands for the sound."""
    pitch = str(row.get("midi_pitch", ""))
    return Sound(
        Path(row["file"]),
        row["label"],
        licence=row.get("licence", ""),
        source=row.get("source", ""),
        attribution=row.get("attribution", ""),
        kit=row.get("kit", ""),
        description=row.get("description", ""),
        pitch=float(pitch) if pitch.replace(".", "", 1).isdigit() else None,
    )
