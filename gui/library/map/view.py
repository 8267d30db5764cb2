"""The map with its legend, what the selected point is in words, and what can be done from a place on it."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from drumgen.library.entry import Entry, MapPoints
from gui.library.controller import LibraryController
from gui.library.dragging import copy_out, drag_out
from gui.library.map.canvas import MapCanvas
from gui.library.words import class_name, spoken
from gui.look import palette
from gui.widgets.parts import icon_button, label, push_button, row

NEIGHBOURS = 8


class MapView(QWidget):
    """Browse sounds by ear.

    Parameters
    ----------
    controller : LibraryController
        Reads sounds.
    """

    hover_played = Signal(int)
    """The sound that hovering, or going there by keys, wishes to be heard."""
    play_wished = Signal(int)
    """The sound that a click or Space wishes to be heard."""
    selected = Signal(int)
    """The sound that was selected last."""
    open_wished = Signal(object)
    """The `Entry` to be edited."""
    near_wished = Signal(object, object)
    """The `Entry` list nearest to a place, nearest first, and the place (x, y), each 0 to 1."""
    morph_wished = Signal(object, object)
    """Two `Entry` between which sounds are wished for."""
    told = Signal(str)
    """Something that the user should know."""

    def __init__(self, controller: LibraryController) -> None:
        super().__init__()
        self.setObjectName("mapPanel")
        self._controller = controller
        self._spot: tuple[float, float] | None = None
        self.canvas = MapCanvas()
        self.legend = QLabel()
        self.legend.setWordWrap(True)
        self.legend.setProperty("role", "caption")
        self.legend.setAccessibleName(self.tr("Colours of the classes"))
        self.spoken = label("", "caption", wrap=True)
        self.spoken.setAccessibleName(self.tr("Selected sound"))
        self.spoken.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.spoken.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.spoken.setMinimumHeight(2 * self.spoken.fontMetrics().lineSpacing())  # the map keeps its size
        self.hover = push_button(self.tr("Play on hover"), role="small")
        self.hover.setCheckable(True)
        self.hover.setChecked(True)
        self.hover.setToolTip(self.tr("Sounds are heard when the pointer rests on them or the arrow keys reach them."))
        self.near = push_button(self.tr("Generate near"), role="small", on_click=self._wish_near)
        self.near.setToolTip(self.tr("Make new sounds like those around the selected place."))
        self.morph = push_button(self.tr("Morph"), role="small", on_click=self._wish_morph)
        self.morph.setToolTip(
            self.tr(
                "Make sounds along the line between two: select a second one with Ctrl or Shift and a click or arrow."
            )
        )
        self.fit = icon_button("fit", self.tr("Show the whole map"), self.tr("Show the whole map (0)"))
        self.fit.setProperty("role", "flat")
        self.fit.clicked.connect(lambda: self.canvas.show_all())
        self._lay_out()
        self._connect()
        self._update_buttons()

    def show_points(self, points: MapPoints) -> None:
        """Show where sounds lie."""
        self.canvas.set_points(points)
        self._write_legend()
        self._describe()

    def show_found(self, ids: NDArray[np.int64] | None) -> None:
        """Let only these sounds stand out; None means all."""
        self.canvas.set_shown(ids)

    def select(self, sound_id: int) -> None:
        """Show which sound is selected elsewhere."""
        if self.canvas.selection[-1:] != (sound_id,):
            self.canvas.select([sound_id])
            self._describe()
            self._update_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Write the legend in other colours when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "fit"):
            self._write_legend()

    def _lay_out(self) -> None:
        buttons = row(self.near, self.morph, self.hover, gap=6)
        buttons.addStretch(1)
        buttons.addWidget(self.fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.legend)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.spoken)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.hovered.connect(self._hover)
        canvas.play_wished.connect(self.play_wished)
        canvas.selected.connect(self._select)
        canvas.open_wished.connect(
            lambda sound_id: self._with([sound_id], lambda found: self.open_wished.emit(found[0]))
        )
        canvas.drag_wished.connect(self._drag)
        canvas.copy_wished.connect(self._copy)
        canvas.spot_chosen.connect(self._choose_spot)
        menu = canvas.context_menu
        menu.addAction(self.tr("Generate near here"), lambda: self._wish_near(self._spot))
        self._morph_action = menu.addAction(self.tr("Morph between the two selected sounds"), self._wish_morph)
        menu.addSeparator()
        menu.addAction(self.tr("Arrange the map anew"), self._controller.arrange_map)
        menu.addAction(self.tr("Show the whole map"), canvas.show_all)

    def _select(self, ids: tuple[int, ...]) -> None:
        self._describe()
        self._update_buttons()
        if ids:
            self.selected.emit(ids[-1])

    def _describe(self) -> None:
        """Say what is selected."""
        ids = self.canvas.selection
        if not ids:
            self._say(self.tr("Point to hear, click to select. Arrow keys move from sound to sound."))
            return

        def say(found: list[Entry]) -> None:
            if self.canvas.selection != ids or not found:
                return
            if len(found) == 2:
                text = self.tr("From {first} to {second}").format(first=found[0].title, second=spoken(found[1]))
                self._say(text)
            else:
                self._say(spoken(found[-1]))

        self._with(ids[-2:], say)

    def _say(self, text: str) -> None:
        self.spoken.setText(text)
        self.canvas.setAccessibleDescription(text)

    def _update_buttons(self) -> None:
        ids = self.canvas.selection
        self.near.setEnabled(bool(ids))
        self.morph.setEnabled(len(ids) == 2)
        self._morph_action.setEnabled(len(ids) == 2)

    def _wish_near(self, place: tuple[float, float] | None = None) -> None:
        if place is None and self.canvas.selection:
            place = self.canvas.place_of(self.canvas.selection[-1])
        if place is None:
            return
        chosen = place
        self._with(self.canvas.near(chosen, NEIGHBOURS), lambda found: self.near_wished.emit(found, chosen))

    def _wish_morph(self) -> None:
        if len(self.canvas.selection) == 2:
            self._with(self.canvas.selection, self._morph_between)

    def _morph_between(self, found: list[Entry]) -> None:
        if len(found) == 2:
            self.morph_wished.emit(*found)

    def _hover(self, sound_id: int) -> None:
        if self.hover.isChecked():
            self.hover_played.emit(sound_id)

    def _choose_spot(self, place: QPointF) -> None:
        self._spot = (place.x(), place.y())

    def _drag(self) -> None:
        drag_out(self.canvas, self.canvas.selection, self._controller, self.told.emit)

    def _copy(self) -> None:
        copy_out(self.canvas.selection, self._controller, self.told.emit)

    def _with(self, ids: Sequence[int], do: Callable[[list[Entry]], object]) -> None:
        wanted = list(ids)
        if wanted and self._controller.library is not None:
            self._controller.ask(lambda library: library.entries(wanted), do)

    def _write_legend(self) -> None:
        names = [name for name in palette.CLASS_COLOURS if name in self.canvas.points.classes]
        names += [name for name in self.canvas.points.classes if name not in names]
        parts = [
            f'<span style="color:{palette.class_colour(name)}">●</span>\N{NO-BREAK SPACE}'
            + class_name(name).replace(" ", "\N{NO-BREAK SPACE}")
            for name in names
        ]
        self.legend.setText(" &nbsp; ".join(parts))
        self.legend.setVisible(bool(parts))
