"""What is played with: the sound output, the MIDI controller, and the panel and dialogs that show them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QScrollBar, QWidget

from drumgen.midi.mapping import Source
from gui.devices.audio_dialog import AudioDialog
from gui.devices.learning import ControlLearning, Learnable
from gui.devices.master import MasterMeter
from gui.devices.midi_dialog import MidiDialog
from gui.devices.texts import source_text, target_text
from gui.dialogs.error_dialog import sentence
from gui.shell.rooms.shared import Shared
from gui.stage.controller import Controller, Hit
from gui.stage.speakers import AudioChoice, OpenOutput


class StageRoom(QObject):
    """Connects devices with the panel in the side bar, and opens their dialogs.

    Parameters
    ----------
    shared : Shared
        What the rooms work with.
    controller : Controller
        Listens to MIDI.
    """

    mode_chosen = Signal(object)
    """The `PadMode` that the user wants for all pads."""
    struck = Signal(object)
    """A `Hit` of the controller."""

    def __init__(self, shared: Shared, controller: Controller) -> None:
        super().__init__()
        self._shared = shared
        self._controller = controller
        self.learning = ControlLearning(controller)
        self._says_what_waits = False
        self.meter = MasterMeter(shared.speakers.level)
        shared.window.status.add(self.meter)
        self.let_learn(self.meter, self.tr("Output"))
        self.let_learn(shared.window.devices, self.tr("Devices"))
        self.let_learn(shared.window.sounds_view, self.tr("Sounds"))
        self.learn_request()
        self._connect_output()
        self._connect_controller()

    def restore(self) -> None:
        """Choose the devices that were chosen the last time, without opening them."""
        panel, settings = self._shared.window.devices, self._shared.settings
        panel.output.choose(settings.get("audio/device", ""))
        panel.port.choose(settings.get("midi/port", ""))
        self.meter.set_steps(settings.get("audio/volume_steps", self.meter.slider.value()))

    def remember(self) -> None:
        """Write down what was chosen."""
        panel, settings, speakers = self._shared.window.devices, self._shared.settings, self._shared.speakers
        settings.set("audio/device", panel.output.name)
        settings.set("audio/rate_hz", speakers.choice.rate_hz or 0)
        settings.set("audio/block_frames", speakers.choice.block_frames)
        settings.set("audio/volume_steps", self.meter.slider.value())
        settings.set("midi/port", panel.port.name)

    def open(self) -> None:
        """Open the chosen devices."""
        panel, settings = self._shared.window.devices, self._shared.settings
        choice = AudioChoice(
            panel.output.name or None,
            settings.get("audio/rate_hz", 0) or None,
            settings.get("audio/block_frames", 0),
        )
        self._shared.speakers.choose(choice)
        self._controller.refresh()
        if port := panel.port.name:
            self._controller.open(port)

    def let_learn(self, root: QWidget, room: str) -> None:
        """Let every control inside `root` be bound to the MIDI controller; call it when there are new ones."""
        for control in root.findChildren(QWidget):
            if isinstance(control, QScrollBar) or not control.accessibleName():
                continue
            if isinstance(control, Learnable):
                self.learning.add(control, f"{room}: {control.accessibleName()}")

    def learn_request(self) -> None:
        """Let the request's controls be bound, also those that came with the model."""
        self.let_learn(self._shared.window.request, self.tr("Request"))

    def learn_pad(self, pad: int) -> None:
        """Bind a pad to the next note that comes."""
        self._controller.learn(f"pad:{pad}")

    def show_audio(self) -> None:
        """Open the dialog of the sound output."""
        dialog = AudioDialog(self._shared.speakers, self._shared.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda choice: self._shared.window.devices.output.choose(choice.device or ""))
        dialog.open()

    def show_midi(self) -> None:
        """Open the dialog of MIDI."""
        panel = self._shared.window.devices
        dialog = MidiDialog(
            self._controller,
            panel.port.name,
            more_targets=lambda: self.learning.targets,
            parent=self._shared.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(panel.port.choose)
        dialog.open()

    def _connect_output(self) -> None:
        panel, speakers = self._shared.window.devices, self._shared.speakers
        speakers.opening.connect(lambda: panel.show_output(self.tr("Opening …")))
        speakers.listed.connect(panel.output.set_names)
        speakers.opened.connect(self._show_output)
        speakers.failed.connect(self._lose_output)
        speakers.retrying.connect(self._tell_retry)
        speakers.noted.connect(self._shared.tell)
        panel.output.chosen.connect(lambda name: speakers.open(name or None))
        panel.outputs_wished.connect(speakers.refresh)
        panel.audio_wished.connect(self.show_audio)
        self.meter.volume_changed.connect(self._set_volume)

    def _connect_controller(self) -> None:
        panel, controller = self._shared.window.devices, self._controller
        controller.listed.connect(self._list_ports)
        controller.opened.connect(lambda name: panel.show_port(self.tr("Listening")))
        controller.closed.connect(lambda: panel.show_port(panel.port_hint))
        controller.failed.connect(self._lose_port)
        controller.warned.connect(self._shared.complain)
        controller.struck.connect(self._show_hit)
        controller.clock.connect(panel.show_tempo)
        controller.learning.connect(self._tell_learning)
        controller.learned.connect(self._tell_learned)
        panel.port.chosen.connect(controller.open)
        panel.ports_wished.connect(controller.refresh)
        panel.midi_wished.connect(self.show_midi)
        panel.mode_chosen.connect(self.mode_chosen)

    def _set_volume(self, gain: float) -> None:
        self._shared.speakers.volume = gain

    def _show_output(self, output: OpenOutput) -> None:
        text = f"{output.name}  ·  {output.latency_s * 1000.0:.0f} ms" if output.name else ""
        self._shared.window.devices.show_output(text)
        self._shared.window.status.clear_error()

    def _lose_output(self, error: Exception) -> None:
        self._shared.window.devices.show_output(self.tr("No sound output"), severity="warning")
        self._shared.complain(error)

    def _tell_retry(self, seconds: int) -> None:
        text = self.tr("No sound output; trying again in %n second(s)", "", seconds)
        self._shared.window.devices.show_output(text, severity="warning")

    def _lose_port(self, error: Exception) -> None:
        panel = self._shared.window.devices
        wanted = bool(panel.port.name)  # who has no controller need not be warned
        panel.show_port(sentence(error), severity="warning" if wanted else "")
        if wanted:
            self._shared.complain(error)

    def _show_hit(self, hit: Hit) -> None:
        self._shared.window.devices.show_hit(hit)
        self.struck.emit(hit)

    def _tell_learning(self, target: str) -> None:
        """Say what waits for a message; when nothing does any more, take that sentence away."""
        if not target:
            if self._says_what_waits:
                self._shared.window.status.clear_message()
            self._says_what_waits = False
            return
        self._says_what_waits = True
        if not self._controller.port_name:
            text = self.tr("{0} can be learned once a MIDI input is chosen; choose one under MIDI pad.")
        elif target.startswith("pad:"):
            text = self.tr("{0}: hit a pad or key of the controller …")
        else:
            text = self.tr("{0}: turn, move or press something on the controller …")
        self._shared.tell(text.format(target_text(target)))

    def _tell_learned(self, target: str, source: Source) -> None:
        self._shared.tell(self.tr("Learned: {0} → {1}").format(source_text(source), target_text(target)))

    def _list_ports(self, names: Sequence[str]) -> None:
        panel = self._shared.window.devices
        panel.port.set_names(names)
        if not names and not panel.port.name:
            panel.show_port(self.tr("No MIDI input is connected."))
        elif not panel.port.name:
            panel.show_port(panel.port_hint)
