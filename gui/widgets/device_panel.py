"""Where sound goes and where notes come from: the audio output, the MIDI port and what its notes do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from drumgen.midi.gm_drums import note_name
from drumgen.pads.settings import PadMode
from gui.sounds.item import class_title
from gui.stage.controller import Hit
from gui.widgets.parts import GAP, heading, icon_button, label, named, push_button, row, rule, set_severity

SYSTEM_DEFAULT = "System default"
NO_PORT = "No MIDI input"
_WAITING = "Play C1 (36) for the kick"


class Chooser(QComboBox):
    """A choice among devices by name; one that is chosen but absent stays in the list.

    Parameters
    ----------
    first : str
        The entry that stands for no name.
    """

    chosen = Signal(str)
    """The name the user chose, empty for the first entry."""

    def __init__(self, first: str) -> None:
        super().__init__()
        self.addItem(first, "")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    @property
    def name(self) -> str:
        """The chosen name, empty for the first entry."""
        return str(self.currentData())

    def set_names(self, names: Sequence[str]) -> None:
        """Offer other names; the chosen one stays chosen."""
        chosen = self.name
        while self.count() > 1:
            self.removeItem(1)
        for name in names:
            self.addItem(name, name)
        self.choose(chosen)

    def choose(self, name: str) -> None:
        """Choose a name, without a signal."""
        if self.findData(name) < 0:
            self.addItem(f"{name} (not connected)", name)
        self.setCurrentIndex(self.findData(name))


class DevicePanel(QWidget):
    """Choices of MIDI input, pad mode and audio output, each with a line that says how it stands."""

    mode_chosen = Signal(object)
    """The `PadMode` the user chose."""
    PORT_HINT = "Choose a controller to play the sounds from its pads."

    ports_wished = Signal()
    outputs_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.port = Chooser(NO_PORT)
        named(self.port, "MIDI input", "The controller whose notes play the sounds")
        self.port_state = label(self.PORT_HINT, "caption", wrap=True)
        self.output = Chooser(SYSTEM_DEFAULT)
        named(self.output, "Sound output", "The device that plays the sounds")
        self.output_state = label("", "caption", wrap=True)
        self.note = label(_WAITING, "caption")
        self.keep = push_button("Keep", role="left")
        self.regenerate = push_button("Regenerate", role="right")
        self._modes = QButtonGroup(self)
        self._prepare_modes()
        self._lay_out()

    @property
    def mode(self) -> PadMode:
        """The chosen pad mode."""
        return PadMode.REGENERATE if self.regenerate.isChecked() else PadMode.KEEP

    def set_mode(self, mode: PadMode) -> None:
        """Choose a pad mode, without a signal."""
        (self.regenerate if mode is PadMode.REGENERATE else self.keep).setChecked(True)

    def show_port(self, text: str, *, severity: str = "") -> None:
        """Say how the MIDI port stands."""
        set_severity(self.port_state, severity)
        self.port_state.setText(text)

    def show_output(self, text: str, *, severity: str = "") -> None:
        """Say how the audio output stands."""
        set_severity(self.output_state, severity)
        self.output_state.setText(text)

    def show_hit(self, hit: Hit) -> None:
        """Show the note that came in and what it played."""
        played = "no sound of this class" if hit.label is None else class_title(hit.label)
        self.note.setText(f"{note_name(hit.note)} ({hit.note})  ·  {played}  ·  velocity {hit.velocity}")

    def _prepare_modes(self) -> None:
        for button, mode, tip in (
            (self.keep, PadMode.KEEP, "A hit plays the same sound again"),
            (self.regenerate, PadMode.REGENERATE, "After each hit the next sound is made in the background"),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            self._modes.addButton(button)
            button.clicked.connect(lambda _, mode=mode: self.mode_chosen.emit(mode))
        self.keep.setAccessibleName("Keep the sound after a hit")
        self.regenerate.setAccessibleName("Regenerate after each hit")
        self.set_mode(PadMode.KEEP)

    def _lay_out(self) -> None:
        again = icon_button("refresh", "Refresh MIDI inputs", "Look for MIDI inputs again")
        again.clicked.connect(self.ports_wished)
        look = icon_button("refresh", "Refresh sound outputs", "Look for sound outputs again")
        look.clicked.connect(self.outputs_wished)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(heading("MIDI pad"))
        layout.addLayout(_wide(self.port, again))
        layout.addWidget(self.port_state)
        layout.addLayout(row(self.keep, self.regenerate, gap=0))
        layout.addWidget(self.note)
        layout.addSpacing(4)
        layout.addWidget(rule())
        layout.addSpacing(4)
        layout.addWidget(heading("Sound output"))
        layout.addLayout(_wide(self.output, look))
        layout.addWidget(self.output_state)


def _wide(first: QWidget, second: QWidget) -> QHBoxLayout:
    layout = row(first, second, gap=6)
    layout.setStretch(0, 1)
    return layout
