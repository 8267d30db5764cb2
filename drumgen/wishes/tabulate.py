"""Compute the tables of percentiles anew: ``python -m drumgen.wishes.tabulate [SOUNDS_PER_CLASS]``."""

import json
import re
import sys
from dataclasses import replace

import numpy as np

from drumgen.audio.output import write_atomically
from drumgen.engine.generator import Generator
from drumgen.engine.request import GenerationRequest
from drumgen.inference.store import ModelStore
from drumgen.wishes.measuring import measure
from drumgen.wishes.ranking import ALL, TABLE
from drumgen.wishes.wish import ATTRIBUTES

_SOUNDS = 256
_QUANTILES = 21
_FIRST_SEED = 10**12  # far from the seeds that anyone types
_DIGITS = 3


def tabulate(generator: Generator, sounds: int) -> dict[str, object]:
    """Return the table of the model ``drums``, from so many sounds of each class."""
    request = GenerationRequest(generator.labels()[0], sounds, _FIRST_SEED)
    maker = generator.card(generator.service(request).model)
    measured: dict[str, dict[str, list[float]]] = {}
    everything: dict[str, list[float]] = {name: [] for name in ATTRIBUTES}
    for label in generator.labels():
        row: dict[str, list[float]] = {name: [] for name in ATTRIBUTES}
        for sound in generator.stream(replace(request, label=label)):
            for name, value in measure(sound.clip).items():
                row[name].append(value)
                everything[name].append(value)
        measured[label] = row
    measured[ALL] = everything
    return {
        "model": f"{maker.name} {maker.version}",
        "sha256": maker.sha256,
        "sounds": sounds,
        "classes": {label: {name: _row(values) for name, values in row.items()} for label, row in measured.items()},
    }


def _row(values: list[float]) -> list[float]:
    return [round(float(value), _DIGITS) for value in np.quantile(values, np.linspace(0.0, 1.0, _QUANTILES))]


def _text(table: dict[str, object]) -> str:
    """Return the table as JSON, the percentiles of an attribute on one line."""
    text = json.dumps(table, indent=1)
    return re.sub(r"\[[^\]]*\]", lambda row: re.sub(r"\s+", " ", row[0]), text) + "\n"


if __name__ == "__main__":
    table = tabulate(Generator(ModelStore()), int(sys.argv[1]) if len(sys.argv) > 1 else _SOUNDS)
    write_atomically(TABLE, _text(table).encode())
