"""What can be done with the selected sounds, one method each."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from drumgen.library.entry import Entry, Source, Step
from drumgen.library.library import Library
from gui.library.controller import LibraryController
from gui.library.dialogs import HistoryDialog, NameDialog, TagDialog
from gui.library.dragging import copy_out
from gui.library.search_bar import SearchBar
from gui.library.table.view import SoundTable
from gui.sounds.outlet import reveal


class SoundDeeds(QObject):
    """Carries out what the user wishes for the sounds that are selected in the table.

    Parameters
    ----------
    controller : LibraryController
    table : SoundTable
        Where sounds are selected.
    search : SearchBar
        What the table shows.
    window : QWidget
        Over which dialogs open.
    """

    told = Signal(str)
    """Something for the status line."""

    def __init__(self, controller: LibraryController, table: SoundTable, search: SearchBar, window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._search = search
        self._table = table

    @property
    def shows_removed(self) -> bool:
        """Whether the table shows removed sounds, so that removing them means restoring."""
        return self._search.query.source is Source.REMOVED

    def mark(self) -> None:
        """Mark the selected sounds, or unmark them if all of them are marked."""
        ids, entries = self._table.selected_ids, self._table.selected_entries
        if ids:
            self._controller.set_favourite(ids, not (entries and all(entry.favourite for entry in entries)))

    def remove(self) -> None:
        """Take the selected sounds out of the library, or bring them back if removed ones are shown."""
        ids = self._table.selected_ids
        if not ids:
            return
        if self.shows_removed:
            self._controller.restore(ids)
            return
        self._controller.remove(ids)
        self.told.emit(
            self.tr("Removed 1 sound; Ctrl+Z brings it back.")
            if len(ids) == 1
            else self.tr("Removed {count} sounds; Ctrl+Z brings them back.").format(count=len(ids))
        )

    def more_like_this(self) -> None:
        """Look for sounds like the current one."""
        entry = self._table.current_entry
        if entry is not None:
            self._search.set_like(entry)

    def edit_tags(self) -> None:
        """Let the user edit the tags of the selected sounds."""
        ids = self._table.selected_ids
        if not ids:
            return

        def read(library: Library) -> tuple[list[Entry], list[str]]:
            return library.entries(ids), library.tags()

        def edit(result: tuple[list[Entry], list[str]]) -> None:
            entries, known = result
            if entries:
                dialog = TagDialog(entries, known, self._window)
                dialog.changed.connect(lambda add, away: self._controller.change_tags(ids, add=add, remove=away))
                dialog.open()

        self._controller.ask(read, edit)

    def rename(self) -> None:
        """Let the user give the current sound another name."""
        entry = self._table.current_entry
        if entry is None:
            return
        dialog = NameDialog(entry.title, self._window)
        dialog.changed.connect(lambda text: self._controller.set_title(entry.id, text))
        dialog.open()

    def copy(self) -> None:
        """Put the selected sounds' files on the clipboard."""
        copy_out(self._table.selected_ids, self._controller, self.told.emit)

    def reveal(self) -> None:
        """Show the current sound's file in the file manager."""
        entry = self._table.current_entry
        if entry is not None and not reveal(entry.path):
            self.told.emit(self.tr("No file manager opened; the file is {path}").format(path=entry.path))

    def show_history(self) -> None:
        """Show what was done to the library."""

        def show(steps: list[Step]) -> None:
            HistoryDialog(steps, self._controller.set_undone, self._window).open()

        self._controller.ask(lambda library: library.history(limit=200), show)
