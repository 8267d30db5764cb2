"""The current sound at full size: waveform and spectrogram over one time axis, and how it was made."""

from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from drumgen.audio.measuring import peak_dbfs
from gui.jobs import Jobs
from gui.look import palette
from gui.look.drawing import LOWEST_HZ, RANGE_DB, colour_table
from gui.plotting import load_pyqtgraph
from gui.sounds.item import SoundItem
from gui.widgets.parts import label, row

_FREQUENCIES = ((100, "100"), (1000, "1k"), (10000, "10k"))
_AXIS_WIDTH = 40


class Detail(QWidget):
    """Draws the current sound; pyqtgraph, which does it, is loaded behind the open window.

    Parameters
    ----------
    jobs : Jobs
        Loads pyqtgraph.
    """

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._jobs = jobs
        self._item: SoundItem | None = None
        self._plots: _Plots | None = None
        self.title = label("", "title")
        self.facts = label("", "caption")
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = row(self.title, self.facts, gap=14)
        head.setStretch(1, 1)
        head.setContentsMargins(8, 0, 0, 0)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 16, 8)
        self._layout.setSpacing(6)
        self._layout.addLayout(head)
        self.setMinimumHeight(150)

    def load(self) -> None:
        """Load what draws, behind the window."""
        load_pyqtgraph(self._jobs, self._build)

    @property
    def is_ready(self) -> bool:
        """Whether pyqtgraph has been loaded and drawings show."""
        return self._plots is not None

    def show_item(self, item: SoundItem | None) -> None:
        """Draw a sound; None leaves the drawing empty."""
        self._item = item
        self.title.setText("" if item is None else item.title)
        facts = "" if item is None else _facts(item)
        self.facts.setText(facts)
        self.facts.setToolTip(facts)
        if self._plots is not None:
            self._plots.show(item)

    def show_played(self, fraction: float) -> None:
        """Move the play mark; it is hidden from 1 on."""
        if self._plots is not None and self._item is not None:
            self._plots.mark(fraction * self._item.duration_s * 1000.0, visible=fraction < 1.0)

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._plots is not None:
            self._plots.recolour()
            self._plots.show(self._item)

    def _build(self, pyqtgraph: Any) -> None:
        self._plots = _Plots(pyqtgraph)
        self._layout.addWidget(self._plots.widget, 1)
        self._plots.show(self._item)


class _Plots:
    """Two plots over time in milliseconds, made with pyqtgraph (which has no type information)."""

    def __init__(self, pyqtgraph: Any) -> None:
        self._pg = pyqtgraph
        pyqtgraph.setConfigOptions(antialias=True)
        self.widget = pyqtgraph.GraphicsLayoutWidget()
        name = QCoreApplication.translate("Detail", "Waveform and spectrogram of the current sound")
        self.widget.setAccessibleName(name)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.ci.setContentsMargins(0, 0, 0, 0)
        self.widget.ci.setSpacing(6)
        self._wave = self._plot(0)
        self._wave.hideAxis("bottom")
        self._wave.getAxis("left").setTicks([[(-1, "−1"), (0, "0"), (1, "1")]])
        self._wave.setYRange(-1.0, 1.0, padding=0.04)
        self._curve = self._wave.plot([], [])
        self._curve.setDownsampling(auto=True, method="peak")
        self._curve.setClipToView(True)
        self._spectrum = self._plot(1)
        self._spectrum.setXLink(self._wave)
        self._spectrum.getAxis("left").setTicks([[(float(np.log10(hz)), text) for hz, text in _FREQUENCIES]])
        self._image = pyqtgraph.ImageItem(axisOrder="row-major")
        self._image.setLookupTable(colour_table()[:, [2, 1, 0]])
        self._image.setLevels((-RANGE_DB, 0.0))
        self._spectrum.addItem(self._image)
        self._marks = [self._mark_in(plot) for plot in (self._wave, self._spectrum)]
        self.recolour()

    def recolour(self) -> None:
        """Take the palette's colours for all but the sound."""
        self.widget.setBackground(palette.PANEL)
        for plot in (self._wave, self._spectrum):
            for side in ("left", "bottom"):
                plot.getAxis(side).setPen(palette.OUTLINE)
                plot.getAxis(side).setTextPen(palette.MUTED)
        self._spectrum.getAxis("bottom").setLabel("ms", color=palette.MUTED)
        for line in self._marks:
            line.setPen(self._pg.mkPen(palette.TEXT, width=1))

    def show(self, item: SoundItem | None) -> None:
        """Draw a sound, or nothing."""
        for content in (self._curve, self._image):
            content.setVisible(item is not None)
        if item is None:
            return
        clip = item.take.sound.clip
        duration_ms = clip.duration_s * 1000.0
        colour = QColor(palette.class_colour(item.label))
        self._curve.setPen(self._pg.mkPen(colour, width=1))
        self._curve.setData(np.arange(clip.samples.shape[1]) * 1000.0 / clip.rate_hz, clip.mono)
        self._image.setImage(item.take.picture.levels_db, autoLevels=False)
        lowest, highest = np.log10(LOWEST_HZ), np.log10(clip.rate_hz / 2.0)
        self._image.setRect(QRectF(0.0, lowest, duration_ms, highest - lowest))
        self._spectrum.setYRange(lowest, highest, padding=0.0)
        for plot in (self._wave, self._spectrum):
            plot.setLimits(xMin=0.0, xMax=duration_ms)
        self._wave.setXRange(0.0, duration_ms, padding=0.0)
        self.mark(0.0, visible=False)

    def mark(self, time_ms: float, *, visible: bool) -> None:
        """Move the play mark."""
        for line in self._marks:
            line.setVisible(visible)
            line.setValue(time_ms)

    def _plot(self, place: int) -> Any:
        plot = self.widget.addPlot(row=place, col=0)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=True, y=False)
        plot.getAxis("left").setWidth(_AXIS_WIDTH)
        return plot

    def _mark_in(self, plot: Any) -> Any:
        line = self._pg.InfiniteLine(angle=90)
        line.setVisible(False)
        plot.addItem(line)
        return line


def _facts(item: SoundItem) -> str:
    sound = item.take.sound
    made = sound.provenance
    peak = QLocale().toString(peak_dbfs(sound.clip.samples), "f", 1).replace("-", "−")
    translate = QCoreApplication.translate
    return "   ·   ".join(
        (
            translate("Detail", "seed {seed}").format(seed=made.seed),
            translate("Detail", "%n step(s)", "", made.steps),
            translate("Detail", "guidance {guidance}").format(guidance=QLocale().toString(made.guidance, "g", 6)),
            f"{sound.clip.duration_s * 1000.0:.0f} ms",
            translate("Detail", "peak {level} dBFS").format(level=peak),
            f"{made.model} {made.model_version}",
        )
    )
