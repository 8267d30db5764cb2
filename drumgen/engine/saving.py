"""A generated sound becomes a file that carries its name, its class, its seed and the whole request."""

from pathlib import Path

from drumgen import __version__
from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.audio.resampling import resample
from drumgen.audio.shaping import fade_out, normalize_peak
from drumgen.engine.finishing import PEAK_DBFS
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.naming import free_path
from drumgen.engine.provenance import Provenance

_TEXT_BYTES = 8192  # headers, tags with a prompt among them, and the last block of the file system


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
    path = free_path(folder, origin.label, origin.request.seed, origin.index, sample_format.suffix)
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
