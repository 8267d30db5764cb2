"""Sounds become files, and the user is told which; what all commands share that make sounds."""

import json
import secrets
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from drumgen.audio.formats import SampleFormat
from drumgen.audio.width import check_width, widen
from drumgen.cli.console import emit, emit_json, messages
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from drumgen.engine.saving import save_sound
from drumgen.errors import OutputError

_RANDOM_SEEDS = 10**8  # short enough to be read off a file name


@dataclass(frozen=True)
class Written:
    """A finished file; its samples are let go, for there may be thousands."""

    path: Path
    duration_s: float
    origin: Provenance


@dataclass
class Output:
    """Where the sounds of one call of a command go, and those that are there.

    Parameters
    ----------
    folder : Path
    sample_format : SampleFormat
    rate_hz : int or None
        None: the sounds' own.
    seed : int
        Of the first sound.
    provider : str
        Compute provider that really runs.
    total : int
        How many sounds are to come.
    width : float
        Stereo width of the files, 0 to 1.

    Raises
    ------
    RequestError
        If the width is out of range.
    """

    folder: Path
    sample_format: SampleFormat
    rate_hz: int | None
    seed: int
    provider: str
    total: int
    width: float = 0.0
    written: list[Written] = field(default_factory=list)
    elapsed_s: float = 0.0
    _start_s: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        check_width(self.width)

    def write(self, sound: GeneratedSound) -> None:
        """Write a sound.

        Raises
        ------
        OutputError
            If it cannot be written; then there is no file.
        """
        peak = float(np.abs(sound.clip.samples).max(initial=0.0))
        if peak > 1.0 and self.sample_format is not SampleFormat.FLOAT and self.rate_hz in (None, sound.clip.rate_hz):
            raise OutputError(
                f"The sound exceeds full scale ({20.0 * np.log10(peak):+.1f} dBFS), as its source does; choose the "
                f"format {SampleFormat.FLOAT.value}."
            )
        sound = replace(sound, clip=widen(sound.clip, self.width))
        path = save_sound(sound, self.folder, sample_format=self.sample_format, rate_hz=self.rate_hz)
        self.written.append(Written(path, sound.clip.duration_s, sound.provenance))
        self.elapsed_s = time.monotonic() - self._start_s

    def report(
        self,
        *,
        as_json: bool,
        quiet: bool,
        unknown_words: tuple[str, ...] = (),
        taken_words: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Print the files that were written; nothing if there are none."""
        if not self.written:
            return
        if as_json:
            emit_json(self._as_json(unknown_words, taken_words))
        else:
            for file in self.written:
                emit(str(file.path))
        sounds = "1 sound" if len(self.written) == 1 else f"{len(self.written)} sounds"
        messages(quiet=quiet).print(
            f"{sounds} in {self.elapsed_s:.1f} s on {self.provider}, seed {self.seed}, in {self.folder}", markup=False
        )

    def _as_json(self, unknown_words: tuple[str, ...], taken_words: tuple[tuple[str, str], ...]) -> dict[str, object]:
        return {
            "complete": len(self.written) == self.total,
            "seed": self.seed,
            "folder": str(self.folder),
            "format": self.sample_format.value,
            "rate_hz": self.rate_hz,
            "provider": self.provider,
            "unknown_words": list(unknown_words),
            "taken_words": dict(taken_words),
            "elapsed_s": round(self.elapsed_s, 3),
            "sounds": [
                {
                    "path": str(file.path),
                    "label": file.origin.label,
                    "seed": file.origin.seed,
                    "duration_s": round(file.duration_s, 6),
                    "provenance": json.loads(file.origin.to_json()),
                }
                for file in self.written
            ],
        }


def chosen_seed(seed: int | None) -> int:
    """Return the seed that was asked for, or a random one."""
    return secrets.randbelow(_RANDOM_SEEDS) if seed is None else seed
