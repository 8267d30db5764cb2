"""The judge's report: one table, aims beside it, as Markdown and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from training.evaluation.judging.judge import Row, Verdict
from training.evaluation.judging.pairs import NearestPair
from training.evaluation.soundness.table import Soundness, soundness_markdown

_COLUMNS = (
    ("count", "sounds", "{:.0f}"),
    ("frechet", "FD ↓", "{:.2f}"),
    ("frechet_large", "FD large ↓", "{:.2f}"),
    ("kernel", "kernel ↓", "{:.2f}"),
    ("agreement", "agreement ↑", "{:.0%}"),
    ("precision", "precision ↑", "{:.2f}"),
    ("recall", "recall ↑", "{:.2f}"),
    ("novelty", "nearest", "{:.3f}"),
    ("novelty_ratio", "novelty", "{:.2f}"),
)


@dataclass(frozen=True)
class Aim:
    """A figure and what it is to reach.

    Parameters
    ----------
    measure : str
    value, limit : float
    at_least : bool
        Whether more is better.
    """

    measure: str
    value: float
    limit: float
    at_least: bool

    @property
    def met(self) -> bool:
        """Whether the figure reaches the limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def aims(rows: Mapping[str, Row]) -> list[Aim]:
    """Return what is asked of a drum model, from the rows of one embedding."""
    real, made = rows["real"], rows["generated"]
    found = [Aim("Fréchet distance, times real", made["frechet"] / max(real["frechet"], 1e-9), 1.5, False)]
    if "round trip" in rows:
        trip = rows["round trip"]["frechet"] / max(real["frechet"], 1e-9)
        found.append(Aim("round trip's Fréchet distance, times real", trip, 1.2, False))
    if "held-out kits" in rows:
        other = rows["held-out kits"]
        found.append(
            Aim("kernel distance, times held-out kits", made["kernel"] / max(other["kernel"], 1e-9), 3.0, False)
        )
        found.append(Aim("class agreement", made["agreement"], other["agreement"], True))
    found.append(Aim("precision", made["precision"], 0.8, True))
    found.append(Aim("recall", made["recall"], 0.6, True))
    found.append(Aim("novelty, times between kits", made["novelty_ratio"], 0.8, True))
    return found


@dataclass(frozen=True)
class Report:
    """All that was found.

    Parameters
    ----------
    facts : mapping
        Model, data, seeds: how the table was made.
    verdicts : mapping of embedding to Verdict
    pairs : mapping of embedding to the nearest pairs
    soundness : mapping of set to class to Soundness
    pictures : mapping of title to file name
    """

    facts: Mapping[str, Any]
    verdicts: Mapping[str, Verdict]
    pairs: Mapping[str, Sequence[NearestPair]]
    soundness: Mapping[str, Mapping[str, Soundness]]
    pictures: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the rows for a terminal."""
        names = [len(f"{name}, {row}") for name, verdict in self.verdicts.items() for row in verdict.rows]
        lines = [" " * max(names) + "".join(f"{title:>12}" for _, title, _ in _COLUMNS)]
        for name, verdict in self.verdicts.items():
            for row, figures in verdict.rows.items():
                cells = "".join(f"{form.format(figures[key]):>12}" for key, _, form in _COLUMNS)
                lines.append(f"{name}, {row}".ljust(max(names)) + cells)
        for name, verdict in self.verdicts.items():
            lines += [f"{name}: {_sentence(aim)}" for aim in aims(verdict.rows)]
        return "\n".join(lines)

    def markdown(self) -> str:
        """Return the whole report."""
        lines = ["| embedding | row | " + " | ".join(title for _, title, _ in _COLUMNS) + " |"]
        lines.append("|---|---|" + "---:|" * len(_COLUMNS))
        for name, verdict in self.verdicts.items():
            for row, figures in verdict.rows.items():
                cells = [form.format(figures[key]) for key, _, form in _COLUMNS]
                lines.append("| " + " | ".join([name, row, *cells]) + " |")
        lines += ["", "| aim | embedding | reached | asked for | |", "|---|---|---:|---:|---|"]
        for name, verdict in self.verdicts.items():
            for aim in aims(verdict.rows):
                asked = f"{'≥' if aim.at_least else '≤'} {aim.limit:.2f}"
                met = "met" if aim.met else "missed"
                lines.append(f"| {aim.measure} | {name} | {aim.value:.2f} | {asked} | {met} |")
        lines += ["", self._classes(), "", soundness_markdown(self.soundness).rstrip()]
        for name, pairs in self.pairs.items():
            lines += ["", f"Nearest to training sounds by {name}:", ""]
            lines += [
                f"- {pair.distance:.3f}: {pair.label}, seed {pair.seed} – {pair.training_name} ({pair.training_label})"
                for pair in pairs
            ]
        lines += ["", *(f"![{title}]({file})" for title, file in self.pictures.items())]
        return "\n".join(lines).rstrip() + "\n"

    def content(self) -> dict[str, Any]:
        """Return the report as JSON can hold it."""
        return {
            **self.facts,
            "embeddings": {
                name: {
                    "rows": rounded(verdict.rows),
                    "agreement": dict(verdict.agreement),
                    "novelty": dict(verdict.novelty),
                    "aims": [{**asdict(aim), "met": aim.met} for aim in aims(verdict.rows)],
                    "pairs": [asdict(pair) for pair in self.pairs[name]],
                }
                for name, verdict in self.verdicts.items()
            },
            "soundness": {
                name: {label: asdict(facts) for label, facts in classes.items()}
                for name, classes in self.soundness.items()
            },
        }

    def _classes(self) -> str:
        names = list(self.verdicts)
        lines = ["| class | " + " | ".join(f"agreement, {name} | novelty, {name}" for name in names) + " |"]
        lines.append("|---|" + "---:|---:|" * len(names))
        for label in self.verdicts[names[0]].agreement:
            cells = [f"{self.verdicts[n].agreement[label]:.0%} | {self.verdicts[n].novelty[label]:.2f}" for n in names]
            lines.append(f"| {label.replace('_', ' ')} | " + " | ".join(cells) + " |")
        return "\n".join(lines)


def rounded(rows: Mapping[str, Row]) -> dict[str, dict[str, float | None]]:
    """Return figures with four digits; what is no number becomes null."""
    return {
        name: {key: round(value, 4) if value == value else None for key, value in row.items()}
        for name, row in rows.items()
    }


def _sentence(aim: Aim) -> str:
    sign = "at least" if aim.at_least else "at most"
    return f"{aim.measure} {aim.value:.2f}, asked for {sign} {aim.limit:.2f}: {'met' if aim.met else 'missed'}"
