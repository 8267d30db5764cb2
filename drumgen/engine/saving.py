"""A generated sound becomes a file that carries its name, its class, its seed and the whole request.

``Kick_s1234_v01.wav`` is the first sound of class kick from seed 1234, ``Kick_DarkShort_s1234_v01.wav`` one that was
wished dark and short.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from drumgen import __version__
from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.audio.resampling import resample
from drumgen.audio.shaping import fade_out, normalize_peak
from drumgen.engine.finishing import PEAK_DBFS
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance

_TEXT_BYTES = 8192  # headers, tags with a prompt among them, and the last block of the file system
_MAX_LABEL_CHARACTERS = 40
_MAX_WISH_CHARACTERS = 24
_FILLERS = frozenset(("a", "an", "and", "the", "with"))  # what a wish is as clear without
_WORDS = re.compile(r"[^\W_]+")  # letters and digits of any script


def save_sound(
    sound: GeneratedSound,
    folder: Path,
    *,
    sample_format: SampleFormat = SampleFormat.WAV24,
    rate_hz: int | None = None,
) -> Path:
    """Write a sound under the next free name of its class, seed and number.

    Parameters
    ----------
    sound : GeneratedSound
        The sound.
    folder : Path
        An existing folder. Files in it are never replaced.
    sample_format : SampleFormat
        How samples are stored.
    rate_hz : int or None
        Sampling rate of the file; None keeps the sound's own.

    Returns
    -------
    Path
        The file. Its metadata holds the provenance as JSON in the comment.

    Raises
    ------
    OutputError
        If the file cannot be written; then there is none.
    """
    origin = sound.provenance
    path = free_path(
        folder, origin.label, origin.request.seed, origin.index, sample_format.suffix, wish=wish_of(origin)
    )
    clip = sound.clip if rate_hz is None else at_rate(sound.clip, rate_hz)
    return write_clip(path, clip, sample_format=sample_format, tags=sound_tags(origin, title=path.stem))


def sound_tags(origin: Provenance, *, title: str) -> dict[str, str]:
    """Return the texts that a sound's file carries; `Provenance.from_json` reads the comment."""
    return {"title": title, "software": f"drumgen {__version__}", "comment": origin.to_json()}


def at_rate(clip: Clip, rate_hz: int) -> Clip:
    """Return a finished sound at another rate, again with its peak at -1 dBFS and its last sample 0."""
    if rate_hz == clip.rate_hz:
        return clip
    samples = resample(clip, rate_hz).samples
    return Clip(normalize_peak(fade_out(samples, rate_hz), peak_dbfs=PEAK_DBFS), rate_hz)


def file_bytes_at_most(duration_s: float, *, sample_format: SampleFormat, rate_hz: int) -> int:
    """Return how large the file of a one-channel sound may become, for a look at the disk beforehand."""
    return round(duration_s * rate_hz) * sample_format.bits // 8 + _TEXT_BYTES


def wish_of(origin: Provenance) -> str:
    """Return the words that a sound was wished in, empty for none."""
    return (origin.choice.prompt if origin.choice is not None else origin.request.prompt) or ""


def sound_file_name(label: str, seed: int, index: int, suffix: str, *, wish: str = "") -> str:
    """Return the name for one sound of a request.

    Parameters
    ----------
    label : str
        Class name, such as ``closed_hat``; it becomes ``ClosedHat``. What no file system likes is left out.
    seed : int
        Seed of the request, that is of its first sound.
    index : int
        Place of the sound in the request, from 0; the name counts from 1.
    suffix : str
        File name ending, with its dot.
    wish : str
        The sound in words; as many as there is room for, those of the class and fillers left out.

    Returns
    -------
    str
    """
    camel = _camel(_WORDS.findall(label), _MAX_LABEL_CHARACTERS) or "Sound"
    needless = _FILLERS | {word.lower() for word in _WORDS.findall(label)}
    wished = _camel([word for word in _WORDS.findall(wish) if word.lower() not in needless], _MAX_WISH_CHARACTERS)
    return "_".join(part for part in (camel, wished, f"s{seed}", f"v{index + 1:02d}{suffix}") if part)


def free_path(folder: Path, label: str, seed: int, index: int, suffix: str, *, wish: str = "") -> Path:
    """Return the first path in `folder`, counting up from `index`, where nothing is yet.

    Parameters
    ----------
    folder : Path
        Where the sound will go.
    label, seed, index, suffix, wish
        As in `sound_file_name`.

    Returns
    -------
    Path
    """
    while (path := folder / sound_file_name(label, seed, index, suffix, wish=wish)).exists():
        index += 1
    return path


def _camel(words: Sequence[str], most: int) -> str:
    """Return words written together, the last ones left out where there are too many; a single one is cut."""
    result = ""
    for word in words:
        if result and len(result) + len(word) > most:
            break
        result += word[0].upper() + word[1:]
    return result[:most]
