"""The line below the pictures: play, the selection in numbers, zoom."""

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.editor.canvas.axis import TimeAxis
from gui.editor.canvas.selection import Selection
from gui.editor.panels.buttons import TimeField, act_button, act_icon
from gui.widgets.parts import label, row


class Transport(QWidget):
    """Plays, selects by numbers, zooms.

    Parameters
    ----------
    acts : mapping
        The editor's actions by name.
    axis : TimeAxis
        Knows the sound's length.
    selection : Selection
        What the numbers show and set.
    """

    def __init__(self, acts: Mapping[str, QAction], axis: TimeAxis, selection: Selection) -> None:
        super().__init__()
        self._axis = axis
        self._selection = selection
        self.start = TimeField(self.tr("Start of the selection"))
        self.end = TimeField(self.tr("End of the selection"))
        play = act_button(acts["play"], name=self.tr("Play the selected part, or everything"))
        self._icons = [act_icon(acts[name], name) for name in ("zoom_out", "zoom_in", "zoom_selection", "fit")]
        layout = row(play, label(self.tr("Selection"), "caption"), self.start, label("–", "caption"), self.end)
        layout.addStretch(1)
        for button in self._icons:
            layout.addWidget(button)
        self.setLayout(layout)
        selection.changed.connect(self.update_times)
        axis.changed.connect(self.update_times)
        self.start.entered.connect(lambda ms: self._select(self._samples(ms), max(selection.end, self._samples(ms))))
        self.end.entered.connect(lambda ms: self._select(min(selection.start, self._samples(ms)), self._samples(ms)))

    def update_times(self) -> None:
        """Show the selection in milliseconds."""
        per_ms = self._axis.rate_hz / 1000.0
        longest = self._axis.n_samples / per_ms
        self.start.show_time(self._selection.start / per_ms, longest)
        self.end.show_time(self._selection.end / per_ms, longest)

    def _samples(self, time_ms: float) -> int:
        return round(time_ms * self._axis.rate_hz / 1000.0)

    def _select(self, start: int, end: int) -> None:
        self._selection.select(start, end)
        self._axis.reveal(end)
        self._axis.reveal(start)
