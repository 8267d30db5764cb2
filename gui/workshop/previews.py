"""What the model in training sounds like so far: one button a class that plays its newest sound."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from drumgen.audio.clip import Clip
from drumgen.audio.files import read_clip
from drumgen.audio.measuring import waveform_peaks
from drumgen.errors import AudioFileError
from gui.jobs import Job, Jobs, Pool
from gui.look import palette
from gui.look.drawing import Levels, paint_waveform
from gui.look.sizes import scaled
from gui.sounds.item import class_title

_COLUMNS = 5
_PEAKS = 160


@dataclass(frozen=True)
class Preview:
    """A sound that the model in training made: class, step, samples, and what is drawn of it."""

    label: str
    step: int
    clip: Clip
    peaks: Levels


class Previews(QWidget):
    """The newest sounds.

    Parameters
    ----------
    jobs : Jobs
        Reads the files.
    """

    play_wished = Signal(object)
    """The `Clip` that was clicked."""
    shown = Signal(int)
    """The step that the sounds now shown were made at."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._buttons: dict[str, _PreviewButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)

    @property
    def buttons(self) -> Sequence[QAbstractButton]:
        """The buttons, one a class."""
        return tuple(self._buttons.values())

    def show_files(self, files: Sequence[Path]) -> None:
        """Read files ``STEP_LABEL.wav`` and show them when that is done."""
        self._jobs.run(lambda job: read_previews(job, files), pool=Pool.FILES, on_done=self._show)

    def clear(self) -> None:
        """Show nothing."""
        for button in self._buttons.values():
            self._grid.removeWidget(button)
            button.deleteLater()
        self._buttons = {}

    def _show(self, previews: Sequence[Preview]) -> None:
        if not previews:
            return
        if {each.label for each in previews} - self._buttons.keys():
            self.clear()
        for place, preview in enumerate(previews):
            if preview.label not in self._buttons:
                button = _PreviewButton(preview)
                button.clicked.connect(lambda _=False, button=button: self.play_wished.emit(button.preview.clip))
                self._buttons[preview.label] = button
                self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            self._buttons[preview.label].show_preview(preview)
        self.shown.emit(previews[-1].step)


class _PreviewButton(QAbstractButton):
    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_preview(self, preview: Preview) -> None:
        self.preview = preview
        name = self.tr("Play {sound} of step {step}").format(sound=class_title(preview.label), step=preview.step)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(118), scaled(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(palette.HOVER if self.underMouse() or self.isDown() else palette.RAISED))
        ring = QPen(QColor(palette.ACCENT), 2) if self.hasFocus() else QPen(QColor(palette.OUTLINE), 1)
        painter.setPen(ring)
        painter.drawRoundedRect(frame, 6, 6)
        font = QFont(painter.font())
        font.setPixelSize(scaled(12))
        painter.setFont(font)
        painter.setPen(QColor(palette.TEXT))
        text = frame.adjusted(8, 4, -8, 0)
        text.setHeight(scaled(18))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, class_title(self.preview.label))
        wave = frame.adjusted(8, scaled(24), -8, -6)
        paint_waveform(painter, wave, self.preview.peaks, QColor(palette.class_colour(self.preview.label)))


def read_previews(job: Job, files: Sequence[Path]) -> list[Preview]:
    """Read the sounds; runs on any thread. A file that has gone or is damaged is left out."""
    found = []
    for path in files:
        step, _, label = path.stem.partition("_")
        try:
            clip = read_clip(path)
        except AudioFileError:
            continue
        found.append(Preview(label, int(step), clip, waveform_peaks(clip.mono, _PEAKS)))
    return found
