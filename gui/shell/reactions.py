"""What the window does when the studio, the pads or a device has news."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from drumgen.inference.cards import ModelCard
from gui.dialogs.error_dialog import sentence
from gui.settings import Settings
from gui.shell.user_commands import UserCommands
from gui.shell.window import MainWindow
from gui.sounds.item import SoundItem
from gui.stage.controller import Controller, Hit
from gui.stage.pads import Pads
from gui.stage.speakers import OpenOutput, Speakers
from gui.studio import Studio


class Reactions(QObject):
    """Shows news in the window, and passes on to the pads what concerns them.

    Parameters
    ----------
    window : MainWindow
        Shows the news.
    commands : UserCommands
        Plays a regenerated sound and shows errors.
    studio, pads, speakers, controller
        Where news comes from.
    settings : Settings
        Knows the class that was chosen last.
    """

    def __init__(
        self,
        window: MainWindow,
        commands: UserCommands,
        *,
        studio: Studio,
        pads: Pads,
        speakers: Speakers,
        controller: Controller,
        settings: Settings,
    ) -> None:
        super().__init__()
        self.window = window
        self.commands = commands
        self.studio = studio
        self.pads = pads
        self.speakers = speakers
        self.controller = controller
        self.settings = settings
        self._wished = 0
        self._ready = 0
        self._follow = False  # whether the next sound that comes becomes the current one
        self._connect_studio()
        self._connect_list()
        self._connect_stage()

    def _meet_model(self, card: ModelCard) -> None:
        self.window.request.set_model(card)
        self.window.route_keys()
        self.window.request.classes.choose(self.settings.get("request/label", ""))
        self.window.status.show_model(f"{card.name} {card.version}  ·  {self.tr('opening …')}")
        self.pads.set_labels(card.classes, card.name)
        self.pads.set_sampling(self.window.request.sampling())
        self._update_busy()

    def _run_model(self, provider: str) -> None:
        if self.studio.card is not None:
            self.window.status.show_model(f"{self.studio.card.name} {self.studio.card.version}  ·  {provider.upper()}")

    def _miss_model(self, error: Exception) -> None:
        self.window.request.set_model(None)
        self._update_busy()
        self.window.request.set_hint(sentence(error))
        self.window.status.show_model(self.tr("no model"))
        self.window.status.show_error(error)

    def _welcome(self, item: SoundItem) -> None:
        """Receive a new sound: follow a generation to its first one, and fill pads that are empty."""
        if self._follow or self.window.results.current_item is None:
            self._follow = False
            self.window.results.show_item(item)
            if not self.window.request.cancel.hasFocus():
                self.window.results.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.pads.item(item.label) is None or self.pads.plays(item):
            self.pads.put(item)
        self._count_ready()

    def _count_ready(self) -> None:
        self._ready += 1
        if self.studio.is_busy and self._wished > 1:
            text = self.tr("Generating {wished} sounds …  {ready} ready")
            self.window.status.show_message(text.format(wished=self._wished, ready=self._ready))

    def _end_generation(self) -> None:
        self._follow = False
        self.window.status.clear_message()
        self.window.request.show_idle()
        self._update_busy()

    def _update_busy(self) -> None:
        busy = self.studio.is_busy
        self.window.acts["cancel"].setEnabled(busy)
        self.window.acts["generate"].setEnabled(not busy and self.studio.card is not None)

    def _begin_generation(self, count: int) -> None:
        self._follow = True
        self._wished = count
        self._ready = 0
        self.window.status.clear_error()
        self.window.status.show_message(self.tr("Generating %n sound(s) …", "", count))
        self.window.request.show_busy(count)
        self._update_busy()

    def _hear_replaced(self, item: SoundItem) -> None:
        if item is self.window.results.current_item and self.speakers.is_open:
            self.commands.play(item)
        self._count_ready()

    def _renew_take(self, item: SoundItem) -> None:
        if item.on_pad:
            self.pads.put(item)
        if item is self.window.results.current_item:
            self.window.detail.show_item(item)

    def _fill_pads(self, removed: Sequence[SoundItem]) -> None:
        """Put the last sound of a class on its pad when the one there was removed."""
        for item in removed:
            rest = [other for other in self.window.sounds.items if other.label == item.label]
            if item.on_pad and rest:
                self.pads.put(rest[-1])

    def _select(self, item: SoundItem | None) -> None:
        self.window.detail.show_item(item)
        if item is not None:
            self.pads.put(item)

    def _change_pads(self, left: SoundItem | None, item: SoundItem) -> None:
        for each in (left, item):
            if each is not None:
                self.window.sounds.refresh(each)

    def _show_output(self, output: OpenOutput) -> None:
        text = f"{output.name}  ·  {output.latency_s * 1000.0:.0f} ms" if output.name else ""
        self.window.devices.show_output(text)
        self.window.status.clear_error()

    def _lose_output(self, error: Exception) -> None:
        self.window.devices.show_output(self.tr("No sound output"), severity="warning")
        self.window.status.show_error(error)

    def _lose_port(self, error: Exception) -> None:
        wanted = bool(self.window.devices.port.name)  # who has no controller need not be warned
        self.window.devices.show_port(sentence(error), severity="warning" if wanted else "")
        if wanted:
            self.window.status.show_error(error)

    def _show_hit(self, hit: Hit) -> None:
        self.window.devices.show_hit(hit)
        item = self.pads.item(hit.label or "")
        if item is not None:
            self.window.results.show_playing(item)

    def _connect_studio(self) -> None:
        studio, window = self.studio, self.window
        studio.model_known.connect(self._meet_model)
        studio.model_open.connect(self._run_model)
        studio.model_failed.connect(self._miss_model)
        studio.started.connect(self._begin_generation)
        studio.progressed.connect(window.request.show_progress)
        studio.added.connect(self._welcome)
        studio.replaced.connect(self._hear_replaced)
        studio.stopped.connect(self._end_generation)
        studio.cancelled.connect(lambda: window.status.show_message(self.tr("Cancelled; finished sounds stay.")))
        studio.failed.connect(self.commands.show_error)

    def _connect_list(self) -> None:
        window = self.window
        # The filter removes its rows before the list does, so both have to be heard.
        for model in (window.shown, window.sounds):
            model.rowsInserted.connect(lambda *_: window.update_list())
            model.rowsRemoved.connect(lambda *_: window.update_list())
        window.results.selection_changed.connect(window.update_list)
        window.results.current_changed.connect(self._select)
        window.results.played.connect(window.detail.show_played)
        window.sounds.take_changed.connect(self._renew_take)
        window.sounds.removed.connect(self._fill_pads)

    def _connect_stage(self) -> None:
        devices = self.window.devices
        self.speakers.opening.connect(lambda: devices.show_output(self.tr("Opening …")))
        self.speakers.listed.connect(devices.output.set_names)
        self.speakers.opened.connect(self._show_output)
        self.speakers.failed.connect(self._lose_output)
        devices.output.chosen.connect(lambda name: self.speakers.open(name or None))
        devices.outputs_wished.connect(self.speakers.refresh)
        self.controller.listed.connect(self._list_ports)
        self.controller.opened.connect(lambda name: devices.show_port(self.tr("Listening")))
        self.controller.closed.connect(lambda: devices.show_port(devices.port_hint))
        self.controller.failed.connect(self._lose_port)
        self.controller.struck.connect(self._show_hit)
        devices.port.chosen.connect(self.controller.open)
        devices.ports_wished.connect(self.controller.refresh)
        devices.mode_chosen.connect(self.pads.set_mode)
        self.window.request.sampling_changed.connect(self.pads.set_sampling)
        self.pads.renewed.connect(self.studio.adopt)
        self.pads.changed.connect(self._change_pads)
        self.pads.failed.connect(self.window.status.show_error)

    def _list_ports(self, names: Sequence[str]) -> None:
        devices = self.window.devices
        devices.port.set_names(names)
        if not names and not devices.port.name:
            devices.show_port(self.tr("No MIDI input is connected."))
        elif not devices.port.name:
            devices.show_port(devices.port_hint)
