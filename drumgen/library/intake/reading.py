"""A sound file becomes a row of the library: its samples' name, class, title, length, origin and description."""

import time
from pathlib import Path, PurePosixPath

import soundfile

from drumgen.audio.files import check_audible, read_clip, read_tags
from drumgen.audio.identity import clip_id
from drumgen.engine.provenance import Provenance
from drumgen.errors import AudioFileError, RequestError
from drumgen.library.intake.naming import guess_label
from drumgen.library.records import NewSound
from drumgen.library.similarity.descriptor import describe

SUFFIXES = frozenset({".wav", ".wave", ".aif", ".aiff", ".flac", ".ogg", ".mp3"})
LONGEST_S = 60.0


def read_sound(folder: Path, relative: str, *, folder_id: int | None) -> NewSound:
    """Read a file and describe its sound.

    Parameters
    ----------
    folder : Path
        The user's folder, or the one of kept sounds.
    relative : str
        The file's path in it, with ``/`` between its parts.
    folder_id : int or None
        The folder's number; None for the one of kept sounds.

    Raises
    ------
    AudioFileError
        If it is not a readable one-shot: damaged, silent, or longer than a minute.
    """
    path = folder.joinpath(*PurePosixPath(relative).parts)
    _check_length(path)
    clip = read_clip(path)
    check_audible(clip, path)
    try:
        vector = describe(clip)
    except ValueError as error:  # a constant offset is loud but no sound
        raise AudioFileError(f"{path} is silent; choose a file with a sound in it.") from error
    status = path.stat()
    tags = read_tags(path)
    origin = _provenance(tags)
    inside = PurePosixPath(relative)
    return NewSound(
        clip_id=clip_id(clip),
        path=relative,
        label=origin.label if origin else guess_label(PurePosixPath(folder.name) / inside if folder_id else inside),
        title=inside.stem if folder_id else tags.get("title") or inside.stem,
        duration_s=clip.duration_s,
        added_s=time.time() if folder_id else status.st_mtime,
        provenance=origin,
        vector=vector,
        folder_id=folder_id,
        mtime_ns=status.st_mtime_ns,
        size_bytes=status.st_size,
    )


def _check_length(path: Path) -> None:
    """Raise AudioFileError for what is no one-shot; what cannot be opened is left to the reader to explain."""
    try:
        duration_s = soundfile.info(path).duration
    except (soundfile.LibsndfileError, TypeError, OSError):
        return
    if duration_s > LONGEST_S:
        raise AudioFileError(
            f"{path} is {duration_s:.0f} s long; the library takes sounds of up to {LONGEST_S:.0f} s, so cut it."
        )


def _provenance(tags: dict[str, str]) -> Provenance | None:
    try:
        return Provenance.from_json(tags["comment"])
    except (KeyError, RequestError):
        return None
