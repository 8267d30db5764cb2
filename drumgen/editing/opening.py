"""Any audio file becomes a sound that can be edited."""

from dataclasses import dataclass
from pathlib import Path

from drumgen.audio.clip import Clip
from drumgen.audio.files import check_audible, read_clip, read_tags
from drumgen.editing.limits import check_length
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from drumgen.errors import AudioFileError, RequestError


@dataclass(frozen=True, eq=False)
class OpenedSound:
    """A sound from a file.

    Parameters
    ----------
    clip : Clip
        As the file holds it: its own rate, all channels, nothing cut.
    provenance : Provenance or None
        Where drumgen made it; None in a file that it did not make.
    path : Path
        The file.
    """

    clip: Clip
    provenance: Provenance | None
    path: Path

    @property
    def source(self) -> Clip | GeneratedSound:
        """What `drumgen.editing.editor.SoundEditor` takes."""
        return self.clip if self.provenance is None else GeneratedSound(self.clip, self.provenance)


def open_sound(path: Path) -> OpenedSound:
    """Read an audio file for editing.

    Raises
    ------
    AudioFileError
        If the file is missing, a folder, empty, truncated, silent, not audio, or longer than a one-shot can be.
    """
    if path.is_dir():
        raise AudioFileError(f"{path} is a folder; choose one audio file in it.")
    clip = read_clip(path)
    check_audible(clip, path)
    check_length(clip, str(path))
    try:
        provenance = Provenance.from_json(read_tags(path).get("comment", ""))
    except RequestError:  # a comment in words, or another program's
        provenance = None
    return OpenedSound(clip, provenance, path)
