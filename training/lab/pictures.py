"""Pictures of examples: generated beside real."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import nn

from training.evaluation.grids import save_figure
from training.lab.dataset import Drawer
from training.lab.sampling import sample_values
from training.lab.settings import LabRecipe
from training.representations.registry import build_representation

PAIRS = 6
_COLUMNS = 6


def save_samples(
    path: Path, network: nn.Module, recipe: LabRecipe, drawer: Drawer, rng: np.random.Generator, *, pairs: int = PAIRS
) -> None:
    """Draw real examples, and below each one generated under the same conditions.

    Parameters
    ----------
    path : Path
        PNG file.
    rng : Generator
        Chooses the real ones.
    pairs : int
        How many of each.
    """
    rows = drawer.draw(pairs, rng)
    generated = sample_values(network, recipe, drawer.conditions(rows), list(range(pairs)))
    representation = build_representation(recipe.representation.name, recipe.representation.settings)
    titles = [_title(drawer, row) for row in rows]
    draw_pairs(
        path,
        [representation.picture(values) for values in drawer.values(rows)],
        [representation.picture(values.astype(np.float32)) for values in generated],
        titles,
    )


def _title(drawer: Drawer, row: int) -> str:
    examples = drawer.examples
    return examples.captions[row] if drawer.spec.tokens else examples.labels[row].replace("_", " ")


def draw_pairs(path: Path, upper: list[NDArray[Any]], lower: list[NDArray[Any]], titles: list[str]) -> None:
    """Draw pictures (F, T) in dB in two rows a block: `upper` real, `lower` generated."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    blocks = -(-len(upper) // _COLUMNS)
    figure, axes = pyplot.subplots(
        2 * blocks, _COLUMNS, figsize=(2.2 * _COLUMNS, 4.2 * blocks), layout="constrained", squeeze=False
    )
    for axis in axes.flat:
        axis.set_axis_off()
    low = min(float(np.min(picture)) for picture in upper)
    high = max(float(np.max(picture)) for picture in upper)
    for k, (real, generated) in enumerate(zip(upper, lower, strict=True)):
        block, column = divmod(k, _COLUMNS)
        for row, picture, what in ((2 * block, real, "real"), (2 * block + 1, generated, "generated")):
            axis = axes[row, column]
            axis.imshow(picture, origin="lower", aspect="auto", cmap="magma", vmin=low, vmax=high)
            axis.set_title(f"{what}: {titles[k]}"[:34], fontsize=7)
    save_figure(figure, path)
    pyplot.close(figure)
