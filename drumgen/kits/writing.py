"""A kit becomes one file: a zip of ``kit.json`` and a WAV for each pad that has a sound."""

import io
import zipfile
from pathlib import Path

import numpy as np

from drumgen import __version__
from drumgen.audio.files import encode_clip
from drumgen.audio.formats import SampleFormat
from drumgen.audio.output import write_atomically
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.saving import sound_file_name, sound_tags
from drumgen.kits.kit import Kit, KitPad
from drumgen.kits.manifest import Manifest, to_text
from drumgen.pads.sound import source_clip

MANIFEST = "kit.json"
FOLDER = "sounds"
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same kit gives the same bytes


def write_kit(path: Path, kit: Kit) -> Path:
    """Write a kit so that the file is either whole or as it was before; the same kit gives the same bytes.

    Parameters
    ----------
    path : Path
        The file; one that exists is replaced.
    kit : Kit
        The kit.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    OutputError
        If the disk is full or the folder cannot be written.
    """
    names = [_sound_name(number, pad) for number, pad in enumerate(kit.pads, start=1)]
    pads = tuple((pad.settings, name) for pad, name in zip(kit.pads, names, strict=True))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        text = to_text(Manifest(kit.name, kit.seed, kit.prompt, pads))
        archive.writestr(zipfile.ZipInfo(MANIFEST, _NO_DATE), text.encode())
        for name, pad in zip(names, kit.pads, strict=True):
            if name is not None:
                archive.writestr(zipfile.ZipInfo(name, _NO_DATE), _wav(pad, name))
    return write_atomically(path, buffer.getvalue())


def _sound_name(number: int, pad: KitPad) -> str | None:
    if pad.sound is None:
        return None
    if isinstance(pad.sound, GeneratedSound):
        origin = pad.sound.provenance
        name = sound_file_name(origin.label, origin.seed, 0, ".wav")
    else:
        name = sound_file_name(pad.settings.label, 0, 0, ".wav").replace("_s0_v01", "")
    return f"{FOLDER}/{number:02d}_{name}"


def _wav(pad: KitPad, name: str) -> bytes:
    """Return the sound as 24-bit WAV, or as float where that would cut it off."""
    assert pad.sound is not None
    clip = source_clip(pad.sound)
    title = Path(name).stem
    if isinstance(pad.sound, GeneratedSound):
        tags = sound_tags(pad.sound.provenance, title=title)
    else:
        tags = {"title": title, "software": f"drumgen {__version__}"}
    loud = float(np.abs(clip.samples).max(initial=0.0)) > 1.0
    return encode_clip(clip, sample_format=SampleFormat.FLOAT if loud else SampleFormat.WAV24, tags=tags)
