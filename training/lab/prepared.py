"""From a folder of sounds to examples: prepared audio, the representation, captions and attributes, kept on disk."""

import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.engine.captions import build_vocabulary, tokenize
from drumgen.errors import DataError
from training.data.augmentation import augmented
from training.data.preparation import Facts, PreparationReport, load_mono, prepare_file
from training.data.scan import ScanReport, Sound, caption_of
from training.lab.conditions import Attribute, attribute_from, fit_attribute, measure
from training.lab.dataset import Examples
from training.lab.settings import ATTRIBUTES, LabRecipe
from training.representations.base import Representation
from training.representations.registry import build_representation

FOLDER = "prepared"
VALUES, INDEX = "values.npy", "examples.json"
BLOCK_STARTS = 4
"""Blocks of a take start every quarter of a block, so that training sees them at many offsets."""

Float32 = NDArray[np.float32]


@dataclass(frozen=True)
class PreparedData:
    """Examples with what is known about all of them."""

    examples: Examples
    attributes: tuple[Attribute, ...]
    vocabulary: tuple[str, ...]
    report: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One example before all are put together."""

    values: NDArray[np.float16]
    previous: int  # rows back to the block before within the same file, 0 where there is none
    attributes: tuple[float, ...]
    varied: bool


def prepare_examples(
    recipe: LabRecipe, report: ScanReport, folder: Path, *, seed: int = 0, workers: int = 2
) -> PreparedData:
    """Prepare the sounds of a scan, or open what an earlier run with the same settings and files prepared.

    Raises
    ------
    DataError
        If no sound is left.
    """
    sounds = [s for s in report.sounds if not recipe.data.labels or s.label in recipe.data.labels]
    key = _key(recipe, sounds, seed)
    cached = _open(folder / FOLDER, key)
    if cached is not None:
        return cached
    make = partial(_take_rows if recipe.data.takes else _sound_rows, recipe, seed)
    rows: list[Row] = []
    owners: list[Sound] = []
    previous: list[int] = []
    done = PreparationReport()
    with ProcessPoolExecutor(workers) as pool:
        for sound, (made, found) in zip(sounds, pool.map(make, sounds, chunksize=8), strict=True):
            for row in made:
                previous.append(len(rows) - row.previous if row.previous else -1)
                rows.append(row)
                owners.append(sound)
            done.add(found)
    if not rows:
        why = done.rejected[0] if done.rejected else f"none is of the classes {', '.join(recipe.data.labels)}"
        raise DataError(f"No sound in {report.folder} can be used: {why.rstrip('.')}.")
    data = assemble(recipe, rows, owners, previous, done.lines())
    _store(folder / FOLDER, key, data)
    return data


def assemble(
    recipe: LabRecipe, rows: list[Row], owners: list[Sound], previous: list[int], report: list[str]
) -> PreparedData:
    """Put rows together, and fit attributes and vocabulary to them."""
    captions = [caption_of(sound) for sound in owners]
    attributes = np.array([row.attributes for row in rows], dtype=np.float64).reshape(len(rows), -1)
    fitted = tuple(
        fit_attribute(name, ATTRIBUTES[name], attributes[:, k]) for k, name in enumerate(recipe.conditioning.attributes)
    )
    told = recipe.conditioning
    vocabulary = tuple(build_vocabulary(captions, told.vocabulary)) if told.tokens else ()
    examples = Examples(
        values=np.stack([row.values for row in rows]),
        files=[str(sound.path) for sound in owners],
        labels=[sound.label for sound in owners],
        captions=captions,
        kits=[sound.kit for sound in owners],
        attributes=attributes,
        tokens=_tokens(captions, vocabulary, told.tokens),
        previous=np.array(previous, dtype=np.int64),
        varied=np.array([row.varied for row in rows]),
    )
    return PreparedData(examples, fitted, vocabulary, (*report, f"{len(rows)} examples"))


def _sound_rows(recipe: LabRecipe, seed: int, sound: Sound) -> tuple[list[Row], Facts | str]:
    """Return a one-shot and, if wanted, its varied copy."""
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    try:
        prepared = prepare_file(sound.path, representation.rate_hz, representation.n_samples)
    except DataError as error:
        return [], str(error)
    versions: list[tuple[Float32, bool]] = [(prepared.audio, False)]
    if recipe.data.augment:
        rng = np.random.default_rng([seed, *sound.path.name.encode()])
        versions.append((augmented(prepared, sound.label, rng), True))
    return [row_of(recipe, representation, audio, sound.pitch, varied) for audio, varied in versions], prepared.facts


def row_of(recipe: LabRecipe, representation: Representation, audio: Float32, pitch: float | None, varied: bool) -> Row:
    """Return the row of a prepared one-shot."""
    names = recipe.conditioning.attributes
    measured = tuple(measure(audio, representation.rate_hz, name, pitch) for name in names)
    return Row(representation.forward(audio).astype(np.float16), 0, measured, varied)


def _take_rows(recipe: LabRecipe, seed: int, sound: Sound) -> tuple[list[Row], Facts | str]:
    """Return the blocks of a take at every quarter of a block, each with the block that ends where it starts."""
    del seed
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    size = representation.n_samples
    try:
        audio, facts = load_mono(sound.path, representation.rate_hz)
    except DataError as error:
        return [], str(error)
    starts = [representation.blocks(audio[k * size // BLOCK_STARTS :]) for k in range(BLOCK_STARTS)]
    names = recipe.conditioning.attributes
    rows = []
    for i in range(sum(len(blocks) for blocks in starts)):
        number, offset = divmod(i, BLOCK_STARTS)
        begin = i * size // BLOCK_STARTS
        attributes = [measure(audio[begin : begin + size], representation.rate_hz, name, None) for name in names]
        values = starts[offset][number].astype(np.float16)
        rows.append(Row(values, BLOCK_STARTS if number else 0, tuple(attributes), False))
    if not rows:
        return [], f"{sound.path.name} is shorter than one block of {size / representation.rate_hz:.2f} s."
    return rows, facts


def _tokens(captions: list[str], vocabulary: tuple[str, ...], length: int) -> Float32:
    if not length:
        return np.zeros((len(captions), 0), dtype=np.float32)
    return np.stack([tokenize(caption, vocabulary, length)[0] for caption in captions])


def _key(recipe: LabRecipe, sounds: list[Sound], seed: int) -> dict[str, Any]:
    """Return what the prepared examples depend on, as JSON gives it back."""
    told = recipe.conditioning
    key = {
        "representation": {"name": recipe.representation.name, **asdict(recipe.representation.settings)},
        "takes": recipe.data.takes,
        "augment": recipe.data.augment,
        "attributes": told.attributes,
        "text": [told.tokens, told.vocabulary],
        "files": [[str(sound.path), sound.label, sound.description] for sound in sounds],
        "seed": seed,
    }
    content: dict[str, Any] = json.loads(json.dumps(key))
    return content


def _store(folder: Path, key: dict[str, Any], data: PreparedData) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    examples = data.examples
    np.save(folder / VALUES, examples.values)
    content = {
        "key": key,
        "fitted": [asdict(attribute) for attribute in data.attributes],
        "vocabulary": data.vocabulary,
        "report": data.report,
        "rows": {
            name: _plain(getattr(examples, name))
            for name in ("files", "labels", "captions", "kits", "attributes", "tokens", "previous", "varied")
        },
    }
    # The index comes last: a run that is stopped in between prepares again.
    (folder / INDEX).write_text(json.dumps(content), encoding="utf-8")


def _plain(values: Any) -> Any:
    return values.tolist() if isinstance(values, np.ndarray) else values


def _open(folder: Path, key: dict[str, Any]) -> PreparedData | None:
    try:
        content = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if content["key"] != key:
            return None
        rows, count = content["rows"], len(content["rows"]["files"])
        reshaped: dict[str, Callable[[Any], Any]] = {
            "attributes": lambda v: np.array(v, dtype=np.float64).reshape(count, -1),
            "tokens": lambda v: np.array(v, dtype=np.float32).reshape(count, -1),
            "previous": lambda v: np.array(v, dtype=np.int64),
            "varied": lambda v: np.array(v, dtype=np.bool_),
        }
        values = np.load(folder / VALUES, mmap_mode="r")
        examples = Examples(values=values, **{k: reshaped.get(k, lambda v: v)(v) for k, v in rows.items()})
        fitted = tuple(attribute_from(item) for item in content["fitted"])
        return PreparedData(examples, fitted, tuple(content["vocabulary"]), tuple(content["report"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
