"""What the user can do, one method each."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from drumgen.engine.request import GenerationRequest
from drumgen.errors import DrumgenError
from gui.dialogs.about import AboutDialog
from gui.dialogs.error_dialog import ErrorDialog
from gui.dialogs.export_dialog import ExportDialog
from gui.dialogs.shortcut_sheet import ShortcutSheet
from gui.jobs import Jobs, Pool
from gui.settings import Settings
from gui.shell.window import MainWindow
from gui.sounds.commands import MarkFavourites, RemoveSounds
from gui.sounds.exporting import ExportOrder, export
from gui.sounds.files import SessionFiles
from gui.sounds.item import SoundItem
from gui.sounds.outlet import as_pasted, chosen_form, reveal
from gui.stage.speakers import Speakers
from gui.studio import Studio


class UserCommands(QObject):
    """Carries out what the user wishes, and connects the window's actions to it.

    Parameters
    ----------
    window : MainWindow
        Where wishes come from and outcomes show.
    studio : Studio
        Generates.
    speakers : Speakers
        Play.
    jobs : Jobs
        Runs exports.
    files : SessionFiles
        Holds what was dragged or copied.
    settings : Settings
        Remembers how sounds are exported.
    """

    kept = Signal(object, bool)
    """A `GeneratedSound` that the user made use of, and whether it is a favourite: it belongs in the library."""

    def __init__(
        self,
        window: MainWindow,
        *,
        studio: Studio,
        speakers: Speakers,
        jobs: Jobs,
        files: SessionFiles,
        settings: Settings,
    ) -> None:
        super().__init__()
        self.window = window
        self.studio = studio
        self.speakers = speakers
        self.jobs = jobs
        self.files = files
        self.settings = settings
        self.use_form()
        self._connect()

    @property
    def export_folder(self) -> Path:
        """Where exported sounds go unless the user says otherwise."""
        music = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        return Path(music) / "drumgen"

    def generate(self) -> None:
        """Make the sounds that the form asks for."""
        if self.studio.card is None or self.studio.is_busy:
            return
        try:
            self.window.request.read_words()
            request = self.window.request.request()
        except DrumgenError as error:
            self.show_error(error)
            return
        self.window.acts["only_favourites"].setChecked(False)  # new sounds are no favourites yet
        self.studio.generate(request, self.window.request.wish())
        self.window.request.use_seed()

    def restore_request(self, request: GenerationRequest) -> None:
        """Put the request that a dropped sound was made from back into the form."""
        self.window.request.show_request(request)
        self.window.status.show_message(self.tr("The request of this sound is back in the form, its seed locked."))

    def regenerate(self) -> None:
        """Make the selected sounds anew."""
        items = [item for item in self.window.results.selected_items if not item.is_waiting]
        if items and self.studio.card is not None and not self.studio.is_busy:
            self.studio.regenerate(items, self.window.request.sampling())

    def play(self, item: SoundItem | None = None) -> None:
        """Play a sound, or the current one."""
        item = item or self.window.results.current_item
        if item is None:
            return
        try:
            self.speakers.play(item.take.sound.clip)
        except DrumgenError as error:
            self.window.status.show_error(error)
        else:
            self.window.status.clear_error()
            self.window.results.show_playing(item)

    def mark(self, items: Sequence[SoundItem]) -> None:
        """Mark sounds as favourites, or unmark them if all of them are."""
        if items:
            marked = all(item.favourite for item in items)
            self.window.undo_stack.push(MarkFavourites(self.window.sounds, items, not marked))
            for item in () if marked else items:
                self.kept.emit(item.take.sound, True)

    def remove(self) -> None:
        """Take the selected sounds out of the list."""
        items = self.window.results.selected_items
        if items:
            self.window.undo_stack.push(RemoveSounds(self.window.sounds, items))
            text = self.tr("Removed %n sound(s); Ctrl+Z brings back what was removed.", "", len(items))
            self.window.status.show_message(text)

    def copy(self) -> None:
        """Put the selected sounds' files on the clipboard."""
        indexes = [self.window.shown.mapToSource(index) for index in self.window.results.selectedIndexes()]
        data = self.window.sounds.mimeData(indexes)
        if not data.hasUrls():
            return
        paths = [Path(url.toLocalFile()) for url in data.urls()]
        QGuiApplication.clipboard().setMimeData(as_pasted(paths))
        copied = self.tr("Copied {path}").format(path=paths[0])
        self.window.status.show_message(copied if len(paths) == 1 else self.tr("Copied %n files", "", len(paths)))

    def reveal(self) -> None:
        """Show the current sound's file in the file manager."""
        item = self.window.results.current_item
        if item is None:
            return
        try:
            path = self.files.hand_out(item.take)
        except DrumgenError as error:
            self.show_error(error)
            return
        self._keep([item])
        self.show_path(path)

    def show_path(self, path: Path) -> None:
        """Show a file in the file manager, or say where it is if there is none."""
        if not reveal(path):
            self.window.status.show_message(self.tr("No file manager opened; the file is {path}").format(path=path))

    def ask_export(self) -> None:
        """Let the user say which sounds to write where."""
        items = self.window.sounds.items
        choices = (
            (self.tr("Selected sounds"), self.window.results.selected_items),
            (self.tr("Favourites"), [item for item in items if item.favourite]),
            (self.tr("All sounds"), items),
        )
        dialog = ExportDialog(choices, self.settings, self.export_folder, self.window)
        dialog.ordered.connect(self.export)
        dialog.open()

    def export(self, order: ExportOrder) -> None:
        """Write sounds into a folder."""
        self.use_form()

        def tell(paths: list[Path]) -> None:
            text = self.tr("Exported %n sound(s) to {folder}", "", len(paths))
            self.window.status.show_message(text.format(folder=order.folder))
            for sound in order.sounds:
                self.kept.emit(sound, False)

        self.jobs.run(lambda job: export(job, order), pool=Pool.FILES, on_done=tell, on_error=self.show_error)

    def use_form(self) -> None:
        """Drag and copy in the format that sounds are exported in."""
        self.files.form = chosen_form(self.settings)

    def show_files(self) -> None:
        """Open the folder of the sounds that were dragged or copied today."""
        folder = self.files.kept_folder
        if folder.exists():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self.window.status.show_message(self.tr("No sound was dragged or copied today."))

    def show_error(self, error: Exception) -> None:
        """Show in a dialog what kept the user's wish from coming true."""
        self._open(ErrorDialog(error, f"models: {self.studio.models_folder}", self.window))

    def show_shortcuts(self) -> None:
        """Show the sheet of keyboard shortcuts."""
        self._open(ShortcutSheet(self.window))

    def show_about(self) -> None:
        """Show what this program and its model are."""
        self._open(AboutDialog(self.studio.card, self.window))

    def _keep(self, items: Sequence[SoundItem]) -> None:
        for item in items:
            self.kept.emit(item.take.sound, item.favourite)

    def _open(self, dialog: QDialog) -> None:
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()

    def _connect(self) -> None:
        window, results = self.window, self.window.results
        does = {
            "generate": self.generate,
            "cancel": self.studio.cancel,
            "new_seed": window.request.new_seed.click,
            "export": self.ask_export,
            "show_files": self.show_files,
            "quit": window.close,
            "undo": window.undo_group.undo,
            "redo": window.undo_group.redo,
            "copy": self.copy,
            "remove": self.remove,
            "select_all": results.selectAll,
            "play": self.play,
            "favourite": lambda: self.mark(results.selected_items),
            "regenerate": self.regenerate,
            "reveal": self.reveal,
            "focus_list": results.setFocus,
            "shortcuts": self.show_shortcuts,
            "about": self.show_about,
        }
        for name, do in does.items():
            # triggered brings a bool that nobody here wants
            window.acts[name].triggered.connect(lambda _=False, do=do: do())
        window.acts["lock_seed"].toggled.connect(window.request.lock_seed.setChecked)
        window.request.lock_seed.toggled.connect(window.acts["lock_seed"].setChecked)
        window.acts["only_favourites"].toggled.connect(window.shown.show_only_favourites)
        window.undo_group.canUndoChanged.connect(window.acts["undo"].setEnabled)
        window.undo_group.canRedoChanged.connect(window.acts["redo"].setEnabled)
        for name in ("undo", "redo", "cancel", "generate"):
            window.acts[name].setEnabled(False)
        window.request.generate_wished.connect(self.generate)
        window.request.cancel_wished.connect(self.studio.cancel)
        window.status.details_wished.connect(self.show_error)
        results.play_wished.connect(self.play)
        results.favourite_wished.connect(lambda item: self.mark([item]))
        window.sounds.failed.connect(self.show_error)
        window.sounds.handed_out.connect(self._keep)
