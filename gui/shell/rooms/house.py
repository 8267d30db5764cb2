"""All rooms, and the doors between them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from drumgen.editing.editor import SoundEditor
from drumgen.inference.cards import ModelCard
from gui.dialogs.preferences import PreferencesDialog
from gui.look.application import apply_look
from gui.shell.rooms import editor_room, library_room, pads_room, training_room
from gui.shell.rooms.editor_room import EditorRoom
from gui.shell.rooms.library_room import LibraryRoom
from gui.shell.rooms.pads_room import PadsRoom
from gui.shell.rooms.shared import Shared, name_of
from gui.shell.rooms.stage_room import StageRoom
from gui.shell.rooms.training_room import TrainingRoom
from gui.sounds.item import SoundItem
from gui.stage.controller import Controller, Hit
from gui.stage.pads import Pads

_SOUNDS = "sounds"
_PREPARE_MS = 150  # so long after each other views are made that nobody has looked at yet
_WITH_SIDEBAR = (_SOUNDS, pads_room.NAME)
_NARROW = 1100  # in a window that is narrower the pads come without the side bar, unless it is wished


class House(QObject):
    """Makes the rooms, gives each its tab, and lets sounds go from one to another.

    Parameters
    ----------
    shared : Shared
        What the rooms work with.
    editor : SoundEditor
        Makes sounds of sounds.
    pads : Pads
        The pads.
    controller : Controller
        Listens to MIDI.
    data : Path
        The app's folder.
    """

    def __init__(self, shared: Shared, editor: SoundEditor, pads: Pads, controller: Controller, data: Path) -> None:
        super().__init__()
        self._shared = shared
        self._pads = pads
        self._controller = controller
        self._preparing = QTimer(self, interval=_PREPARE_MS)
        self._preparing.timeout.connect(self._prepare)
        self.stage = StageRoom(shared, controller)
        self.pads = PadsRoom(shared, editor, pads)
        self.library = LibraryRoom(shared, editor, data / "library")
        self.editor = EditorRoom(shared, editor)
        self.training = TrainingRoom(shared, data)
        self._add_views()
        self._open_doors()
        self._connect_actions()

    def close(self) -> None:
        """End what goes on by itself."""
        self._preparing.stop()

    def restore(self) -> None:
        """Look at the view that was looked at the last time."""
        self.stage.restore()
        self._shared.window.sounds_view.splitter.restoreState(self._shared.settings.bytes("sounds/division"))
        self._shared.window.views.show_view(self._shared.settings.get("window/view", _SOUNDS))
        self._change_view(self._shared.window.views.current)

    def remember(self) -> None:
        """Write down what is looked at and which devices are used."""
        self._shared.settings.set("window/view", self._shared.window.views.current)
        self._shared.settings.set_bytes("sounds/division", self._shared.window.sounds_view.splitter.saveState())
        self.stage.remember()
        self.pads.remember()
        self.library.remember()

    def show_preferences(self) -> None:
        """Open the preferences."""
        settings, window = self._shared.settings, self._shared.window
        dialog = PreferencesDialog(settings, self._shared.commands.export_folder, window)
        dialog.theme_changed.connect(_dress)
        for changed in (dialog.format_changed, dialog.rate_changed):
            changed.connect(lambda _: self._shared.commands.use_form())
        dialog.python_changed.connect(self.training.use_python)
        dialog.open()

    def _add_views(self) -> None:
        views = self._shared.window.views
        views.add(pads_room.NAME, self.tr("Pads"), self.pads.view)
        views.add(library_room.NAME, self.tr("Library"), self.library.view)
        views.add(editor_room.NAME, self.tr("Editor"), self.editor.view)
        views.add(training_room.NAME, self.tr("Training"), self.training.view)
        views.changed.connect(self._change_view)

    def _open_doors(self) -> None:
        shared = self._shared
        self.library.open_wished.connect(self.editor.open_sound)
        self.library.pad_wished.connect(self.pads.put)
        self.library.drop_wished.connect(self.editor.open_files)
        self.editor.pad_wished.connect(self.pads.put_on_selected)
        self.pads.edit_wished.connect(self.editor.open_sound)
        self.pads.learn_wished.connect(self.stage.learn_pad)
        shared.window.views.made.connect(self._let_learn)
        self.editor.kept.connect(self.library.keep)
        self.editor.files_dropped.connect(lambda paths: self.pads.made.kits.load_files(paths, 0))
        self.stage.mode_chosen.connect(self.pads.set_mode)
        self.pads.mode_changed.connect(shared.window.devices.set_mode)
        shared.window.dropped.connect(self.editor.open_drop)
        self.stage.struck.connect(self._show_hit)
        self.training.models_changed.connect(self.pads.show_models)
        shared.studio.model_known.connect(self._meet_model)
        for ended in (shared.studio.model_open, shared.studio.model_failed):
            ended.connect(lambda _: self._offer_models())
            ended.connect(lambda _: self._preparing.start())
        shared.commands.kept.connect(lambda sound, favourite: self.library.keep(sound, favourite=favourite))
        self._controller.program.connect(self.pads.open_program)
        self._controller.macro.connect(self._turn_macro)

    def _connect_actions(self) -> None:
        window = self._shared.window
        for name in window.views.names:
            window.acts[f"view_{name}"].triggered.connect(lambda _=False, name=name: window.views.show_view(name))
        window.acts["sidebar"].triggered.connect(self._toggle_sidebar)
        window.acts["search"].triggered.connect(self._search)
        window.acts["audio"].triggered.connect(self.stage.show_audio)
        window.acts["midi"].triggered.connect(self.stage.show_midi)
        window.acts["preferences"].triggered.connect(self.show_preferences)
        window.acts["edit"].triggered.connect(lambda: self._with_current(self._edit))
        window.acts["put_on_pad"].triggered.connect(
            lambda: self._with_current(lambda item: self.pads.put(item.take.sound))
        )
        window.acts["more_like_this"].triggered.connect(
            lambda: self._with_current(lambda item: self.library.vary_sound(item.take.sound, item.label))
        )

    def _with_current(self, do: Callable[[SoundItem], object]) -> None:
        item = self._shared.window.results.current_item
        if item is not None:
            do(item)

    def _edit(self, item: SoundItem) -> None:
        self.editor.open_sound(item.take.sound, name_of(item))

    def _search(self) -> None:
        self._shared.window.views.show_view(library_room.NAME)
        self.library.made.focus_search()

    def _toggle_sidebar(self, shown: bool) -> None:
        window = self._shared.window
        self._shared.settings.set(f"window/sidebar_{window.views.current}", shown)
        window.show_sidebar(shown)

    def _change_view(self, name: str) -> None:
        window = self._shared.window
        window.sounds_view.set_current(name == _SOUNDS)
        usual = name in _WITH_SIDEBAR and (name != pads_room.NAME or window.width() >= _NARROW)
        window.show_sidebar(self._shared.settings.get(f"window/sidebar_{name}", usual))
        stack = self.editor.controller.undo_stack if name == editor_room.NAME else window.undo_stack
        window.undo_group.addStack(stack)
        window.undo_group.setActiveStack(stack)
        window.route_keys()
        if not window.views.tabs.hasFocus():  # who walks along the tabs by keyboard stays there
            self._focus(name)

    def _focus(self, name: str) -> None:
        """Give the keyboard to what a view is about."""
        if name == pads_room.NAME:
            self.pads.made.grid.focus()
        elif name == library_room.NAME:
            self.library.made.focus_sounds()
        elif name == editor_room.NAME:
            self.editor.controller.view.focus_sound()
        elif name == _SOUNDS and self._shared.window.results.isVisible():
            self._shared.window.results.setFocus()
        else:
            self._shared.window.setFocus()

    def _prepare(self) -> None:
        """Make one more view while nothing else goes on."""
        if not self._shared.studio.is_busy and not self._shared.window.views.prepare_next():
            self._preparing.stop()

    def _meet_model(self, card: ModelCard) -> None:
        self._pads.set_labels(card.classes, card.name)
        self.stage.learn_request()

    def _offer_models(self) -> None:
        """Make the pads' view; not while the model is being opened, which leaves this thread little time."""
        self.pads.show_models()
        self._let_learn(pads_room.NAME, self.pads.made)

    def _let_learn(self, name: str, view: QWidget) -> None:
        """Let the controls of a view that is new be bound to the MIDI controller."""
        if name == pads_room.NAME:
            self.stage.let_learn(self.pads.made.inspector, self.tr("Pads"))
            self.stage.let_learn(self.pads.made.bar, self.tr("Kit"))
        elif name == editor_room.NAME:
            self.stage.let_learn(view, self.tr("Editor"))
        elif name == library_room.NAME:
            self.stage.let_learn(view, self.tr("Library"))
        elif name == training_room.NAME:
            self.stage.let_learn(view, self.tr("Training"))

    def _show_hit(self, hit: Hit) -> None:
        item = None if hit.pad is None else self.pads.item_of(hit.pad)
        if item is not None:
            self._shared.window.results.show_playing(item)

    def _turn_macro(self, name: str, value: float) -> None:
        if name == "variation":
            self.editor.set_strength(value)
        else:
            self.pads.set_macro(name, value)


def _dress(theme: str) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply_look(application, theme)
