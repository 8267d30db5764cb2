"""What a folder of samples holds, as the training program found it."""

import json
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from drumgen.errors import TrainingError
from gui.translations import QT_TRANSLATE_NOOP

FEW = 12
"""Below so many sounds a class is learned by heart rather than learned from."""


REASONS = (
    QT_TRANSLATE_NOOP("Workshop", "no class: the file lies outside the class subfolders"),
    QT_TRANSLATE_NOOP("Workshop", "share-alike licence"),
    QT_TRANSLATE_NOOP("Workshop", "not a readable audio file"),
    QT_TRANSLATE_NOOP("Workshop", "shorter than 10 ms"),
)
"""What the training program says; other reasons are shown as it says them."""


@dataclass(frozen=True)
class Rejected:
    """Files that are left out: why, how many, and one of them."""

    reason: str
    files: int
    example: str

    @property
    def spoken(self) -> str:
        """The reason in the app's language."""
        return QCoreApplication.translate("Workshop", self.reason)


@dataclass(frozen=True)
class DataReport:
    """Sounds of each class, largest class first, and what is left out."""

    classes: tuple[tuple[str, int], ...]
    rejected: tuple[Rejected, ...]

    @property
    def sounds(self) -> int:
        """Number of sounds that can be trained on."""
        return sum(count for _, count in self.classes)

    @property
    def left_out(self) -> int:
        """Number of files that cannot."""
        return sum(each.files for each in self.rejected)

    @property
    def small_classes(self) -> tuple[str, ...]:
        """Classes of fewer than `FEW` sounds."""
        return tuple(label for label, count in self.classes if count < FEW)


def parse_report(text: str) -> DataReport:
    """Return the report that ``training drums --dry-run --json`` printed.

    Raises
    ------
    TrainingError
        If it is something else.
    """
    try:
        content = json.loads(text)
        classes = sorted(
            ((str(k), int(v)) for k, v in content["classes"].items()), key=lambda pair: (-pair[1], pair[0])
        )
        rejected = tuple(Rejected(str(r["reason"]), int(r["files"]), str(r["example"])) for r in content["rejected"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TrainingError(
            QCoreApplication.translate(
                "Workshop", "The data report cannot be read; install the app's own version of drumgen for training."
            )
        ) from error
    return DataReport(tuple(classes), rejected)
