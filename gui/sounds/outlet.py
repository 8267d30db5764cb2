"""How sounds leave the app: in which form their files are written, and what other programs are handed."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from drumgen.audio.clip import Clip
from drumgen.audio.formats import SampleFormat
from drumgen.audio.resampling import resample
from drumgen.audio.shaping import fade_out, normalize_peak
from drumgen.engine.finishing import PEAK_DBFS
from gui.settings import Settings

FORMAT, RATE = "export/format", "export/rate_hz"


@dataclass(frozen=True)
class FileForm:
    """How a WAV is written that is dragged or copied.

    Parameters
    ----------
    sample_format : SampleFormat
        How samples are stored.
    rate_hz : int or None
        Sampling rate; None keeps the sound's own.
    """

    sample_format: SampleFormat = SampleFormat.WAV24
    rate_hz: int | None = None

    def fitted(self, clip: Clip) -> Clip:
        """Return a clip at this rate, as loud as before, and ending with silence as before."""
        if self.rate_hz is None or self.rate_hz == clip.rate_hz:
            return clip
        samples = fade_out(resample(clip, self.rate_hz).samples, self.rate_hz)
        if np.abs(samples).max(initial=0.0) > 1.0:
            samples = normalize_peak(samples, peak_dbfs=PEAK_DBFS)
        return Clip(samples, self.rate_hz)


AS_MADE = FileForm()


def chosen_form(settings: Settings) -> FileForm:
    """Return the form that the user chose for exported sounds; always a WAV, since every music program takes one."""
    try:
        sample_format = SampleFormat(settings.get(FORMAT, SampleFormat.WAV24.value))
    except ValueError:
        sample_format = SampleFormat.WAV24
    if sample_format.suffix != SampleFormat.WAV24.suffix:
        sample_format = SampleFormat.WAV24
    return FileForm(sample_format, settings.get(RATE, 0) or None)


def as_files(paths: Sequence[Path]) -> QMimeData:
    """Return files as what other programs take when they are dropped."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def as_pasted(paths: Sequence[Path]) -> QMimeData:
    """Return files as what programs, file managers and text fields take when they are pasted."""
    data = as_files(paths)
    data.setText("\n".join(map(str, paths)))
    uris = b"\n".join(url.toEncoded().data() for url in data.urls())
    data.setData("x-special/gnome-copied-files", b"copy\n" + uris)  # what GNOME's file manager pastes
    return data


def reveal(path: Path) -> bool:
    """Open the folder of a file, with the file selected where the system can do that; return whether that worked."""
    if sys.platform == "win32":
        return bool(QProcess.startDetached("explorer", ["/select,", str(path)])[0])
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", str(path)])[0])
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
