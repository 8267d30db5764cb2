"""What the window does when the studio or the list has news."""

from PySide6.QtCore import QObject, Qt, Signal

from drumgen.inference.cards import ModelCard
from gui.dialogs.error_dialog import sentence
from gui.settings import Settings
from gui.shell.user_commands import UserCommands
from gui.shell.window import MainWindow
from gui.sounds.item import SoundItem
from gui.stage.speakers import Speakers
from gui.studio import Studio


class Reactions(QObject):
    """Shows news in the window.

    Parameters
    ----------
    window : MainWindow
        Shows the news.
    commands : UserCommands
        Plays a regenerated sound and shows errors.
    studio, speakers
        Where news comes from.
    settings : Settings
        Knows the class that was chosen last.
    """

    welcomed = Signal(object)
    """A `SoundItem` that came into the list."""

    def __init__(
        self,
        window: MainWindow,
        commands: UserCommands,
        *,
        studio: Studio,
        speakers: Speakers,
        settings: Settings,
    ) -> None:
        super().__init__()
        self.window = window
        self.commands = commands
        self.studio = studio
        self.speakers = speakers
        self.settings = settings
        self._wished = 0
        self._ready = 0
        self._follow = False  # whether the next sound that comes becomes the current one
        self._connect_studio()
        self._connect_list()

    def _meet_model(self, card: ModelCard) -> None:
        self.window.request.set_model(card)
        self.window.route_keys()
        self.window.request.classes.choose(self.settings.get("request/label", ""))
        self.window.status.show_model(f"{card.name} {card.version}  ·  {self.tr('opening …')}")
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
        """Receive a new sound, and follow a generation to its first one."""
        if self._follow or self.window.results.current_item is None:
            self._follow = False
            self.window.results.show_item(item)
            if self.window.results.isVisible() and not self.window.request.cancel.hasFocus():
                self.window.results.setFocus(Qt.FocusReason.OtherFocusReason)
        self.welcomed.emit(item)
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
        if item is self.window.results.current_item:
            self.window.detail.show_item(item)

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
        window.results.current_changed.connect(window.detail.show_item)
        window.results.played.connect(window.detail.show_played)
        window.sounds.take_changed.connect(self._renew_take)
