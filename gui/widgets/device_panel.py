"""Where sound goes and where notes come from: the audio output, the MIDI port and what its notes do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from drumgen.engine.pad import PadMode
from drumgen.midi.gm_drums import note_name
from gui.sounds.item import class_title
from gui.stage.controller import Hit
from gui.widgets.parts import GAP, heading, icon_button, label, named, push_button, row, rule, set_severity


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
            self.addItem(self.tr("{name} (not connected)").format(name=name), name)
        self.setCurrentIndex(self.findData(name))


class DevicePanel(QWidget):
    """Choices of MIDI input, pad mode and audio output, each with a line that says how it stands."""

    mode_chosen = Signal(object)
    """The `PadMode` the user chose."""
    ports_wished = Signal()
    outputs_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.port = Chooser(self.tr("No MIDI input"))
        named(self.port, self.tr("MIDI input"), self.tr("The controller whose notes play the sounds"))
        self.port_state = label(self.port_hint, "caption", wrap=True)
        self.output = Chooser(self.tr("System default"))
        named(self.output, self.tr("Sound output"), self.tr("The device that plays the sounds"))
        self.output_state = label("", "caption", wrap=True)
        self.note = label(self.tr("Play C1 (36) for the kick"), "caption")
        self.keep = push_button(self.tr("Keep"), role="left")
        self.regenerate = push_button(self.tr("Regenerate"), role="right")
        self._modes = QButtonGroup(self)
        self._prepare_modes()
        self._lay_out()

    @property
    def port_hint(self) -> str:
        """What stands under the choice of a MIDI port when there is nothing else to say."""
        return self.tr("Choose a controller to play the sounds from its pads.")

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
        played = self.tr("no sound of this class") if hit.label is None else class_title(hit.label)
        velocity = self.tr("velocity {velocity}").format(velocity=hit.velocity)
        self.note.setText(f"{note_name(hit.note)} ({hit.note})  ·  {played}  ·  {velocity}")

    def _prepare_modes(self) -> None:
        for button, mode, tip in (
            (self.keep, PadMode.KEEP, self.tr("A hit plays the same sound again")),
            (
                self.regenerate,
                PadMode.REGENERATE,
                self.tr("After each hit the next sound is made in the background"),
            ),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            self._modes.addButton(button)
            button.clicked.connect(lambda _, mode=mode: self.mode_chosen.emit(mode))
        self.keep.setAccessibleName(self.tr("Keep the sound after a hit"))
        self.regenerate.setAccessibleName(self.tr("Regenerate after each hit"))
        self.set_mode(PadMode.KEEP)

    def _lay_out(self) -> None:
        again = icon_button("refresh", self.tr("Refresh MIDI inputs"), self.tr("Look for MIDI inputs again"))
        again.clicked.connect(self.ports_wished)
        look = icon_button("refresh", self.tr("Refresh sound outputs"), self.tr("Look for sound outputs again"))
        look.clicked.connect(self.outputs_wished)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(heading(self.tr("MIDI pad")))
        layout.addLayout(_wide(self.port, again))
        layout.addWidget(self.port_state)
        layout.addLayout(row(self.keep, self.regenerate, gap=0))
        layout.addWidget(self.note)
        layout.addSpacing(4)
        layout.addWidget(rule())
        layout.addSpacing(4)
        layout.addWidget(heading(self.tr("Sound output")))
        layout.addLayout(_wide(self.output, look))
        layout.addWidget(self.output_state)


def _wide(first: QWidget, second: QWidget) -> QHBoxLayout:
    layout = row(first, second, gap=6)
    layout.setStretch(0, 1)
    return layout
