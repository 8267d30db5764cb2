"""Choose the MIDI input, see what arrives, and decide what it does."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from drumgen.midi.mapping import MidiMap
from gui.devices.form import form
from gui.devices.mapping_pane import MappingPane
from gui.stage.controller import Controller
from gui.widgets.chooser import Chooser
from gui.widgets.parts import heading, icon_button, label, named, push_button, row, set_severity

_SHOWN_LINES = 300
_WIDTH_LETTERS = 136
_CHANNELS = 16


class MidiDialog(QDialog):
    """Choices take effect at once and are kept for each device.

    Parameters
    ----------
    controller : Controller
        Listens and learns.
    port_name : str
        Name of the chosen port, empty for none, whether it is there or not.
    more_targets : callable
        Returns what else can be learned, such as `ControlLearning.targets`.
    parent : QWidget or None
        The window it belongs to.
    """

    chosen = Signal(str)
    """The name of the port that the user chose, empty for none; remember it."""

    def __init__(
        self,
        controller: Controller,
        port_name: str = "",
        *,
        more_targets: Callable[[], Sequence[str]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self.setWindowTitle(self.tr("MIDI input"))
        self.port = Chooser(self.tr("No MIDI input"))
        named(self.port, self.tr("MIDI input port"), self.tr("The controller whose notes and knobs play the app"))
        self.port.choose(port_name)
        self.channel = QComboBox()
        named(self.channel, self.tr("MIDI channel"), self.tr("Messages on other channels are shown but do nothing"))
        self.channel.addItem(self.tr("All channels"), None)
        for channel in range(_CHANNELS):
            self.channel.addItem(self.tr("Channel {0}").format(channel + 1), channel)
        self.state = label("", "caption", wrap=True)
        self.state.setAccessibleName(self.tr("State of the MIDI input"))
        self.clock = label("", "caption")
        self.clock.setAccessibleName(self.tr("MIDI clock"))
        self.mappings = MappingPane(controller, more_targets)
        self.monitor = QPlainTextEdit()
        named(self.monitor, self.tr("Arriving messages"), self.tr("Channel and contents of what arrives"))
        self._prepare_monitor()
        self._lay_out()
        self._connect()
        self._show_map(controller.map)
        self._show_clock(controller.bpm)
        if controller.port_name:
            self._say(self.tr("Listening."))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look."""
        self._controller.refresh()
        self._controller.watch(True)
        super().showEvent(event)

    def done(self, result: int) -> None:
        """Look no more."""
        self._controller.watch(False)
        self._controller.cancel_learning()
        super().done(result)

    def _prepare_monitor(self) -> None:
        self.monitor.setReadOnly(True)
        self.monitor.setMaximumBlockCount(_SHOWN_LINES)
        self.monitor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.monitor.setTabChangesFocus(True)
        self.monitor.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.monitor.setPlaceholderText(self.tr("Play or turn something: what arrives is shown here."))
        self.monitor.setMinimumHeight(9 * self.monitor.fontMetrics().lineSpacing())

    def _connect(self) -> None:
        controller = self._controller
        self.port.chosen.connect(self._choose)
        self.channel.activated.connect(lambda _: controller.set_channel(self.channel.currentData()))
        controller.listed.connect(self.port.set_names)
        controller.opened.connect(self._show_open)
        # Methods, not lambdas: Qt lets them go with the dialog.
        controller.closed.connect(self._show_closed)
        controller.failed.connect(self._show_failure)
        controller.warned.connect(self._show_warning)
        controller.mapped.connect(self._show_map)
        controller.clock.connect(self._show_clock)
        controller.monitored.connect(self._show_lines)

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)
        self._controller.open(name)

    def _show_open(self, name: str) -> None:
        self.port.choose(name)
        self._say(self.tr("Listening."))

    def _show_closed(self) -> None:
        self._say("")

    def _show_failure(self, error: Exception) -> None:
        self._say(str(error), severity="error")

    def _show_warning(self, error: Exception) -> None:
        self._say(str(error), severity="warning")

    def _show_map(self, midi_map: MidiMap) -> None:
        self.channel.setCurrentIndex(max(0, self.channel.findData(midi_map.channel)))
        self.mappings.show_map(midi_map)

    def _show_clock(self, bpm: float | None) -> None:
        self.clock.setText(
            self.tr("No MIDI clock") if bpm is None else self.tr("MIDI clock: {0} bpm").format(f"{bpm:.1f}")
        )

    def _show_lines(self, lines: Sequence[str]) -> None:
        self.monitor.appendPlainText("\n".join(lines[-_SHOWN_LINES:]))

    def _say(self, text: str, *, severity: str = "") -> None:
        set_severity(self.state, severity)
        self.state.setText(text)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("MIDI input"), "title"))
        layout.addLayout(self._lay_out_port())
        layout.addLayout(row(self.state, self.clock))
        self.clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        panes = QGridLayout()
        panes.setHorizontalSpacing(20)
        panes.setVerticalSpacing(8)
        panes.addWidget(heading(self.tr("What it does")), 0, 0)
        panes.addWidget(heading(self.tr("What arrives")), 0, 1)
        panes.addWidget(self.mappings, 1, 0)
        panes.addWidget(self.monitor, 1, 1)
        for column in range(2):
            panes.setColumnStretch(column, 1)
        panes.setRowStretch(1, 1)
        layout.addLayout(panes, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._notes_hint(), 1)
        clear = push_button(self.tr("C&lear messages"), on_click=self.monitor.clear)
        buttons.addWidget(clear)
        close = push_button(self.tr("Close"), on_click=self.accept)
        close.setDefault(True)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        letters = self.fontMetrics().averageCharWidth()
        self.resize(_WIDTH_LETTERS * letters, self.sizeHint().height())

    def _lay_out_port(self) -> QGridLayout:
        again = icon_button("refresh", self.tr("Look for MIDI inputs again"), self.tr("Look for MIDI inputs again"))
        again.clicked.connect(self._controller.refresh)
        ports = row(self.port, again, gap=6)
        ports.setStretch(0, 1)
        return form((self.tr("&Port"), self.port, ports), (self.tr("C&hannel"), self.channel, None))

    def _notes_hint(self) -> QLabel:
        return label(self.tr("Notes play the pads by themselves; program changes choose kits."), "caption", wrap=True)
