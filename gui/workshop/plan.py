"""What is trained: on which folder, under which name, for how long; remembered in the run's folder."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from drumgen.audio.output import write_atomically
from drumgen.errors import TrainingError

PLAN = "plan.json"
CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
PREVIEWS = "previews"
PREVIEW_EVERY_MINUTES = 2.0
_VERSION = 1
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_TAKEN = ("codec_encoder", "codec_decoder")


@dataclass(frozen=True)
class TrainingPlan:
    """A run of the drum model on a folder of samples, with the codec that the app ships.

    Parameters
    ----------
    data : Path
        Folder with a subfolder for each class, or with a manifest.csv.
    name : str
        Of the model and of the run's folder.
    minutes : float
        Training time over all runs.
    recipe : Path or None
        Settings (TOML) other than the shipped ones.
    """

    data: Path
    name: str
    minutes: float
    recipe: Path | None = None

    def report_command(self) -> list[str]:
        """Return the arguments of Python that report on the data."""
        return ["-m", "training", "drums", "--data", str(self.data), "--dry-run", "--json"]

    def training_command(self, run: Path, models: Path) -> list[str]:
        """Return the arguments of Python that train in folder `run`; they go on from a checkpoint if there is one."""
        options = ["--minutes", f"{self.minutes:g}", "--preview-minutes", f"{self.preview_minutes:g}"]
        if self.recipe is not None:
            options += ["--recipe", str(self.recipe)]
        places = ["--data", str(self.data), "--out", str(run), "--models", str(models)]
        return ["-m", "training", "drums", *places, *options, "--resume", "--until-input-ends"]

    def export_command(self, run: Path, folder: Path) -> list[str]:
        """Return the arguments of Python that turn the run into a model in `folder`, where the codec lies already."""
        return ["-m", "export", "drums", "--run", str(run), "--out", str(folder), "--name", self.name]

    @property
    def preview_minutes(self) -> float:
        """How often sounds are made on the way."""
        return min(PREVIEW_EVERY_MINUTES, self.minutes / 4.0)

    def save(self, run: Path) -> None:
        """Remember the plan in the run's folder, which is made.

        Raises
        ------
        TrainingError
            If the folder cannot be made.
        OutputError
            If the file cannot be written.
        """
        try:
            run.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            text = QCoreApplication.translate("Workshop", "The folder {path} cannot be made ({reason}).")
            raise TrainingError(text.format(path=run, reason=error.strerror)) from error
        content = asdict(self) | {"version": _VERSION, "data": str(self.data)}
        content["recipe"] = None if self.recipe is None else str(self.recipe)
        write_atomically(run / PLAN, (json.dumps(content, indent=2) + "\n").encode())


def read_plan(run: Path) -> TrainingPlan | None:
    """Return the plan of a run's folder, None if there is none that can be read."""
    try:
        content = json.loads((run / PLAN).read_text(encoding="utf-8"))
        if content["version"] > _VERSION:
            return None
        recipe = content.get("recipe")
        data, minutes = Path(str(content["data"])), float(content["minutes"])
        return TrainingPlan(data, run.name, minutes, Path(str(recipe)) if recipe else None)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def earlier_runs(root: Path) -> list[TrainingPlan]:
    """Return the plans of the runs in a folder, the latest first."""
    if not root.is_dir():
        return []
    folders = sorted((each for each in root.iterdir() if (each / PLAN).is_file()), key=_age)
    return [plan for plan in map(read_plan, folders) if plan is not None]


def check_name(name: str) -> str:
    """Return the name of a model.

    Raises
    ------
    TrainingError
        If no file can be called that, or a part of the app is.
    """
    if not _NAME.fullmatch(name) or name in _TAKEN:
        raise TrainingError(
            QCoreApplication.translate(
                "Workshop", "A model's name has small letters, digits, - and _ only; choose one like my-kit."
            )
        )
    return name


def free_name(root: Path, wished: str = "mine") -> str:
    """Return `wished`, or with a number after it, so that no run in `root` has that name."""
    number = 1
    while (root / (name := wished if number == 1 else f"{wished}-{number}")).exists():
        number += 1
    return name


def _age(folder: Path) -> float:
    return -(folder / PLAN).stat().st_mtime
