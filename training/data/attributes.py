"""The attributes of a pack's sounds, in their units, as the codec gives the sounds back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.engine.finishing import finish
from drumgen.engine.seeds import NormalStream, Purpose
from drumgen.inference.condition_facts import Attribute
from drumgen.inference.sessions import OnnxModel
from drumgen.representations import layout
from drumgen.wishes.measuring import measure
from drumgen.wishes.units import UNITS
from training.data.pack import Pack

Float64 = NDArray[np.float64]

UNPITCHED = ("closed_hat", "open_hat", "cymbal", "clap")
"""Classes whose strongest frequency is no pitch."""
_BATCH = 32
_NAMES = tuple(UNITS)
_PER_OCTAVE = {"brightness": 1.0, "pitch": 1.0, "attack": 1.0, "decay": -1.0, "noisiness": 0.0}
"""By how much of its scale an attribute changes where a sound is played an octave higher; the others are unknown."""


def measure_pack(pack: Pack, latents: NDArray[np.float32], decoder: OnnxModel, cache: Path) -> Float64:
    """Return the attributes of all rows on their scales, shape (R, A), NaN where unknown.

    Only unvaried sounds are measured, decoded from their latents: what the model is told shall be what its own sounds
    will measure, the codec's errors included. A resampled variant has its sound's attributes, shifted.

    Parameters
    ----------
    pack : Pack
    latents : float32, shape (R, L, C)
    decoder : OnnxModel
        A codec decoder; its checksum names the cache file.
    cache : Path
        Folder that keeps the result for runs that go on.
    """
    path = cache / f"attributes-{decoder.card.sha256[:12]}.npy"
    if path.is_file():
        kept: Float64 = np.load(path)
        if kept.shape == (len(pack.rows), len(_NAMES)):
            return kept
    originals = pack.originals()
    measured = _measured(latents[originals], decoder)
    by_file = {pack.rows[row].file: measured[i] for i, row in enumerate(originals)}
    unknown = np.full(len(_NAMES), np.nan)
    values = np.stack([_shifted(by_file.get(row.file, unknown), row.shift_semitones) for row in pack.rows])
    pitch = _NAMES.index("pitch")
    values[[row.label in UNPITCHED for row in pack.rows], pitch] = np.nan
    np.save(path, values)
    return values


def fit_attributes(pack: Pack, values: Float64) -> tuple[Attribute, ...]:
    """Return the attributes as a card describes them, fitted to values (R, A) on their scales.

    A class has the range between the 1st and the 99th percentile of its unvaried sounds.
    """
    originals = pack.originals()
    labels = np.array([pack.rows[row].label for row in originals])
    return tuple(_fitted(name, values[originals, k], labels) for k, name in enumerate(_NAMES))


def told(attributes: Sequence[Attribute], values: Float64) -> NDArray[np.float32]:
    """Return what a network is told of values (R, A) on their scales: (R, 2 A), standardised values, then flags."""
    columns = np.zeros((len(values), 2 * len(attributes)), dtype=np.float32)
    for k, attribute in enumerate(attributes):
        known = np.isfinite(values[:, k])
        units = [UNITS[attribute.name].in_unit(float(value)) for value in values[known, k]]
        columns[known, k] = [attribute.standardised(value) for value in units]
        columns[known, len(attributes) + k] = 1.0
    return columns


def attribute_from(content: Mapping[str, Any]) -> Attribute:
    """Return an attribute as run.json holds it."""
    ranges = {label: (float(low), float(high)) for label, (low, high) in content.get("ranges", {}).items()}
    return Attribute(**{**content, "ranges": ranges})


def _measured(latents: NDArray[np.float32], decoder: OnnxModel) -> Float64:
    rows = []
    for start in range(0, len(latents), _BATCH):
        part = latents[start : start + _BATCH]
        seeds = range(start, start + len(part))
        noise = [NormalStream(seed, Purpose.DECODER_NOISE).draw((layout.SOUND_SAMPLES,)) for seed in seeds]
        audio = decoder.run({"latents": part, "noise": np.stack(noise).astype(np.float32)})["audio"]
        clips = [
            finish(sound, layout.RATE_HZ) if np.any(sound) else Clip(sound[None], layout.RATE_HZ) for sound in audio
        ]
        rows += [list(measure(clip).values()) for clip in clips]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(_NAMES))


def _shifted(values: Float64, semitones: float) -> Float64:
    if semitones == 0.0:
        return values
    steps = np.array([_PER_OCTAVE.get(name, np.nan) for name in _NAMES])
    return np.asarray(values + steps * semitones / 12.0)


def _fitted(name: str, scale: Float64, labels: NDArray[np.str_]) -> Attribute:
    unit = UNITS[name]
    known = np.isfinite(scale)
    in_unit = np.array([unit.in_unit(float(value)) for value in scale[known]] or [1.0])
    network = np.log(in_unit) if unit.octaves else in_unit
    ranges = {label: _range(in_unit[labels[known] == label]) for label in np.unique(labels[known]).tolist()}
    low = min((low for low, _ in ranges.values()), default=1.0)
    high = max((high for _, high in ranges.values()), default=2.0)
    return Attribute(
        name,
        unit.symbol,
        float(network.mean()),
        max(float(network.std()), 1e-3),
        low,
        high,
        logarithmic=bool(unit.octaves),
        ranges=ranges,
    )


def _range(values: Float64) -> tuple[float, float]:
    """Return what a class may be asked for, to three digits; never empty."""
    low, high = (float(f"{value:.3g}") for value in np.percentile(values, [1.0, 99.0]))
    return (low, high) if low < high else (low - 0.01 * abs(low) - 1e-3, high + 0.01 * abs(high) + 1e-3)
