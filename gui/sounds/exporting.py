"""Write sounds into a folder of the user's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import check_room, prepare_folder
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.saving import file_bytes_at_most, save_sound
from drumgen.errors import Cancelled
from gui.jobs import Job


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
    seconds = [sound.clip.duration_s for sound in order.sounds]
    check_room(
        order.folder,
        sum(file_bytes_at_most(s, sample_format=order.sample_format, rate_hz=order.rate_hz) for s in seconds),
    )
    paths = []
    for sound in order.sounds:
        if job.is_cancelled:
            raise Cancelled("The export was cancelled.")
        paths.append(save_sound(sound, order.folder, sample_format=order.sample_format, rate_hz=order.rate_hz))
    return paths
