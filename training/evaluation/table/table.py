"""The table itself: printed, as Markdown, as JSON."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from drumgen.errors import OutputError
from training.evaluation.table.columns import Column


@dataclass(frozen=True)
class Pair:
    """A sound and the training sound nearest to it.

    Parameters
    ----------
    row, training_row : int
        Places in their sets.
    distance : float
        Cosine distance, 0 to 2.
    name, training_name : str
    """

    row: int
    training_row: int
    distance: float
    name: str
    training_name: str


@dataclass(frozen=True)
class Table:
    """Measures of named sets of sounds.

    Parameters
    ----------
    columns : tuple of Column
    rows : mapping of set to mapping of column name to value
        A measure that could not be taken is absent.
    pairs : mapping of set to tuple of Pair
        The sounds nearest to a training sound, nearest first.
    """

    columns: tuple[Column, ...]
    rows: Mapping[str, Mapping[str, float]]
    pairs: Mapping[str, tuple[Pair, ...]]

    def text(self) -> str:
        """Return the table for a terminal."""
        cells = [["", *(column.title for column in self.columns)], *self._cells()]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = []
        for row in cells:
            first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
            lines.append("  ".join([row[0].ljust(len(first)), *rest]).rstrip())
        return "\n".join(lines)

    def markdown(self) -> str:
        """Return the table, the meaning of its columns and the nearest pairs."""
        lines = ["| | " + " | ".join(column.title for column in self.columns) + " |"]
        lines.append("|---|" + "---:|" * len(self.columns))
        lines += ["| " + " | ".join(row) + " |" for row in self._cells()]
        lines += ["", "↑ higher is better, ↓ lower is better; the rest is best where it equals the row of real sounds."]
        lines += ["", *(f"- {column.name}: {column.meaning}" for column in self.columns)]
        for name, pairs in self.pairs.items():
            lines += ["", f"Nearest to training sounds, {name}:", ""]
            lines += [f"- {pair.distance:.4f}: {pair.name} – {pair.training_name}" for pair in pairs]
        return "\n".join(lines) + "\n"

    def content(self) -> dict[str, Any]:
        """Return the table as JSON can hold it."""
        return {
            "columns": [asdict(column) for column in self.columns],
            "rows": {name: {key: _rounded(value) for key, value in row.items()} for name, row in self.rows.items()},
            "pairs": {name: [asdict(pair) for pair in pairs] for name, pairs in self.pairs.items()},
        }

    def save(
        self, folder: Path, *, name: str = "measures", facts: Mapping[str, Any] | None = None
    ) -> tuple[Path, Path]:
        """Write NAME.md and NAME.json into a folder, and return both paths.

        Parameters
        ----------
        folder : Path
            Made if it does not exist.
        name : str
        facts : mapping or None
            How the table was made, for the JSON file.

        Raises
        ------
        OutputError
            If they cannot be written.
        """
        markdown, data = folder / f"{name}.md", folder / f"{name}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(markdown, self.markdown())
            _write(data, json.dumps({**(facts or {}), **self.content()}, indent=2, ensure_ascii=False) + "\n")
        except OSError as error:
            raise OutputError(
                f"The table cannot be written to {folder} ({error.strerror}); choose another folder."
            ) from error
        return markdown, data

    def _cells(self) -> list[list[str]]:
        return [
            [name, *(f"{row[c.name]:.{c.digits}f}" if c.name in row else "–" for c in self.columns)]
            for name, row in self.rows.items()
        ]


def _rounded(value: float) -> float | None:
    return float(f"{value:.6g}") if math.isfinite(value) else None


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.part")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
