"""What a latent denoiser learns from: a pack's latents with their classes and attributes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.inference.condition_facts import Attribute
from drumgen.inference.store import ModelStore
from training.data.attributes import fit_attributes, measure_pack, told
from training.data.latents import encode_pack, one_hot
from training.data.pack import Pack
from training.data.rows import Rows, split_rows
from training.settings import DenoiserRecipe

Float32 = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class DrumExamples:
    """Rows of a pack as a network sees them.

    Parameters
    ----------
    latents : float32, shape (R, L, C)
    classes : float32, shape (R, K)
        In the order of `Pack.labels`.
    attributes : tuple of Attribute
        None where the recipe tells of none.
    known : float32, shape (R, 2 A), or None
        Standardised values, then flags.
    rows : Rows
    """

    latents: Float32
    classes: Float32
    attributes: tuple[Attribute, ...]
    known: Float32 | None
    rows: Rows


def drum_examples(
    pack: Pack, recipe: DenoiserRecipe, store: ModelStore, cache: Path, attributes: Sequence[Attribute] | None = None
) -> DrumExamples:
    """Encode a pack and measure it where the recipe tells of attributes.

    Parameters
    ----------
    pack : Pack
    recipe : DenoiserRecipe
    store : ModelStore
        Has the codec.
    cache : Path
        Folder that keeps latents and measurements.
    attributes : sequence of Attribute or None
        As a network knows them already; None: fitted to these sounds.
    """
    latents = encode_pack(pack, store.codec_encoder(), cache)
    known: Float32 | None = None
    fitted: tuple[Attribute, ...] = ()
    if recipe.loss.attribute_share:
        values = measure_pack(pack, latents, store.codec_decoder(), cache)
        fitted = fit_attributes(pack, values) if attributes is None else tuple(attributes)
        known = told(fitted, values)
    rows = split_rows(
        pack,
        validation_share=recipe.data.validation_share,
        class_power=recipe.data.class_power,
        variant_share=recipe.data.variant_share,
    )
    return DrumExamples(latents, one_hot(pack), fitted, known, rows)
