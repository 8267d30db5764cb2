"""Reading a kit file: either all of it, or one sentence that says why not.

Nothing in the file is trusted: sizes are limited before anything is unpacked, names never become paths outside a
temporary folder, and what a name refers to must be there and be audio.
"""

import re
import tempfile
import zipfile
import zlib
from pathlib import Path

from drumgen.audio.clip import Clip
from drumgen.audio.files import read_clip, read_tags
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.provenance import Provenance
from drumgen.errors import AudioFileError, KitError, RequestError
from drumgen.kits.kit import Kit, KitPad
from drumgen.kits.manifest import ManifestError, from_text
from drumgen.kits.writing import FOLDER, MANIFEST
from drumgen.pads.sound import LONGEST_S, Source

MAX_FILE_BYTES = 2**29
MAX_ENTRIES = 256
_MAX_MANIFEST_BYTES = 2**20
_MAX_SOUND_BYTES = 2**26
_SOUND_NAME = re.compile(rf"{FOLDER}/[^/\\:\0]+\.wav", re.IGNORECASE)
_DAMAGED = "is damaged or truncated; open another copy of it"


def read_kit(path: Path) -> Kit:
    """Read a kit file.

    Parameters
    ----------
    path : Path
        A file that `drumgen.kits.writing.write_kit` wrote.

    Returns
    -------
    Kit

    Raises
    ------
    KitError
        If there is no such file, it is no kit, is from a newer version, damaged, or was edited wrongly.
    """
    try:
        _check_file(path)
        with zipfile.ZipFile(path) as archive:
            return _read(archive)
    except ManifestError as error:
        raise KitError(f"The kit {path} {error}.") from error
    except zipfile.BadZipFile as error:
        problem = _DAMAGED if _looks_like_zip(path) else "is not a drumgen kit; choose a file that drumgen saved"
        raise KitError(f"The kit {path} {problem}.") from error
    except (zlib.error, EOFError, RuntimeError, ValueError) as error:  # also encrypted, or packed in an unknown way
        raise KitError(f"The kit {path} {_DAMAGED}.") from error
    except OSError as error:
        raise KitError(f"The kit {path} cannot be read ({error.strerror or error}); check its permissions.") from error


def _check_file(path: Path) -> None:
    if not path.exists():
        raise KitError(f"There is no kit {path}; check its name and folder.")
    if not path.is_file():
        raise KitError(f"{path} is not a file; choose a kit file.")
    if path.stat().st_size > MAX_FILE_BYTES:
        raise KitError(f"{path} is too large for a kit (more than {MAX_FILE_BYTES >> 20} MiB); choose another file.")


def _looks_like_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _read(archive: zipfile.ZipFile) -> Kit:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or MANIFEST not in archive.namelist():
        raise ManifestError("is not a drumgen kit; choose a file that drumgen saved")
    manifest = from_text(_bytes(archive, MANIFEST, _MAX_MANIFEST_BYTES).decode("utf-8"))
    pads = []
    with tempfile.TemporaryDirectory(prefix="drumgen-kit-") as folder:
        for number, (settings, name) in enumerate(manifest.pads, start=1):
            sound = None if name is None else _sound(archive, name, Path(folder) / f"{number}.wav")
            pads.append(KitPad(settings, sound))
    return Kit(manifest.name, tuple(pads), manifest.seed, manifest.prompt)


def _bytes(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Unpack an entry, no further than `limit`, whatever its header says."""
    with archive.open(name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ManifestError(f"holds an entry that is too large ({name}); choose another kit")
    return data


def _sound(archive: zipfile.ZipFile, name: str, path: Path) -> Source:
    if not _SOUND_NAME.fullmatch(name):
        raise ManifestError(f"names a sound outside its folder ({name!r}); correct its kit.json")
    if name not in archive.namelist():
        raise ManifestError(
            f"lacks the sound {name}; open another copy of it, or set the sound to null in its kit.json"
        )
    path.write_bytes(_bytes(archive, name, _MAX_SOUND_BYTES))
    try:
        clip, comment = read_clip(path), read_tags(path).get("comment", "")
    except AudioFileError as error:
        raise ManifestError(f"holds a damaged sound ({name}); open another copy of it") from error
    if clip.duration_s > LONGEST_S:
        raise ManifestError(f"holds a sound longer than {LONGEST_S:g} s ({name}); put a shorter one in its place")
    return _with_origin(clip, comment)


def _with_origin(clip: Clip, comment: str) -> Source:
    try:
        return GeneratedSound(clip, Provenance.from_json(comment))
    except RequestError:  # a sound of the user's own
        return clip
