"""The loss over training time, drawn while training goes on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.jobs import Jobs
from gui.look import icons, palette
from gui.plotting import load_pyqtgraph
from gui.widgets.parts import label, row
from gui.workshop.log_tail import LogEntry


class LossPlot(QWidget):
    """Two curves: on the sounds that are learned from, and on sounds kept aside.

    Parameters
    ----------
    jobs : Jobs
        Loads pyqtgraph, which draws, behind the open window.
    """

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._entries: list[LogEntry] = []
        self._pg: Any = None
        self._plot: Any = None
        self._jobs = jobs
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        learned, kept = label("", "caption"), label("", "caption")
        icons.show(learned, "dot", palette.ACCENT, 12)
        icons.show(kept, "dot", palette.STAR, 12)
        key = row(
            learned,
            label(self.tr("loss on the samples"), "caption"),
            kept,
            label(self.tr("loss on samples kept aside"), "caption"),
            gap=6,
        )
        key.addStretch(1)
        self._layout.addLayout(key)
        self.setMinimumHeight(140)

    @property
    def is_ready(self) -> bool:
        """Whether pyqtgraph has been loaded and the curves show."""
        return self._plot is not None

    @property
    def points(self) -> int:
        """How many log entries are drawn."""
        return len(self._entries)

    def load(self) -> None:
        """Load what draws, if that has not been done."""
        if self._pg is None:
            load_pyqtgraph(self._jobs, self._build)

    def clear(self) -> None:
        """Forget the run that was drawn."""
        self.show_entries(())

    def show_entries(self, entries: Sequence[LogEntry]) -> None:
        """Draw these entries alone."""
        self._entries = list(entries)
        self._draw()

    def add(self, entry: LogEntry) -> None:
        """Draw one more entry."""
        self._entries.append(entry)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._plot is not None:
            self._recolour()

    def _build(self, pyqtgraph: Any) -> None:
        if self._plot is not None:
            return
        self._pg = pyqtgraph
        pyqtgraph.setConfigOptions(antialias=True)
        self._plot = pyqtgraph.PlotWidget()
        self._plot.setAccessibleName(self.tr("Loss over training time"))
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setLimits(xMin=0.0, yMin=0.0)
        self._learned = self._plot.plot([], [])
        self._kept = self._plot.plot([], [], symbol="o", symbolSize=5)
        self._layout.addWidget(self._plot, 1)
        self._recolour()
        self._draw()

    def _recolour(self) -> None:
        self._plot.setBackground(palette.PANEL)
        self._plot.getAxis("left").setWidth(44)
        for side in ("left", "bottom"):
            self._plot.getAxis(side).setPen(palette.OUTLINE)
            self._plot.getAxis(side).setTextPen(palette.MUTED)
        self._plot.setLabel("bottom", self.tr("minutes"), color=palette.MUTED)
        self._learned.setPen(self._pg.mkPen(palette.ACCENT, width=2))
        self._kept.setPen(self._pg.mkPen(palette.STAR, width=1))
        self._kept.setSymbolBrush(palette.STAR)
        self._kept.setSymbolPen(None)

    def _draw(self) -> None:
        if self._plot is None:
            return
        kept = [each for each in self._entries if each.validation is not None]
        self._learned.setData([each.minutes for each in self._entries], [each.loss for each in self._entries])
        self._kept.setData([each.minutes for each in kept], [each.validation for each in kept])
