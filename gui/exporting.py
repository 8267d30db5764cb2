"""Write sounds into a folder of the user's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import check_room, prepare_folder
from drumgen.audio.resampling import resample
from drumgen.audio.shaping import normalize_peak
from drumgen.engine.generator import GeneratedSound
from drumgen.errors import Cancelled
from gui.jobs import Job
from gui.sounds.files import sound_path, sound_tags

_TAGS_BYTES = 4096


@dataclass(frozen=True)
class ExportOrder:
    """What to write and how.

    Parameters
    ----------
    sounds : sequence of GeneratedSound
        In the order of writing.
    folder : Path
        Created if it is not there.
    sample_format : SampleFormat
        How samples are stored.
    rate_hz : int
        Sampling rate of the files.
    """

    sounds: Sequence[GeneratedSound]
    folder: Path
    sample_format: SampleFormat
    rate_hz: int


def export(job: Job, order: ExportOrder) -> list[Path]:
    """Write the sounds under names that are free, and return their paths; runs on any thread.

    Raises
    ------
    OutputError
        If the folder cannot be written or has too little room.
    Cancelled
        If the job was cancelled; what is written until then stays.
    """
    prepare_folder(order.folder)
    check_room(order.folder, sum(_size_bytes(sound.clip, order) for sound in order.sounds))
    paths = []
    for sound in order.sounds:
        if job.is_cancelled:
            raise Cancelled("The export was cancelled.")
        path = sound_path(order.folder, sound, order.sample_format.suffix)
        clip = at_rate(sound.clip, order.rate_hz)
        paths.append(write_clip(path, clip, sample_format=order.sample_format, tags=sound_tags(sound)))
    return paths


def at_rate(clip: Clip, rate_hz: int) -> Clip:
    """Return a clip at another rate with its peak where generated sounds have it; unchanged if the rate is the same."""
    if clip.rate_hz == rate_hz:
        return clip
    converted = resample(clip, rate_hz)
    return Clip(normalize_peak(converted.samples), rate_hz)


def _size_bytes(clip: Clip, order: ExportOrder) -> int:
    n_samples = clip.samples.size * order.rate_hz // clip.rate_hz + 1
    return n_samples * order.sample_format.bits // 8 + _TAGS_BYTES
