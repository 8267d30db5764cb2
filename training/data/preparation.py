"""Preparation of sounds for pictures (seed 001): mono, rate, level, silence, length; and a report of what was done."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from drumgen.errors import DataError

Float32 = NDArray[np.float32]

PEAK_DBFS = -1.0
SILENCE_DB = -60.0
"""Below the sound's own peak; what stays below it for long is silence."""

PREROLL_S = 0.002
LONGEST_GAP_S = 0.3
"""Silence inside a sound is shortened to this."""

FADE_S = 0.005
_INAUDIBLE = 1e-4
_CLIPPED_RUN = 3
_FRAME_S = 0.002


@dataclass(frozen=True)
class Facts:
    """What preparing one sound did.

    Parameters
    ----------
    seconds : float
        Of the file.
    silence_s : float
        Removed.
    resampled, clipped, padded, cut : bool
        Clipped: the file itself holds runs of samples at full scale.
    """

    seconds: float
    silence_s: float
    resampled: bool
    clipped: bool
    padded: bool = False
    cut: bool = False


@dataclass(frozen=True, eq=False)
class Prepared:
    """A prepared sound.

    Parameters
    ----------
    audio : float32, shape (N,)
        Exactly as long as asked for, peak at -1 dBFS.
    whole : float32, shape (M,)
        The same before it was padded or cut.
    rate_hz : int
    facts : Facts
    """

    audio: Float32
    whole: Float32
    rate_hz: int
    facts: Facts


@dataclass
class PreparationReport:
    """What a folder's preparation did, file by file."""

    facts: list[Facts] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)

    def add(self, found: Facts | str) -> None:
        """Count a prepared sound, or a rejected one with its reason."""
        if isinstance(found, str):
            self.rejected.append(found)
        else:
            self.facts.append(found)

    def lines(self, *, shown: int = 3) -> list[str]:
        """Return the report as readable lines."""
        facts = self.facts
        kinds = ("resampled", "clipped", "padded", "cut")
        counts = Counter(kind for fact in facts for kind in kinds if getattr(fact, kind))
        lines = [
            f"{len(facts)} files prepared, {sum(fact.seconds for fact in facts):.1f} s; "
            f"{sum(fact.silence_s for fact in facts):.1f} s of silence removed; "
            + ", ".join(f"{counts[kind]} {kind}" for kind in kinds)
        ]
        if self.rejected:
            lines.append(f"{len(self.rejected)} files rejected, such as:")
        return lines + [f"  {reason}" for reason in self.rejected[:shown]]


def load_mono(path: Path, rate_hz: int) -> tuple[Float32, Facts]:
    """Read a file, mix it to mono, resample it and bring its peak to -1 dBFS.

    This is all that a continuous take needs: its silences are music and stay. Raises like `prepare_file`.
    """
    return _mono(*_read(path), rate_hz, str(path))


def prepare_file(path: Path, rate_hz: int, n_samples: int) -> Prepared:
    """Prepare a one-shot from its file.

    Parameters
    ----------
    path : Path
    rate_hz, n_samples : int
        Of the result.

    Raises
    ------
    DataError
        If the file is unreadable or silent.
    """
    return prepare_samples(*_read(path), rate_hz, n_samples, name=str(path))


def prepare_samples(samples: Float32, own_rate_hz: int, rate_hz: int, n_samples: int, *, name: str) -> Prepared:
    """Prepare a one-shot from its samples (M, C); `name` is what an error calls it. Raises like `prepare_file`."""
    audio, facts = _mono(samples, own_rate_hz, rate_hz, name)
    whole = without_silence(audio, rate_hz)
    removed = (len(audio) - len(whole)) / rate_hz
    found = Facts(
        facts.seconds, removed, facts.resampled, facts.clipped, len(whole) < n_samples, len(whole) > n_samples
    )
    return Prepared(fitted(whole, rate_hz, n_samples), whole, rate_hz, found)


def _read(path: Path) -> tuple[Float32, int]:
    try:
        samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError) as error:
        raise DataError(f"The file {path} cannot be read as audio; remove it or convert it to WAV.") from error
    return samples, rate


def _mono(samples: Float32, own_rate_hz: int, rate_hz: int, name: str) -> tuple[Float32, Facts]:
    mono = samples.mean(axis=1)
    if not len(mono) or not np.isfinite(mono).all() or np.abs(mono).max() < _INAUDIBLE:
        raise DataError(f"The file {name} is silent or holds no numbers; remove it.")
    if own_rate_hz != rate_hz:
        mono = soxr.resample(mono, own_rate_hz, rate_hz, quality="HQ")
    facts = Facts(len(samples) / own_rate_hz, 0.0, own_rate_hz != rate_hz, _is_clipped(samples))
    return levelled(mono), facts


def levelled(audio: NDArray[np.floating]) -> Float32:
    """Return the sound with its peak at -1 dBFS; silence stays silence."""
    peak = float(np.abs(audio).max(initial=0.0))
    gain = 10.0 ** (PEAK_DBFS / 20.0) / peak if peak > 0.0 else 1.0
    return np.asarray(audio * gain, dtype=np.float32)


def without_silence(audio: Float32, rate_hz: int) -> Float32:
    """Return the sound without leading and trailing silence, and with long silences inside it shortened.

    Frames of 2 ms whose peak lies more than 60 dB below the sound's are silent. 2 ms before the first sounding frame
    stay, so that no attack is cut, and 0.3 s of every inner silence, half at each of its ends.
    """
    frame = max(round(_FRAME_S * rate_hz), 1)
    frames = -(-len(audio) // frame)
    peaks = np.abs(np.pad(audio, (0, frames * frame - len(audio)))).reshape(frames, frame).max(axis=1)
    sounding = peaks > peaks.max(initial=0.0) * 10.0 ** (SILENCE_DB / 20.0)
    if not sounding.any():
        return audio[:0]
    at = np.flatnonzero(sounding)
    kept = np.zeros(frames, dtype=bool)
    half = max(round(0.5 * LONGEST_GAP_S * rate_hz / frame), 1)
    for first, last in _runs(at, gap=2 * half):
        kept[max(first - half, 0) : last + half + 1] = True
    kept[: max(at[0] - round(PREROLL_S * rate_hz / frame), 0)] = False
    kept[at[-1] + 1 :] = False
    return np.asarray(audio[np.repeat(kept, frame)[: len(audio)]])


def fitted(audio: Float32, rate_hz: int, n_samples: int) -> Float32:
    """Return the sound padded with zeros, or cut with a fade of 5 ms, to n_samples."""
    if len(audio) <= n_samples:
        return np.pad(audio, (0, n_samples - len(audio)))
    out = audio[:n_samples].copy()
    fade = min(round(FADE_S * rate_hz), n_samples)
    out[n_samples - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)
    return out


def _runs(at: NDArray[np.intp], *, gap: int) -> Iterable[tuple[int, int]]:
    """Split rising numbers where they are more than `gap` apart; yield the first and last of each run."""
    breaks = np.flatnonzero(np.diff(at) > gap)
    starts, ends = np.r_[0, breaks + 1], np.r_[breaks, len(at) - 1]
    return [(int(at[a]), int(at[b])) for a, b in zip(starts, ends, strict=True)]


def _is_clipped(samples: Float32) -> bool:
    """Return whether some channel stays at full scale for several samples on end."""
    full = np.abs(samples) >= 1.0 - 2.0**-15
    together = full[: len(full) - _CLIPPED_RUN + 1].copy()
    for k in range(1, _CLIPPED_RUN):
        together &= full[k : len(full) - _CLIPPED_RUN + 1 + k]
    return bool(together.any())
