"""A pad's sound as a file, for drags and for the clipboard: what is heard, with its origin in the metadata."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication

from drumgen import __version__
from drumgen.audio.clip import Clip
from drumgen.audio.files import write_clip
from drumgen.audio.output import prepare_folder
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.saving import free_path
from drumgen.errors import OutputError
from drumgen.pads.settings import PadSettings
from drumgen.pads.slot import PadState
from gui.look.drawing import no_picture
from gui.sounds.files import SessionFiles
from gui.sounds.item import Take


def hand_out(state: PadState, files: SessionFiles) -> Path:
    """Write the sound of a pad, tuned, panned and faded as it is heard, and return its path; the file stays.

    Raises
    ------
    OutputError
        If the pad has no sound, or it cannot be written.
    """
    if state.sound is None:
        raise OutputError(
            QCoreApplication.translate("PadsController", "The pad has no sound yet; hit it or make a new kit first.")
        )
    source = state.sound.source
    clip = heard(state)
    if isinstance(source, GeneratedSound):
        return files.hand_out(Take(replace(source, clip=clip), no_picture(), None))
    label = state.settings.label
    path = free_path(prepare_folder(files.kept_folder), label, 0, 0, ".wav")
    clip = files.form.fitted(clip)
    clip = Clip(
        (clip.samples / max(1.0, float(np.abs(clip.samples).max(initial=0.0)))).astype(np.float32), clip.rate_hz
    )
    tags = {"title": state.settings.name, "software": f"drumgen {__version__}"}
    return write_clip(path, clip, sample_format=files.form.sample_format, tags=tags)


def heard(state: PadState) -> Clip:
    """Return what the hardest hit plays; a sound that is not shaped comes as it was made, in one channel."""
    assert state.sound is not None
    source = state.sound.source
    plain = PadSettings(state.settings.name, state.settings.note, state.settings.label)
    if state.settings.shape[:5] == plain.shape[:5]:  # all but the layers
        return source if isinstance(source, Clip) else source.clip
    return state.sound.layers[0]
