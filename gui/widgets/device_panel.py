"""Where sound goes and where notes come from: the audio output, the MIDI port and what its notes do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from drumgen.midi.gm_drums import note_name
from drumgen.pads.settings import PadMode
from gui.sounds.item import class_title
from gui.stage.arrivals import Hit
from gui.widgets.chooser import Chooser
from gui.widgets.parts import GAP, heading, icon_button, label, named, push_button, row, rule, set_severity


class DevicePanel(QWidget):
    """Choices of MIDI input, pad mode and audio output, each with a line that says how it stands."""

    mode_chosen = Signal(object)
    """The `PadMode` the user chose."""
    ports_wished = Signal()
    outputs_wished = Signal()
    midi_wished = Signal()
    """The user wants to see all settings of MIDI."""
    audio_wished = Signal()
    """The user wants to see all settings of the sound output."""

    def __init__(self) -> None:
        super().__init__()
        self.port = Chooser(self.tr("No MIDI input"))
        named(self.port, self.tr("MIDI input"), self.tr("The controller whose notes play the sounds"))
        self.port_state = label(self.port_hint, "caption", wrap=True)
        self.output = Chooser(self.tr("System default"))
        named(self.output, self.tr("Sound output"), self.tr("The device that plays the sounds"))
        self.output_state = label("", "caption", wrap=True)
        self.note = label(self.tr("Play C1 (36) for the kick"), "caption")
        self.tempo = label("", "caption")
        self.tempo.setAccessibleName(self.tr("MIDI clock"))
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
    def mode(self) -> PadMode | None:
        """The pad mode that is shown, None for several."""
        if self.regenerate.isChecked():
            return PadMode.REGENERATE
        return PadMode.KEEP if self.keep.isChecked() else None

    def set_mode(self, mode: PadMode | None) -> None:
        """Show the mode of all pads, None if they have several; without a signal."""
        self._modes.setExclusive(False)
        self.keep.setChecked(mode is PadMode.KEEP)
        self.regenerate.setChecked(mode is PadMode.REGENERATE)
        self._modes.setExclusive(True)

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

    def show_tempo(self, bpm: float | None) -> None:
        """Show the tempo of the MIDI clock, or that there is none."""
        self.tempo.setText("" if bpm is None else self.tr("{0} bpm").format(f"{bpm:.1f}"))

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
        midi = icon_button("settings", self.tr("MIDI settings"), self.tr("Channel, mappings, MIDI learn and monitor"))
        midi.clicked.connect(self.midi_wished)
        look = icon_button("refresh", self.tr("Refresh sound outputs"), self.tr("Look for sound outputs again"))
        look.clicked.connect(self.outputs_wished)
        audio = icon_button(
            "settings", self.tr("Sound settings"), self.tr("Sound system, sampling rate and buffer size")
        )
        audio.clicked.connect(self.audio_wished)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(heading(self.tr("MIDI pad")))
        layout.addLayout(_wide(self.port, again, midi))
        layout.addWidget(self.port_state)
        layout.addLayout(row(self.keep, self.regenerate, gap=0))
        layout.addLayout(_wide(self.note, self.tempo))
        layout.addSpacing(4)
        layout.addWidget(rule())
        layout.addSpacing(4)
        layout.addWidget(heading(self.tr("Sound output")))
        layout.addLayout(_wide(self.output, look, audio))
        layout.addWidget(self.output_state)


def _wide(first: QWidget, *others: QWidget) -> QHBoxLayout:
    layout = row(first, *others, gap=6)
    layout.setStretch(0, 1)
    return layout
