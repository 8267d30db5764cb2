"""The master: volume, level and a light that stays on after clipping."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSlider, QToolButton, QWidget

from drumgen.playback.meter import Level
from gui.devices.level_bars import LevelBars
from gui.devices.texts import decibels
from gui.look import icons, palette
from gui.look.sizes import scaled
from gui.widgets.parts import label, named, row

_LOOK_MS = 33
_STEPS_PER_DB = 2
_LEAST_DB, _MOST_DB = -48, 6


class MasterMeter(QWidget):
    """Volume slider above level bars with a clip light.

    Parameters
    ----------
    look : callable
        Returns the level since the last look, `Speakers.level`.
    """

    volume_changed = Signal(float)
    """The linear gain that the user chose; 0 at the left end."""

    def __init__(self, look: Callable[[], Level]) -> None:
        super().__init__()
        self._look = look
        self.slider = QSlider(Qt.Orientation.Horizontal)
        named(self.slider, self.tr("Master volume"))
        self.slider.setRange(_LEAST_DB * _STEPS_PER_DB, _MOST_DB * _STEPS_PER_DB)
        self.slider.setSingleStep(1)
        self.slider.setPageStep(3 * _STEPS_PER_DB)
        self.value = label("", "caption")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bars = LevelBars()
        self.clip = QToolButton()
        self.clip.setProperty("role", "flat")
        self.clip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clip.clicked.connect(lambda: self._show_clip(False))
        self._clipped = True
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._refresh)
        self.slider.setValue(0)
        self._say_volume()
        self._show_clip(False)
        self.slider.valueChanged.connect(self._change)
        self._lay_out()

    @property
    def clipped(self) -> bool:
        """Whether the clip light is on."""
        return self._clipped

    @property
    def gain(self) -> float:
        """The chosen linear gain."""
        at_end = self.slider.value() == self.slider.minimum()
        return 0.0 if at_end else float(10.0 ** (self.slider.value() / _STEPS_PER_DB / 20.0))

    def set_steps(self, steps: int) -> None:
        """Choose a volume by the slider's own value, as `slider` remembers it; tells the gain."""
        self.slider.setValue(steps)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more."""
        self._timer.stop()
        super().hideEvent(event)

    def _refresh(self) -> None:
        level = self._look()
        self.bars.show_level(level)
        if level.clipped and not self._clipped:
            self._show_clip(True)

    def _change(self) -> None:
        self._say_volume()
        self.volume_changed.emit(self.gain)

    def _say_volume(self) -> None:
        silent = self.slider.value() == self.slider.minimum()
        text = self.tr("Off") if silent else decibels(self.slider.value() / _STEPS_PER_DB)
        self.value.setText(text)
        self.slider.setAccessibleDescription(text)
        self.slider.setToolTip(self.tr("Master volume: {0}").format(text))

    def _show_clip(self, clipped: bool) -> None:
        if clipped == self._clipped:
            return
        self._clipped = clipped
        self.clip.setIcon(icons.icon("dot", colour=palette.ERROR if clipped else palette.OUTLINE, size=14))
        tip = self.tr("The output was louder than full scale; lower the volume. Click to put the light out.")
        named(
            self.clip,
            self.tr("Clip light: on") if clipped else self.tr("Clip light: off"),
            tip if clipped else self.tr("Lights up when the output is louder than full scale"),
        )

    def _lay_out(self) -> None:
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("−48.0 dB__"))
        self.slider.setFixedWidth(scaled(96))
        self.bars.setFixedWidth(scaled(110))
        self.setLayout(row(self.slider, self.value, self.bars, self.clip, gap=6))
