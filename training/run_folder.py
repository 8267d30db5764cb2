"""What every run leaves in its folder besides checkpoints: its settings, its sources, its loss curve."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drumgen import __version__
from drumgen.errors import DataError, OutputError
from training.data.pack import Pack, PackedSound
from training.data.scan import Sound
from training.loop import LOG
from training.settings import CodecRecipe, DenoiserRecipe

RUN = "run.json"
SOURCES = "sources.json"


def open_folder(folder: Path) -> Path:
    """Make the run's folder.

    Raises
    ------
    OutputError
        If it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".write-test"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(
            f"The run folder {folder} cannot be written ({error.strerror}); choose another --out."
        ) from error
    return folder


def source_table(pack: Pack) -> list[dict[str, Any]]:
    """Return `source_rows` of a pack's unvaried sounds."""
    return source_rows([pack.rows[i] for i in pack.originals()])


def source_rows(sounds: Sequence[Sound | PackedSound]) -> list[dict[str, Any]]:
    """Return one row a source and licence, with attribution and number of files, most files first."""
    counts = Counter((row.source or "own files", row.licence or "unknown") for row in sounds)
    credits: dict[tuple[str, str], dict[str, None]] = {key: {} for key in counts}
    for row in sounds:
        if row.attribution:
            credits[row.source or "own files", row.licence or "unknown"][row.attribution] = None
    return [
        {"source": source, "licence": licence, "files": files, "attribution": "; ".join(credits[source, licence])}
        for (source, licence), files in counts.most_common()
    ]


def write_sources(folder: Path, sounds: Sequence[Sound]) -> None:
    """Write the table of sources beside shards, which do not keep it themselves."""
    text = json.dumps(source_rows(sounds), indent=2, ensure_ascii=False) + "\n"
    try:
        (folder / SOURCES).write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"The sources cannot be written to {folder} ({error.strerror}); choose another --out.") from (
            error
        )


def read_sources(folder: Path) -> list[dict[str, Any]]:
    """Read what `write_sources` wrote.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    try:
        rows: list[dict[str, Any]] = json.loads((folder / SOURCES).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"The shards in {folder} have no readable {SOURCES}; pack the sounds anew.") from error
    return rows


def save_run(folder: Path, recipe: CodecRecipe | DenoiserRecipe, pack: Pack, **facts: Any) -> None:
    """Write run.json: the resolved recipe, the classes, the sources and any further facts."""
    content = {
        "drumgen_version": __version__,
        "recipe": asdict(recipe),
        "classes": list(pack.labels),
        "sources": source_table(pack),
        **facts,
    }
    (folder / RUN).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_run(folder: Path) -> dict[str, Any]:
    """Read run.json.

    Raises
    ------
    DataError
        If the folder holds no run.
    """
    try:
        content: dict[str, Any] = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"The folder {folder} holds no finished training run (no readable {RUN}); train first."
        ) from error
    return content


def plot_loss(folder: Path) -> None:
    """Draw the loss curve of log.jsonl into loss.png."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    lines = [json.loads(line) for line in (folder / LOG).read_text(encoding="utf-8").splitlines()]
    names = sorted({name for line in lines for name in line} - {"step", "minutes", "steps_per_s"})
    figure, axes = pyplot.subplots(figsize=(8, 4.5), layout="constrained")
    for name in names:
        points = [(line["step"], line[name]) for line in lines if name in line]
        axes.plot(*zip(*points, strict=True), label=name, linewidth=1.2)
    axes.set(xlabel="step", ylabel="loss", yscale="log", title=folder.name)
    axes.legend()
    figure.savefig(folder / "loss.png", dpi=110)
    pyplot.close(figure)
