"""Find the sounds of a training folder and their classes, and say what was rejected and why."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import soundfile

from drumgen.errors import DataError

AUDIO_SUFFIXES = (".wav", ".flac", ".aif", ".aiff", ".ogg")
MANIFEST = "manifest.csv"
SHORTEST_S = 0.01


@dataclass(frozen=True)
class Sound:
    """One file of a training folder.

    Parameters
    ----------
    path : Path
    label : str
        Its class.
    licence, source, attribution, kit, description : str
        From the manifest, empty where there is none.
    pitch : float or None
        MIDI note number from the manifest's column midi_pitch.
    """

    path: Path
    label: str
    licence: str = ""
    source: str = ""
    attribution: str = ""
    kit: str = ""
    description: str = ""
    pitch: float | None = None


@dataclass
class ScanReport:
    """What a folder holds: usable sounds, and rejected files with the reason."""

    folder: Path
    sounds: list[Sound] = field(default_factory=list)
    rejected: list[tuple[Path, str]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return the number of usable sounds per class, sorted by name."""
        return dict(sorted(Counter(sound.label for sound in self.sounds).items()))

    def lines(self) -> list[str]:
        """Return the report as readable lines."""
        lines = [f"{len(self.sounds)} sounds in {self.folder}, {len(self.rejected)} files rejected"]
        lines += [f"  {label:<12} {count:>5}" for label, count in self.counts().items()]
        reasons = Counter(reason for _, reason in self.rejected)
        for reason, count in reasons.most_common():
            example = next(path for path, why in self.rejected if why == reason)
            lines.append(f"  rejected {count}: {reason} (for example {example})")
        return lines

    def summary(self) -> dict[str, Any]:
        """Return the report as data: sounds of each class, rejected files of each reason with one example."""
        reasons = Counter(reason for _, reason in self.rejected)
        examples = {reason: str(path) for path, reason in reversed(self.rejected)}
        return {
            "folder": str(self.folder),
            "classes": self.counts(),
            "rejected": [
                {"reason": reason, "files": files, "example": examples[reason]}
                for reason, files in reasons.most_common()
            ],
        }


def scan(folder: Path, *, share_alike: bool = False) -> ScanReport:
    """Scan a folder whose classes come from its manifest.csv (columns file, label) or from its subfolders' names.

    Parameters
    ----------
    folder : Path
    share_alike : bool
        Whether to keep sounds whose licence asks derived works to carry the same licence (CC-BY-SA).

    Raises
    ------
    DataError
        If the folder does not exist or holds no usable sound.
    """
    if not folder.is_dir():
        raise DataError(f"The data folder {folder} does not exist; name a folder of WAV or FLAC files.")
    candidates = _from_manifest(folder) if (folder / MANIFEST).is_file() else _from_subfolders(folder)
    report = ScanReport(folder)
    for sound in candidates:
        reason = _reason_to_reject(sound, share_alike=share_alike)
        if reason:
            report.rejected.append((sound.path, reason))
        else:
            report.sounds.append(sound)
    if not report.sounds:
        why = f" ({report.rejected[0][1]}: {report.rejected[0][0]})" if report.rejected else ""
        raise DataError(
            f"The data folder {folder} holds no usable sounds{why}; put WAV or FLAC files into one subfolder per class."
        )
    return report


def caption_of(sound: Sound) -> str:
    """Return a sound's description without what follows the first comma (its kit), or else its class."""
    return sound.description.partition(",")[0] or sound.label.replace("_", " ")


def _from_manifest(folder: Path) -> list[Sound]:
    try:
        with (folder / MANIFEST).open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"The manifest {folder / MANIFEST} cannot be read: {error}.") from error
    if rows and not {"file", "label"} <= rows[0].keys():
        raise DataError(f"The manifest {folder / MANIFEST} needs the columns file and label.")
    return [
        Sound(
            folder / row["file"],
            row["label"],
            licence=row.get("licence") or "",
            source=row.get("source") or "",
            attribution=row.get("attribution") or "",
            kit=row.get("kit") or "",
            description=row.get("description") or "",
            pitch=_number(row.get("midi_pitch")),
        )
        for row in rows
    ]


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _from_subfolders(folder: Path) -> list[Sound]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in AUDIO_SUFFIXES)
    return [Sound(path, _label_of_folder(path.relative_to(folder))) for path in files]


def _label_of_folder(relative: Path) -> str:
    if len(relative.parts) < 2:
        return ""
    return relative.parts[0].strip().lower().replace(" ", "_").replace("-", "_")


def _reason_to_reject(sound: Sound, *, share_alike: bool) -> str:
    """Return why a file cannot be used, or an empty string."""
    if not sound.label:
        return "no class: the file lies outside the class subfolders"
    if sound.licence.upper().startswith("CC-BY-SA") and not share_alike:
        return "share-alike licence"
    try:
        info = soundfile.info(str(sound.path))
    except (soundfile.SoundFileError, OSError):
        return "not a readable audio file"
    if info.frames < SHORTEST_S * info.samplerate:
        return f"shorter than {SHORTEST_S * 1000:.0f} ms"
    return ""
