"""Where a sound's attributes stand among the sounds of its class, by tables of percentiles.

The tables were computed from sounds of the shipped model; ``python -m drumgen.wishes.tabulate`` does it again.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drumgen.audio.clip import Clip
from drumgen.engine.mixing import mix_of
from drumgen.wishes.measuring import measure

TABLE = Path(__file__).with_name("percentiles.json")
ALL = "all"
"""The row for classes that have none of their own."""

Quantiles = NDArray[np.float64]


def standing(clip: Clip, label: str) -> dict[str, float]:
    """Return the attributes of a sound, each from -1 (the least of its class) over 0 (the median) to 1 (the most)."""
    table = _quantiles(label)
    return {name: _place(value, table[name]) for name, value in measure(clip).items()}


def place_of(name: str, value: float, label: str) -> float:
    """Return the place of an attribute's value, on the scale of `measure`, among the sounds of a class, -1 to 1."""
    return _place(value, _quantiles(label)[name])


def value_at(name: str, place: float, label: str) -> float:
    """Return an attribute's value, on the scale of `measure`, at a place among the sounds of a class, -1 to 1."""
    quantiles = _quantiles(label)[name]
    return float(np.interp(0.5 * (place + 1.0), np.linspace(0.0, 1.0, len(quantiles)), quantiles))


def _place(value: float, quantiles: Quantiles) -> float:
    return 2.0 * float(np.interp(value, quantiles, np.linspace(0.0, 1.0, len(quantiles)))) - 1.0


def _quantiles(label: str) -> Mapping[str, Quantiles]:
    """Return the percentiles of a class by attribute; those of a mix lie between those of its classes."""
    classes = _table()
    if label in classes:
        return classes[label]
    mix = mix_of(label)
    rows = [(classes.get(name, classes[ALL]), weight) for name, weight in mix.items()]
    return {name: sum(weight * row[name] for row, weight in rows) for name in classes[ALL]}  # type: ignore[misc]


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, Quantiles]]:
    content = json.loads(TABLE.read_text(encoding="utf-8"))
    return {
        label: {name: np.array(quantiles) for name, quantiles in row.items()}
        for label, row in content["classes"].items()
    }
