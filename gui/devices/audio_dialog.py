"""Choose the audio output, its rate and its buffer."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from drumgen.errors import DeviceError
from drumgen.playback.devices import OutputDevice
from gui.devices.form import form
from gui.devices.texts import kilohertz, milliseconds
from gui.stage.speakers import AudioChoice, OpenOutput, Speakers
from gui.widgets.parts import icon_button, label, named, push_button, row, set_severity

RATES_HZ = (44100, 48000, 88200, 96000)
BLOCKS_FRAMES = (32, 64, 128, 256, 512, 1024, 2048)
_LOOK_MS = 500
_LEAST_WIDTH_LETTERS = 34


class AudioDialog(QDialog):
    """Choices take effect at once; how the output stands is said below them.

    Parameters
    ----------
    speakers : Speakers
        Opens the output.
    parent : QWidget or None
        The window it belongs to.
    """

    chosen = Signal(object)
    """The `AudioChoice` that the user made; remember it."""

    def __init__(self, speakers: Speakers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speakers = speakers
        self._devices: tuple[OutputDevice, ...] = ()
        self._rate_hz = RATES_HZ[0]
        self.setWindowTitle(self.tr("Sound output"))
        self.host_api = QComboBox()
        named(self.host_api, self.tr("Sound system"), self.tr("The way to the devices; JACK and ASIO are the fastest"))
        self.device = QComboBox()
        named(self.device, self.tr("Output device"))
        self.rate = QComboBox()
        named(self.rate, self.tr("Sampling rate"), self.tr("Automatic takes 44.1 kHz where the device can"))
        self.block = QComboBox()
        named(
            self.block,
            self.tr("Buffer size"),
            self.tr("Small buffers make hits sound sooner, large ones avoid dropouts on a busy computer"),
        )
        self.state = label("", "body", wrap=True)
        self.state.setAccessibleName(self.tr("State of the output"))
        self.dropouts = label("", "caption", wrap=True)
        self.tone = push_button(self.tr("&Test tone"), on_click=self._play_tone)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._show_dropouts)
        self._fill()
        self._lay_out()
        self._connect()
        if speakers.output is not None:
            self._show_open(speakers.output)

    def choice(self) -> AudioChoice:
        """Return what is chosen."""
        return AudioChoice(self.device.currentData(), self.rate.currentData(), self.block.currentData() or 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look; an output that is open is not opened again for that."""
        self._timer.start()
        if not self._devices:
            self._speakers.refresh()
        super().showEvent(event)

    def done(self, result: int) -> None:
        """Look no more."""
        self._timer.stop()
        super().done(result)

    def _fill(self) -> None:
        self.rate.addItem(self.tr("Automatic"), None)
        for rate_hz in RATES_HZ:
            self.rate.addItem(kilohertz(rate_hz), rate_hz)
        choice = self._speakers.choice
        self.rate.setCurrentIndex(max(0, self.rate.findData(choice.rate_hz)))
        self._fill_blocks(choice.block_frames)
        self._fill_devices(() if self._speakers.output is None else self._speakers.devices)

    def _fill_blocks(self, chosen: int) -> None:
        """Offer the buffer sizes, with their length at the present rate."""
        self.block.clear()
        self.block.addItem(self.tr("As the device likes"), 0)
        for frames in BLOCKS_FRAMES:
            text = self.tr("{0} frames  ·  {1}").format(frames, milliseconds(frames / self._rate_hz))
            self.block.addItem(text, frames)
        self.block.setCurrentIndex(max(0, self.block.findData(chosen)))

    def _fill_devices(self, devices: Sequence[OutputDevice]) -> None:
        """Offer the sound systems there are, and the devices of the one that is chosen."""
        self._devices = tuple(devices)
        wished = self._speakers.choice.device
        known = next((each for each in self._devices if each.name == wished), None)
        systems = list(dict.fromkeys(each.host_api for each in self._devices))
        self.host_api.clear()
        self.host_api.addItem(self.tr("System default"), None)
        for system in systems:
            self.host_api.addItem(system, system)
        if known is not None:
            self.host_api.setCurrentIndex(self.host_api.findData(known.host_api))
        elif wished is not None:
            self.host_api.addItem(self.tr("Not connected"), "")
            self.host_api.setCurrentIndex(self.host_api.count() - 1)
        self._offer_devices(wished)

    def _offer_devices(self, wished: str | None) -> None:
        system = self.host_api.currentData()
        self.device.clear()
        if system is None:
            name = self._devices[0].name if self._devices else self.tr("no output")
            self.device.addItem(self.tr("Default: {0}").format(name), None)
        for each in self._devices:
            if each.host_api == system:
                self.device.addItem(each.name.removesuffix(f", {each.host_api}"), each.name)
        if wished is not None and self.device.findData(wished) < 0 and system == "":
            self.device.addItem(self.tr("{0} (not connected)").format(wished), wished)
        self.device.setCurrentIndex(max(0, self.device.findData(wished)))
        self.device.setEnabled(system is not None)

    def _connect(self) -> None:
        self.host_api.activated.connect(self._choose_system)
        for box in (self.device, self.rate, self.block):
            box.activated.connect(lambda _: self._apply())
        # Methods, not lambdas: Qt lets them go with the dialog.
        self._speakers.opening.connect(self._show_opening)
        self._speakers.devices_listed.connect(self._fill_devices)
        self._speakers.opened.connect(self._show_open)
        self._speakers.failed.connect(self._show_failure)
        self._speakers.retrying.connect(self._forbid_tone)

    def _choose_system(self) -> None:
        self._offer_devices(None)
        self._apply()

    def _apply(self) -> None:
        choice = self.choice()
        self.chosen.emit(choice)
        self._speakers.choose(choice)

    def _show_opening(self) -> None:
        self._say(self.tr("Opening …"))

    def _show_failure(self, error: Exception) -> None:
        self._say(str(error), severity="error")

    def _forbid_tone(self) -> None:
        self.tone.setEnabled(False)

    def _show_open(self, output: OpenOutput) -> None:
        if output.rate_hz and output.rate_hz != self._rate_hz:
            self._rate_hz = output.rate_hz
            self._fill_blocks(self._speakers.choice.block_frames)
        text = self.tr("Open at {0} with blocks of {1} frames ({2}). A hit sounds after {3}.")
        length = milliseconds(output.block_frames / max(output.rate_hz, 1))
        self._say(
            text.format(kilohertz(output.rate_hz), output.block_frames, length, milliseconds(output.latency_s)),
            playable=True,
        )
        self._show_dropouts()

    def _say(self, text: str, *, severity: str = "", playable: bool = False) -> None:
        set_severity(self.state, severity)
        self.state.setText(text)
        self.tone.setEnabled(playable)

    def _show_dropouts(self) -> None:
        count = self._speakers.dropouts
        if not self._speakers.is_open:
            self.dropouts.setText("")
        elif count:
            text = self.tr("Dropouts since it was opened: {0}. If you hear them, choose a larger buffer.")
            self.dropouts.setText(text.format(count))
        else:
            self.dropouts.setText(self.tr("No dropouts since it was opened."))

    def _play_tone(self) -> None:
        try:
            self._speakers.play_test_tone()
        except DeviceError as error:
            self._say(str(error), severity="error")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(14)
        layout.addWidget(label(self.tr("Sound output"), "title"))
        again = icon_button("refresh", self.tr("Look for outputs again"), self.tr("Look for outputs again"))
        again.clicked.connect(self._speakers.refresh)
        systems = row(self.host_api, again, gap=6)
        systems.setStretch(0, 1)
        rows = form(
            (self.tr("Sound &system"), self.host_api, systems),
            (self.tr("&Device"), self.device, None),
            (self.tr("Sampling &rate"), self.rate, None),
            (self.tr("&Buffer"), self.block, None),
        )
        for box in (self.host_api, self.device, self.rate, self.block):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LEAST_WIDTH_LETTERS)
        layout.addLayout(rows)
        layout.addWidget(self.state)
        layout.addWidget(self.dropouts)
        layout.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.tone)
        buttons.addStretch(1)
        close = push_button(self.tr("Close"), on_click=self.accept)
        close.setDefault(True)
        buttons.addWidget(close)
        layout.addLayout(buttons)
