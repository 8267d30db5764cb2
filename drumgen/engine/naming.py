"""Names of sound files: ``Kick_s1234_v01.wav`` is the first sound of class kick from seed 1234."""

import re
from pathlib import Path

_MAX_LABEL_CHARACTERS = 40
_WORDS = re.compile(r"[^\W_]+")  # letters and digits of any script


def sound_file_name(label: str, seed: int, index: int, suffix: str) -> str:
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

    Returns
    -------
    str
    """
    words = _WORDS.findall(label)
    camel = "".join(word[0].upper() + word[1:] for word in words)[:_MAX_LABEL_CHARACTERS]
    return f"{camel or 'Sound'}_s{seed}_v{index + 1:02d}{suffix}"


def free_path(folder: Path, label: str, seed: int, index: int, suffix: str) -> Path:
    """Return the first path in `folder`, counting up from `index`, where nothing is yet.

    Parameters
    ----------
    folder : Path
        Where the sound will go.
    label, seed, index, suffix
        As in `sound_file_name`.

    Returns
    -------
    Path
    """
    while (path := folder / sound_file_name(label, seed, index, suffix)).exists():
        index += 1
    return path
